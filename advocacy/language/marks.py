"""Typography, first step: which characters are quotation marks, which pairs they form, how deep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.language.seams import Edit
from advocacy.language.untouched import Spans

__all__ = ["MARK", "apostrophes", "quotation_marks"]

DOUBLE = '"“”„‟«»'
SINGLE = "'‘’‚‛‹›"
MARK = re.compile(f"[{DOUBLE}{SINGLE}]")
SPACES = " \t\n\u00a0\u202f\u2009"
INNER = " \u00a0\u202f\u2009"
OPENING = "([{/–—-"
CLOSING = ".,;:!?…)]}/–—-%"
NEVER_FIRST = ".,;:!?)]}%"
LONGEST_SINGLE = 6
"""Words between single marks: more of them are two apostrophes, not a quotation."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A character that may be a quotation mark, with the spaces on its inner side."""

    start: int
    end: int
    double: bool
    opens: bool


def quotation_marks(text: str, quotes: tuple[tuple[str, str], ...], kept: Spans) -> list[Edit]:
    """Return edits that give every pair of quotation marks the locale's marks for its depth.

    A mark without a partner, and one of which it is not clear whether it opens, stays.
    """
    edits = []
    for opening, closing, depth in _with_depth(_pairs(list(_marks(text, kept)), text)):
        first, last = quotes[depth % len(quotes)]
        edits += [Edit(opening.start, opening.end, first), Edit(closing.start, closing.end, last)]
    return sorted(edits)


def _marks(text: str, kept: Spans) -> Iterator[Mark]:
    opened = -1
    for found in MARK.finditer(text):
        place = found.start()
        if kept.touch(place, place + 1):
            continue
        mark = _mark(text, place, after_opening=opened == place)
        if mark:
            yield mark
            opened = mark.end if mark.opens else -1


def _mark(text: str, place: int, *, after_opening: bool) -> Mark | None:
    """Judge one character by its neighbours; where both sides or neither fit, it is no mark."""
    character = text[place]
    # Some languages put spaces inside of « and »: they are part of the mark.
    end = _beyond(text, place + 1) if character == "«" else place + 1
    start = _before(text, place) if character == "»" else place
    opens = after_opening or _free_before(text[place - 1 : place])
    opens = opens or (character in DOUBLE and _after_elision(text, place))
    opens = opens and _begins_words(text[end : end + 1], character)
    closes = _ends_words(text[start - 1 : start]) and _free_after(text[place + 1 : place + 2])
    if opens == closes:
        return None
    if opens:
        return Mark(place, end, character in DOUBLE, opens=True)
    return Mark(start, place + 1, character in DOUBLE, opens=False)


def _after_elision(text: str, place: int) -> bool:
    """Whether an article or preposition stands before a mark, as in l’«Agenzia»."""
    return place > 1 and text[place - 1] in "'’" and text[place - 2].isalpha()


def _beyond(text: str, place: int) -> int:
    while place < len(text) and text[place] in INNER:
        place += 1
    return place


def _before(text: str, place: int) -> int:
    while place and text[place - 1] in INNER:
        place -= 1
    return place


def _begins_words(after: str, mark: str) -> bool:
    if mark in SINGLE and after.isdigit():  # ’90s
        return False
    return bool(after) and after not in SPACES and after not in NEVER_FIRST


def _ends_words(before: str) -> bool:
    return bool(before) and before not in SPACES


def _free_before(before: str) -> bool:
    return not before or before in SPACES or before in OPENING


def _free_after(after: str) -> bool:
    return not after or after in SPACES or after in CLOSING or after in DOUBLE + SINGLE


def _pairs(marks: list[Mark], text: str) -> list[tuple[Mark, Mark]]:
    """Join each closing mark with the last opening one of its kind."""
    waiting: list[Mark] = []
    pairs = []
    for mark in marks:
        if mark.opens:
            waiting.append(mark)
            continue
        if mark.double:
            while waiting and not waiting[-1].double:
                waiting.pop()
        if waiting and waiting[-1].double == mark.double and _plausible(waiting[-1], mark, text):
            pairs.append((waiting.pop(), mark))
    return pairs


def _plausible(opening: Mark, closing: Mark, text: str) -> bool:
    if opening.double:
        return True
    inside = text[opening.end : closing.start]
    return inside.count(" ") < LONGEST_SINGLE and ". " not in inside


def _with_depth(pairs: list[tuple[Mark, Mark]]) -> Iterator[tuple[Mark, Mark, int]]:
    around: list[int] = []
    for opening, closing in sorted(pairs, key=lambda pair: pair[0].start):
        while around and around[-1] <= opening.start:
            around.pop()
        yield opening, closing, len(around)
        around.append(closing.end)


def apostrophes(text: str, apostrophe: str, kept: Spans) -> list[Edit]:
    """Return edits for the straight marks that are apostrophes: those that touch a letter."""
    return [
        Edit(place, place + 1, apostrophe)
        for place in (found.start() for found in re.finditer("'", text))
        if not kept.touch(place, place + 1)
        and _is_apostrophe(text[place - 1 : place], text[place + 1 : place + 2])
    ]


def _is_apostrophe(before: str, after: str) -> bool:
    # ’90s has one; 5'10 is a measure.
    return before.isalpha() or after.isalpha() or (after.isdigit() and not before.isdigit())
