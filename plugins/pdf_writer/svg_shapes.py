"""Outlines: shapes and path data of SVG as operators of a page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

__all__ = ["NUMBERS", "UnreadableError", "shape", "transformation"]

NUMBERS: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEPS: Final = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_TRANSFORMS: Final = re.compile(r"(\w+)\s*\(([^)]*)\)")
# How many numbers each command of a path takes.
_TAKES: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_ARC: Final = re.compile(
    rf"({NUMBERS.pattern})[\s,]*({NUMBERS.pattern})[\s,]*({NUMBERS.pattern})[\s,]*"
    rf"([01])[\s,]*([01])[\s,]*({NUMBERS.pattern})[\s,]*({NUMBERS.pattern})"
)
# Four curves of this handle make a circle to within a thousandth.
_HANDLE: Final = 0.5522847498
_LARGEST: Final = 1e6


class UnreadableError(Exception):
    """What the data says cannot be drawn."""


def shape(kind: str, values: dict[str, str]) -> list[str]:
    """Return the outline of a shape."""
    if kind == "path":
        return list(_Path(values.get("d", "")).operators())
    if kind in {"polyline", "polygon"}:
        return _polygon(_numbers(values.get("points", "")), closed=kind == "polygon")
    get = _Values(values)
    if kind == "rect":
        box = [get("x"), get("y"), get("width"), get("height")]
        return [f"{_join(box)} re"] if min(box[2:]) > 0 else []
    if kind == "line":
        ends = (get("x1"), get("y1"), get("x2"), get("y2"))
        return [f"{_join(ends[:2])} m {_join(ends[2:])} l"]
    radius = (get("r"),) * 2 if kind == "circle" else (get("rx"), get("ry"))
    return list(_ellipse(get("cx"), get("cy"), *radius))


def transformation(value: str) -> str:
    """Return the matrices of a transformation."""
    return "\n".join(
        f"{' '.join(f'{part:.6f}' for part in _matrix(name, _numbers(numbers)))} cm"
        for name, numbers in _TRANSFORMS.findall(value)
    )


class _Values:
    """Numbers of attributes; what is missing is nought."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    def __call__(self, name: str) -> float:
        return _numbers(self._values.get(name, "0") or "0")[0]


def _numbers(text: str) -> list[float]:
    found = [float(part) for part in NUMBERS.findall(text)]
    if any(abs(part) > _LARGEST for part in found):
        raise UnreadableError
    return found


def _join(numbers: list[float] | tuple[float, ...]) -> str:
    return " ".join(f"{round(part, 4):f}".rstrip("0").rstrip(".") for part in numbers)


def _matrix(name: str, at: list[float]) -> tuple[float, ...]:
    match name, len(at):
        case "matrix", 6:
            return tuple(at)
        case "translate", 1 | 2:
            return 1, 0, 0, 1, at[0], at[1] if len(at) > 1 else 0
        case "scale", 1 | 2:
            return at[0], 0, 0, at[-1], 0, 0
        case "rotate", 1 | 3:
            sine, cosine = math.sin(math.radians(at[0])), math.cos(math.radians(at[0]))
            x, y = at[1:] or (0.0, 0.0)
            return (
                *(cosine, sine, -sine, cosine),
                x - cosine * x + sine * y,
                y - sine * x - cosine * y,
            )
        case "skewX", 1:
            return 1, 0, math.tan(math.radians(at[0])), 1, 0, 0
        case "skewY", 1:
            return 1, math.tan(math.radians(at[0])), 0, 1, 0, 0
    raise UnreadableError


def _polygon(points: list[float], *, closed: bool) -> list[str]:
    pairs = list(zip(points[::2], points[1::2], strict=False))
    if len(pairs) < 2:
        return []
    rows = [f"{_join(pair)} {'l' if at else 'm'}" for at, pair in enumerate(pairs)]
    return [*rows, "h"] if closed else rows


def _ellipse(x: float, y: float, rx: float, ry: float) -> Iterator[str]:
    if rx <= 0 or ry <= 0:
        return
    dx, dy = rx * _HANDLE, ry * _HANDLE
    yield f"{_join((x + rx, y))} m"
    yield f"{_join((x + rx, y + dy, x + dx, y + ry, x, y + ry))} c"
    yield f"{_join((x - dx, y + ry, x - rx, y + dy, x - rx, y))} c"
    yield f"{_join((x - rx, y - dy, x - dx, y - ry, x, y - ry))} c"
    yield f"{_join((x + dx, y - ry, x + rx, y - dy, x + rx, y))} c h"


class _Path:
    """Path data: a pen that remembers where it is and where its last curve came from."""

    def __init__(self, data: str) -> None:
        self.data = data
        self.x = self.y = 0.0
        self.start = (0.0, 0.0)
        self.handle: tuple[str, float, float] | None = None

    def operators(self) -> Iterator[str]:
        """Yield the operators of all commands."""
        if self.data.strip() and not self.data.lstrip().startswith(("M", "m")):
            raise UnreadableError
        for command, text in _STEPS.findall(self.data):
            for at, numbers in enumerate(_groups(command.upper(), text)):
                # Further pairs after a move are lines.
                name = "L" if command.upper() == "M" and at else command.upper()
                yield from self._step(name, numbers, relative=command.islower())

    def _step(self, name: str, at: list[float], *, relative: bool) -> Iterator[str]:
        if relative:
            at = self._absolute(name, at)
        handle, self.handle = self.handle, None
        if name in "CSQT":
            yield self._bend(name, at, handle)
        elif name == "A":
            for part in _arc(self.x, self.y, at):
                yield self._to("c", part)
        else:
            yield self._straight(name, at)

    def _straight(self, name: str, at: list[float]) -> str:
        match name:
            case "M":
                self.start = (at[0], at[1])
                return self._to("m", at)
            case "H":
                return self._to("l", [at[0], self.y])
            case "V":
                return self._to("l", [self.x, at[0]])
            case "L":
                return self._to("l", at)
        self.x, self.y = self.start
        return "h"

    def _bend(self, name: str, at: list[float], handle: tuple[str, float, float] | None) -> str:
        kind = "C" if name in "CS" else "Q"
        if name in "ST":
            at = [*self._mirror(handle, kind), *at]
        return self._curve(kind, at) if kind == "C" else self._quadratic(at)

    def _absolute(self, name: str, at: list[float]) -> list[float]:
        if name == "H":
            return [at[0] + self.x]
        if name == "V":
            return [at[0] + self.y]
        if name == "A":
            return [*at[:5], at[5] + self.x, at[6] + self.y]
        return [part + (self.y if odd % 2 else self.x) for odd, part in enumerate(at)]

    def _to(self, operator: str, at: list[float]) -> str:
        self.x, self.y = at[-2:]
        return f"{_join(at)} {operator}"

    def _curve(self, kind: str, at: list[float]) -> str:
        self.handle = (kind, at[2], at[3])
        return self._to("c", at)

    def _quadratic(self, at: list[float]) -> str:
        hx, hy, x, y = at
        curve = [
            self.x + 2 / 3 * (hx - self.x),
            self.y + 2 / 3 * (hy - self.y),
            *(x + 2 / 3 * (hx - x), y + 2 / 3 * (hy - y), x, y),
        ]
        self.handle = ("Q", hx, hy)
        return self._to("c", curve)

    def _mirror(self, handle: tuple[str, float, float] | None, kind: str) -> tuple[float, float]:
        if handle is None or handle[0] != kind:
            return self.x, self.y
        return 2 * self.x - handle[1], 2 * self.y - handle[2]


def _groups(command: str, text: str) -> list[list[float]]:
    """Return the numbers of a command, cut as often as it is repeated."""
    size = _TAKES[command]
    if not size:
        return [[]]
    if command == "A":
        # The flags of an arc may stand without a space between them.
        found = [[float(part) for part in groups] for groups in _ARC.findall(text)]
    else:
        numbers = _numbers(text)
        found = [numbers[at : at + size] for at in range(0, len(numbers), size)]
    if not found or len(found[-1]) != size:
        raise UnreadableError
    return found


def _arc(x: float, y: float, at: list[float]) -> Iterator[list[float]]:
    """Yield curves for an arc, as the implementation notes of SVG 1.1 (F.6) reckon it."""
    rx, ry, degrees, large, sweep, end_x, end_y = at
    rx, ry = abs(rx), abs(ry)
    if not rx or not ry or (x, y) == (end_x, end_y):
        yield [x, y, end_x, end_y, end_x, end_y]
        return
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    half = ((x - end_x) / 2, (y - end_y) / 2)
    px, py = cosine * half[0] + sine * half[1], cosine * half[1] - sine * half[0]
    grow = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    below = (rx * py) ** 2 + (ry * px) ** 2
    scale = math.sqrt(max(0.0, ((rx * ry) ** 2 - below) / below))
    scale = -scale if large == sweep else scale
    cx, cy = scale * rx * py / ry, -scale * ry * px / rx
    start = math.atan2((py - cy) / ry, (px - cx) / rx)
    turn = math.atan2((-py - cy) / ry, (-px - cx) / rx) - start
    turn += 2 * math.pi * ((turn < 0) if sweep else -(turn > 0))
    middle = (
        cosine * cx - sine * cy + (x + end_x) / 2,
        sine * cx + cosine * cy + (y + end_y) / 2,
    )
    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    for part in range(count):
        yield _slice(middle, (rx, ry), (sine, cosine), start + turn * part / count, turn / count)


def _slice(
    middle: tuple[float, float],
    radius: tuple[float, float],
    tilt: tuple[float, float],
    start: float,
    turn: float,
) -> list[float]:
    """Return one curve of an arc: two handles and its end."""
    reach = 4 / 3 * math.tan(turn / 4)
    (a, b), end = (math.cos(start), math.sin(start)), start + turn
    c, d = math.cos(end), math.sin(end)
    points = ((a - reach * b, b + reach * a), (c + reach * d, d - reach * c), (c, d))
    sine, cosine = tilt
    curve: list[float] = []
    for u, v in points:
        x, y = u * radius[0], v * radius[1]
        curve += [middle[0] + cosine * x - sine * y, middle[1] + sine * x + cosine * y]
    return curve
