"""A campaign's past: who changed what and when, earlier versions back, and frozen editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advocacy.appeals.recipe import Recipe
from advocacy.errors import Problem
from advocacy.store.merge import changes
from advocacy.store.paths import show as show_path
from advocacy.store.paths import value_at
from advocacy.store.values import Data
from advocacy.web.access import Need, needs
from advocacy.web.desk import author, desk, readiness_of
from advocacy.web.panel import name_of
from advocacy.web.wording import language_name

__all__ = ["blueprint"]

blueprint = Blueprint("history", __name__)

LONGEST_NOTE = 200
OWN = frozenset({"appeal", "basis", "former"})
"""What nobody types: the kind of appeal, and what the program remembers of translations."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs between two versions of a campaign."""

    name: str
    language: str
    before: str
    after: str


@blueprint.get("/campaigns/<slug>/history")
@needs(Need.READ)
def show(slug: str) -> str:
    """Show every save and every edition, the last first."""
    store = desk().store
    stored = store.get(slug)
    recipe = desk().workshop.recipe(str(stored.data["appeal"]))
    revisions = [(one, tuple(_places(one.changes, recipe))) for one in store.history(slug)]
    lists = readiness_of(stored).items()
    return render_template(
        "history/show.html",
        stored=stored,
        revisions=revisions,
        editions=store.editions(slug),
        unready=tuple(language_name(tag) for tag, found in lists if not all(map(_warns, found))),
    )


@blueprint.get("/campaigns/<slug>/history/<int:version>")
@needs(Need.READ)
def compare(slug: str, version: int) -> str:
    """Show what restoring a version would change."""
    stored = desk().store.get(slug)
    before = desk().store.at_version(slug, version)
    return render_template(
        "history/compare.html",
        stored=stored,
        version=version,
        edition=None,
        changes=tuple(_differences(stored.data, before)),
    )


@blueprint.post("/campaigns/<slug>/history/<int:version>")
@needs(Need.EDIT)
def restore(slug: str, version: int) -> Response:
    """Make an earlier version the present one."""
    stored = desk().store.restore(slug, version, author())
    return redirect(url_for("edit.show_step", slug=stored.slug, step="review"), 303)


@blueprint.post("/campaigns/<slug>/editions")
@needs(Need.ORGANISE)
def freeze(slug: str) -> Response:
    """Freeze the present text as the next edition."""
    desk().store.freeze(slug, author(), request.form.get("note", "").strip()[:LONGEST_NOTE])
    return redirect(url_for("history.show", slug=slug, _anchor="editions"), 303)


@blueprint.get("/campaigns/<slug>/editions/<int:number>")
@needs(Need.READ)
def edition(slug: str, number: int) -> str:
    """Show how the present text differs from an edition, or a later edition (``with``) does."""
    store = desk().store
    stored = store.get(slug)
    frozen = store.edition(slug, number)
    later = request.args.get("with", 0, type=int)
    other = store.edition(slug, later).data if later else stored.data
    return render_template(
        "history/compare.html",
        stored=stored,
        version=None,
        edition=frozen,
        later=later,
        changes=tuple(_differences(frozen.data, other)),
    )


def _warns(problem: Problem) -> bool:
    return problem.warning


def _places(changed: Iterable[str], recipe: Recipe) -> Iterator[str]:
    """Name the places of a save, each once, without what the program keeps for itself."""
    names = (name_of(path, recipe) for path in changed if path.partition(".")[0] not in OWN)
    return iter(dict.fromkeys(names))


def _differences(before: Data, after: Data) -> Iterator[Change]:
    recipe: Recipe = desk().workshop.recipe(str(after["appeal"]))
    languages = {*before.get("languages", ()), *after.get("languages", ())}
    for path in changes(before, after):
        if path[0] not in OWN:
            tag = str(path[-1]) if path[-1] in languages else ""
            old, new = value_at(before, path), value_at(after, path)
            yield Change(name_of(show_path(path), recipe), tag, _words(old), _words(new))


def _words(value: Any) -> str:
    """Write a value for reading: its texts, one per line."""
    if isinstance(value, dict):
        return "\n".join(_words(item) for item in value.values())
    if isinstance(value, list):
        return "\n".join(map(_words, value))
    return "" if value is None else str(value)
