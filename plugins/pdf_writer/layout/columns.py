"""Columns: a long list of short entries, balanced, over as many pages as it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from ..pages import Page, Pages
    from .flow import Part

__all__ = ["Columns", "Repeat"]

# Paints what stands again above the columns of a further page: page, and its top.
Repeat: TypeAlias = Callable[["Page", float], None]


class Cell(Protocol):
    """An entry with its lines."""

    x: float
    leading: float

    @property
    def rows(self) -> int:
        """How many lines there are."""

    def paint(self, pages: Pages, page: Page, first: int, last: int, top: float) -> None:
        """Paint lines ``first`` up to, without, ``last``."""


class Columns:
    """Entries, read down one column and on at the head of the next; none is cut in two."""

    def __init__(
        self,
        entries: Sequence[Cell],
        *,
        places: Sequence[float],
        before: float = 0.0,
        repeat: Repeat | None = None,
        repeat_height: float = 0.0,
    ) -> None:
        self.boxes = entries
        self.entries = len(entries)
        self.places = places
        self.before = before
        self.keep_next = False
        self.snap = True
        self.leading = entries[0].leading
        self.repeat = repeat
        self.repeat_height = repeat_height
        self.rest: float | None = None
        """Height of what ends the page below; then the columns begin where all has room."""
        # How many lines stand before each entry.
        self._sums = [0, *accumulate(box.rows for box in entries)]

    def heights(self) -> Sequence[float]:
        """Return the height without which the columns would not begin on a page."""
        if self.rest is None:
            return (min(3, self._sums[-1]) * self.leading,)
        return (self._balanced(0, self._sums[-1]) * self.leading + self.rest,)

    def stuck(self, row: int) -> bool:
        """One row sticks to nothing."""
        return False

    def fill(self, start: int, room: float) -> tuple[int, float]:
        """Return up to which entry the room suffices, and the height that is used."""
        extra = self.repeat_height if start else 0.0
        capacity = max(1, int((room - extra) / self.leading + 0.001))
        left = self._sums[-1] - self._sums[start]
        depth = capacity
        if left <= capacity * len(self.places):
            depth = self._balanced(start, capacity)
        ends = self._ends(start, depth)
        used = max(
            self._sums[end] - self._sums[first]
            for first, end in zip([start, *ends], ends, strict=False)
        )
        return ends[-1], extra + used * self.leading

    def paint(self, pages: Pages, page: Page, part: Part) -> None:
        """Paint the entries of a part."""
        top = part.top
        extra = self.repeat_height if part.first else 0.0
        if part.first and self.repeat:
            self.repeat(page, top)
        depth = round((part.room - extra) / self.leading)
        first = part.first
        for x, end in zip(self.places, self._ends(part.first, depth), strict=False):
            y = top + extra
            for box in self.boxes[first:end]:
                box.x = x
                box.paint(pages, page, 0, box.rows, y)
                y += box.rows * self.leading
            first = end

    def _balanced(self, start: int, capacity: int) -> int:
        """Return the least depth at which all that is left stands on this page."""
        left = self._sums[-1] - self._sums[start]
        for depth in range(-(-left // len(self.places)), capacity):
            if self._ends(start, depth)[-1] == self.entries:
                return depth
        return capacity

    def _ends(self, start: int, depth: int) -> list[int]:
        """Return the entry at which each column of this depth ends."""
        ends: list[int] = []
        for _ in self.places:
            end = start
            while end < self.entries and self._sums[end + 1] - self._sums[start] <= depth:
                end += 1
            if end == start < self.entries and not ends:
                end += 1
            ends.append(end)
            start = end
        return ends
