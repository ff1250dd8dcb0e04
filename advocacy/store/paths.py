"""Places in plain data: ``addressees[2].office.de``, as a person reads and a form names them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

__all__ = ["Path", "parse", "show", "value_at"]

Path: TypeAlias = tuple[str | int, ...]
"""Keys, and indices that count from zero."""

STEP = re.compile(
    r"""\[(?P<index>[1-9]\d{0,5})\] | (?:^|\.)(?:"(?P<quoted>[^"]+)"|(?P<key>[^.\[\]"]+))""",
    re.VERBOSE,
)


def show(path: Path) -> str:
    """Write a path; indices count from one, a key with a dot is put in quotation marks."""
    written = ""
    for step in path:
        if isinstance(step, int):
            written += f"[{step + 1}]"
        else:
            key = f'"{step}"' if "." in step or "[" in step else step
            written += f".{key}" if written else key
    return written


def parse(written: str) -> Path:
    """Read a path; ValueError where it is none."""
    path: list[str | int] = []
    position = 0
    while position < len(written):
        match = STEP.match(written, position)
        if match is None:
            raise ValueError(written)
        index = match["index"]
        path.append(int(index) - 1 if index else match["quoted"] or match["key"])
        position = match.end()
    return tuple(path)


def value_at(data: Any, path: Path) -> Any:
    """Return what is at a path, or None."""
    for step in path:
        if isinstance(step, int):
            if not isinstance(data, Sequence) or isinstance(data, str) or step >= len(data):
                return None
            data = data[step]
        elif isinstance(data, Mapping):
            data = data.get(step)
        else:
            return None
    return data
