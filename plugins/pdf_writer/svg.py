"""Drawings: the plain part of SVG that logos are made of, turned into operators of a page.

Shapes, paths, groups, transformations, flat colours and simple style rules are drawn. Whatever
could run, fetch or look different elsewhere (scripts, references, text, gradients) is refused by
name: a logo that is drawn in part would be worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NoReturn

from lxml import etree
from PIL import ImageColor

from advocacy import RefusedError, message

from .colours import operator
from .svg_shapes import NUMBERS, UnreadableError, shape, transformation

__all__ = ["Drawing", "drawing"]

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_SILENT: Final = frozenset({"title", "desc", "metadata", "defs", "namedview", "style"})
_GROUPS: Final = frozenset({"svg", "g"})
_SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_LENGTH: Final = re.compile(r"\s*([0-9.]+)(?:px|pt|mm|cm|in)?\s*\Z")
_COMMENT: Final = re.compile(r"(?s)/\*.*?\*/")
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR: Final = re.compile(r"\.?[-\w]+")
_MOST_BYTES: Final = 1_000_000
_MOST_ELEMENTS: Final = 5_000
_DEEPEST: Final = 60


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing: its size in units of its own, and the operators that paint it."""

    width: float
    height: float
    content: bytes


@dataclass(frozen=True, slots=True)
class _Paint:
    """What a shape inherits."""

    fill: str = "black"
    stroke: str = "none"
    width: float = 1.0
    rule: str = "nonzero"
    cap: str = "butt"
    join: str = "miter"


def drawing(data: bytes, name: str) -> Drawing:
    """Read a drawing; raise RefusedError with the reason where it is not plain enough."""
    root = _parse(data, name)
    try:
        x, y, width, height = _box(root)
        # SVG counts downwards, PDF upwards.
        frame = f"1 0 0 -1 {-x:g} {height + y:g} cm"
        sheet = _Sheet(root, name)
        content = "\n".join([frame, *_walk(root, _Paint(), sheet, depth=0)])
    except (UnreadableError, ValueError, IndexError) as error:
        raise _refusal(name, "what it says of sizes, colours or paths") from error
    return Drawing(width, height, content.encode("ascii"))


def _parse(data: bytes, name: str) -> etree._Element:
    if len(data) > _MOST_BYTES:
        _refuse(name, "more than a megabyte")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refusal(name, "damaged XML") from error
    document = root.getroottree().docinfo.internalDTD
    if document is not None and list(document.iterentities()):
        _refuse(name, "entities of its own")
    if etree.QName(root).localname != "svg" or sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        _refuse(name, "something else than a small drawing")
    return root


class _Sheet:
    """The drawing's style rules, by class and by kind of element, and its name."""

    def __init__(self, root: etree._Element, name: str) -> None:
        self.name = name
        self._rules: dict[str, dict[str, str]] = {}
        for style in root.iter(f"{{{_NAMESPACE}}}style"):
            text = _COMMENT.sub("", style.text or "")
            for selectors, body in _RULE.findall(text):
                for selector in selectors.split(","):
                    self._rules.setdefault(selector.strip(), {}).update(_declarations(body))
            if _RULE.sub("", text).strip() or not all(map(_SELECTOR.fullmatch, self._rules)):
                _refuse(name, "its style sheet")

    def values(self, element: etree._Element) -> dict[str, str]:
        """Return attributes and styles as one table; refuse what runs or refers."""
        values: dict[str, str] = {}
        for key, value in element.attrib.items():
            local = etree.QName(key).localname
            if local == "href" or local.startswith("on"):
                _refuse(self.name, f"the attribute “{local}”")
            values[local] = value.strip()
        selectors = [_kind(element) or "", *(f".{one}" for one in values.get("class", "").split())]
        for selector in selectors:
            values.update(self._rules.get(selector, {}))
        values.update(_declarations(values.pop("style", "")))
        _check(values, self.name)
        return values


def _declarations(body: str) -> dict[str, str]:
    pairs = (rule.partition(":") for rule in body.split(";"))
    return {key.strip(): value.strip() for key, _, value in pairs if key.strip()}


def _check(values: dict[str, str], name: str) -> None:
    if any("url(" in value for value in values.values()):
        _refuse(name, "gradients, patterns or references")
    for key in ("opacity", "fill-opacity", "stroke-opacity"):
        if float(values.get(key, "1").rstrip("%")) not in {1.0, 100.0}:
            _refuse(name, "transparency")


def _walk(element: etree._Element, paint: _Paint, sheet: _Sheet, *, depth: int) -> Iterator[str]:
    kind = _kind(element)
    if kind is None or kind in _SILENT:
        return
    if kind not in _GROUPS | _SHAPES or depth > _DEEPEST:
        _refuse(sheet.name, f"<{kind}>")
    values = sheet.values(element)
    if values.get("display") == "none" or values.get("visibility") == "hidden":
        return
    paint = _inherit(paint, values)
    yield "q"
    if "transform" in values:
        yield transformation(values["transform"])
    if kind in _SHAPES:
        yield from _painted(kind, values, paint)
    else:
        for child in element:
            yield from _walk(child, paint, sheet, depth=depth + 1)
    yield "Q"


def _kind(element: etree._Element) -> str | None:
    """Return the name of an element of SVG; None for comments and editors' own elements."""
    if not isinstance(element.tag, str):
        return None
    found = etree.QName(element)
    return found.localname if found.namespace in {_NAMESPACE, None} else None


def _inherit(paint: _Paint, values: dict[str, str]) -> _Paint:
    return replace(
        paint,
        fill=values.get("fill", paint.fill),
        stroke=values.get("stroke", paint.stroke),
        width=float(NUMBERS.findall(values.get("stroke-width", str(paint.width)))[0]),
        rule=values.get("fill-rule", paint.rule),
        cap=values.get("stroke-linecap", paint.cap),
        join=values.get("stroke-linejoin", paint.join),
    )


def _painted(kind: str, values: dict[str, str], paint: _Paint) -> Iterator[str]:
    outline = shape(kind, values)
    fills, strokes = paint.fill != "none", paint.stroke != "none"
    if not outline or not (fills or strokes):
        return
    if fills:
        yield _colour(paint.fill)
    if strokes:
        cap = ("butt", "round", "square").index(paint.cap)
        join = ("miter", "round", "bevel").index(paint.join)
        yield f"{_colour(paint.stroke).replace('rg', 'RG')} {paint.width:g} w {cap} J {join} j"
    yield from outline
    even = "*" if paint.rule == "evenodd" else ""
    yield ("B" if fills and strokes else "f" if fills else "S") + (even if fills else "")


def _colour(value: str) -> str:
    if value in {"currentColor", "inherit"}:
        value = "black"
    red, green, blue = ImageColor.getrgb(value)[:3]
    return operator((red / 255, green / 255, blue / 255))


def _box(root: etree._Element) -> tuple[float, float, float, float]:
    """Return the visible part: from its left and top, its width and height."""
    view = [float(part) for part in NUMBERS.findall(root.get("viewBox", ""))]
    if len(view) == 4:
        x, y, width, height = view
    else:
        x = y = 0.0
        width, height = (_length(root.get(side, "")) for side in ("width", "height"))
    if not (0 < width < 100_000 and 0 < height < 100_000):
        raise UnreadableError
    return x, y, width, height


def _length(value: str) -> float:
    found = _LENGTH.match(value)
    if not found:
        raise UnreadableError
    return float(found[1])


def _refuse(name: str, what: str) -> NoReturn:
    raise _refusal(name, what)


def _refusal(name: str, what: str) -> RefusedError:
    return RefusedError(
        message(
            "pdf.logo.drawing",
            "The drawing “{name}” cannot be printed because of {what}; save it as PNG.",
            name=name,
            what=what,
        )
    )
