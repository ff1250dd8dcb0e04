"""Typography: a text in pieces is changed as one, and the pieces keep their limits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Edit", "apply"]


class Edit(NamedTuple):
    """The characters from ``start`` to ``end`` are replaced."""

    start: int
    end: int
    put: str


def apply(pieces: list[str], edits: Iterable[Edit]) -> list[str]:
    """Apply edits, in order and without overlap, to the text that the pieces make together.

    A replacement goes to the piece in which it begins.
    """
    edits = list(edits)
    if not edits:
        return pieces
    done = [""] * len(pieces)
    limits = _limits(pieces)
    text = "".join(pieces)
    at = 0
    for edit in edits:
        _copy(done, limits, text, at, edit.start)
        done[_piece(limits, edit.start)] += edit.put
        at = edit.end
    _copy(done, limits, text, at, len(text))
    return done


def _limits(pieces: list[str]) -> list[int]:
    """Return where each piece ends."""
    ends, total = [], 0
    for piece in pieces:
        total += len(piece)
        ends.append(total)
    return ends


def _piece(limits: list[int], place: int) -> int:
    return next((number for number, end in enumerate(limits) if place < end), len(limits) - 1)


def _copy(done: list[str], limits: list[int], text: str, start: int, end: int) -> None:
    first = 0
    for number, last in enumerate(limits):
        done[number] += text[max(start, first) : min(end, last)]
        first = last
