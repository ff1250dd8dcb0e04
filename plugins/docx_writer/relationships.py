"""What the parts of the package are called, and how they point to one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from lxml import etree

from .archive import Entry, entry
from .ooxml import serialized

__all__ = [
    "FOOTERS",
    "HEADERS",
    "ROOT",
    "Target",
    "content_types",
    "document_relationships",
    "relationships_entry",
]

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Each part of the document: its name, its kind of relationship and its type.
_PARTS: Final = (
    ("styles", "styles", "styles"),
    ("numbering", "numbering", "numbering"),
    ("settings", "settings", "settings"),
    ("fontTable", "fontTable", "fontTable"),
    ("footnotes", "footnotes", "footnotes"),
    ("header1", "header", "header"),
    ("header2", "header", "header"),
    ("footer1", "footer", "footer"),
    ("footer2", "footer", "footer"),
)
_COMMENTS: Final = ("comments", "comments", "comments")
_NUMBERS: Final = {name: f"rId{number}" for number, (name, _, _) in enumerate(_PARTS, start=1)}
HEADERS: Final = {"first": _NUMBERS["header1"], "default": _NUMBERS["header2"]}
FOOTERS: Final = {"first": _NUMBERS["footer1"], "default": _NUMBERS["footer2"]}

_EXTENSIONS: Final = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}

Target = tuple[str, str, str, bool]
"""Identifier, kind, address, and whether the address lies outside of the file."""


def relationships_entry(name: str, targets: Iterable[Target]) -> Entry:
    """Return the part that says where a part's relationships lead."""
    space = f"{_PACKAGE}/relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
    for identifier, kind, address, outside in targets:
        attributes = {"Id": identifier, "Type": kind, "Target": address}
        if outside:
            attributes["TargetMode"] = "External"
        etree.SubElement(root, f"{{{space}}}Relationship", attributes)
    return entry(name, serialized(root))


def document_relationships(links: Mapping[str, str], *, commented: bool) -> Entry:
    """Return the relationships of the text: its parts, then ``links`` by address."""
    return _document_relationships(tuple(links.items()), commented)


@lru_cache(maxsize=64)
def _document_relationships(links: tuple[tuple[str, str], ...], commented: bool) -> Entry:
    return relationships_entry("word/_rels/document.xml.rels", _document_targets(links, commented))


def _document_targets(links: Iterable[tuple[str, str]], commented: bool) -> Iterable[Target]:
    for name, kind, _ in _PARTS:
        yield _NUMBERS[name], f"{_OFFICE}/{kind}", f"{name}.xml", False
    if commented:
        name, kind, _ = _COMMENTS
        yield "rIdC", f"{_OFFICE}/{kind}", f"{name}.xml", False
    for address, identifier in links:
        yield identifier, f"{_OFFICE}/hyperlink", address, True


@lru_cache
def content_types(*, commented: bool) -> Entry:
    """Return the part that says what kind each part is."""
    space = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    for extension, kind in _EXTENSIONS.items():
        etree.SubElement(root, f"{{{space}}}Default", {"Extension": extension, "ContentType": kind})
    parts = [("/word/document.xml", f"{_WORD}.document.main+xml")]
    named = (*_PARTS, _COMMENTS) if commented else _PARTS
    parts += [(f"/word/{name}.xml", f"{_WORD}.{kind}+xml") for name, _, kind in named]
    parts += [("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")]
    for name, kind in parts:
        etree.SubElement(root, f"{{{space}}}Override", {"PartName": name, "ContentType": kind})
    return entry("[Content_Types].xml", serialized(root))


ROOT: Final = relationships_entry(
    "_rels/.rels",
    (
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml", False),
        (
            "rId2",
            f"{_PACKAGE}/relationships/metadata/core-properties",
            "docProps/core.xml",
            False,
        ),
    ),
)
