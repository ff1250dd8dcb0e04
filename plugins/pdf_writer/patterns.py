"""Where words divide: patterns that are taken apart when a word asks, since most are never used."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyphen

__all__ = ["patterns_of"]

# A pattern stands alone in its line; settings have a value, and comments begin with a sign.
_PATTERN: Final = re.compile(r"^[ \t]*([^\s%#]\S*)[ \t\r]*$", re.MULTILINE)
_PARTS: Final = re.compile(r"(\d?)(\D?)")
# What the plain way does not know: signs by their codes, and divisions that change letters.
_RARE: Final = re.compile(r"\^\^|/.*=")
_Values = tuple[int, tuple[int, ...]]


@lru_cache(maxsize=16)
def patterns_of(name: str) -> pyphen.HyphDict:
    """Return the dictionary of a name that pyphen knows; it divides every word as pyphen does."""
    path = pyphen.LANGUAGES[name]
    text = _read(path)
    return pyphen.HyphDict(path) if _RARE.search(text) else _Dictionary(text)


def _read(path: Path) -> str:
    """Return the patterns without the first line, which names the encoding."""
    encoding, _, patterns = path.read_bytes().partition(b"\n")
    name = encoding.decode("ascii").strip().lower()
    return patterns.decode("cp1251" if name == "microsoft-cp1251" else name)


class _Dictionary(pyphen.HyphDict):  # type: ignore[misc] # pyphen has no types
    """Pyphen's own search through patterns that are not taken apart in advance."""

    def __init__(self, text: str) -> None:
        self.patterns = _Patterns(text)
        self.cache: dict[str, list[int]] = {}
        self.maxlen = self.patterns.longest


class _Patterns:
    """The patterns by their letters."""

    def __init__(self, text: str) -> None:
        lines = _PATTERN.findall(text)
        letters = _without_digits("\n".join(lines)).split("\n")
        # Without a digit a pattern says nothing, not even against one of the same letters.
        self._lines = {
            each: line for each, line in zip(letters, lines, strict=True) if each != line
        }
        self._read: dict[str, _Values | None] = {}
        self.longest = max(map(len, self._lines), default=0)

    def get(self, letters: str) -> _Values | None:
        """Return where the values of a pattern begin, and the values between its outer zeros."""
        line = self._lines.get(letters)
        if line is None:
            return None
        if letters not in self._read:
            self._read[letters] = _values(line)
        return self._read[letters]


def _without_digits(text: str) -> str:
    # Of bytes, a table of signs is a table; of characters it is looked up one by one.
    return text.encode().translate(None, b"0123456789").decode()


def _values(line: str) -> _Values | None:
    values = [int(digit or "0") for digit, _ in _PARTS.findall(line)]
    places = [place for place, value in enumerate(values) if value]
    if not places:
        return None
    return places[0], tuple(values[places[0] : places[-1] + 1])
