"""Boxes of text: a paragraph's lines at their place, painted with their marked content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..pages import HEIGHT, Drawn, Link, number
from ..paragraphs import SPACED
from ..words import Glue

if TYPE_CHECKING:
    from ..lines import Line
    from ..pages import Page, Pages
    from ..paragraphs import Paragraph
    from ..tagging import Element
    from ..words import Span

__all__ = ["DROP", "Bookmark", "TextBox"]

# The baseline stands this share of the leading above the foot of its line.
DROP: Final = 0.28


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What the outline says about a heading."""

    level: int
    title: str


class TextBox:
    """A paragraph at its place; its lines may be painted on several pages."""

    __slots__ = ("anchor", "bookmark", "element", "leading", "lines", "paragraph", "x")

    def __init__(
        self,
        paragraph: Paragraph,
        *,
        element: Element,
        x: float,
        bookmark: Bookmark | None = None,
        anchor: str = "",
    ) -> None:
        self.paragraph = paragraph
        self.element = element
        self.x = x
        self.bookmark = bookmark
        self.anchor = anchor
        self.leading = paragraph.leading
        self.lines = paragraph.lines

    @property
    def rows(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def paint(self, pages: Pages, page: Page, first: int, last: int, top: float) -> None:
        """Paint lines ``first`` up to, without, ``last``."""
        if first == 0 and (self.bookmark or self.anchor):
            self._note_place(pages, page, top)
        y = HEIGHT - top - self.leading * (1 - DROP)
        if self.paragraph.words.plain:
            page.begin(self.element)
            at, before = len(page.ops), page.chosen
            self.paragraph.draw(page, first, last, self.x, y)
            if not page.index:
                pages.drawn.append(Drawn(self, at, y, before, page.chosen))
            page.end()
        else:
            _Brush(self, page).paint(first, last, y)

    def _note_place(self, pages: Pages, page: Page, top: float) -> None:
        if self.bookmark:
            pages.bookmarks.append(
                (self.bookmark.level, self.bookmark.title, page.index, HEIGHT - top)
            )
        if self.anchor:
            pages.places[self.anchor] = (page.index, self.x, HEIGHT - top)


class _Brush:
    """Paints lines with links, marks of notes and words of other languages."""

    def __init__(self, box: TextBox, page: Page) -> None:
        self.box = box
        self.words = box.paragraph.words
        self.page = page
        self.owner: Element | None = None
        self.x = 0.0

    def paint(self, first: int, last: int, y: float) -> None:
        ops, box = self.page.ops, self.box
        # Marked content that ends within a text object has to begin there too.
        ops.append("BT")
        self._own(self.words.spans[box.lines[first].first])
        left, down = 0.0, 0.0
        for at in range(first, last):
            self.x = box.x + box.paragraph.edge(at)
            ops.append(f"{number(self.x - left)} {number(y - down)} Td")
            left, down = self.x, y
            self._line(box.lines[at], y, final=at == len(box.lines) - 1)
            y -= box.leading
        self.page.end()
        ops.append("ET")

    def _line(self, line: Line, y: float, *, final: bool) -> None:
        words, stretch = self.words, self.box.paragraph.stretch(line)
        for first, last in words.parts(line.first, line.last):
            span = words.spans[first]
            code = words.code(first, last, line.last, stretch=stretch)
            if last == line.last and not final and line.glue in SPACED:
                code += span.setter.space_code
            self._span(span, code, self._width(first, last + 1, line, stretch), y)

    def _width(self, start: int, end: int, line: Line, stretch: float) -> float:
        words = self.words
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
        if span.root and not span.root.placed:
            # Only now is its place among the paragraph's other content known.
            span.root.placed = True
            self.box.element.kids.append(span.root)
        self.page.begin(element)
        self.owner = element

    def _link(self, span: Span, element: Element, width: float, y: float) -> None:
        size = span.setter.size
        low = y + span.rise - size * 0.25
        box = (self.x, low, self.x + width, low + size * 1.15)
        words = span.link or span.destination
        self.page.links.append(Link(element, box, span.link, span.destination, words))
