"""Names are sorted as the reader's alphabet has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from advocacy.language.locale import Locale

__all__ = ["SortKey", "sort_key"]

SortKey: TypeAlias = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]

SPACE, DIGIT, LETTER, FOREIGN = range(4)
LIGATURES = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"})


def sort_key(locale: Locale) -> Callable[[str], SortKey]:
    """Return a key function for sorting texts.

    Letters count by the locale's alphabet; letters with marks that it does not list count as
    their base letters, and decide only between otherwise equal texts. Punctuation does not count,
    so that names in quotation marks stand under their first letter. Spaces come before digits,
    digits before letters, letters of other scripts last.
    """
    order = {letter: place for place, letter in enumerate(locale.collation.alphabet)}
    skip = locale.collation.skip

    def key(text: str) -> SortKey:
        if skip and (found := skip.match(text)):
            text = text[found.end() :]
        return _key(text, order)

    return key


def _key(text: str, order: dict[str, int]) -> SortKey:
    primary: list[tuple[int, int]] = []
    marks: list[int] = []
    for character in _folded(text, order):
        weight = _weight(character, order)
        if weight is None:
            continue
        if weight == (SPACE, 0) and (not primary or primary[-1] == weight):
            continue
        primary.append(weight)
        marks.append(int(character not in order))
    while primary and primary[-1] == (SPACE, 0):
        primary.pop()
    return tuple(primary), tuple(marks), text.swapcase()


def _folded(text: str, order: dict[str, int]) -> str:
    """Compose, fold capitals, and take apart the ligatures that are no letters of the alphabet."""
    folded = unicodedata.normalize("NFC", text).casefold()
    apart = {place: said for place, said in LIGATURES.items() if chr(place) not in order}
    return folded.translate(apart)


def _weight(character: str, order: dict[str, int]) -> tuple[int, int] | None:
    base = unicodedata.normalize("NFD", character)[0]
    for known in (character, base):
        if known in order:
            return LETTER, order[known]
    if character.isdigit():
        return DIGIT, unicodedata.digit(character)
    if character.isalpha():
        return FOREIGN, ord(base)
    return (SPACE, 0) if character.isspace() else None
