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

__all__ = ["DROP", "Align", "Bookmark", "TextBox"]

Align: TypeAlias = Literal["left", "right", "centre", "justified"]
# The baseline stands this share of the leading above the foot of its line.
DROP: Final = 0.28
_SPACED: Final = frozenset({Glue.SPACE, Glue.FORCED})
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

    @property
    def rows(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def baseline(self, top: float) -> float:
        """Return where the first line's letters stand when the box begins at ``top``."""
        return top + self.leading * (1 - DROP)

    def paint(self, pages: Pages, page: Page, first: int, last: int, top: float) -> None:
        """Paint lines ``first`` up to, without, ``last``."""
        if first == 0 and (self.bookmark or self.anchor):
            self._note_place(pages, page, top)
        y = HEIGHT - top - self.leading * (1 - DROP)
        if self.words.plain:
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
        """Paint lines whose characters are all the paragraph's own: nearly all there are."""
        page.begin(self.element)
        page.ops.append("BT")
        if last - first > 1 and page.leading != self.leading:
            page.leading = self.leading
            page.ops.append(f"{number(self.leading)} TL")
        left, even = 0.0, self.align == "left" and not self.hang
        for at in range(first, last):
            line = self.lines[at]
            x = self.x if even else self.edge(at)
            if at == first:
                move = f"{number(x)} {number(y)} Td"
            else:
                move = "T*" if x == left else f"{number(x - left)} {number(-self.leading)} Td"
            left = x
            self._paint_line(page, line, move, final=at == len(self.lines) - 1)
        page.ops.append("ET")
        page.end()

    def _paint_line(self, page: Page, line: Line, move: str, *, final: bool) -> None:
        words = self.words
        stretch = self.stretch(line) if self.align == "justified" else 0.0
        for first, last in words.parts(line.first, line.last):
            span = words.spans[first]
            code = words.code(first, last, line.last, stretch=stretch)
            # The space at a line's end keeps its last word and the next one apart when read.
            if last == line.last and not final and line.glue in _SPACED:
                code += span.setter.space_code
            page.look(span.setter, span.colour)
            page.ops.append(f"{move}[({code})]TJ")
            move = ""

    def edge(self, at: int) -> float:
        """Return where a line begins."""
        x = self.x + (self.hang if at else 0.0)
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


class _Brush:
    """Paints lines with links, marks of notes and words of other languages."""

    def __init__(self, box: TextBox, page: Page) -> None:
        self.box = box
        self.page = page
        self.owner: Element | None = None
        self.x = 0.0

    def paint(self, first: int, last: int, y: float) -> None:
        ops, box = self.page.ops, self.box
        # Marked content that ends within a text object has to begin there too.
        ops.append("BT")
        self._own(box.words.spans[box.lines[first].first])
        left, down = 0.0, 0.0
        for at in range(first, last):
            self.x = box.edge(at)
            ops.append(f"{number(self.x - left)} {number(y - down)} Td")
            left, down = self.x, y
            self._line(box.lines[at], y, final=at == len(box.lines) - 1)
            y -= box.leading
        self.page.end()
        ops.append("ET")

    def _line(self, line: Line, y: float, *, final: bool) -> None:
        words, stretch = self.box.words, self.box.stretch(line)
        for first, last in words.parts(line.first, line.last):
            span = words.spans[first]
            code = words.code(first, last, line.last, stretch=stretch)
            if last == line.last and not final and line.glue in _SPACED:
                code += span.setter.space_code
            self._span(span, code, self._width(first, last + 1, line, stretch), y)

    def _width(self, start: int, end: int, line: Line, stretch: float) -> float:
        words = self.box.words
        spaces = words.glues[start : min(end, line.last)].count(Glue.SPACE)
        room = spaces * (words.spans[start].setter.space + stretch)
        return room + sum([shape.width for shape in words.shapes[start:end]])

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

    def _own(self, span: Span) -> None:
        """Give what follows to an element within the paragraph, or to the paragraph."""
        element = span.element or self.box.element
        if element is self.owner:
            return
        if self.owner is not None:
            self.page.end()
        if span.root and span.root.parent is None:
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
