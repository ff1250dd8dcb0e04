"""The doors between the program and its plugins: every hook, each described in docs/plugins.md.

Arguments are finished values. A plugin gets no request, session, engine or clock, so nothing of
the program's inside can change under it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import click
    import flask

    from advocacy.campaigns.model import Campaign
    from advocacy.document import Document
    from advocacy.errors import Problem
    from advocacy.writer import Format

__all__ = ["GROUP", "Page", "hookimpl", "hookspec"]

GROUP = "advocacy"
"""The name of the entry points, and of pluggy's project."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Pages of a plugin in the browser: a blueprint and its entry in the menu.

    ``endpoint`` is the view the menu leads to, with the blueprint's name before the point
    (``map.index``). An empty ``label`` gives pages without an entry.
    """

    blueprint: flask.Blueprint
    label: str = ""
    endpoint: str = ""


@hookspec
def register_formats() -> list[Format]:
    """Return the output formats of this plugin."""
    raise NotImplementedError


@hookspec
def register_appeals() -> list[Path]:
    """Return folders with recipes of appeal types (``*.toml``)."""
    raise NotImplementedError


@hookspec
def register_locales() -> list[Path]:
    """Return folders that hold a folder per language, each with its ``locale.toml``."""
    raise NotImplementedError


@hookspec
def register_phrases() -> list[Path]:
    """Return folders with phrases of the phrase bank (``*.toml``)."""
    raise NotImplementedError


@hookspec
def transform_document(
    document: Document, language: str, translations: Mapping[str, Document]
) -> Document:
    """Return the document to write in place of this one, or this one where nothing changes."""
    raise NotImplementedError


@hookspec
def check_campaign(campaign: Campaign, language: str) -> list[Problem]:
    """Return what must be mended before this campaign is sent in this language."""
    raise NotImplementedError


@hookspec
def register_commands() -> list[click.Command]:
    """Return commands for the command line."""
    raise NotImplementedError


@hookspec
def register_pages() -> list[Page]:
    """Return pages for the browser."""
    raise NotImplementedError
