"""From the model and an appeal type to the fields of a form: no field is written by hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from advocacy.appeals.recipe import FactField, TextField
from advocacy.campaigns.model import Charge
from advocacy.errors import Message
from advocacy.store.paths import Path, show, value_at
from advocacy.web.labels import CHOICES, GROUPS, LABELS
from advocacy.web.places import anchor
from advocacy.web.shape import choices, hints, is_forms, is_localized
from advocacy.web.wording import pgettext, say

__all__ = ["Field", "Group", "Item", "fact", "field", "fields_of", "group", "text"]

Kind: TypeAlias = Literal[
    "text",
    "date",
    "number",
    "flag",
    "choice",
    "localized",
    "forms",
    "country",
    "language",
    "office",
]

FIRST = ("office", "name", "title", "gender", "article", "about", "name_forms")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the campaign in the form; its name there is its path."""

    path: Path

    @property
    def name(self) -> str:
        """The path as a form names it."""
        return show(self.path)

    @property
    def id(self) -> str:
        """The path as an anchor."""
        return anchor(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Place):
    """One field."""

    kind: Kind
    label: str
    help: str = ""
    required: bool = False
    rows: int = 1
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Place):
    """One item of a list with its own fields."""

    title: str
    summary: str
    fields: tuple[Field, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Place):
    """A list of items that can be added, removed and moved."""

    heading: str
    add: str
    help: str = ""
    required: bool = False
    items: tuple[Item, ...] = ()


def field(owner: type, name: str, path: Path, *, required: bool = False) -> Field:
    """Make the field of one attribute of a class of the model."""
    hint = hints(owner)[name]
    label = LABELS[f"{owner.__name__}.{name}"]
    return Field(
        path=path,
        kind="office" if label is LABELS["Addressee.title"] else _kind(name, hint),
        label=say(label.label),
        help=say(label.help) if label.help else "",
        required=required,
        rows=label.rows,
        choices=tuple((_posted(one), _choice(name, one)) for one in choices(hint)),
    )


def fields_of(owner: type, path: Path, *, without: Iterable[str] = ()) -> tuple[Field, ...]:
    """Make the fields of a whole class: what one thinks of first, then in the model's order."""
    names = [name for name in hints(owner) if name not in frozenset(without)]
    names.sort(key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    return tuple(field(owner, name, (*path, name)) for name in names)


def group(
    owner: type,
    path: Path,
    data: Mapping[str, Any],
    *,
    required: bool = False,
    without: Iterable[str] = (),
) -> Group:
    """Make the list at a path with as many items as the data has."""
    words = GROUPS[str(path[-1])]
    content = value_at(data, path) or []
    items = tuple(
        Item(
            path=(*path, index),
            title=_numbered(words.item, index),
            summary=_summary(item, str(data.get("source", ""))),
            fields=_item_fields(owner, (*path, index), without),
            first=index == 0,
            last=index == len(content) - 1,
        )
        for index, item in enumerate(content)
    )
    return Group(
        path=path, heading=say(words.heading), add=say(words.add), required=required, items=items
    )


def fact(declared: FactField, recipe: str, data: Mapping[str, Any]) -> Field | Group:
    """Make the field of a fact as its recipe declares it."""
    path = ("facts", declared.id)
    if declared.type == "charges":
        return group(Charge, path, data, required=declared.required)
    return Field(
        path=path,
        kind=declared.type,
        label=pgettext(f"appeal.{recipe}.facts.{declared.id}.label", declared.label),
        help=pgettext(f"appeal.{recipe}.facts.{declared.id}.help", declared.help),
        required=declared.required,
    )


def text(declared: TextField, recipe: str) -> Field:
    """Make the field of one of the organisers' texts."""
    return Field(
        path=("texts", declared.id),
        kind="localized",
        label=pgettext(f"appeal.{recipe}.texts.{declared.id}.label", declared.label),
        help=pgettext(f"appeal.{recipe}.texts.{declared.id}.help", declared.help),
        required=declared.required,
        rows=declared.rows,
    )


def _item_fields(owner: type, path: Path, without: Iterable[str]) -> tuple[Field, ...]:
    if owner is str:
        label = LABELS[f"Campaign.{path[0]}"]
        return (Field(path=path, kind="localized", label=say(label.label)),)
    return fields_of(owner, path, without=without)


def _kind(name: str, hint: Any) -> Kind:
    if choices(hint):
        return "choice"
    if is_localized(hint):
        return "localized"
    if is_forms(hint):
        return "forms"
    if name in {"country", "language", "source"}:
        return "country" if name == "country" else "language"
    kinds: dict[Any, Kind] = {datetime.date: "date", bool: "flag", int: "number"}
    return kinds.get(hint, "text")


def _choice(name: str, value: object) -> str:
    return say(CHOICES[name][value])


def _posted(value: object) -> str:
    return "" if value is None else str(value)


def _numbered(words: Message, index: int) -> str:
    return say(Message(words.key, words.text, {"number": index + 1}))


def _summary(item: Any, source: str) -> str:
    """The words by which a person recognises an item: its first text in the source language."""
    if not isinstance(item, Mapping):
        return ""
    texts = [item, *(item[key] for key in ("name", "office", "text", "place") if key in item)]
    for one in texts:
        if isinstance(one, Mapping) and isinstance(one.get(source), str):
            return str(one[source])
    return ""
