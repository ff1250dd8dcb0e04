"""Changing the words of a document: for plugins that return a document in place of another."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TypeVar

from advocacy.document import Run

__all__ = ["replace_runs"]

T = TypeVar("T")


def replace_runs(value: T, change: Callable[[Run], Run]) -> T:
    """Return a document, a block or a text with ``change`` applied to all of its runs."""
    replaced: object = value
    if isinstance(value, Run):
        replaced = change(value)
    elif isinstance(value, tuple):
        replaced = tuple(replace_runs(item, change) for item in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        tuples = {name: part for name, part in parts.items() if isinstance(part, tuple)}
        changed = {name: replace_runs(part, change) for name, part in tuples.items()}
        replaced = dataclasses.replace(value, **changed)
    return replaced  # type: ignore[return-value]  # each branch returns what it was given
