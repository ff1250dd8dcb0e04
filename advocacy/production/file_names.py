"""Merging: the names of the files by a pattern, safe on every system."""

from __future__ import annotations

import re
import unicodedata

from advocacy.errors import RefusedError, message
from advocacy.production.people import Recipient

__all__ = ["PATTERN", "check_pattern", "file_name"]

PATTERN = "{number}-{name}.{language}"
PLACES = {"number": 20, "name": 120, "language": 35}
"""What a pattern may hold, and how many bytes it can become."""
LONGEST_PATTERN = 100
LONGEST_FILE = 240
"""Bytes; file systems give a name 255."""
# What Windows takes for a device, whatever follows the point.
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)", re.IGNORECASE)
# What no file system gives a meaning to.
LITERAL = re.compile(r"[\w .()+-]*")
WORD = re.compile(r"[^\W_]+")
PLACE = re.compile(r"\{([^{}]*)\}")


def check_pattern(pattern: str) -> None:
    """Raise RefusedError unless a pattern gives every letter a safe name of its own."""
    places = set(PLACE.findall(pattern))
    literal = PLACE.sub("", pattern)
    if (
        len(pattern) > LONGEST_PATTERN
        or not places <= PLACES.keys()
        or not LITERAL.fullmatch(literal)
        or pattern.startswith((".", " ", "-"))
        or DEVICE.match(pattern)
        or "number" not in places
        or _longest(pattern) > LONGEST_FILE
    ):
        raise RefusedError(
            message(
                "merge.pattern",
                "“{pattern}” cannot name the files: it needs {{number}}, may have {{name}} and"
                " {{language}}, and letters, digits, spaces and . - _ + ( ) between them.",
                pattern=pattern[:LONGEST_PATTERN],
            )
        )


def _longest(pattern: str) -> int:
    """Return the most bytes that a name can have."""
    literal = PLACE.sub("", pattern)
    return len(literal.encode()) + sum(PLACES[place] for place in PLACE.findall(pattern))


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
    words = WORD.findall(unicodedata.normalize("NFC", name.casefold()))
    cut = "-".join(words).encode()[: PLACES["name"]].decode(errors="ignore")
    return cut.rstrip("-") or "letter"
