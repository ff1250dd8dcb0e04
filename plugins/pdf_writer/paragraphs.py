"""Words into paragraphs: broken into lines of a measure, and drawn but for their place."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

from .lines import Line, break_lines
from .pages import Page, number
from .words import Glue, Words

__all__ = ["SPACED", "Align", "Paragraph"]

Align: TypeAlias = Literal["left", "right", "centre", "justified"]
SPACED: Final = frozenset({Glue.SPACE, Glue.FORCED})
# Headings of more lines than these are no headings any more.
_BALANCED: Final = 4
# How many drawings of a shared paragraph are remembered: pages may divide it in several ways.
_REMEMBERED: Final = 8


class _Drawing(NamedTuple):
    """Operators around the height of the first line, and what the page has chosen after them."""

    head: str
    tail: str
    select: str
    colour: str
    leading: float


class Paragraph:
    """A text in lines of one measure; it belongs to no page and to no element.

    A ``shared`` one may stand in many documents, and remembers how it was drawn.
    """

    __slots__ = ("_drawings", "align", "hang", "leading", "lines", "measure", "shared", "words")

    def __init__(
        self,
        words: Words,
        *,
        measure: float,
        leading: float,
        align: Align = "left",
        hang: float = 0.0,
        balanced: bool = False,
        shared: bool = False,
    ) -> None:
        self.words = words
        self.measure = measure
        self.leading = leading
        self.align = align
        self.hang = hang
        self.shared = shared
        measures = (measure, measure - hang) if hang else (measure,)
        self.lines = break_lines(words, measures=measures, justified=align == "justified")
        if balanced:
            self._balance()
        self._drawings: dict[tuple[int, int, float, str, str, float], _Drawing] = {}

    def _balance(self) -> None:
        """Make lines of a heading about as long as each other, without making more of them."""
        count = len(self.lines)
        if not 1 < count <= _BALANCED:
            return
        # A word that was divided at a line's end may come to stand within a line.
        self.words.even = False
        low, high = self.measure / 3, self.measure
        while high - low > 4.0:
            middle = (low + high) / 2
            if len(break_lines(self.words, measures=(middle,))) <= count:
                high = middle
            else:
                low = middle
        self.lines = break_lines(self.words, measures=(high,))

    def edge(self, at: int) -> float:
        """Return where a line begins, from the paragraph's left."""
        x = self.hang if at else 0.0
        if self.align in {"left", "justified"}:
            return x
        gap = self.measure - self.lines[at].width
        return x + (gap if self.align == "right" else gap / 2)

    def stretch(self, line: Line) -> float:
        """Return what every space of a line gains, in points."""
        gap = self.measure - line.width
        # The last line is not stretched, but pressed like any other.
        loose = line.glue == Glue.FORCED and gap > 0
        if self.align != "justified" or not line.spaces or loose:
            return 0.0
        return gap / line.spaces

    def draw(self, page: Page, first: int, last: int, x: float, y: float) -> None:
        """Draw lines whose characters are all the paragraph's own: nearly all there are."""
        key = (first, last, x, page.select, page.colour, page.leading)
        drawing = self._drawings.get(key)
        if drawing is None:
            drawing = self._drawn(page, first, last, x)
            if self.shared:
                if len(self._drawings) >= _REMEMBERED:
                    self._drawings.clear()
                self._drawings[key] = drawing
        head, tail, page.select, page.colour, page.leading = drawing
        page.ops.append(f"{head}{number(y)}{tail}")

    def _drawn(self, page: Page, first: int, last: int, x: float) -> _Drawing:
        words, lines, ops = self.words, self.lines, ["BT"]
        select, colour, leading = page.chosen
        if last - first > 1 and leading != self.leading:
            leading = self.leading
            ops.append(f"{number(leading)} TL")
        left, move, place = x + self.edge(first), " Td", 0
        for at in range(first, last):
            line = lines[at]
            stretch = self.stretch(line) if self.align == "justified" else 0.0
            if at > first:
                here = x + self.edge(at)
                move = "T*" if here == left else f"{number(here - left)} {number(-leading)} Td"
                left = here
            for start, end in words.parts(line.first, line.last):
                span = words.spans[start]
                if span.setter.select != select:
                    select = span.setter.select
                    ops.append(select)
                if span.colour != colour:
                    colour = span.colour
                    ops.append(colour)
                if not place:
                    # Here the place of the first line is put in.
                    ops.append(f"{number(left)} ")
                    place = len(ops)
                code = words.code(start, end, line.last, stretch=stretch)
                # The space at a line's end keeps its last word and the next one apart when read.
                if end == line.last and at < len(lines) - 1 and line.glue in SPACED:
                    code += span.setter.space_code
                ops.append(f"{move}[({code})]TJ")
                move = ""
        ops.append("ET")
        head, tail = "\n".join(ops[:place]), "\n".join(ops[place:])
        return _Drawing(head, tail, select, colour, leading)
