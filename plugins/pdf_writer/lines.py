"""Words into lines: the breaker, for justified and for ragged text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from .hyphens import divisions
from .words import Glue

if TYPE_CHECKING:
    from .words import Words

__all__ = ["Line", "break_lines"]

# A ragged line may fall short by this share of the measure before a word is divided for it, and
# by the second share before a name (or a German noun) is.
_RAGGED_ZONE: Final = 0.10
_NAME_ZONE: Final = 0.22
_MOST_HYPHENS: Final = 2
# A justified line may press its spaces together by this share.
_PRESS: Final = 0.12
_EPSILON: Final = 0.01
# A loop over all words asks no class for its members.
_NONE, _SPACE, _, _FORCED = Glue


class Line(NamedTuple):
    """Words ``first`` to ``last`` of a paragraph, and how wide they are by nature.

    ``glue`` is what ended the line; ``spaces`` counts those that may stretch.
    """

    first: int
    last: int
    width: float
    spaces: int
    glue: Glue


def break_lines(words: Words, *, measures: Sequence[float], justified: bool = False) -> list[Line]:
    """Break words into lines; ``measures`` are their widths in points, the last one goes on."""
    count = len(words.texts)
    if count and not words.forced and words.width <= measures[0]:
        # A name, a heading, a line of an address.
        return [Line(0, count - 1, words.width, words.glues.count(_SPACE), _FORCED)]
    breaker = _Breaker(words, measures, justified=justified)
    while breaker.start < len(words.texts):
        breaker.line()
    return breaker.lines


class _Breaker:
    """The state between two lines."""

    def __init__(self, words: Words, measures: Sequence[float], *, justified: bool) -> None:
        self.words = words
        self.measures = measures
        self.measure = measures[0]
        self.justified = justified
        self.lines: list[Line] = []
        self.start = 0
        self.hyphens = 0

    def line(self) -> None:
        """Take as many words as fit; divide the next one if the gap asks for it."""
        words, measure, start = self.words, self.measure + _EPSILON, self.start
        shapes, glues, spans = words.shapes, words.glues, words.spans
        width, spaces = 0.0, 0
        # What of it fits: the last word, and the line's width and spaces up to it.
        last, wide, inner = -1, 0.0, 0
        end = len(shapes) - 1
        press = _PRESS if self.justified else 0.0
        for at in range(start, end + 1):
            width += shapes[at][0]
            glue = glues[at]
            if glue is _NONE and at < end:
                continue
            if width > measure and width > measure + spaces * press * spans[at].setter.space:
                fit = Line(start, last, wide, inner, glues[last]) if last >= 0 else None
                self._overfull(fit)
                return
            if glue is _FORCED or at == end:
                self._take(Line(start, at, width, spaces, Glue.FORCED))
                return
            last, wide, inner = at, width, spaces
            if glue is _SPACE:
                width += spans[at].setter.space
                spaces += 1

    def _take(self, line: Line, *, hyphen: bool = False) -> None:
        self.lines.append(line)
        if len(self.lines) < len(self.measures):
            self.measure = self.measures[len(self.lines)]
        self.start = line.last + 1
        self.hyphens = self.hyphens + 1 if hyphen else 0

    def _overfull(self, fit: Line | None) -> None:
        """The next words do not fit: divide one of them, or end the line before them."""
        if fit is None:
            self._too_wide()
        elif not self._hyphenated(fit):
            self._take(fit)

    def _hyphenated(self, fit: Line) -> bool:
        words, at = self.words, fit.last + 1
        room = self.measure - fit.width
        spaces = fit.spaces
        if fit.glue == Glue.SPACE:
            room -= words.spans[fit.last].setter.space
            spaces += 1
        # A paragraph's last line is not made of half a word.
        if at == len(words.texts) - 1 and self._zone(words.texts[at]):
            return False
        if self.hyphens >= _MOST_HYPHENS or room < self._zone(words.texts[at]):
            return False
        place = self._division(at, room)
        if not place:
            return False
        words.divide(at, place, hyphen=True)
        width = self.measure - room + words.shapes[at].width
        self._take(Line(fit.first, at, width, spaces, Glue.BREAK), hyphen=True)
        return True

    def _zone(self, text: str) -> float:
        if "\u00ad" in text or self.justified:
            return 0.0
        name = text.lstrip("«„“\"'(‘")[:1].isupper()
        return self.measure * (_NAME_ZONE if name else _RAGGED_ZONE)

    def _division(self, at: int, room: float) -> int:
        """Return the last place to divide a word so that its head and a hyphen fit."""
        text, span = self.words.texts[at], self.words.spans[at]
        hyphen = span.setter.hyphen.width
        for place in reversed(divisions(text, span.hyphenation)):
            if span.setter.word(text[:place]).width + hyphen <= room + _EPSILON:
                return place
        return 0

    def _too_wide(self) -> None:
        """One word is wider than the line: divide it by the rules, else anywhere."""
        words, room, at = self.words, self.measure, self.start
        while at < len(words.glues) - 1 and not words.glues[at]:
            if words.shapes[at].width > room:
                break
            room -= words.shapes[at].width
            at += 1
        place = self._division(at, room)
        hyphen = bool(place)
        if not place:
            place = self._anywhere(at, room, alone=at == self.start)
        if place:
            words.divide(at, place, hyphen=hyphen)
        elif at > self.start:
            at -= 1
            words.glues[at] = Glue.BREAK
        width = sum(shape.width for shape in words.shapes[self.start : at + 1])
        glue = Glue.BREAK if at < len(words.glues) - 1 else Glue.FORCED
        self._take(Line(self.start, at, width, 0, glue), hyphen=hyphen)

    def _anywhere(self, at: int, room: float, *, alone: bool) -> int:
        """Return how many characters fit, never parting a mark from its letter."""
        text, setter = self.words.texts[at], self.words.spans[at].setter
        low, high = 0, min(len(text) - 1, max(1, int(room / setter.size * 6)))
        while low < high:
            middle = (low + high + 1) // 2
            if setter.word(text[:middle]).width <= room:
                low = middle
            else:
                high = middle - 1
        while low > 0 and _is_mark(text[low]):
            low -= 1
        if low == 0 and alone and len(text) > 1:
            low = 1
            while low < len(text) - 1 and _is_mark(text[low]):
                low += 1
            if _is_mark(text[low]):
                return 0
        return low


def _is_mark(character: str) -> bool:
    """Tell whether a character belongs to the one before it."""
    return unicodedata.combining(character) != 0
