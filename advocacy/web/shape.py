"""The model's shape, asked by path: what kind of value belongs at ``addressees[2].office.de``."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from advocacy.appeals.recipe import Recipe
from advocacy.campaigns.model import Campaign, Charge, Forms, Localized, Options, Signatory
from advocacy.store.paths import Path

__all__ = [
    "Shape",
    "UnknownPlaceError",
    "choices",
    "default_of",
    "hints",
    "is_forms",
    "is_localized",
    "shape_at",
]

FACTS: Mapping[str, Any] = {
    "date": datetime.date,
    "number": int,
    "text": str,
    "localized": Localized,
    "charges": tuple[Charge, ...],
}

TYPED = (str, bool, int, datetime.date, tuple[str, ...])
WRITTEN_BY_PROGRAM = frozenset({"appeal", "basis", "former"})


class UnknownPlaceError(LookupError):
    """The model has no such place."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The kind of value at a place, and the field of the model that it is or belongs to."""

    hint: Any
    owner: str

    @property
    def typed(self) -> bool:
        """Whether one field of a form holds it: a table or a list of items is none."""
        return bool(self.choices) or self.hint in TYPED

    @property
    def listed(self) -> bool:
        """Whether it is a list of items that a button can add to."""
        return get_origin(self.hint) is tuple and self.hint not in TYPED

    @property
    def choices(self) -> tuple[Any, ...]:
        """The values to choose from; None is among them where nothing may be chosen."""
        return choices(self.hint)


@cache
def hints(cls: type) -> Mapping[str, Any]:
    """The fields of a class with their types."""
    return get_type_hints(cls)


def shape_at(path: Path, recipe: Recipe) -> Shape:
    """Return what belongs at a path; UnknownPlaceError where the model has no such place."""
    shape = Shape(Campaign, "")
    if path and path[0] in WRITTEN_BY_PROGRAM:
        raise UnknownPlaceError(path[0])
    for step in path:
        shape = _step(shape, step, recipe)
    return shape


def is_localized(hint: Any) -> bool:
    """Whether it is a text per language."""
    return bool(hint == Localized)


def is_forms(hint: Any) -> bool:
    """Whether it is the forms of a name per language."""
    return get_origin(hint) is Mapping and get_args(hint)[1] is Forms


def choices(hint: Any) -> tuple[Any, ...]:
    """The values of a ``Literal``, None first where it may be left open."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    if get_origin(hint) in {Union, UnionType}:
        parts = get_args(hint)
        literal = next((part for part in parts if get_origin(part) is Literal), None)
        if literal is not None:
            return (*([None] if NoneType in parts else []), *get_args(literal))
    return ()


def default_of(path: Path) -> Any:
    """Return what the model has at a place of the options that was never filled in."""
    default = Options() if path[0] == "options" else None
    return getattr(default, str(path[1]), None) if len(path) == 2 else _in_item(path)


def _in_item(path: Path) -> Any:
    """Return the default of a field of a list's item (a signatory's tier)."""
    return Signatory.__dataclass_fields__["tier"].default if path[-1] == "tier" else None


def _step(shape: Shape, step: str | int, recipe: Recipe) -> Shape:
    hint = shape.hint
    if isinstance(step, int):
        if get_origin(hint) is tuple:
            return Shape(get_args(hint)[0], shape.owner)
    elif hint is Forms:
        # In plain data the forms of a name stand beside the mark that they were looked at.
        return Shape(bool if step == "confirmed" else str, shape.owner)
    elif is_dataclass(hint):
        owner = hint if isinstance(hint, type) else type(hint)
        if step in hints(owner):
            return Shape(hints(owner)[step], f"{owner.__name__}.{step}")
    elif shape.owner == "Campaign.facts" and (fact := recipe.fact(step)):
        return Shape(FACTS[fact.type], f"facts.{step}")
    elif shape.owner != "Campaign.facts" and get_origin(hint) is Mapping:
        return Shape(get_args(hint)[1], shape.owner)
    raise UnknownPlaceError(step)
