"""Entries: names of a long list that take one line each, kept as little more than their code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..pages import HEIGHT, number
from .boxes import DROP

if TYPE_CHECKING:
    from ..pages import Page, Pages
    from ..tagging import Element
    from ..words import Span, Words

__all__ = ["Entry"]


class Entry:
    """One line of plain words; thousands have to be at hand at once, so each is small."""

    __slots__ = ("_codes", "_spans", "element", "leading", "width", "x")

    element: Element
    rows = 1

    def __init__(
        self, words: Words, *, leading: float, shared: dict[tuple[Span, ...], tuple[Span, ...]]
    ) -> None:
        end = len(words.texts) - 1
        parts = words.parts(0, end)
        # Nearly all names of a list have the same spans, which are then kept once.
        spans = tuple([words.spans[first] for first, _ in parts])
        self._spans = shared.setdefault(spans, spans)
        self._codes = tuple([words.code(first, last, end) for first, last in parts])
        self.width = words.width
        self.leading = leading
        self.x = 0.0

    def paint(self, pages: Pages, page: Page, first: int, last: int, top: float) -> None:
        """Paint the line."""
        y = HEIGHT - top - self.leading * (1 - DROP)
        page.begin(self.element)
        page.ops.append("BT")
        move = f"{number(self.x)} {number(y)} Td"
        for span, code in zip(self._spans, self._codes, strict=True):
            page.look(span.setter, span.colour)
            page.ops.append(f"{move}[({code})]TJ")
            move = ""
        page.ops.append("ET")
        page.end()
