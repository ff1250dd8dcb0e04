"""The designs: what each kind of page measures and which type it is set in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from ..colours import GREY, INK
from ..pages import MM
from .flow import Area

if TYPE_CHECKING:
    from advocacy import Layout

__all__ = ["Design", "Look", "Window", "design_for"]


# Looks are told apart by what they are, which is quicker than by what they say.
@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Type: size and leading in points, colour, weight and slant."""

    size: float
    leading: float
    colour: str = INK
    bold: bool = False
    italic: bool = False

    def face(self, *, bold: bool = False, italic: bool = False) -> str:
        """Return the resource name of the face for a run of this look."""
        heavy, slanted = self.bold or bold, self.italic != italic
        return ("RB", "IZ")[slanted][heavy]


@dataclass(frozen=True, slots=True)
class Window:
    """The field for an address, from the page's top left corner, and where text goes on."""

    x: float
    top: float
    width: float
    lines: int
    skipped: int
    resume: float
    return_line: bool = False


@dataclass(frozen=True, slots=True)
class Design:
    """A page: the grid's step, the text area, the type of every kind of text.

    Both areas begin on the same grid, so that lines of two pages stand back to back.

    ``accent`` names the looks that are set in the campaign's colour.
    """

    grid: float
    left: float
    measure: float
    first: Area
    other: Area
    looks: dict[str, Look]
    window: Window | None = None
    folds: tuple[float, ...] = ()
    accents: frozenset[str] = field(default_factory=frozenset)
    default_accent: str = ""
    bar: float = 0.0
    """Height of the coloured bar at the head of the first page."""
    band: bool = False
    """Whether the bar runs over the whole width of the page."""

    @property
    def right(self) -> float:
        """Where lines end."""
        return self.left + self.measure


def _looks(size: float, grid: float) -> dict[str, Look]:
    """Return the type of all texts for a text size and half of its leading."""
    body = Look(size, 2 * grid)
    small = Look(size - 1.2, 12.0)
    label = Look(9.0, 2 * grid)
    return {
        "body": body,
        "address": Look(size, 12.6),
        "line": small,
        "label": label,
        "detail": replace(small, colour=GREY),
        "kicker": Look(10.0, 2 * grid),
        "title": Look(20.0, 3 * grid + grid / 2, bold=True),
        "long title": Look(17.0, 3 * grid, bold=True),
        "subject": replace(body, bold=True),
        "dateline": body,
        "reference": Look(8.5, 1.5 * grid, GREY),
        "h2": Look(size + 2.5, 2 * grid, bold=True),
        "h3": Look(size, 2 * grid, bold=True),
        "number": replace(body, bold=True),
        "quote": replace(body, italic=True),
        "attribution": Look(8.5, 2 * grid, GREY),
        "place": replace(body, bold=True),
        "prompt": Look(8.5, 1.5 * grid, GREY),
        "note": Look(8.5, 1.5 * grid, GREY),
        "mark": Look(6.5, 2 * grid),
        "furniture": Look(8.0, 2 * grid, GREY),
        "return": Look(6.5, 8.0, GREY),
        "organisation": Look(9.0, 1.5 * grid),
        "watermark": Look(120.0, 120.0, "0.92 g", bold=True),
    }


_LETTER: Final = Design(
    grid=7.0,
    left=27.5 * MM,
    measure=155 * MM,
    first=Area(25 * MM, 269 * MM),
    other=Area(25 * MM + 7.0, 269 * MM),
    looks=_looks(10.5, 7.0),
)
_STATEMENT: Final = Design(
    grid=7.5,
    left=30 * MM,
    measure=148 * MM,
    first=Area(22 * MM, 273 * MM),
    other=Area(22 * MM + 15.0, 273 * MM),
    looks={
        **_looks(10.5, 7.5),
        "title": Look(21.0, 26.25, bold=True),
        "dateline": Look(9.0, 15.0, GREY),
    },
    accents=frozenset({"kicker", "label", "number", "h2"}),
    default_accent="#1f3d5c",
    bar=3.0,
)
_MANIFESTO: Final = Design(
    grid=8.25,
    left=36 * MM,
    measure=138 * MM,
    first=Area(34 * MM, 269 * MM),
    other=Area(34 * MM - 24.75, 269 * MM),
    looks={
        **_looks(11.5, 8.25),
        "title": Look(31.0, 37.125, bold=True),
        "long title": Look(23.0, 28.875, bold=True),
        "kicker": Look(11.5, 16.5),
        "dateline": Look(9.5, 16.5, GREY),
        "h2": Look(14.5, 16.5, bold=True),
        "number": Look(15.0, 16.5, bold=True),
        "quote": Look(15.0, 20.625, italic=True),
    },
    accents=frozenset({"kicker", "title", "long title", "label", "number", "h2", "place"}),
    default_accent="#7d1d2b",
    bar=15 * MM,
    band=True,
)
# DIN 5008: the field's text begins 25 mm from the edge; 5 mm for the return line, 40 mm for nine
# lines, of which three are for remarks of the post and stay empty where they can.
_WINDOWS: Final = {
    "din5008-a": Window(25 * MM, 27 * MM, 80 * MM, 9, 3, 80.46 * MM, return_line=True),
    "din5008-b": Window(25 * MM, 45 * MM, 80 * MM, 9, 3, 98.46 * MM, return_line=True),
    # The French DL envelope shows what stands in the right half, from 50 mm downwards. Its lines
    # end with those of the text.
    "right": Window(106 * MM, 50 * MM, 76.5 * MM, 8, 0, 95 * MM),
}
_FOLDS: Final = {
    "din5008-a": (87 * MM, 148.5 * MM, 192 * MM),
    "din5008-b": (105 * MM, 148.5 * MM, 210 * MM),
}
_THIRDS: Final = (99 * MM, 198 * MM)
_DESIGNS: Final = {"letter": _LETTER, "statement": _STATEMENT, "manifesto": _MANIFESTO}


def design_for(layout: Layout) -> Design | None:
    """Return the page for a layout, or None where there is none of that name or paper."""
    design = _DESIGNS.get(layout.design)
    if design is None or layout.paper != "A4":
        return None
    if layout.design != "letter":
        return design
    window = _WINDOWS.get(layout.window)
    if window and window.return_line:
        design = replace(design, left=25 * MM)
    folds = _FOLDS.get(layout.window, _THIRDS) if layout.fold_marks else ()
    return replace(design, window=window, folds=folds)
