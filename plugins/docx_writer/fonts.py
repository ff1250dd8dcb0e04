"""The table of fonts, and the fonts themselves for a file that looks the same everywhere."""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import Final

from lxml import etree

from advocacy import font_path

from .archive import Entry, entry
from .ooxml import NAMESPACES, add, r, serialized, w
from .relationships import relationships_entry
from .stylesheet import FONT

__all__ = ["font_entries"]

_RELATIONSHIP: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_FACES: Final = ("Regular", "Bold", "Italic", "BoldItalic")


@lru_cache(maxsize=2)
def font_entries(*, embedded: bool) -> tuple[Entry, ...]:
    """Return the table of fonts; with ``embedded`` also the four faces, whole."""
    faces = _FACES if embedded else ()
    table = entry("word/fontTable.xml", serialized(_table(faces)))
    if not embedded:
        return (table,)
    targets = [(f"rId{face}", _RELATIONSHIP, f"fonts/{face}.odttf", False) for face in faces]
    return (
        table,
        relationships_entry("word/_rels/fontTable.xml.rels", targets),
        *(entry(f"word/fonts/{face}.odttf", _obfuscated(face)) for face in faces),
    )


def _table(faces: tuple[str, ...]) -> etree._Element:
    root = etree.Element(w("fonts"), nsmap=NAMESPACES)
    font = add(root, "font", name=FONT)
    add(font, "charset", val="CC")
    add(font, "family", val="roman")
    add(font, "pitch", val="variable")
    for face in faces:
        add(font, f"embed{face}", fontKey=f"{{{_key(face)}}}".upper()).set(r("id"), f"rId{face}")
    return root


def _key(face: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{FONT} {face}")


def _obfuscated(face: str) -> bytes:
    """Mix the key into the first 32 bytes, last byte first (ISO/IEC 29500-4, 10.1)."""
    data = font_path(f"pt-serif/PTSerif-{face}.ttf").read_bytes()
    key = _key(face).bytes[::-1]
    head = bytes(byte ^ key[place % 16] for place, byte in enumerate(data[:32]))
    return head + data[32:]
