"""Reading the paragraphs of an edited DOCX, with its tracked changes accepted or rejected."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from advocacy.campaigns.docx_package import Parts, parsed
from advocacy.document import Run, Text
from advocacy.errors import RefusedError, message
from advocacy.marks import MARK

__all__ = ["EditedParagraph", "read_paragraphs"]

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


_P, _PPR, _RPR, _RUN, _VAL, _ID = map(_w, ("p", "pPr", "rPr", "r", "val", "id"))
_START, _END, _NAME = map(_w, ("bookmarkStart", "bookmarkEnd", "name"))
_ADDED: Final = frozenset(map(_w, ("ins", "moveTo")))
_TAKEN: Final = frozenset(map(_w, ("del", "moveFrom")))
_INSIDE: Final = frozenset(map(_w, ("smartTag", "sdt", "sdtContent", "fldSimple", "customXml")))
_LETTERS: Final = {
    _w("tab"): "\t",
    _w("br"): "\n",
    _w("cr"): "\n",
    _w("noBreakHyphen"): "\u2011",
    _w("softHyphen"): "\u00ad",
}
_WORDS: Final = frozenset((_w("t"), _w("delText")))
_ON: Final = frozenset(("1", "true", "on"))


@dataclass(frozen=True, slots=True)
class EditedParagraph:
    """One paragraph as it reads after the changes.

    ``mark`` is the name of its place, or empty; ``goes_on`` says that it continues the paragraph
    before it, which had the same mark. ``comments`` are the texts of the comments on it.
    """

    text: Text
    mark: str = ""
    goes_on: bool = False
    comments: tuple[str, ...] = ()


@dataclass(slots=True)
class _Piece:
    """A paragraph as it stands in the file: what a deleted paragraph mark joins to the next."""

    runs: list[Run] = field(default_factory=list)
    spans: dict[str, int] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    joins: bool = False

    @property
    def length(self) -> int:
        return sum(len(run.text) for run in self.runs)


def read_paragraphs(parts: Parts, *, accept: bool) -> Iterator[EditedParagraph]:
    """Yield the paragraphs of a file in order; the tree is forgotten as it is read."""
    reader = _Reader(parts, accept=accept)
    group: list[_Piece] = []
    seen: set[str] = set()
    for piece in reader.pieces():
        group.append(piece)
        if not piece.joins:
            yield _joined(group, seen)
            group = []
    if group:
        yield _joined(group, seen)


def _joined(group: list[_Piece], seen: set[str]) -> EditedParagraph:
    """Join pieces; the place that has most of the text keeps it."""
    spans: dict[str, int] = {}
    for piece in group:
        for name, span in piece.spans.items():
            spans[name] = spans.get(name, 0) + span
    own = [name for piece in group for name in piece.own]
    longest = max(spans, key=lambda name: spans[name], default="")
    mark = longest if spans.get(longest) else next(iter(own), "")
    goes_on = mark in seen
    if goes_on and mark in own:
        # A second place of the same name is a copy that somebody made.
        mark, goes_on = "", False
    text = tuple(run for piece in group for run in piece.runs)
    if any(run.text.strip() for run in text):
        seen.add(mark)
    comments = tuple(comment for piece in group for comment in piece.comments)
    return EditedParagraph(text, mark, goes_on, comments)


class _Reader:
    """Walks through the document once, with what its marks and changes have opened."""

    def __init__(self, parts: Parts, *, accept: bool) -> None:
        self._parts = parts
        self._dropped = _TAKEN if accept else _ADDED
        self._changed_mark = _w("del") if accept else _w("ins")
        self._accept = accept
        self._styles = _emphasis(parts.styles)
        self._open: dict[str, tuple[str, int]] = {}
        self._waiting: list[str] = []
        self._notes = self._texts(parts.footnotes, "word/footnotes.xml", "footnote")
        self._comments = self._texts(parts.comments, "word/comments.xml", "comment")

    def pieces(self) -> Iterator[_Piece]:
        """Yield every paragraph, those of tables and content controls too."""
        source = io.BytesIO(self._parts.document)
        events = etree.iterparse(
            source,
            events=("end",),
            tag=(_P, _START, _END),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        try:
            for _, element in events:
                if element.tag == _P:
                    yield from self._paragraph(element)
                    self._forget(element)
                elif not _within_paragraph(element):
                    self._between(element)
        except etree.XMLSyntaxError as error:
            raise RefusedError(
                message(
                    "docx.broken",
                    "The file is damaged in its part {part}.",
                    part="word/document.xml",
                )
            ) from error

    def _forget(self, paragraph: etree._Element) -> None:
        for child in list(paragraph):
            paragraph.remove(child)

    def _paragraph(self, element: etree._Element) -> Iterator[_Piece]:
        if self._row_is_dropped(element):
            return
        piece = _Piece()
        for name in self._waiting:
            self._begin(piece, name, identifier="")
        self._waiting = []
        self._open = {key: (name, 0) for key, (name, _) in self._open.items()}
        self._walk(element, piece, href=None, kept=True)
        for name, start in self._open.values():
            piece.spans[name] = piece.length - start
        for name in piece.own:
            piece.spans.setdefault(name, piece.length)
        piece.joins = element.find(f"{_PPR}/{_RPR}/{self._changed_mark}") is not None
        yield piece

    def _row_is_dropped(self, element: etree._Element) -> bool:
        row = next(element.iterancestors(_w("tr")), None)
        return row is not None and row.find(f"{_w('trPr')}/{self._changed_mark}") is not None

    def _between(self, element: etree._Element) -> None:
        """A mark between paragraphs belongs to the next one."""
        if element.tag == _END:
            self._open.pop(element.get(_ID, ""), None)
        elif (name := element.get(_NAME, "")).startswith(MARK):
            self._waiting.append(name)

    def _begin(self, piece: _Piece, name: str, identifier: str) -> None:
        if name.startswith(MARK):
            piece.own.append(name)
            if identifier:
                self._open[identifier] = (name, piece.length)

    def _finish(self, piece: _Piece, identifier: str) -> None:
        if identifier in self._open:
            name, start = self._open.pop(identifier)
            piece.spans[name] = piece.length - start

    def _walk(self, parent: etree._Element, piece: _Piece, *, href: str | None, kept: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                if kept:
                    self._run(child, piece, href)
            elif tag == _START:
                self._begin(piece, child.get(_NAME, ""), child.get(_ID, ""))
            elif tag == _END:
                self._finish(piece, child.get(_ID, ""))
            elif tag in _ADDED or tag in _TAKEN:
                self._walk(child, piece, href=href, kept=kept and tag not in self._dropped)
            elif tag in _INSIDE:
                self._walk(child, piece, href=href, kept=kept)
            elif tag == _w("hyperlink"):
                target = self._parts.links.get(child.get(f"{{{_R}}}id", ""))
                self._walk(child, piece, href=target or href, kept=kept)

    def _run(self, element: etree._Element, piece: _Piece, href: str | None) -> None:
        bold, italic = self._look(element.find(_RPR))
        characters = ""
        for child in element:
            if child.tag in _WORDS:
                characters += child.text or ""
            elif child.tag in _LETTERS:
                characters += _LETTERS[str(child.tag)]
            elif child.tag == _w("commentReference"):
                piece.comments.append(self._comments.get(child.get(_ID, ""), ""))
            elif child.tag == _w("footnoteReference"):
                note = self._notes.get(child.get(_ID, ""), "")
                _add_note(piece.runs, note)
        if characters:
            piece.runs.append(Run(characters, bold=bold, italic=italic, href=href))

    def _look(self, properties: etree._Element | None) -> tuple[bool, bool]:
        """Return whether a run is bold and whether it is slanted."""
        if properties is not None and not self._accept:
            before = properties.find(f"{_w('rPrChange')}/{_RPR}")
            properties = properties if before is None else before
        if properties is None:
            return False, False
        style = properties.find(_w("rStyle"))
        named = self._styles.get("" if style is None else style.get(_VAL, ""), (False, False))
        return (
            _switched(properties.find(_w("b")), named[0]),
            _switched(properties.find(_w("i")), named[1]),
        )

    def _texts(self, data: bytes, name: str, kind: str) -> dict[str, str]:
        """Return the texts of footnotes or comments by their identifiers."""
        if not data:
            return {}
        texts = {}
        for element in parsed(data, name).iter(_w(kind)):
            lines = []
            for paragraph in element.iter(_P):
                piece = _Piece()
                self._walk(paragraph, piece, href=None, kept=True)
                lines.append("".join(run.text for run in piece.runs))
            texts[element.get(_ID, "")] = "\n".join(lines).strip()
        return texts


def _within_paragraph(element: etree._Element) -> bool:
    return next(element.iterancestors(_P), None) is not None


def _add_note(runs: list[Run], note: str) -> None:
    """A note belongs to the run before its mark."""
    if runs and not runs[-1].note:
        runs[-1] = replace(runs[-1], note=note)
    else:
        runs.append(Run("", note=note))


def _switched(element: etree._Element | None, inherited: bool) -> bool:
    return inherited if element is None else element.get(_VAL, "1") in _ON


def _emphasis(data: bytes) -> Mapping[str, tuple[bool, bool]]:
    """Return the look that each character style gives."""
    if not data:
        return {}
    styles = {
        style.get(_w("styleId"), ""): style
        for style in parsed(data, "word/styles.xml").iter(_w("style"))
        if style.get(_w("type")) == "character"
    }
    return {name: (_has(styles, name, "b"), _has(styles, name, "i")) for name in styles}


def _has(styles: Mapping[str, etree._Element], name: str, look: str, depth: int = 0) -> bool:
    style = styles.get(name)
    if style is None or depth > 10:
        return False
    own = style.find(f"{_RPR}/{_w(look)}")
    if own is not None:
        return _switched(own, inherited=False)
    base = style.find(_w("basedOn"))
    return base is not None and _has(styles, base.get(_VAL, ""), look, depth + 1)
