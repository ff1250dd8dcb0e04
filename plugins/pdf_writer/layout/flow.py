"""The flow: rows of text down the pages, broken where a reader would not stumble."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeAlias

from ..words import Glue
from .columns import Columns

if TYPE_CHECKING:
    from ..pages import Page, Pages
    from .boxes import TextBox

__all__ = ["Area", "Decoration", "Flow", "Gap", "Part", "Piece", "Row", "Strip", "paginate"]

_EPSILON: Final = 0.01
# Paints beside a strip's lines: page, top and bottom of the part that stands there.
Decoration: TypeAlias = Callable[["Page", float, float], None]


@dataclass(frozen=True, slots=True)
class Area:
    """Where text stands on a page, from the page's top."""

    top: float
    bottom: float


class Part(NamedTuple):
    """What was placed: an item's rows ``first`` to ``last`` from ``top`` on a page."""

    page: int
    item: Piece
    first: int
    last: int
    top: float
    room: float = 0.0


class Piece(Protocol):
    """Something with rows that the flow can place."""

    before: float
    keep_next: bool
    snap: bool

    def heights(self) -> Sequence[float]:
        """Return the height of each row."""

    def stuck(self, row: int) -> bool:
        """Tell whether a row must stand on the page of the one before it."""

    def paint(self, pages: Pages, page: Page, part: Part) -> None:
        """Paint the rows of a part."""


class Strip:
    """Boxes side by side with a common leading; a plain paragraph is a strip of one."""

    __slots__ = ("before", "cells", "decoration", "keep_next", "rows", "snap", "together")

    def __init__(
        self,
        *cells: TextBox,
        before: float = 0.0,
        keep_next: bool = False,
        together: bool = False,
        snap: bool = True,
        decoration: Decoration | None = None,
        least: int = 0,
    ) -> None:
        self.cells = cells
        self.before = before
        self.keep_next = keep_next
        self.together = together
        self.snap = snap
        self.decoration = decoration
        self.rows = max([least, *[len(cell.lines) for cell in cells]])

    def heights(self) -> Sequence[float]:
        """Return the leading for each row."""
        return [self.cells[0].leading] * self.rows

    def stuck(self, row: int) -> bool:
        """Keep two lines at least on both sides of a break, and a divided word on one page."""
        if self.together or row in {1, self.rows - 1}:
            return True
        lines = self.cells[-1].lines
        return row < len(lines) and lines[row - 1].glue == Glue.BREAK

    def paint(self, pages: Pages, page: Page, part: Part) -> None:
        """Paint those lines of every cell."""
        first, last, top = part.first, part.last, part.top
        if self.decoration:
            self.decoration(page, top, top + (last - first) * self.cells[0].leading)
        for cell in self.cells:
            end = min(last, len(cell.lines))
            if first < end:
                cell.paint(pages, page, first, end, top)


class Gap:
    """Empty height that is not left out in the middle of a page; it may reach down to a place."""

    __slots__ = ("before", "height", "keep_next", "least", "snap")

    def __init__(self, height: float = 0.0, *, least: float = 0.0, keep_next: bool = False) -> None:
        self.before = 0.0
        self.height = height
        self.least = least
        self.keep_next = keep_next
        self.snap = False

    def heights(self) -> Sequence[float]:
        """Return the one height."""
        return (self.height,)

    def stuck(self, row: int) -> bool:
        """One row sticks to nothing."""
        return False

    def paint(self, pages: Pages, page: Page, part: Part) -> None:
        """Nothing is to be seen."""


class Row(NamedTuple):
    """One row of the flow before it is placed."""

    item: Piece
    number: int
    height: float
    before: float
    stuck: bool


class Flow:
    """Pieces in the order of reading."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.body = 0
        """How many pieces come before the small print that ends the document."""
        self._small = False

    def add(self, piece: Piece) -> None:
        """Append a piece."""
        self.pieces.append(piece)
        if not self._small:
            self.body = len(self.pieces)

    @contextmanager
    def small_print(self) -> Iterator[None]:
        """Append small print: what nobody would turn a page for."""
        self._small = True
        yield
        self._small = False

    def keep_last(self) -> None:
        """Keep what was added last on the page of what comes next."""
        if self.pieces:
            self.pieces[-1].keep_next = True

    def rows(self) -> list[Row]:
        """Return all rows."""
        rows: list[Row] = []
        keep = False
        for piece in self.pieces:
            for number, height in enumerate(piece.heights()):
                stuck = piece.stuck(number) if number else keep
                rows.append(Row(piece, number, height, 0.0 if number else piece.before, stuck))
            # What keeps with the next piece keeps with it across a gap.
            keep = piece.keep_next or (keep and isinstance(piece, Gap))
        return rows


def paginate(flow: Flow, *, first: Area, other: Area, grid: float) -> list[Part]:
    """Place a flow on pages; ``first`` and ``other`` are the areas of the first and later pages."""
    found = _on_one_page(flow.pieces, first, grid)
    return found or _Paginator(flow.rows(), first=first, other=other, grid=grid).run()


def _on_one_page(pieces: Sequence[Piece], area: Area, grid: float) -> list[Part]:
    """Place what fits on the first page, as most letters do: then nothing has to be kept together.

    Nothing is returned for what does not fit, and for columns.
    """
    parts: list[Part] = []
    y, limit = area.top, area.bottom + _EPSILON
    for piece in pieces:
        if isinstance(piece, Columns):
            return []
        heights = piece.heights()
        if not heights:
            continue
        y += piece.before if parts else 0.0
        top = y = _start(piece, y, area, grid)
        for height in heights:
            y += height
        if y > limit:
            return []
        parts.append(Part(0, piece, 0, len(heights), top))
    return parts


def _start(piece: Piece, y: float, area: Area, grid: float, *, least: bool = True) -> float:
    """Return where a piece begins, not above ``y``: on the grid, or where a gap reaches down to."""
    if least and isinstance(piece, Gap):
        y = max(y, piece.least)
    if piece.snap:
        y = area.top + math.ceil((y - area.top) / grid - 0.02) * grid
    return y


class _Paginator:
    """The state between two pages."""

    def __init__(self, rows: Sequence[Row], *, first: Area, other: Area, grid: float) -> None:
        self.rows = rows
        self.areas = (first, other)
        self.grid = grid
        self.page = 0
        self.parts: list[Part] = []
        self.entry = 0
        """How much of the columns at hand stands on earlier pages."""

    @property
    def area(self) -> Area:
        return self.areas[min(self.page, 1)]

    def run(self) -> list[Part]:
        at = 0
        while at < len(self.rows):
            at = self._page(at)
            self.page += 1
        return self.parts

    def _page(self, at: int) -> int:
        """Place the rows of one page and return the first row of the next."""
        start, opened, opening = at, at, True
        y, tops = self.area.top, list[float]()
        while at < len(self.rows):
            row = self.rows[at]
            top = self._top(row, y, opening=opening)
            if top + row.height > self.area.bottom + _EPSILON and not opening:
                end = self._break(start, at, opened=start == opened)
                self._place(start, tops[: end - start])
                return end
            opening = False
            at += 1
            if isinstance(row.item, Columns):
                self._place(start, tops)
                y = self._fill(row.item, top)
                if self.entry:
                    return at - 1
                start, tops = at, []
            else:
                tops.append(top)
                y = top + row.height
        self._place(start, tops)
        return at

    def _fill(self, item: Columns, top: float) -> float:
        """Place as much of columns as there is room for; return where they end."""
        last, height = item.fill(self.entry, self.area.bottom - top)
        self.parts.append(Part(self.page, item, self.entry, last, top, height))
        self.entry = 0 if last == item.entries else last
        return top + height

    def _top(self, row: Row, y: float, *, opening: bool) -> float:
        if not opening:
            y += row.before
        if row.number:
            return y
        return _start(row.item, y, self.area, self.grid, least=self.page == 0)

    def _break(self, start: int, at: int, *, opened: bool) -> int:
        """Return the last row before which the page may end; not the first one on it."""
        for row in range(at, start - (not opened), -1):
            if not self.rows[row].stuck:
                return row
        return at

    def _place(self, start: int, tops: Sequence[float]) -> None:
        """Join the rows of one item to a part."""
        item: Piece | None = None
        for row, top in zip(self.rows[start : start + len(tops)], tops, strict=True):
            if row.item is item:
                self.parts[-1] = self.parts[-1]._replace(last=row.number + 1)
            else:
                item = row.item
                self.parts.append(Part(self.page, item, row.number, row.number + 1, top))
