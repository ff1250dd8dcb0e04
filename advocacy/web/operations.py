"""Buttons of a form that change a list: add, remove, move; and ticks that become demands."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from advocacy.appeals.recipe import Recipe
from advocacy.store.paths import Path, parse, show, value_at
from advocacy.store.values import Data
from advocacy.web.posted import Table, put
from advocacy.web.shape import UnknownPlaceError, shape_at

__all__ = ["add_demands", "leave_out_blank", "operate", "read_button", "shown"]

BY_ITSELF = frozenset({"id", "tier", "confirmed"})
"""What an item has without anybody having typed it."""
OPERATIONS = frozenset({"remove", "up", "down"})


def read_button(button: str) -> tuple[str, str]:
    """Split what a button says: ``up:addressees[2]``."""
    name, _, target = button.partition(":")
    return name, target


def operate(data: Table, button: str, base: Data, recipe: Recipe) -> Path | None:
    """Do what a button says to the data; return the item to show afterwards, if any.

    ``theirs`` takes a place back from ``base``, which holds what somebody else stored. A button
    that fits nothing (a page that is
    out of date) does nothing.
    """
    name, target = read_button(button)
    try:
        path = parse(target)
        shape = shape_at(path, recipe)
    except (ValueError, UnknownPlaceError):
        return None
    if name == "add" and shape.listed:
        return _add(data, path)
    if name == "theirs" and path:
        put(data, path, value_at(base, path))
        return path
    if name in OPERATIONS and path and isinstance(path[-1], int):
        return _change(data, path, name)
    return None


def add_demands(data: Table, keys: Iterable[str]) -> None:
    """Append ticked phrases to the demands, each once."""
    demands = data.setdefault("demands", [])
    taken = {demand.get("phrase") for demand in demands}
    demands += [{"phrase": key} for key in keys if key not in taken]


def leave_out_blank(data: Table) -> None:
    """Take away the items of lists in which nothing was filled in: added, and left alone."""
    for key, value in data.items():
        if isinstance(value, dict):
            leave_out_blank(value)
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            data[key] = [item for item in value if not isinstance(item, dict) or _says(item)]


def _says(value: Any) -> bool:
    """Whether somebody has put words or a choice there."""
    if isinstance(value, dict):
        return any(_says(part) for key, part in value.items() if key not in BY_ITSELF)
    return bool(value)


def _add(data: Table, path: Path) -> Path:
    items = value_at(data, path)
    if not isinstance(items, list):
        items = []
        put(data, path, items)
    # A random name: two people who add somebody at the same time add two.
    items.append({"id": f"person-{secrets.token_hex(3)}"} if path == ("people",) else {})
    return (*path, len(items) - 1)


def _change(data: Table, path: Path, name: str) -> Path | None:
    items: Any = value_at(data, path[:-1])
    index = int(path[-1])
    if not isinstance(items, list) or index >= len(items):
        return None
    if name == "remove":
        del items[index]
        return (*path[:-1], min(index, len(items) - 1)) if items else path[:-1]
    other = index - 1 if name == "up" else index + 1
    if not 0 <= other < len(items):
        return path
    items[index], items[other] = items[other], items[index]
    return (*path[:-1], other)


def shown(path: Path | None) -> str:
    """Return a path as it is written, or nothing."""
    return show(path) if path else ""
