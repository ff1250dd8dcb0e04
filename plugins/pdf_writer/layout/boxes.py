"""Boxes of text: a paragraph's lines at their place, painted with their marked content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ..lines import Line, break_lines
from ..pages import HEIGHT, Link, number
from ..words import Glue

if TYPE_CHECKING:
    from ..pages import Page, Pages
    from ..tagging import Element
    from ..words import Span, Words

__all__ = ["Align", "Bookmark", "TextBox"]

Align: TypeAlias = Literal["left", "right", "centre", "justified"]
# The baseline stands this share of the leading above the foot of its line.
_DROP: Final = 0.28
# Headings of more lines than these are no headings any more.
_BALANCED: Final = 4


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What the outline says about a heading."""

    level: int
    title: str


class TextBox:
    """A paragraph of one measure; its lines may be painted on several pages."""

    __slots__ = (
        "align",
        "anchor",
        "bookmark",
        "element",
        "hang",
        "leading",
        "lines",
        "measure",
        "words",
        "x",
    )

    def __init__(
        self,
        words: Words,
        *,
        element: Element,
        x: float,
        measure: float,
        leading: float,
        align: Align = "left",
        bookmark: Bookmark | None = None,
        anchor: str = "",
        hang: float = 0.0,
    ) -> None:
        self.words = words
        self.element = element
        self.x = x
        self.measure = measure
        self.leading = leading
        self.align = align
        self.bookmark = bookmark
        self.anchor = anchor
        self.hang = hang
        measures = (measure, measure - hang) if hang else (measure,)
        self.lines = break_lines(words, measures=measures, justified=align == "justified")

    def balance(self) -> None:
        """Make lines of a heading about as long as each other, without making more of them."""
        count = len(self.lines)
        if not 1 < count <= _BALANCED:
            return
        low, high = self.measure / 3, self.measure
        while high - low > 4.0:
            middle = (low + high) / 2
            if len(break_lines(self.words, measures=(middle,))) <= count:
                high = middle
            else:
                low = middle
        self.lines = break_lines(self.words, measures=(high,))

    def baseline(self, top: float) -> float:
        """Return where the first line's letters stand when the box begins at ``top``."""
        return top + self.leading * (1 - _DROP)

    def paint(self, pages: Pages, page: Page, first: int, last: int, top: float) -> None:
        """Paint lines ``first`` up to, without, ``last``."""
        if first == 0:
            self._note_place(pages, page, top)
        y = HEIGHT - self.baseline(top)
        hanging = self.hang and len(self.lines) > 1
        if self.words.even and self.align == "left" and not hanging:
            self._paint_plain(page, first, last, y)
        else:
            _Brush(self, page).paint(first, last, y)

    def _note_place(self, pages: Pages, page: Page, top: float) -> None:
        if self.bookmark:
            pages.bookmarks.append(
                (self.bookmark.level, self.bookmark.title, page.index, HEIGHT - top)
            )
        if self.anchor:
            pages.places[self.anchor] = (page.index, self.x, HEIGHT - top)

    def _paint_plain(self, page: Page, first: int, last: int, y: float) -> None:
        """Paint lines of one look that begin at one edge: nearly all there are."""
        page.begin(self.element)
        span, shapes, ops = self.words.spans[0], self.words.shapes, page.ops
        ops.append("BT")
        page.look(span.setter, span.colour)
        if page.leading != self.leading:
            page.leading = self.leading
            ops.append(f"{number(self.leading)} TL")
        space, move = span.setter.space_code, f"{number(self.x)} {number(y)} Td"
        for at in range(first, last):
            line = self.lines[at]
            codes = [shape.code for shape in shapes[line.first : line.last + 1]]
            # The space at a line's end keeps its last word and the next one apart when read.
            end = space if line.glue == Glue.SPACE else ""
            ops.append(f"{move}[({space.join(codes)}{end})]TJ")
            move = "T*"
        ops.append("ET")
        page.end()


class _Brush:
    """Paints lines of several looks, or set to another edge."""

    def __init__(self, box: TextBox, page: Page) -> None:
        self.box = box
        self.page = page
        self.owner: Element | None = None
        self.x = 0.0

    def paint(self, first: int, last: int, y: float) -> None:
        ops = self.page.ops
        spans = self.box.words.spans
        # Marked content that ends within a text object has to begin there too.
        ops.append("BT")
        self._own(spans[self.box.lines[first].first] if spans else None)
        left, down = 0.0, 0.0
        for at in range(first, last):
            line = self.box.lines[at]
            self.x = self.box.x + self._indent(line) + (self.box.hang if at else 0.0)
            ops.append(f"{number(self.x - left)} {number(y - down)} Td")
            left, down = self.x, y
            self._line(line, y, final=at == len(self.box.lines) - 1)
            y -= self.box.leading
        self.page.end()
        ops.append("ET")

    def _indent(self, line: Line) -> float:
        gap = self.box.measure - line.width
        if self.box.align == "right":
            return gap
        return gap / 2 if self.box.align == "centre" else 0.0

    def _line(self, line: Line, y: float, *, final: bool) -> None:
        words = self.box.words
        stretch = self._stretch(line)
        at = line.first
        while at <= line.last:
            span, start = words.spans[at], at
            while at <= line.last and words.spans[at] is span:
                at += 1
            code, width = self._codes(start, at, line, stretch)
            if at > line.last and not final and line.glue in (Glue.SPACE, Glue.FORCED):
                code += span.setter.space_code
            self._span(span, code, width, y)

    def _stretch(self, line: Line) -> float:
        """Return what every space of a justified line gains, in points."""
        gap = self.box.measure - line.width
        # The last line is not stretched, but pressed like any other.
        loose = line.glue == Glue.FORCED and gap > 0
        if self.box.align != "justified" or not line.spaces or loose:
            return 0.0
        return gap / line.spaces

    def _codes(self, start: int, end: int, line: Line, stretch: float) -> tuple[str, float]:
        words = self.box.words
        setter = words.spans[start].setter
        units = round(-stretch * 1000 / setter.size)
        space = f"){units}({setter.space_code}" if units else setter.space_code
        codes: list[str] = []
        width = 0.0
        for at in range(start, end):
            shape = words.shapes[at]
            codes.append(shape.code)
            width += shape.width
            if words.glues[at] == Glue.SPACE and at < line.last:
                codes.append(space)
                width += setter.space + stretch
        return "".join(codes), width

    def _span(self, span: Span, code: str, width: float, y: float) -> None:
        if not code:
            return
        self._own(span)
        self.page.look(span.setter, span.colour)
        text = f"[({code})]TJ"
        if span.rise:
            text = f"{number(span.rise)} Ts{text} 0 Ts"
        self.page.ops.append(text)
        if span.element and (span.link or span.destination):
            self._link(span, span.element, width, y)
        self.x += width

    def _own(self, span: Span | None) -> None:
        """Give what follows to an element within the paragraph, or to the paragraph."""
        element = (span and span.element) or self.box.element
        if element is self.owner:
            return
        if self.owner is not None:
            self.page.end()
        if span and span.root and span.root.parent is None:
            # Only now is its place among the paragraph's other content known.
            span.root.parent = self.box.element
            self.box.element.kids.append(span.root)
        self.page.begin(element)
        self.owner = element

    def _link(self, span: Span, element: Element, width: float, y: float) -> None:
        size = span.setter.size
        low = y + span.rise - size * 0.25
        box = (self.x, low, self.x + width, low + size * 1.15)
        words = span.link or span.destination
        self.page.links.append(Link(element, box, span.link, span.destination, words))
