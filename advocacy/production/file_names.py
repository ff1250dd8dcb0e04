"""Merging: the names of the files by a pattern, safe on every system."""

from __future__ import annotations

import re
import unicodedata

from advocacy.errors import RefusedError, message
from advocacy.production.people import Recipient

__all__ = ["PATTERN", "check_pattern", "file_name"]

PATTERN = "{number}-{name}.{language}"
PLACES = frozenset({"number", "name", "language"})
LONGEST_PATTERN = 100
LONGEST_NAME = 60
# What no file system gives a meaning to.
LITERAL = re.compile(r"[\w .()+-]*")
PLACE = re.compile(r"\{([^{}]*)\}")


def check_pattern(pattern: str) -> None:
    """Raise RefusedError unless a pattern gives every letter a safe name of its own."""
    places = PLACE.findall(pattern)
    literal = PLACE.sub("", pattern)
    if (
        len(pattern) > LONGEST_PATTERN
        or not PLACES.issuperset(places)
        or not LITERAL.fullmatch(literal)
        or pattern.startswith((".", " ", "-"))
        or "number" not in places
    ):
        raise RefusedError(
            message(
                "merge.pattern",
                "“{pattern}” cannot name the files: it needs {{number}}, may have {{name}} and"
                " {{language}}, and letters, digits, spaces and . - _ + ( ) between them.",
                pattern=pattern[:LONGEST_PATTERN],
            )
        )


def file_name(pattern: str, recipient: Recipient, *, extension: str) -> str:
    """Return the name of a letter's file; the row's number keeps names apart."""
    return (
        pattern.replace("{number}", f"{recipient.number:06}")
        .replace("{language}", recipient.language)
        .replace("{name}", slug(recipient.name))
        + f".{extension}"
    )


def slug(name: str) -> str:
    """Return letters and digits of any script, with hyphens for everything between."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", name.casefold()))
    return "-".join(words)[:LONGEST_NAME].rstrip("-") or "letter"
