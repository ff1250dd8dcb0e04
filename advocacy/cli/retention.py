"""`advocacy retention …`: what signatories told in confidence goes some days after the end."""

from __future__ import annotations

from pathlib import Path

import click

from advocacy.cli.options import data_dir_option, opened_store
from advocacy.store.retention import Expiry, Retention

__all__ = ["retention_commands"]


@click.group(name="retention")
def retention_commands() -> None:
    """Show and delete contact data of campaigns that have ended."""


@retention_commands.command()
@data_dir_option
def show(data_dir: Path | None) -> None:
    """Show what will be deleted, and when; deletes nothing."""
    _print(Retention(opened_store(data_dir).engine).show(), "Nothing is kept that expires.")


@retention_commands.command()
@data_dir_option
def run(data_dir: Path | None) -> None:
    """Delete what has expired by today (UTC), from the database's free pages too."""
    _print(Retention(opened_store(data_dir).engine).run(), "Nothing has expired.")


def _print(found: tuple[Expiry, ...], nothing: str) -> None:
    for one in found:
        day = one.day.isoformat() if one.day else "no end yet"
        click.echo(
            f"{one.slug}: {day}: contact data of {one.contacts} endorsements, "
            f"{one.whole} unconfirmed endorsements as a whole"
        )
    if not found:
        click.echo(nothing)
