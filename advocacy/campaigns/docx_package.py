"""An edited DOCX is looked at before it is parsed, and only its text parts are taken."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from advocacy.campaigns.guard import open_archive
from advocacy.errors import Message, RefusedError, message

__all__ = ["Parts", "open_docx", "parsed"]

_TYPE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END: Final = b"PK\x05\x06"
_LARGEST_END: Final = 65_557
"""Bytes: the record at the end of an archive with the longest comment."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a DOCX that hold text; one that is missing is empty."""

    document: bytes
    styles: bytes = b""
    footnotes: bytes = b""
    comments: bytes = b""
    links: Mapping[str, str] = field(default_factory=dict)


def open_docx(data: bytes) -> Parts:
    """Return the parts of an uploaded DOCX, or raise a RefusedError that says what is wrong."""
    _check_kind(data)
    with open_archive(data) as archive:
        names = set(archive.namelist())
        if len(names) != len(archive.infolist()):
            raise RefusedError(
                message("docx.twice", "The file holds a part twice; save it anew in Word.")
            )
        types = _read(archive, names, "[Content_Types].xml")
        if b"macroEnabled" in types or any("vbaproject" in name.lower() for name in names):
            raise RefusedError(
                message("docx.macros", "The file holds macros; save it as DOCX without them.")
            )
        if _TYPE not in types or "word/document.xml" not in names:
            raise RefusedError(_NOT_WORD)
        return Parts(
            document=_read(archive, names, "word/document.xml"),
            styles=_read(archive, names, "word/styles.xml"),
            footnotes=_read(archive, names, "word/footnotes.xml"),
            comments=_read(archive, names, "word/comments.xml"),
            links=_links(_read(archive, names, "word/_rels/document.xml.rels")),
        )


_NOT_WORD: Final = message("docx.kind", "This is not a Word document (DOCX).")


def _check_kind(data: bytes) -> None:
    if data.startswith(_OLE):
        raise RefusedError(
            message(
                "docx.old",
                "This is an old Word file (DOC) or one with a password; save it as DOCX without.",
            )
        )
    if not data.startswith(b"PK"):
        raise RefusedError(_NOT_WORD)
    if _END not in data[-_LARGEST_END:]:
        raise RefusedError(
            message("docx.cut", "The file is cut off: its end is missing. Send it once more.")
        )


def _read(archive: zipfile.ZipFile, names: set[str], name: str) -> bytes:
    if name not in names:
        return b""
    part = archive.getinfo(name)
    try:
        with archive.open(part) as file:
            return file.read(part.file_size)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise RefusedError(_broken(name)) from error


def _links(data: bytes) -> Mapping[str, str]:
    """Return the outside addresses by the identifiers of their relationships."""
    if not data:
        return {}
    return {
        element.get("Id", ""): element.get("Target", "")
        for element in parsed(data, "word/_rels/document.xml.rels").iter(_RELATIONSHIP)
        if element.get("TargetMode") == "External"
    }


def parsed(data: bytes, name: str) -> etree._Element:
    """Parse one small part; entities stay unread and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RefusedError(_broken(name)) from error


def _broken(name: str) -> Message:
    return message("docx.broken", "The file is damaged in its part {part}.", part=name)
