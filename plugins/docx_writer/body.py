"""The body of the document: paragraphs with their styles, numbers and marks, and its sections."""

from __future__ import annotations

import itertools
from copy import deepcopy
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from advocacy import Document, Layout, Text, mark

from .comments import Comments
from .footnotes import Footnotes
from .frames import write_frame
from .geometry import PAGE, Frame, header_distance, margins, twips
from .numbering import FIRST_LIST, ListKind
from .ooxml import NAMESPACES, add, in_order, r, serialized, w
from .relationships import FOOTERS, HEADERS
from .runs import Links, write_runs
from .styles import EMPHASIZED

__all__ = ["Body"]

_PARAGRAPH: Final = w("p")
_PROPERTIES: Final = w("pPr")
_STYLE: Final = w("pStyle")
_VALUE: Final = w("val")
_START: Final = w("bookmarkStart")
_END: Final = w("bookmarkEnd")
_ID: Final = w("id")
_NAME: Final = w("name")
_SAME: Final = w("same")
"""Stands for a paragraph whose bytes are kept; no file holds it."""
_SAME_BYTES: Final = b"<w:same/>"
_FOOTER_DISTANCE: Final = 12.0
_COLUMN_GAP: Final = 6.0


class Body:
    """The text as it grows, with all that it points to."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.links = Links()
        self.footnotes = Footnotes()
        self.comments = Comments(document.remarks, author=document.draft or document.language)
        self.lists: list[ListKind] = []
        self.root = etree.Element(w("document"), nsmap=NAMESPACES)
        self.element = add(self.root, "body")
        self._same: list[_Kept] = []
        self._marks = 0
        self._columns = 1
        self._sections = 0

    def new_list(self, kind: ListKind) -> int:
        """Return the numbering of an ordered list that starts from one."""
        self.lists.append(kind)
        return FIRST_LIST + len(self.lists) - 1

    def paragraph(
        self,
        style: str,
        text: Text,
        *,
        key: str = "",
        part: int = 1,
        numbering: int = 0,
        frame: Frame | None = None,
    ) -> etree._Element:
        """Append a paragraph; one with a key carries the mark of its place in the campaign."""
        element = _begun(self.element, style, numbering, frame)
        if key:
            self._open_mark(element, mark(self.document, key, part))
        comments = self.comments.begin(element, key, part)
        self.write(element, text, emphasized=style in EMPHASIZED)
        self.comments.end(element, comments)
        if key:
            _close_mark(element, self._marks)
        return element

    def whole(
        self,
        style: str,
        text: Text,
        *,
        key: str = "",
        part: int = 1,
        numbering: int = 0,
        frame: Frame | None = None,
    ) -> None:
        """Append a paragraph that is whole with its text.

        One that points to nothing is the same in all letters of a merge, and made once for them.
        """
        if not key or self.document.remarks or any(run.href or run.note for run in text):
            self.paragraph(style, text, key=key, part=part, numbering=numbering, frame=frame)
            return
        self._marks += 1
        name, rtl = mark(self.document, key, part), self.document.direction == "rtl"
        etree.SubElement(self.element, _SAME)
        self._same.append(_kept(style, text, name, self._marks, numbering, frame, rtl))

    def _open_mark(self, element: etree._Element, name: str) -> None:
        self._marks += 1
        _open_mark(element, name, self._marks)

    def write(
        self, element: etree._Element, text: Text, *, emphasized: bool = False, style: str = ""
    ) -> None:
        """Write runs into a paragraph of the body."""
        write_runs(
            element,
            text,
            links=self.links,
            notes=self.footnotes,
            emphasized=emphasized,
            style=style,
            rtl=self.document.direction == "rtl",
        )

    def prompt(self, text: Text, *, key: str) -> None:
        """Append a content control that shows ``text`` until somebody writes there.

        The mark stands around the control: inside, the first letter typed would take it away.
        """
        element = add(self.element, "p")
        add(add(element, "pPr"), "pStyle", val="BodyText")
        if key:
            self._open_mark(element, mark(self.document, key))
        control = add(element, "sdt")
        properties = add(control, "sdtPr")
        add(properties, "id", val=len(self.element))
        add(properties, "showingPlcHdr")
        if not any(run.href or run.note for run in text):
            add(properties, "text", multiLine=1)
        self.write(add(control, "sdtContent"), text, style="PlaceholderText")
        if key:
            _close_mark(element, self._marks)

    def keep_last(self) -> None:
        """Keep the last lines of running text with what follows, over the end of a page."""
        last = self._last()
        if last is not None and last.tag == _PARAGRAPH and last[0][0].get(_VALUE) == "BodyText":
            add(last[0], "keepNext")
            in_order(last[0])

    def end_section(self, *, columns: int) -> None:
        """End the columns so far; what follows is set in ``columns`` columns of equal length."""
        self._write_section(self._last_properties())
        self._columns = columns

    def finish(self) -> bytes:
        """Return the part's bytes."""
        self._last_properties()
        self._write_section(self.element)
        first, *others = serialized(self.root).split(_SAME_BYTES)
        same = (kept.data for kept in self._same)
        return b"".join((first, *itertools.chain.from_iterable(zip(same, others, strict=True))))

    def _last(self) -> etree._Element | None:
        """Return the last block, to which something may be added."""
        last = self.element[-1] if len(self.element) else None
        if last is None or last.tag != _SAME:
            return last
        element = deepcopy(self._same.pop().element)
        self.element.replace(last, element)
        return element

    def _last_properties(self) -> etree._Element:
        """Return the properties of a paragraph at the end that no section has ended with yet.

        Word wants such a paragraph after a table and after columns.
        """
        last = self._last()
        if last is not None and last.tag == _PARAGRAPH:
            properties = last.find(_PROPERTIES)
            if properties is not None and properties.find(w("sectPr")) is None:
                return properties
        return self.paragraph("EndOfList", ())[0]

    def _write_section(self, parent: etree._Element) -> None:
        document, first = self.document, not self._sections
        self._sections += 1
        rtl = document.direction == "rtl"
        parent.append(deepcopy(_section(document.layout, self._columns, first=first, rtl=rtl)))


def _begun(
    parent: etree._Element, style: str, numbering: int, frame: Frame | None
) -> etree._Element:
    """Begin a paragraph in its parent."""
    element = etree.SubElement(parent, _PARAGRAPH)
    properties = etree.SubElement(element, _PROPERTIES)
    etree.SubElement(properties, _STYLE, {_VALUE: style})
    if numbering:
        numbers = add(properties, "numPr")
        add(numbers, "ilvl", val=0)
        add(numbers, "numId", val=numbering)
    if frame:
        write_frame(properties, frame)
    return element


def _open_mark(element: etree._Element, name: str, number: int) -> None:
    etree.SubElement(element, _START, {_ID: str(number), _NAME: name})


def _close_mark(element: etree._Element, number: int) -> None:
    etree.SubElement(element, _END, {_ID: str(number)})


class _Kept(NamedTuple):
    """A paragraph, to be copied where something is added to it, and its bytes in the part."""

    element: etree._Element
    data: bytes


@lru_cache(maxsize=512)
def _kept(  # noqa: PLR0917 - a memory of names takes twice the time
    style: str,
    text: Text,
    name: str,
    number: int,
    numbering: int,
    frame: Frame | None,
    rtl: bool,
) -> _Kept:
    """Return a paragraph with its mark; its bytes stand inside an element of the same prefixes."""
    around = etree.Element(_SAME, nsmap=NAMESPACES)
    element = _begun(around, style, numbering, frame)
    _open_mark(element, name, number)
    write_runs(element, text, emphasized=style in EMPHASIZED, rtl=rtl)
    _close_mark(element, number)
    data = etree.tostring(around, encoding="UTF-8")
    return _Kept(element, data[data.index(b">") + 1 : data.rindex(b"</")])


@lru_cache(maxsize=64)
def _section(layout: Layout, columns: int, *, first: bool, rtl: bool) -> etree._Element:
    """Return the properties of a section to be copied."""
    section = etree.Element(w("sectPr"), nsmap=NAMESPACES)
    if first:
        for tag, parts in (("headerReference", HEADERS), ("footerReference", FOOTERS)):
            for kind, identifier in parts.items():
                add(section, tag, type=kind).set(r("id"), identifier)
    else:
        add(section, "type", val="continuous")
    _write_page(section, layout, columns=columns)
    if first:
        add(section, "titlePg")
    if rtl:
        add(section, "bidi")
    return section


def _write_page(section: etree._Element, layout: Layout, *, columns: int) -> None:
    width, height = PAGE
    add(section, "pgSz", w=twips(width), h=twips(height))
    page = margins(layout)
    add(
        section,
        "pgMar",
        top=twips(page.top),
        right=twips(page.right),
        bottom=twips(page.bottom),
        left=twips(page.left),
        header=twips(header_distance(layout)),
        footer=twips(_FOOTER_DISTANCE),
        gutter=0,
    )
    if columns > 1:
        add(section, "cols", num=columns, space=twips(_COLUMN_GAP))
