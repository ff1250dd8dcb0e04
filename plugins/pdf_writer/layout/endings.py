"""The ending: no page is turned for a line of small print, or for the last names of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .columns import Columns
from .flow import Area, Gap, Part, Strip, paginate

if TYPE_CHECKING:
    from .flow import Flow
    from .sheet import Sheet

__all__ = ["arranged"]

# So few lines of names look lost at the head of a page.
_LOST: Final = 3
# A paragraph of so many lines is moved whole.
_SHORT: Final = 6


def arranged(sheet: Sheet) -> list[Part]:
    """Break the flow into pages: as the design says, unless another way ends better.

    A line more on each page is tried first, then a last page to which more of the text is moved.
    """
    flow, usual = sheet.flow, _parts(sheet)
    if not _poor(flow, usual):
        return usual
    longer = _parts(sheet, extra=2 * sheet.design.grid)
    if not _poor(flow, longer):
        return longer
    _keep_with_ending(flow)
    moved = _parts(sheet)
    same = moved[-1].page == usual[-1].page
    return moved if same and not _poor(flow, moved) else usual


def _parts(sheet: Sheet, *, extra: float = 0.0) -> list[Part]:
    first, other = (
        Area(area.top, area.bottom + extra) for area in (sheet.first_area, sheet.design.other)
    )
    return paginate(sheet.flow, first=first, other=other, grid=sheet.design.grid)


def _poor(flow: Flow, parts: list[Part]) -> bool:
    """Tell whether the last page holds nothing that a page should be turned for."""
    page = parts[-1].page if parts else 0
    if not page:
        return False
    small = set(map(id, flow.pieces[flow.body :]))
    return all(
        isinstance(part.item, Gap) or id(part.item) in small or _is_rest(part)
        for part in reversed(parts)
        if part.page == page
    )


def _is_rest(part: Part) -> bool:
    item = part.item
    if not isinstance(item, Columns) or not part.first:
        return False
    return part.room - item.repeat_height <= _LOST * item.leading + 0.01


def _keep_with_ending(flow: Flow) -> None:
    """Keep the last piece of the body on the page of the small print."""
    body = [piece for piece in flow.pieces[: flow.body] if not isinstance(piece, Gap)]
    last = body[-1] if body else None
    if isinstance(last, Columns):
        rows = [row for row in flow.rows() if row.item in flow.pieces[flow.body :]]
        last.rest = sum(row.before + row.height for row in rows)
    elif isinstance(last, Strip):
        last.keep_next = True
        last.together = last.rows <= _SHORT
