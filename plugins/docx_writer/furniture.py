"""Headers and footers: letterhead, running title, page numbers, fold marks, the word "draft"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from advocacy import Document, Layout, Letterhead, Sender, plain

from .archive import Entry, entry
from .frames import write_frame
from .geometry import Frame, fold_marks, logo_height, return_line_frame
from .ooxml import NAMESPACES, add, serialized, w, write_words
from .picture import Picture, draw_picture, picture
from .relationships import relationships_entry
from .runs import write_runs
from .watermark import draw_watermark

__all__ = ["furniture_entries"]

_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_FIELDS: Final = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


@dataclass(frozen=True, slots=True)
class _Furniture:
    """What headers and footers depend on: the same for all letters of a merge."""

    layout: Layout
    page_label: str
    running_title: str
    draft: str
    letterhead: Letterhead | None
    return_address: str


def furniture_entries(document: Document) -> tuple[Entry, ...]:
    """Return headers and footers of the first page and of those that follow, with pictures."""
    return _entries(
        _Furniture(
            layout=document.layout,
            page_label=document.page_label,
            running_title=document.running_title,
            draft=document.draft,
            letterhead=document.letterhead,
            return_address=_return_address(document),
        )
    )


def _return_address(document: Document) -> str:
    """Return the sender in one line, where the window of the envelope shows it to the post."""
    if return_line_frame(document.layout) is None:
        return ""
    senders = [block for block in document.blocks if isinstance(block, Sender)]
    return " · ".join(filter(None, map(plain, senders[0].lines))) if senders else ""


@lru_cache(maxsize=32)
def _entries(furniture: _Furniture) -> tuple[Entry, ...]:
    pictures = _pictures(furniture)
    return (
        entry("word/header1.xml", serialized(_first_header(furniture, pictures))),
        entry("word/header2.xml", serialized(_header(furniture))),
        entry("word/footer1.xml", serialized(_first_footer(furniture))),
        entry("word/footer2.xml", serialized(_footer(furniture))),
        *_picture_entries(pictures),
    )


def _first_header(furniture: _Furniture, pictures: tuple[Picture, ...]) -> etree._Element:
    root = etree.Element(w("hdr"), nsmap=NAMESPACES)
    head = furniture.letterhead
    frame = return_line_frame(furniture.layout)
    if frame and furniture.return_address:
        paragraph = _paragraph(root, "ReturnAddress")
        write_frame(paragraph[0], frame, wrap="around")
        write_words(add(paragraph, "r"), furniture.return_address)
    for height in fold_marks(furniture.layout):
        _write_fold_mark(root, height)
    if pictures:
        paragraph = _paragraph(root, "Header")
        for drawn, logo in enumerate(pictures):
            if drawn:
                add(add(paragraph, "r"), "tab")
            draw_picture(add(paragraph, "r"), logo)
    if head and head.organisation:
        write_runs(_paragraph(root, "Letterhead"), head.organisation, emphasized=True)
    last = root[-1] if pictures or (head and head.organisation) else _paragraph(root, "Header")
    if furniture.draft:
        draw_watermark(last, furniture.draft, number=1)
    return root


def _header(furniture: _Furniture) -> etree._Element:
    root = etree.Element(w("hdr"), nsmap=NAMESPACES)
    paragraph = _paragraph(root, "Header")
    if furniture.draft:
        draw_watermark(paragraph, furniture.draft, number=2)
    if furniture.running_title:
        write_words(add(paragraph, "r"), furniture.running_title)
    return root


def _first_footer(furniture: _Furniture) -> etree._Element:
    """A letter's first page has no number: most letters have one page (DIN 5008)."""
    if furniture.layout.design != "letter":
        return _footer(furniture)
    root = etree.Element(w("ftr"), nsmap=NAMESPACES)
    _paragraph(root, "Footer")
    return root


def _footer(furniture: _Furniture) -> etree._Element:
    root = etree.Element(w("ftr"), nsmap=NAMESPACES)
    paragraph = _paragraph(root, "Footer")
    for piece in re.split(r"(\{pages?\})", furniture.page_label):
        if piece in _FIELDS:
            field = add(paragraph, "fldSimple", instr=_FIELDS[piece])
            add(add(field, "r"), "t").text = "1"
        elif piece:
            write_words(add(paragraph, "r"), piece)
    return root


def _write_fold_mark(root: etree._Element, height: float) -> None:
    properties = _paragraph(root, "FoldMark")[0]
    write_frame(properties, Frame(5, height, 5, 1), wrap="around")


def _paragraph(root: etree._Element, style: str) -> etree._Element:
    paragraph = add(root, "p")
    add(add(paragraph, "pPr"), "pStyle", val=style)
    return paragraph


def _pictures(furniture: _Furniture) -> tuple[Picture, ...]:
    logos = furniture.letterhead.logos if furniture.letterhead else ()
    tall = logo_height(furniture.layout)
    return tuple(picture(logo, number, tall=tall) for number, logo in enumerate(logos, start=1))


def _picture_entries(pictures: tuple[Picture, ...]) -> tuple[Entry, ...]:
    files = [file for logo in pictures for file in logo.files]
    if not files:
        return ()
    targets = [(file.relationship, _IMAGE, f"media/{file.name}", False) for file in files]
    return (
        relationships_entry("word/_rels/header1.xml.rels", targets),
        *(entry(f"word/media/{file.name}", file.data) for file in files),
    )
