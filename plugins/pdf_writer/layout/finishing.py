"""The finish: the flow broken into pages, and everything painted in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..pages import Pages
from .endings import arranged
from .furniture import back, front

if TYPE_CHECKING:
    from .sheet import Sheet

__all__ = ["painted"]


def painted(sheet: Sheet) -> Pages:
    """Return the pages of a sheet, ready to be put into a file."""
    parts = arranged(sheet)
    total = 1 + max((part.page for part in parts), default=0)
    pages = Pages()
    first = pages.new()
    back(sheet, first)
    if sheet.head:
        sheet.head.paint(pages, first)
    for box, top in sheet.fixed:
        box.paint(pages, first, 0, len(box.lines), top)
    page = first
    for part in parts:
        while page.index < part.page:
            front(sheet, page, total)
            page = pages.new()
            back(sheet, page)
        part.item.paint(pages, page, part)
    front(sheet, page, total)
    return pages
