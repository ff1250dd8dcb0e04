"""The properties part: title, language and the campaign's date; never a person or a program."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Final

from lxml import etree

from advocacy import Document

from .archive import Entry, entry
from .ooxml import serialized

__all__ = ["core_entry"]

_SPACES: Final = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def core_entry(document: Document) -> Entry:
    """Return the part for a document; letters to different people have it in common."""
    return _entry(document.title, document.description, document.language, document.date)


@lru_cache(maxsize=64)
def _entry(title: str, description: str, language: str, date: datetime.date) -> Entry:
    root = etree.Element(_name("cp", "coreProperties"), nsmap=_SPACES)
    for name, value in (("title", title), ("description", description), ("language", language)):
        if value:
            etree.SubElement(root, _name("dc", name)).text = value
    for name in ("created", "modified"):
        moment = etree.SubElement(root, _name("dcterms", name))
        moment.set(_name("xsi", "type"), "dcterms:W3CDTF")
        moment.text = f"{date.isoformat()}T00:00:00Z"
    return entry("docProps/core.xml", serialized(root))


def _name(space: str, name: str) -> str:
    return f"{{{_SPACES[space]}}}{name}"
