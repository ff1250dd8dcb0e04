"""Before anything is stored: a picture for the letterhead is opened wholly or refused."""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from lxml import etree

from advocacy.errors import Message, Problem, RefusedError, message

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["LARGEST_LOGO", "MediaType", "logo_type", "without_metadata"]

MediaType: TypeAlias = Literal["image/png", "image/jpeg", "image/svg+xml"]

LARGEST_LOGO = 1_000_000
LONGEST_SIDE = 6_000
MOST_PIXELS = 16_000_000
MOST_ELEMENTS = 5_000

SVG = "{http://www.w3.org/2000/svg}"
# Who made the drawing, and under which licence: harmless, and taken off by without_metadata.
DESCRIPTIONS = (
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://purl.org/dc/elements/1.1/}",
    "{http://creativecommons.org/ns#}",
    "{http://web.resource.org/cc/}",
)
# What draws lines, areas and letters. Scripts, foreign content, pictures in pictures, animation
# and what repeats itself without end (use, pattern) are not among them.
ELEMENTS = frozenset(
    (
        *("svg", "g", "defs", "title", "desc", "metadata", "style", "text", "tspan"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop", "clipPath"),
    )
)
OUTSIDE = re.compile(
    r"url\(\s*['\"]?(?!#)|@import|javascript:|data:|image(?:-set)?\(|src\(|\\", re.IGNORECASE
)

DOCTYPE = message(
    "logo.doctype",
    "The drawing holds a document type, entity or instruction; please save it as a plain SVG.",
)
LEADS_OUT = message(
    "logo.outside",
    "The drawing refers to something outside of itself; please save it as a plain SVG or PNG.",
)
SCRIPT = message("logo.script", "The drawing holds a script; please save it as a plain SVG or PNG.")


def logo_type(data: bytes, where: str = "") -> MediaType:
    """Return the media type of a PNG, JPEG or SVG picture; RefusedError for everything else."""
    if not data or len(data) > LARGEST_LOGO:
        raise _refused(where, message("logo.size", "A logo has at most 1 MB, and is not empty."))
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        from PIL import Image  # noqa: PLC0415 - few documents have a logo

        with _opened(data, where) as picture:
            return cast("MediaType", Image.MIME[picture.format or ""])
    _check_svg(data, where)
    return "image/svg+xml"


def without_metadata(data: bytes, where: str = "") -> bytes:
    """Return a checked picture without author, place, comment or preview; for uploads.

    PNG and JPEG are written anew (a JPEG at quality 95, turned as its camera says).
    """
    if logo_type(data, where) == "image/svg+xml":
        return _bare_svg(data)
    with _opened(data, where) as picture:
        made = io.BytesIO()
        if picture.format == "JPEG":
            rgb = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
            _bare(_upright(rgb)).save(made, "JPEG", quality=95, subsampling=0)
        else:
            plain = picture if picture.mode in ("1", "L", "LA", "RGB", "RGBA") else _flat(picture)
            _bare(plain).save(made, "PNG", optimize=True)
    return made.getvalue()


def _bare_svg(data: bytes) -> bytes:
    root = etree.fromstring(data, _parser(remove_comments=True))
    etree.strip_elements(root, f"{SVG}metadata", with_tail=False)
    return etree.tostring(root, encoding="utf-8")


def _parser(*, remove_comments: bool = False) -> etree.XMLParser:
    """A parser that opens nothing but what it is given."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=remove_comments
    )


def _flat(picture: Image.Image) -> Image.Image:
    transparent = "transparency" in picture.info or "A" in picture.getbands()
    return picture.convert("RGBA" if transparent else "RGB")


def _upright(picture: Image.Image) -> Image.Image:
    turns = {3: 180, 6: 270, 8: 90}
    angle = turns.get(picture.getexif().get(0x0112, 1), 0)
    return picture.rotate(angle, expand=True) if angle else picture


def _bare(picture: Image.Image) -> Image.Image:
    """Pixels alone: a new picture knows nothing of the old one's file."""
    from PIL import Image  # noqa: PLC0415 - few documents have a logo

    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _opened(data: bytes, where: str) -> Image.Image:
    """Decode the whole picture, so that a broken one is refused here and not by a writer."""
    from PIL import Image  # noqa: PLC0415 - few documents have a logo

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            # Checking the sums of a PNG uses the picture up, so it is opened twice.
            Image.open(io.BytesIO(data), formats=("PNG", "JPEG")).verify()
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            _check_size(*picture.size, where=where)
            picture.load()
    except RefusedError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, Warning,
            Image.DecompressionBombError) as error:  # fmt: skip
        sentence = message("logo.broken", "The picture is damaged; please save it again.")
        raise _refused(where, sentence) from error
    return picture


def _check_size(width: float, height: float, *, where: str) -> None:
    if not (1 <= width <= LONGEST_SIDE and 1 <= height <= LONGEST_SIDE) or (
        width * height > MOST_PIXELS
    ):
        raise _refused(
            where,
            message(
                "logo.pixels",
                "The picture measures {width} × {height}; a logo has at most {side} pixels on a"
                " side and {pixels} in all.",
                width=int(width),
                height=int(height),
                side=LONGEST_SIDE,
                pixels=MOST_PIXELS,
            ),
        )


def _check_svg(data: bytes, where: str) -> None:
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        sentence = message("logo.kind", "A logo is a PNG, JPEG or SVG file; this is none.")
        raise _refused(where, sentence) from error
    if root.tag != f"{SVG}svg":
        raise _refused(
            where, message("logo.kind", "A logo is a PNG, JPEG or SVG file; this is none.")
        )
    if root.getroottree().docinfo.doctype:
        raise _refused(where, DOCTYPE)
    for count, node in enumerate(root.getroottree().iter(), start=1):
        if count > MOST_ELEMENTS:
            raise _refused(where, message("logo.elements", "The drawing has too many elements."))
        _check_node(node, where)
    _check_view(root, where)


def _check_node(node: etree._Element, where: str) -> None:
    if isinstance(node, etree._Comment):
        return
    if not isinstance(node.tag, str):
        raise _refused(where, DOCTYPE)
    name = node.tag.removeprefix(SVG)
    if node.tag.startswith(DESCRIPTIONS) and _in_metadata(node):
        return
    if name not in ELEMENTS:
        raise _refused(where, _element(etree.QName(node).localname))
    if name == "style" and OUTSIDE.search("".join(map(str, node.itertext()))):
        raise _refused(where, LEADS_OUT)
    for attribute, value in node.attrib.items():
        _check_attribute(str(attribute), str(value), where)


def _in_metadata(node: etree._Element) -> bool:
    return any(ancestor.tag == f"{SVG}metadata" for ancestor in node.iterancestors())


def _check_attribute(name: str, value: str, where: str) -> None:
    local = etree.QName(name).localname.lower()
    if local.startswith("on"):
        raise _refused(where, SCRIPT)
    if local in ("href", "src", "base") and not value.startswith("#"):
        raise _refused(where, LEADS_OUT)
    if OUTSIDE.search(value):
        raise _refused(where, LEADS_OUT)


def _check_view(root: etree._Element, where: str) -> None:
    numbers = re.findall(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", str(root.get("viewBox", "")))
    if len(numbers) == 4:
        size = numbers[2:]
    else:
        size = [re.sub(r"(px|pt|mm|cm|in)$", "", str(root.get(a, ""))) for a in ("width", "height")]
    try:
        width, height = float(size[0]), float(size[1])
    except ValueError as error:
        sentence = message("logo.view", "The drawing has no size: it needs a viewBox.")
        raise _refused(where, sentence) from error
    if not (0 < width <= 1e6 and 0 < height <= 1e6):
        raise _refused(where, message("logo.view", "The drawing has no size: it needs a viewBox."))


def _element(name: str) -> Message:
    return message(
        "logo.element",
        "The drawing holds “{name}”, which a logo must not; please save it as a plain SVG or PNG.",
        name=name[:40],
    )


def _refused(where: str, sentence: Message) -> RefusedError:
    return RefusedError(
        message("logo.refused", "This picture cannot be used as a logo."),
        [Problem(where, sentence)],
    )
