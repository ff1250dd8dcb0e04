"""The body of the document: paragraphs with their styles, numbers and marks, and its sections."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
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
_WHOLES: Final = w("wholes")
"""Stands for paragraphs that are whole; no file holds it."""
_WHOLES_BYTES: Final = b"<w:wholes/>"
# What a letter's sender alone says; other letters have the rest in common.
_OWN: Final = frozenset({"sender", "signature"})
_SENTENCE: Final = "texts.personal/"
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
        self._wholes: list[list[tuple[bytes, bool]]] = []
        self._latest: _Whole
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
        document = self.document
        name = mark(document, key, part) if key else ""
        number = self._marks + 1 if key else 0
        rtl = document.direction == "rtl"
        whole = _Whole(style, text, name, number, numbering, frame, rtl)
        data = b"" if document.remarks else _bytes(*whole)
        if not data:
            self.paragraph(style, text, key=key, part=part, numbering=numbering, frame=frame)
            return
        self._marks = number or self._marks
        self._append(data, alone=key in _OWN or key.startswith(_SENTENCE))
        self._latest = whole

    def _append(self, data: bytes, *, alone: bool = False) -> None:
        """Append what is whole to what else is whole; ``alone`` says that it is like no other."""
        if not self._ends_whole():
            etree.SubElement(self.element, _WHOLES)
            self._wholes.append([])
        self._wholes[-1].append((data, alone))

    def _ends_whole(self) -> bool:
        return len(self.element) > 0 and self.element[-1].tag == _WHOLES

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
        if self._ends_whole():
            if self._latest.style == "BodyText":
                self._latest = self._latest._replace(together=True)
                alone = self._wholes[-1][-1][1]
                self._wholes[-1][-1] = _bytes(*self._latest), alone
            return
        last = self._last()
        if last is not None and last.tag == _PARAGRAPH and last[0][0].get(_VALUE) == "BodyText":
            _keep_with_next(last)

    def end_section(self, *, columns: int) -> None:
        """End the columns so far; what follows is set in ``columns`` columns of equal length."""
        self._last_properties().append(deepcopy(self._section().element))
        self._columns = columns

    def finish(self) -> list[tuple[bytes, bool]]:
        """Return the part's bytes in pieces; the second value says that one is like no other."""
        if not self._ends_whole():
            self._last_properties()
        self._append(self._section().data)
        first, *others = serialized(self.root).split(_WHOLES_BYTES)
        pieces = [(first, False)]
        for wholes, other in zip(self._wholes, others, strict=True):
            pieces += (*wholes, (other, False))
        return [
            (b"".join([data for data, _ in group]), alone)
            for alone, group in groupby(pieces, itemgetter(1))
        ]

    def _last(self) -> etree._Element | None:
        """Return the last block, to which something may be added."""
        if self._ends_whole():
            self._wholes[-1].pop()
            return _written(self.element, *self._latest)
        return self.element[-1] if len(self.element) else None

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

    def _section(self) -> _Section:
        """Return the properties of the section that ends here."""
        document, first = self.document, not self._sections
        self._sections += 1
        return _section(
            document.layout, self._columns, first=first, rtl=document.direction == "rtl"
        )


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


def _keep_with_next(element: etree._Element) -> None:
    add(element[0], "keepNext")
    in_order(element[0])


class _Whole(NamedTuple):
    """A paragraph with all that its bytes depend on; ``together`` keeps it with what follows."""

    style: str
    text: Text
    name: str
    number: int
    numbering: int
    frame: Frame | None
    rtl: bool
    together: bool = False


@lru_cache(maxsize=512)
def _bytes(  # noqa: PLR0917 - a memory of names takes twice the time
    style: str,
    text: Text,
    name: str,
    number: int,
    numbering: int,
    frame: Frame | None,
    rtl: bool,
    together: bool,
) -> bytes:
    """Return a paragraph as it stands in an element of the same prefixes.

    There are none where the text points to something: what it points to is counted anew in each
    document.
    """
    if any(run.href or run.note for run in text):
        return b""
    around = etree.Element(_WHOLES, nsmap=NAMESPACES)
    _written(around, style, text, name, number, numbering, frame, rtl, together)
    return _inside(around)


def _inside(around: etree._Element) -> bytes:
    """Return what stands in an element of the same prefixes as the document's."""
    data = etree.tostring(around, encoding="UTF-8")
    return data[data.index(b">") + 1 : data.rindex(b"</")]


def _written(  # noqa: PLR0917 - as above
    parent: etree._Element,
    style: str,
    text: Text,
    name: str,
    number: int,
    numbering: int,
    frame: Frame | None,
    rtl: bool,
    together: bool,
) -> etree._Element:
    element = _begun(parent, style, numbering, frame)
    if together:
        _keep_with_next(element)
    if name:
        _open_mark(element, name, number)
    write_runs(element, text, emphasized=style in EMPHASIZED, rtl=rtl)
    if name:
        _close_mark(element, number)
    return element


class _Section(NamedTuple):
    """The properties of a section, to be copied into a paragraph, and their bytes."""

    element: etree._Element
    data: bytes


@lru_cache(maxsize=64)
def _section(layout: Layout, columns: int, *, first: bool, rtl: bool) -> _Section:
    around = etree.Element(_WHOLES, nsmap=NAMESPACES)
    section = add(around, "sectPr")
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
    return _Section(section, _inside(around))


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
