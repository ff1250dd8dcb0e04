"""What all engines are given: the words of one letter, and the people who send it."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Person = dict[str, str]


def people(path: Path, count: int) -> Iterator[Person]:
    """Read the first people of a list."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from itertools.islice(csv.DictReader(file), count)


def letter(path: Path) -> dict[str, Any]:
    """Read the words that all letters have in common."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def personal(content: dict[str, Any], person: Person) -> dict[str, Any]:
    """Return one person's letter."""
    return {
        **content,
        "sender": [person["name"], *person["address"].split("\n")],
        "paragraphs": [person["own sentence"], *content["paragraphs"]],
        "signature": person["name"],
    }


def name(number: int, extension: str) -> str:
    """Return the name of a letter's file."""
    return f"{number:06}.{extension}"
