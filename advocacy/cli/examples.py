"""`advocacy examples`: the example campaigns, to read or to start from."""

from __future__ import annotations

from pathlib import Path

import click

from advocacy import resources

__all__ = ["examples"]


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Copy the files into this folder; without it they are listed.",
)
def examples(out: Path | None) -> None:
    """List the example campaigns, or copy them into a folder."""
    for path in resources.examples():
        if out is None:
            click.echo(path.stem)
            continue
        target = out / path.name
        if target.exists():
            click.echo(f"{target} is there already and was left alone.", err=True)
            continue
        out.mkdir(parents=True, exist_ok=True)
        resources.replace_file(target, path.read_bytes())
        click.echo(target)
