"""Logos: their size, their words, and for SVG a picture that older programs can show."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from advocacy import Logo, font_path

from .ooxml import r, w

if TYPE_CHECKING:
    from PIL import ImageFont

__all__ = ["File", "Picture", "draw_picture", "picture"]

_WIDEST: Final = 70.0
_EMU: Final = 36_000
"""English metric units in a millimetre."""
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_WP: Final = f"{_DRAWING}/wordprocessingDrawing"
_A: Final = f"{_DRAWING}/main"
_PIC: Final = f"{_DRAWING}/picture"
_SVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
# The identifier under which Office looks for the SVG twin of a picture.
_SVG_EXTENSION: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SPACES: Final = {"wp": _WP, "a": _A, "pic": _PIC}
_EXTENSIONS: Final = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


@dataclass(frozen=True, slots=True)
class File:
    """A picture's file in the package."""

    name: str
    relationship: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is drawn: sizes in English metric units, the file to show first."""

    number: int
    alternative: str
    width: int
    height: int
    files: tuple[File, ...]


def picture(logo: Logo, number: int, *, tall: float) -> Picture:
    """Measure a logo, at most ``tall`` millimetres high, and name its files."""
    extension = _EXTENSIONS[logo.media_type]
    own = File(f"logo{number}.{extension}", f"rIdP{number}", logo.data)
    if extension == "svg":
        width, height = _svg_size(logo.data)
        words = File(f"logo{number}.png", f"rIdW{number}", _words(logo.alternative, width / height))
        files: tuple[File, ...] = (words, own)
    else:
        width, height = _pixels(logo.data)
        files = (own,)
    scale = min(tall / height, _WIDEST / width) * _EMU
    return Picture(number, logo.alternative, round(width * scale), round(height * scale), files)


def _pixels(data: bytes) -> tuple[float, float]:
    from PIL import Image  # noqa: PLC0415 - few documents have a logo

    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
        return image.size


def _svg_size(data: bytes) -> tuple[float, float]:
    """Return the proportions of the view box, or else of width and height."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    box = (root.get("viewBox") or "").replace(",", " ").split()
    sides = box[2:4] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    try:
        width, height = (
            float(side.strip().removesuffix("px").removesuffix("mm")) for side in sides
        )
    except ValueError:
        return 1, 1
    return (width, height) if width > 0 and height > 0 else (1, 1)


def _words(alternative: str, proportion: float) -> bytes:
    """Draw the words for a logo: programs that know no SVG show them in its place."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - few documents have a logo

    height = 120
    image = Image.new("L", (max(round(height * proportion), 1), height), 255)
    font = _fitting(alternative, width=image.width - 4)
    middle = (image.width / 2, height / 2)
    ImageDraw.Draw(image).text(middle, alternative, fill=0, font=font, anchor="mm")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _fitting(words: str, *, width: int) -> ImageFont.FreeTypeFont:
    """Return the font in the largest size, up to 60 pixels, in which the words fit."""
    from PIL import ImageFont  # noqa: PLC0415

    path = font_path("pt-sans/PTSans-Bold.ttf")
    largest = ImageFont.truetype(path, 60)
    size = 60 * width / max(largest.getlength(words), 1)
    return ImageFont.truetype(path, max(min(size, 60), 1))


def draw_picture(run: etree._Element, drawn: Picture) -> None:
    """Put a picture into a run, in line with the text and with its words."""
    drawing = etree.SubElement(run, w("drawing"), nsmap=_SPACES)
    inline = _element(drawing, _WP, "inline", distT=0, distB=0, distL=0, distR=0)
    _element(inline, _WP, "extent", cx=drawn.width, cy=drawn.height)
    _element(
        inline, _WP, "docPr", id=drawn.number, name=f"Logo {drawn.number}", descr=drawn.alternative
    )
    graphic = _element(_element(inline, _A, "graphic"), _A, "graphicData", uri=_PIC)
    shown = _element(graphic, _PIC, "pic")
    names = _element(shown, _PIC, "nvPicPr")
    _element(
        names, _PIC, "cNvPr", id=drawn.number, name=f"Logo {drawn.number}", descr=drawn.alternative
    )
    _element(names, _PIC, "cNvPicPr")
    _fill(_element(shown, _PIC, "blipFill"), drawn)
    shape = _element(shown, _PIC, "spPr")
    place = _element(shape, _A, "xfrm")
    _element(place, _A, "off", x=0, y=0)
    _element(place, _A, "ext", cx=drawn.width, cy=drawn.height)
    _element(_element(shape, _A, "prstGeom", prst="rect"), _A, "avLst")


def _fill(parent: etree._Element, drawn: Picture) -> None:
    first, *others = drawn.files
    blip = _element(parent, _A, "blip")
    blip.set(r("embed"), first.relationship)
    for twin in others:
        extension = _element(_element(blip, _A, "extLst"), _A, "ext", uri=_SVG_EXTENSION)
        svg = etree.SubElement(extension, f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
        svg.set(r("embed"), twin.relationship)
    _element(_element(parent, _A, "stretch"), _A, "fillRect")


def _element(
    parent: etree._Element, space: str, name: str, /, **attributes: object
) -> etree._Element:
    return etree.SubElement(
        parent, f"{{{space}}}{name}", {key: str(value) for key, value in attributes.items()}
    )
