"""The outline: bookmarks from headings, a tree by their levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .engine import pdf_string
from .pages import number

if TYPE_CHECKING:
    from .engine import File

__all__ = ["write_outline"]


def write_outline(
    file: File, marks: Sequence[tuple[int, str, int, float]], pages: Sequence[int]
) -> int:
    """Write the outline and return its object number, or 0 where there is no heading.

    ``marks`` are level, title, page and height of each heading, ``pages`` object numbers.
    """
    if not marks:
        return 0
    top, first = file.reserve(), file.reserve(len(marks))
    parents, children = _nest([level for level, *_ in marks])
    neighbours = _neighbours(children)
    for at, (_, title, page, y) in enumerate(marks):
        before, after = neighbours[at]
        entries = b"/Parent %d 0 R" % (top if parents[at] < 0 else first + parents[at])
        if before >= 0:
            entries += b"/Prev %d 0 R" % (first + before)
        if after >= 0:
            entries += b"/Next %d 0 R" % (first + after)
        entries += _family(children.get(at, []), first, sign=b"-")
        target = b"/Dest[%d 0 R/XYZ 0 %b null]" % (pages[page], number(y).encode("ascii"))
        file.put(first + at, b"<</Title%b%b%b>>" % (pdf_string(title), entries, target))
    file.put(top, b"<</Type/Outlines%b>>" % _family(children[-1], first, sign=b""))
    return top


def _neighbours(children: dict[int, list[int]]) -> dict[int, tuple[int, int]]:
    return {
        at: (before, after)
        for siblings in children.values()
        for before, at, after in zip([-1, *siblings], siblings, [*siblings[1:], -1], strict=False)
    }


def _nest(levels: list[int]) -> tuple[list[int], dict[int, list[int]]]:
    """Return the parent of each mark (-1 for none), and the children of each parent."""
    parents: list[int] = []
    children: dict[int, list[int]] = {-1: []}
    open_marks: list[int] = []
    for at, level in enumerate(levels):
        while open_marks and levels[open_marks[-1]] >= level:
            open_marks.pop()
        parents.append(open_marks[-1] if open_marks else -1)
        children.setdefault(parents[-1], []).append(at)
        open_marks.append(at)
    return parents, children


def _family(children: list[int], first: int, *, sign: bytes) -> bytes:
    if not children:
        return b""
    return b"/First %d 0 R/Last %d 0 R/Count %b%d" % (
        first + children[0],
        first + children[-1],
        sign,
        len(children),
    )
