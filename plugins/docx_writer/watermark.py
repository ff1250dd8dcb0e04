"""The word across the pages of a version that is not ready, as Word itself draws it."""

from __future__ import annotations

from typing import Final

from lxml import etree

from .ooxml import add, w
from .stylesheet import FONT

__all__ = ["draw_watermark"]

_V: Final = "urn:schemas-microsoft-com:vml"
_O: Final = "urn:schemas-microsoft-com:office:office"
_SPACES: Final = {"v": _V, "o": _O}
_HEIGHT: Final = 96
_WIDEST: Final = 470
_PLACE: Final = (
    "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;"
    "z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    "mso-position-vertical-relative:margin"
)
_FORMULAS: Final = (
    "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3",
    "if @0 @3 0", "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5",
    "mid @7 @8", "mid @6 @7", "sum @6 0 @5",
)  # fmt: skip


def draw_watermark(paragraph: etree._Element, word: str, *, number: int) -> None:
    """Put the word behind the text of the pages whose header holds the paragraph.

    It is a shape with empty alternative text: screen readers pass it over.
    """
    run = add(paragraph, "r")
    add(add(run, "rPr"), "noProof")
    picture = etree.SubElement(run, w("pict"), nsmap=_SPACES)
    _draw_type(picture)
    width = min(_WIDEST, 62 * max(len(word), 2))
    height = min(_HEIGHT, round(1.35 * width / max(len(word), 2)))
    shape = _element(
        picture,
        _V,
        "shape",
        id=f"Draft{number}",
        type="#_x0000_t136",
        style=_PLACE.format(width=width, height=height),
        alt="",
        fillcolor="silver",
        stroked="f",
    )
    shape.set(f"{{{_O}}}allowincell", "f")
    _element(shape, _V, "fill", opacity=".5")
    _element(shape, _V, "textpath", style=f'font-family:"{FONT}";font-size:1pt', string=word)


def _draw_type(picture: etree._Element) -> None:
    """Define text along a straight line: the shape 136 of Office."""
    kind = _element(
        picture,
        _V,
        "shapetype",
        id="_x0000_t136",
        coordsize="21600,21600",
        adj="10800",
        path="m@7,l@8,m@5,21600l@6,21600e",
    )
    kind.set(f"{{{_O}}}spt", "136")
    formulas = _element(kind, _V, "formulas")
    for formula in _FORMULAS:
        _element(formulas, _V, "f", eqn=formula)
    path = _element(kind, _V, "path", textpathok="t")
    path.set(f"{{{_O}}}connecttype", "rect")
    _element(kind, _V, "textpath", on="t", fitshape="t")


def _element(parent: etree._Element, space: str, name: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{space}}}{name}", attributes)
