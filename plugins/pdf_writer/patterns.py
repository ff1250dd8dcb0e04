"""Where words divide: patterns that are taken apart when a word asks, since most are never used."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import compress
from operator import ne
from pathlib import Path
from typing import Final

import pyphen

__all__ = ["patterns_of"]

# A pattern stands alone in its line, in small letters; comments begin with a sign, and settings
# with a capital. All is read by the loops of the interpreter, not by ours: German has 78,000 lines.
_NO_PATTERN: Final = re.compile(rb"\n[ \t]*[%#A-Z].*")
_PARTS: Final = re.compile(r"(\d?)(\D?)")
# What the plain way does not know: signs by their codes, and divisions that change letters.
_SIGN_BY_CODE: Final = b"^^"
_CHANGE: Final = re.compile(rb"/.*=")
_Values = tuple[int, tuple[int, ...]]


@lru_cache(maxsize=16)
def patterns_of(name: str) -> pyphen.HyphDict:
    """Return the dictionary of a name that pyphen knows; it divides every word as pyphen does."""
    path = pyphen.LANGUAGES[name]
    encoding, lines = _read(path)
    if _SIGN_BY_CODE in lines or _CHANGE.search(lines):
        return pyphen.HyphDict(path)
    return _Dictionary(lines, encoding)


def _read(path: Path) -> tuple[str, bytes]:
    """Return the encoding, which the first line names, and the lines with patterns."""
    head, end, lines = path.read_bytes().partition(b"\n")
    name = head.decode("ascii").strip().lower()
    encoding = "cp1251" if name == "microsoft-cp1251" else name
    return encoding, _NO_PATTERN.sub(b"", end + lines)


class _Dictionary(pyphen.HyphDict):  # type: ignore[misc] # pyphen has no types
    """Pyphen's own search through patterns that are not taken apart in advance."""

    def __init__(self, lines: bytes, encoding: str) -> None:
        self.patterns = _Patterns(lines, encoding)
        self.cache: dict[str, list[int]] = {}
        self.maxlen = self.patterns.longest


class _Patterns:
    """The patterns by their letters."""

    def __init__(self, text: bytes, encoding: str) -> None:
        lines = text.decode(encoding).split()
        letters = text.translate(None, b"0123456789").decode(encoding).split()
        # Without a digit a pattern says nothing, not even against one of the same letters.
        speaking = map(ne, letters, lines)
        self._lines = dict(compress(zip(letters, lines, strict=True), speaking))
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


def _values(line: str) -> _Values | None:
    values = [int(digit or "0") for digit, _ in _PARTS.findall(line)]
    places = [place for place, value in enumerate(values) if value]
    if not places:
        return None
    return places[0], tuple(values[places[0] : places[-1] + 1])
