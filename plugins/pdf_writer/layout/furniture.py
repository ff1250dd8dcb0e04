"""The furniture of pages: folds, coloured bars, running titles, page numbers, the draft's word."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from advocacy import plain

from ..colours import HAIRLINE
from ..pages import HEIGHT, MM, WIDTH, number
from ..setting import setter

if TYPE_CHECKING:
    from ..pages import Page
    from .sheet import Sheet

__all__ = ["back", "front", "return_line", "returned"]

_HEAD_Y: Final = 15 * MM
_FOOT_Y: Final = 284 * MM
_FOLD_X: Final = 5 * MM
_FOLD_LENGTH: Final = 4 * MM
_KICKER_BAR: Final = 22 * MM


def back(sheet: Sheet, page: Page) -> None:
    """Paint what lies beneath the text."""
    if sheet.document.draft:
        _watermark(sheet, page)
    if page.index == 0:
        _bar(sheet, page)
        for y in sheet.design.folds:
            page.rule(_FOLD_X, y, _FOLD_LENGTH, weight=0.25, colour=HAIRLINE)
        return_line(sheet, page)


def front(sheet: Sheet, page: Page, total: int) -> None:
    """Paint head and foot: the running title from the second page on, and the page's number."""
    document = sheet.document
    if page.index and document.running_title:
        with page.artifact("Header"):
            _line(sheet, page, document.running_title, y=_HEAD_Y)
    # A letter of one page needs no number.
    if total > 1 or document.layout.design != "letter":
        label = document.page_label.replace("{page}", str(page.index + 1))
        label = label.replace("{pages}", str(total))
        with page.artifact("Footer"):
            _line(sheet, page, label, y=_FOOT_Y, right=True)


def _line(sheet: Sheet, page: Page, text: str, *, y: float, right: bool = False) -> None:
    look, x = sheet.look("furniture"), sheet.design.left
    name = look.face()
    sheet.composer.use(name, text + "…", look.size)
    font = setter(name, look.size)
    shape = font.line(text, sheet.design.measure)
    if right:
        x += sheet.design.measure - shape.width
    page.line(shape, font, look.colour, x, y)


def _bar(sheet: Sheet, page: Page) -> None:
    design = sheet.design
    if not design.bar or not sheet.accent:
        return
    if design.band:
        page.bar(0, 0, WIDTH, design.bar, colour=sheet.accent)
    else:
        y = max(design.first.top - 7 * MM, sheet.head_bottom + 3 * MM)
        page.bar(design.left, y, _KICKER_BAR, design.bar, colour=sheet.accent)


def return_line(sheet: Sheet, page: Page) -> None:
    """Say again in the window, in small type, who the sender is, for the post."""
    window = sheet.design.window
    if not window or not window.return_line or not sheet.return_line:
        return
    start, before = len(page.ops), page.chosen
    look = sheet.look("return")
    name, text = look.face(), plain(sheet.return_line)
    sheet.composer.use(name, returned(sheet), look.size)
    font = setter(name, look.size)
    with page.artifact():
        page.line(font.line(text, window.width), font, look.colour, window.x, window.top + 3.4 * MM)
    page.rule(window.x, window.top + 4.6 * MM, window.width, weight=0.25, colour=HAIRLINE)
    sheet.returned = start, len(page.ops), before


def returned(sheet: Sheet) -> str:
    """Return the characters of the line in the window, and what ends it where it is too long."""
    return plain(sheet.return_line) + "…"


def _watermark(sheet: Sheet, page: Page) -> None:
    """Print a word from corner to corner, as large as it fits."""
    look, text = sheet.look("watermark"), sheet.document.draft
    name = look.face()
    sheet.composer.use(name, text, look.size)
    natural = setter(name, look.size).word(text).width
    size = float(round(min(look.size, look.size * 215 * MM / max(natural, 1.0))))
    font = setter(name, max(size, 8.0))
    shape = font.word(text)
    turn = math.atan2(HEIGHT, WIDTH)
    sine, cosine = math.sin(turn), math.cos(turn)
    middle = (WIDTH / 2, HEIGHT / 2)
    x = middle[0] - cosine * shape.width / 2 + sine * size / 3
    y = middle[1] - sine * shape.width / 2 - cosine * size / 3
    matrix = f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {number(x)} {number(y)}"
    with page.artifact("Watermark"):
        page.ops.append(f"{look.colour} BT {font.select} {matrix} Tm[({shape.code})]TJ ET")
