"""The letterhead: logos in one row and the organisation's line at the head of the first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..engine import pdf_string
from ..images import Picture, picture
from ..pages import HEIGHT, MM, number
from ..tagging import Element

if TYPE_CHECKING:
    from advocacy import Letterhead

    from ..composer import Composer
    from ..pages import Page, Pages
    from .boxes import TextBox
    from .designs import Design

__all__ = ["Head", "letterhead"]

_TALLEST: Final = 14 * MM
_TOP: Final = 10 * MM
_GAP: Final = 7 * MM
_WIDEST: Final = 60 * MM


@dataclass(frozen=True, slots=True)
class Placed:
    """A logo at its place: from the page's left and top, in points."""

    name: str
    picture: Picture
    element: Element
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text of the first page, and where it ends."""

    logos: tuple[Placed, ...]
    organisation: TextBox | None
    organisation_top: float
    bottom: float

    def pictures(self) -> dict[str, Picture]:
        """Return the pictures by their names in the page's resources."""
        return {logo.name: logo.picture for logo in self.logos}

    def paint(self, pages: Pages, page: Page) -> None:
        """Paint the logos and the line."""
        for logo in self.logos:
            page.begin(logo.element)
            wide, high = logo.width, logo.height
            if logo.picture.vector:
                wide, high = wide / logo.picture.width, high / logo.picture.height
            place = (logo.x, HEIGHT - logo.y - logo.height)
            matrix = f"{wide:.5f} 0 0 {high:.5f} {number(place[0])} {number(place[1])}"
            page.ops.append(f"q {matrix} cm /{logo.name} Do Q")
            page.end()
        if self.organisation:
            lines = len(self.organisation.lines)
            self.organisation.paint(pages, page, 0, lines, self.organisation_top)


def letterhead(head: Letterhead, *, composer: Composer, design: Design, root: Element) -> Head:
    """Arrange a letterhead: every logo as tall as the row, smaller where the row is full."""
    pictures = [picture(logo) for logo in head.logos]
    widths = [min(_WIDEST, _TALLEST * one.width / one.height) for one in pictures]
    room = design.measure - _GAP * max(0, len(pictures) - 1)
    scale = min(1.0, room / sum(widths)) if widths else 1.0
    start = _TOP + (design.bar if design.band else 0.0)
    x, placed = design.left, list[Placed]()
    for at, (logo, one, width) in enumerate(zip(head.logos, pictures, widths, strict=True)):
        wide = width * scale
        high = wide * one.height / one.width
        y = start + (_TALLEST * scale - high) / 2
        element = _figure(root, logo.alternative, (x, y, wide, high))
        placed.append(Placed(f"L{at}", one, element, x, y, wide, high))
        x += wide + _GAP
    bottom = start + (_TALLEST * scale + 2 * MM if placed else 0)
    box = None
    if head.organisation:
        box = composer.box(
            head.organisation,
            "organisation",
            Element("P", root),
            x=design.left,
            measure=design.measure,
        )
    height = len(box.lines) * box.leading if box else 0.0
    return Head(tuple(placed), box, bottom, bottom + height)


def _figure(root: Element, words: str, box: tuple[float, float, float, float]) -> Element:
    x, y, width, height = box
    corners = " ".join(map(number, (x, HEIGHT - y - height, x + width, HEIGHT - y)))
    entries = b"/Alt%b/A<</O/Layout/Placement/Block/BBox[%b]>>" % (
        pdf_string(words),
        corners.encode("ascii"),
    )
    return Element("Figure", root, entries)
