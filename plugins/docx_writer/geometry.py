"""Measures of the page, in millimetres as the norms give them and in twips as DOCX wants them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from advocacy import Layout, Letterhead

__all__ = [
    "PAGE",
    "RIGHT_HALF",
    "Frame",
    "Margins",
    "Window",
    "fold_marks",
    "head_end",
    "header_distance",
    "logo_height",
    "margins",
    "return_line_frame",
    "sender_frame",
    "twips",
    "window_of",
]


def twips(millimetres: float) -> int:
    """Convert millimetres to twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


PAGE: Final = (210, 297)
"""ISO 216 A4, width and height in millimetres."""
RIGHT_HALF: Final = 112.0
"""Where a sender or an address begins that stands on the right without a window."""


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


@dataclass(frozen=True, slots=True)
class Window:
    """The field of an address: where it begins, and where the text of the page goes on.

    DIN 5008 has in it a line of 5 mm for the return address, then nine lines, the first three of
    them for remarks of the post: these stay empty where the address leaves them.
    """

    left: float
    top: float
    resume: float
    return_line: float = 0
    lines: int = 0
    spare: int = 0

    def frame(self, count: int) -> Frame:
        """Return the place of an address of so many lines."""
        spare = max(min(self.spare, self.lines - count), 0)
        top = self.top + self.return_line + spare * _LINE
        return Frame(self.left, top, 80, self.resume - top)


_LINE: Final = 12.6 * 25.4 / 72
_WINDOWS: Final = {
    "din5008-a": Window(25, 27, 80.46, return_line=5, lines=9, spare=3),
    "din5008-b": Window(25, 45, 98.46, return_line=5, lines=9, spare=3),
    # The French DL envelope shows the right half from 50 mm downwards.
    "right": Window(110, 50, 95),
}
_LETTER: Final = Margins(left=27.5, right=27.5, top=25, bottom=28)
_MARGINS: Final = {
    "statement": Margins(left=30, right=32, top=24, bottom=24),
    "manifesto": Margins(left=36, right=36, top=27, bottom=28),
}


def margins(layout: Layout) -> Margins:
    """Return the margins of a design, which are those of the PDF."""
    if layout.design != "letter":
        return _MARGINS[layout.design]
    if layout.window.startswith("din5008"):
        return Margins(left=25, right=30, top=_LETTER.top, bottom=_LETTER.bottom)
    return _LETTER


def window_of(layout: Layout) -> Window | None:
    """Return the field for the address, or None where it stands in the flow."""
    return _WINDOWS.get(layout.window) if layout.design == "letter" else None


def header_distance(layout: Layout) -> float:
    """Return the distance of the header from the edge; form A leaves 27 mm for the letterhead."""
    return 5 if layout.window == "din5008-a" else 8


def logo_height(layout: Layout) -> float:
    """Return the height of logos, in millimetres."""
    return 10 if layout.window == "din5008-a" else 14


def head_end(layout: Layout, letterhead: Letterhead | None) -> float:
    """Return where the text of the first page may begin, below the letterhead, from the top."""
    if letterhead is None:
        return margins(layout).top
    logos = logo_height(layout) + 1 if letterhead.logos else 0
    organisation = 9 if letterhead.organisation else 0
    return max(margins(layout).top, header_distance(layout) + logos + organisation)


def sender_frame(layout: Layout, letterhead: Letterhead | None) -> Frame | None:
    """Return the place of the sender: beside the window, from the letterhead down to it.

    In a letter after DIN 5008 that is above the block of information, 125 mm from the left edge.
    """
    window = window_of(layout)
    if window is None:
        return None
    top = head_end(layout, letterhead)
    height = max(window.frame(window.lines - window.spare).top - top, 1)
    left = 125 if window.return_line else margins(layout).left
    return Frame(left, top, 60, height)


def return_line_frame(layout: Layout) -> Frame | None:
    """Return the place of the sender's address within the window, for the post."""
    window = window_of(layout)
    if window is None or not window.return_line:
        return None
    return Frame(window.left, window.top, 80, window.return_line)


def fold_marks(layout: Layout) -> tuple[float, ...]:
    """Return the heights of the marks for folding and punching, from the top (DIN 5008)."""
    if not layout.fold_marks:
        return ()
    folds = {"din5008-a": (87, 148.5, 192), "din5008-b": (105, 148.5, 210)}
    return folds.get(layout.window, (99, 198))
