"""Options that several commands share: where locales, templates and plugins are added from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from advocacy.production.workshop import Workshop, open_workshop

if TYPE_CHECKING:
    from advocacy.store import Store

__all__ = [
    "campaign_argument",
    "data_dir_option",
    "opened_store",
    "resource_options",
    "split",
    "workshop_from",
]

F = TypeVar("F", bound=Callable[..., Any])

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

campaign_argument = click.argument(
    "campaign", type=click.Path(dir_okay=False, path_type=Path), metavar="CAMPAIGN"
)

data_dir_option = click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the campaigns are kept; without it ADVOCACY_DATA_DIR, data/ in a checkout, or "
    "the folder where the system keeps such data. DATABASE_URL names a PostgreSQL database.",
)


def resource_options(command: F) -> F:
    """Add the options that say where more locales, templates and plugins are."""
    for option in (
        click.option(
            "--strict",
            is_flag=True,
            help="Fail on a broken plugin, language, appeal type or phrase.",
        ),
        click.option("--block", multiple=True, metavar="NAME", help="Leave a plugin out."),
        click.option(
            "--plugins-dir",
            "plugin_dirs",
            type=FOLDER,
            multiple=True,
            envvar="ADVOCACY_PLUGINS_DIR",
            help="A folder with more plugins.",
        ),
        click.option(
            "--templates-dir",
            "template_dirs",
            type=FOLDER,
            multiple=True,
            envvar="ADVOCACY_TEMPLATES_DIR",
            help="A folder with more appeal types and phrases.",
        ),
        click.option(
            "--locales-dir",
            "locale_dirs",
            type=FOLDER,
            multiple=True,
            envvar="ADVOCACY_LOCALES_DIR",
            help="A folder with more languages.",
        ),
    ):
        command = option(command)
    return command


def workshop_from(options: dict[str, Any], *, says_problems: bool = True) -> Workshop:
    """Open the workshop that the shared options describe; takes them out of ``options``.

    Whatever plugins do wrong until the command ends is said then, after its own words.
    """
    workshop = open_workshop(
        locale_dirs=options.pop("locale_dirs"),
        template_dirs=options.pop("template_dirs"),
        plugin_dirs=options.pop("plugin_dirs"),
        blocked=options.pop("block"),
        strict=options.pop("strict"),
    )
    if says_problems:
        click.get_current_context().call_on_close(partial(_say_problems, workshop))
    return workshop


def _say_problems(workshop: Workshop) -> None:
    for problem in workshop.plugins.problems:
        click.echo(f"plugin {problem}", err=True)


def opened_store(data_dir: Path | None) -> Store:
    """Open the store of the data directory, or the one that DATABASE_URL names."""
    # The database takes longer to import than all that a file needs.
    from advocacy.store import data_directory, open_store  # noqa: PLC0415
    from advocacy.store.location import database_url  # noqa: PLC0415

    return open_store(database_url(data_dir or data_directory()))


def split(value: str) -> list[str]:
    """Split a list that was typed with commas; repeats are dropped."""
    return list(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
