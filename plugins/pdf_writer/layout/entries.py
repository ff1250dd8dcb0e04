"""Entries: names of a long list that take one line each, kept as little more than their code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..pages import HEIGHT, number
from .boxes import DROP

if TYPE_CHECKING:
    from ..pages import Page, Pages
    from ..tagging import Element
    from ..words import Span, Words

__all__ = ["Codes", "Entry", "codes"]

Codes = tuple[tuple["Span", str], ...]


def codes(words: Words) -> Codes:
    """Return the codes of plain words that stand in one line, span by span."""
    end = len(words.texts) - 1
    return tuple(
        (words.spans[first], words.code(first, last, end)) for first, last in words.parts(0, end)
    )


class Entry:
    """One line of a list; thousands of them have to be at hand at once."""

    __slots__ = ("codes", "element", "leading", "x")

    rows = 1

    def __init__(self, codes: Codes, *, element: Element, x: float, leading: float) -> None:
        self.codes = codes
        self.element = element
        self.x = x
        self.leading = leading

    def paint(self, pages: Pages, page: Page, first: int, last: int, top: float) -> None:
        """Paint the line."""
        y = HEIGHT - top - self.leading * (1 - DROP)
        page.begin(self.element)
        page.ops.append("BT")
        move = f"{number(self.x)} {number(y)} Td"
        for span, code in self.codes:
            page.look(span.setter, span.colour)
            page.ops.append(f"{move}[({code})]TJ")
            move = ""
        page.ops.append("ET")
        page.end()
