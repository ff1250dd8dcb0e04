"""The pages: operators, marked content, links and places to go to, as they are painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from .engine import deflate, deflate_pieces

if TYPE_CHECKING:
    from .layout.boxes import TextBox
    from .setting import Setter, Shape
    from .tagging import Element

__all__ = ["HEIGHT", "MM", "WIDTH", "Drawn", "Link", "Page", "Pages", "number"]

MM: Final = 72 / 25.4
WIDTH: Final = 210 * MM
HEIGHT: Final = 297 * MM


@lru_cache(maxsize=4_096)
def number(value: float) -> str:
    """Write a number with two decimals at most."""
    return f"{round(value, 2):g}"


@dataclass(frozen=True, slots=True)
class Link:
    """A clickable rectangle; it leads to an address or to a place of the same file."""

    element: Element
    box: tuple[float, float, float, float]
    address: str
    destination: str
    words: str


@dataclass(slots=True, eq=False)
class Page:
    """One page in the making; coordinates are points from its top left corner, downwards."""

    index: int
    ops: list[str] = field(default_factory=list)
    owners: list[Element] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: set[str] = field(default_factory=set)
    select: str = ""
    colour: str = ""
    leading: float = 0.0

    def begin(self, element: Element) -> None:
        """Open marked content of an element."""
        mark = len(self.owners)
        element.kids.append((self.index, mark))
        self.owners.append(element)
        self.ops.append(f"/{element.tag}<</MCID {mark}>>BDC")

    def end(self) -> None:
        """Close what `begin` opened."""
        self.ops.append("EMC")

    @contextmanager
    def artifact(self, kind: Literal["Header", "Footer", "Watermark", ""] = "") -> Iterator[None]:
        """Draw something that is not read: furniture of the page."""
        entries = f"/Artifact<</Type/Pagination/Subtype/{kind}>>BDC" if kind else "/Artifact BMC"
        kept = self.chosen
        self.ops += (entries, "q")
        yield
        self.ops += ("Q", "EMC")
        self.select, self.colour, self.leading = kept

    @property
    def chosen(self) -> tuple[str, str, float]:
        """Return face and size, colour and leading as they are chosen."""
        return self.select, self.colour, self.leading

    def look(self, setter: Setter, colour: str) -> None:
        """Choose face, size and colour for the text that follows."""
        if setter.select != self.select:
            self.select = setter.select
            self.ops.append(setter.select)
        if colour != self.colour:
            self.colour = colour
            self.ops.append(colour)

    def line(self, shape: Shape, setter: Setter, colour: str, x: float, y: float) -> None:
        """Draw one line of text with its baseline at ``y``."""
        self.ops.append("BT")
        self.look(setter, colour)
        self.ops.append(f"{number(x)} {number(HEIGHT - y)} Td[({shape.code})]TJ ET")

    def rule(self, x: float, y: float, width: float, *, weight: float, colour: str) -> None:
        """Draw a horizontal rule as an artifact."""
        self.bar(x, y - weight / 2, width, weight, colour=colour)

    def bar(self, x: float, y: float, width: float, height: float, *, colour: str) -> None:
        """Fill a rectangle as an artifact."""
        box = " ".join(map(number, (x, HEIGHT - y - height, width, height)))
        with self.artifact():
            self.ops.append(f"{colour} {box} re f")

    def content(self) -> bytes:
        """Return the operators of the page."""
        return "\n".join(self.ops).encode("latin-1")

    def deflated(self, own: Sequence[range] = ()) -> bytes:
        """Return the operators compressed: a tenth larger than at best, in half of the time.

        ``own`` are the places, in order, of operators that no other page has.
        """
        if not own:
            return deflate(self.content(), 1)
        pieces: list[tuple[bytes, bool]] = []
        start = 0
        for places in own:
            pieces += (
                (self._lines(start, places.start), False),
                (self._lines(places.start, places.stop), True),
            )
            start = places.stop
        pieces.append((self._lines(start, len(self.ops)), False))
        return deflate_pieces(pieces)

    def _lines(self, start: int, end: int) -> bytes:
        return "\n".join([*self.ops[start:end], ""]).encode("latin-1")


class Drawn(NamedTuple):
    """A paragraph that was painted whole: its operator, its height, what the page has chosen."""

    box: TextBox
    at: int
    y: float
    before: tuple[str, str, float]
    after: tuple[str, str, float]


@dataclass(slots=True)
class Pages:
    """All pages of a document with what leads to them."""

    pages: list[Page] = field(default_factory=list)
    bookmarks: list[tuple[int, str, int, float]] = field(default_factory=list)
    """Level, title, page and height of each heading."""
    places: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    drawn: list[Drawn] = field(default_factory=list)
    """The paragraphs of the first page without links and marks."""

    def new(self) -> Page:
        """Open the next page."""
        page = Page(len(self.pages))
        self.pages.append(page)
        return page
