"""Curves as a picture: SVG with a title and a description, the same for the same figures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

__all__ = ["Curve", "Line", "drawn"]

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 80, 40, 56, 56
# Told apart by the form of their points too, not by colour alone; 4.5 : 1 on white and more.
FORMS = (("#0b5394", "circle"), ("#7d1d2b", "square"))
_ATTRIBUTES = (
    'role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="13" fill="#222222"'
)


@dataclass(frozen=True)
class Line:
    """A straight line: seconds to begin with, and seconds for each."""

    start: float
    each: float

    def at(self, count: float) -> float:
        """Return the seconds for a number."""
        return self.start + self.each * count


@dataclass(frozen=True)
class Curve:
    """Measured points (number, seconds) and the line that fits them."""

    name: str
    points: Sequence[tuple[int, float]]
    line: Line


def drawn(title: str, unit: str, curves: Sequence[Curve]) -> str:
    """Return a picture with both axes by powers of ten."""
    space = _Space.of(curves)
    said = escape(". ".join(map(_said, curves)))
    parts = [*_axes(space, unit)]
    for curve, (colour, form) in zip(curves, FORMS, strict=False):
        parts += _curve(space, curve, colour, form)
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {_ATTRIBUTES}>',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{said}.</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *parts,
        *_legend(curves),
        "</svg>\n",
    ))  # fmt: skip


def _said(curve: Curve) -> str:
    points = ", ".join(f"{count:,} in {taken:.3g} s" for count, taken in curve.points)
    return f"{curve.name}: {points}; the line is {curve.line.each * 1000:.3g} ms each"


@dataclass(frozen=True)
class _Space:
    """The powers of ten between which the points lie, across and upwards."""

    across: tuple[int, int]
    upwards: tuple[int, int]

    @classmethod
    def of(cls, curves: Sequence[Curve]) -> _Space:
        counts = [count for curve in curves for count, _ in curve.points]
        taken = [seconds for curve in curves for _, seconds in curve.points]
        return cls(_powers(counts), _powers(taken))

    def x(self, count: float) -> float:
        first, last = self.across
        return LEFT + (math.log10(count) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(self, seconds: float) -> float:
        first, last = self.upwards
        share = (math.log10(seconds) - first) / (last - first)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _powers(values: Sequence[float]) -> tuple[int, int]:
    first = math.floor(math.log10(min(values)))
    return first, max(first + 1, math.ceil(math.log10(max(values)) - 1e-9))


def _axes(space: _Space, unit: str) -> Iterator[str]:
    for power in range(space.across[0], space.across[1] + 1):
        x = space.x(10**power)
        yield f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#d9d9d9"/>'
        yield _words(x, HEIGHT - BOTTOM + 20, f"{10**power:,}", "middle")
    for power in range(space.upwards[0], space.upwards[1] + 1):
        y = space.y(10.0**power)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#d9d9d9"/>'
        yield _words(LEFT - 8, y + 4, f"{10.0**power:g} s", "end")
    yield _words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, unit, "middle")


def _curve(space: _Space, curve: Curve, colour: str, form: str) -> Iterator[str]:
    first, last = (math.log10(curve.points[at][0]) for at in (0, -1))
    counts = [10 ** (first + (last - first) * step / 40) for step in range(41)]
    # A line that begins below nought has no place among powers of ten.
    places = [(space.x(n), space.y(curve.line.at(n))) for n in counts if curve.line.at(n) > 0]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
    for count, seconds in curve.points:
        yield _point(space.x(count), space.y(seconds), colour, form)


def _point(x: float, y: float, colour: str, form: str) -> str:
    if form == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
    return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="{colour}"/>'


def _legend(curves: Sequence[Curve]) -> Iterator[str]:
    for row, (curve, (colour, form)) in enumerate(zip(curves, FORMS, strict=False)):
        y = 18 + 20 * row
        yield _point(LEFT + 6, y, colour, form)
        words = f"{curve.name}: {curve.line.start:.3g} s + {curve.line.each * 1000:.3g} ms each"
        yield _words(LEFT + 20, y + 4, words, "start")


def _words(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
