"""`advocacy plugins` and `advocacy locales`: what is there, and what is broken."""

from __future__ import annotations

from typing import Any

import click

from advocacy.cli.group import take_commands
from advocacy.cli.options import resource_options, workshop_from

__all__ = ["locales", "plugins"]


@click.command()
@click.option("--traceback", "show_traceback", is_flag=True, help="Show where a plugin failed.")
@resource_options
def plugins(*, show_traceback: bool, **options: Any) -> None:
    """List the plugins with their formats and what is wrong with them."""
    workshop = workshop_from(options, says_problems=False)
    take_commands(workshop.plugins)
    workshop.plugins.pages()
    for info in workshop.plugins.plugins:
        hooks = ", ".join(info.hooks) or "no hooks"
        click.echo(f"{info.name}  {info.version or '-'}  {info.origin}  {hooks}")
        for problem in info.problems:
            kind = "warning" if problem.warning else "problem"
            click.echo(f"  {kind}: {problem.message}")
            if show_traceback and problem.traceback:
                click.echo(problem.traceback)
    for broken in workshop.problems:
        click.echo(f"problem: {broken}")
    click.echo("formats: " + ", ".join(workshop.formats))


@click.command()
@resource_options
def locales(**options: Any) -> None:
    """List the languages, and those that are broken."""
    workshop = workshop_from(options)
    for language in workshop.languages:
        locale = language.locale
        status = "  draft" if language.draft else ""
        click.echo(f"{language.key}  {locale.name}{status}")
    for problem in workshop.languages.problems:
        click.echo(f"  problem: {problem}")
