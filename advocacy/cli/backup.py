"""`advocacy backup` and `advocacy restore`: the whole store in one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from advocacy.cli.options import data_dir_option
from advocacy.store import data_directory, open_store
from advocacy.store.backup import Backup, make_backup
from advocacy.store.location import database_url
from advocacy.store.restoring import open_or_set_aside, read_backup, restore_backup

__all__ = ["backup", "restore"]

file_argument = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.command()
@file_argument
@data_dir_option
def backup(file: Path, data_dir: Path | None) -> None:
    """Write everything in the store to FILE (a ZIP), while the program may go on running.

    FILE holds all texts, names and addresses, and the secret of this installation: keep it as you
    keep the data directory itself.
    """
    folder = data_dir or data_directory()
    store = open_store(database_url(folder))
    _tell("Kept", make_backup(store.engine, folder, file), file)


@click.command()
@file_argument
@click.option("--check", is_flag=True, help="Only look whether the backup is whole.")
@data_dir_option
def restore(file: Path, data_dir: Path | None, *, check: bool) -> None:
    """Make the store what it was when FILE was written; what it holds now is overwritten.

    The backup is checked whole before anything is changed, and put in place in one step.
    """
    if not file.exists():
        raise FileNotFoundError(2, "No such file", str(file))
    if check:
        _tell("Whole", read_backup(file), file)
        return
    folder = data_dir or data_directory()
    read_backup(file)
    store = open_or_set_aside(folder)
    _tell("Restored", restore_backup(file, store.engine, folder), file)


def _tell(what: str, made: Backup, file: Path) -> None:
    rows = ", ".join(f"{name} {one.rows}" for name, one in made.tables.items() if one.rows)
    click.echo(f"{what}: {file} ({rows or 'empty'})")
