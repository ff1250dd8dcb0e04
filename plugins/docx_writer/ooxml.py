"""Names of WordprocessingML, and the order in which its schema wants properties."""

from __future__ import annotations

from typing import Final

from lxml import etree

__all__ = [
    "NAMESPACES",
    "XML_SPACE",
    "add",
    "in_order",
    "r",
    "serialized",
    "w",
    "write_words",
]

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = {"w": _W, "r": _R}
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

# ISO/IEC 29500-1, CT_PPr and CT_RPr: only the properties that this writer uses.
_PARAGRAPH: Final = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
    "pBdr tabs suppressAutoHyphens bidi spacing ind contextualSpacing jc outlineLvl rPr sectPr"
)
_RUN: Final = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike noProof vanish color sz szCs u "
    "vertAlign rtl lang"
)


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{_W}}}{name}"


def r(name: str) -> str:
    """Return the full name of an attribute that points to a relationship."""
    return f"{{{_R}}}{name}"


_TEXT: Final = w("t")
_NO_BREAK_HYPHEN: Final = w("noBreakHyphen")
_ORDER: Final = {w(name): place for place, name in enumerate(f"{_PARAGRAPH} {_RUN}".split())}


def add(parent: etree._Element, name: str, /, **attributes: object) -> etree._Element:
    """Append an element of WordprocessingML; attributes are of the same namespace."""
    return etree.SubElement(
        parent, w(name), {w(key): str(value) for key, value in attributes.items()}
    )


def in_order(properties: etree._Element) -> None:
    """Bring the properties of a paragraph or a run into the order of the schema."""
    properties[:] = sorted(properties, key=lambda child: _ORDER[str(child.tag)])


def write_words(run: etree._Element, characters: str) -> None:
    """Write characters into a run; spaces at the ends and double spaces are kept as they are.

    A no-break hyphen becomes Word's own (ISO/IEC 29500-1, 17.3.3.18): it is drawn as a hyphen of
    the run's font, where few fonts have the character.
    """
    while characters:
        words, hyphen, characters = characters.partition("\u2011")
        if words:
            element = etree.SubElement(run, _TEXT)
            element.text = words
            if words[0] == " " or words[-1] == " " or "  " in words:
                element.set(XML_SPACE, "preserve")
        if hyphen:
            etree.SubElement(run, _NO_BREAK_HYPHEN)


def serialized(root: etree._Element) -> bytes:
    """Return a part's bytes with the declaration that word processors write."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
