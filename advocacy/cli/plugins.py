"""`advocacy plugin`: start a plugin, and try it against the contract."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advocacy.cli.scaffold import make_plugin
from advocacy.testing.examination import Examination, examine

__all__ = ["plugin_commands"]


@click.group(name="plugin")
def plugin_commands() -> None:
    """Write a plugin: start one, check one."""


@plugin_commands.command()
@click.argument("name")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Where the new folder is made; here, if not given.",
)
def new(name: str, *, out: Path) -> None:
    """Make a package for the format NAME: a writer, a test that passes, what pip needs."""
    folder = make_plugin(name, out)
    click.echo(f"{folder} is ready. In it:")
    click.echo("  python -m pytest")
    click.echo(f"  advocacy plugin check {folder.name.replace('-', '_')}.py")


@plugin_commands.command()
@click.argument("name")
@click.option(
    "--plugins-dir",
    "folders",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    envvar="ADVOCACY_PLUGINS_DIR",
    help="A folder with plugins.",
)
@click.option(
    "--extract",
    default="",
    metavar="MODULE:FUNCTION",
    help="Reads the text of a file, for kinds of files that this program cannot read.",
)
@click.option("--limit", default=60.0, show_default=True, help="Seconds that one check may take.")
def check(name: str, *, folders: tuple[Path, ...], extract: str, limit: float) -> None:
    """Try the plugin NAME (or the one of that format, or at that path); exit 1 where it fails."""
    examination = examine(name, folders=folders, extract=extract, limit=limit)
    for line in _report(examination):
        click.echo(line)
    if not examination.passed:
        sys.exit(1)


def _report(examination: Examination) -> list[str]:
    plugin = examination.plugin
    lines = [f"{plugin.name} {plugin.version}".rstrip() + f" ({plugin.location})"]
    lines += [f"  {'warning' if p.warning else 'problem'}: {p.message}" for p in plugin.problems]
    for part, results in examination.results.items():
        lines.append(f"{part}: {sum(r.passed for r in results)} of {len(results)} checks passed")
        for result in results:
            verdict = "passed" if result.passed else "FAILED"
            lines.append(f"  {verdict}  {result.check:<16} {result.detail}".rstrip())
    return lines
