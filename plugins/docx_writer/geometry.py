"""Measures of the page, in millimetres as the norms give them and in twips as DOCX wants them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from advocacy import Layout, Letterhead

__all__ = [
    "PAGE",
    "Frame",
    "Margins",
    "address_frame",
    "fold_marks",
    "head_end",
    "header_distance",
    "logo_height",
    "margins",
    "sender_frame",
    "twips",
]


def twips(millimetres: float) -> int:
    """Convert millimetres to twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


PAGE: Final = (210, 297)
"""ISO 216 A4, width and height in millimetres."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins in millimetres."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """The width that is left for the text."""
        return PAGE[0] - self.left - self.right


@dataclass(frozen=True, slots=True)
class Frame:
    """A place on the page for a few lines, in millimetres from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


def margins(layout: Layout) -> Margins:
    """Return the margins of a design; those of the letter follow DIN 5008."""
    if layout.design == "letter":
        return Margins(left=25, right=20, top=20, bottom=25)
    return Margins(left=25, right=25, top=25, bottom=25)


# Where the field begins, and where the text after it may begin: DIN 5008 sets the reference line
# 8.46 mm below the field of 45 mm; the French window ends above the first fold at 99 mm.
_WINDOWS: Final = {
    "din5008-a": Frame(25, 27, 80, 53.5),
    "din5008-b": Frame(25, 45, 80, 53.5),
    "right": Frame(110, 50, 80, 45),
}
_SMALLEST_SENDER: Final = 12.0


def header_distance(layout: Layout) -> float:
    """Return the distance of the header from the edge; form A leaves 27 mm for the letterhead."""
    return 5 if layout.window == "din5008-a" else 8


def logo_height(layout: Layout) -> float:
    """Return the height of logos, in millimetres."""
    return 10 if layout.window == "din5008-a" else 14


def address_frame(layout: Layout) -> Frame | None:
    """Return the place of the address for a window, or None where it stands in the flow."""
    return _WINDOWS.get(layout.window) if layout.design == "letter" else None


def head_end(layout: Layout, letterhead: Letterhead | None) -> float:
    """Return where the text of the first page may begin, below the letterhead, from the top."""
    if letterhead is None:
        return margins(layout).top
    logos = logo_height(layout) + 1 if letterhead.logos else 0
    organisation = 9 if letterhead.organisation else 0
    return max(margins(layout).top, header_distance(layout) + logos + organisation)


def sender_frame(layout: Layout, letterhead: Letterhead | None) -> Frame | None:
    """Return the place of the sender above the window, from the letterhead down to it.

    Where that is too low for three lines the sender stands further right, beside the window;
    without a letterhead form A lets the sender begin above the margin.
    """
    window = address_frame(layout)
    if window is None:
        return None
    top = head_end(layout, letterhead)
    if letterhead is None:
        top = min(top, window.top - 17)
    if window.top - top >= _SMALLEST_SENDER:
        return Frame(25, top, 80, window.top - top)
    return Frame(125, top, 65, max(window.top - top, 1))


def fold_marks(layout: Layout) -> tuple[float, ...]:
    """Return the heights of the marks for folding and punching, from the top (DIN 5008)."""
    if not layout.fold_marks:
        return ()
    return (87, 148.5, 192) if layout.window == "din5008-a" else (105, 148.5, 210)
