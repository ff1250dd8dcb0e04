"""Where words may be divided: dictionaries loaded once, answers remembered."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import pyphen

from .patterns import patterns_of

__all__ = ["divisions"]

# Fewer letters than these on either line look like an accident.
_BEFORE: Final = 2
_AFTER: Final = 3
_SHORTEST: Final = 6
_LETTERS: Final = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=20_000)
def divisions(word: str, dictionary: str) -> tuple[int, ...]:
    """Return the places where a word with its punctuation may be divided.

    Soft hyphens in a word are its author's decision: then these places and no others count.
    """
    if "\u00ad" in word:
        return tuple(place for place, char in enumerate(word) if char == "\u00ad" and place)
    found = _LETTERS.findall(word)
    if not dictionary or len(found) != 1 or len(found[0]) < _SHORTEST:
        return ()
    letters = found[0]
    if letters.isupper() or dictionary not in pyphen.LANGUAGES:
        return ()
    start = word.index(letters)
    return tuple(
        start + place
        for place in patterns_of(dictionary).positions(letters)
        if place >= _BEFORE and len(letters) - place >= _AFTER
    )
