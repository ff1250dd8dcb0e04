"""Edits a DOCX as Word does: tracked insertions and deletions, new and deleted paragraphs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AUTHOR = {f"{{{W}}}author": "Author", f"{{{W}}}date": "2021-07-16T00:00:00Z"}


def w(name: str) -> str:
    return f"{{{W}}}{name}"


class Word:
    """A document that is open for editing; ``tracked`` says whether changes are recorded."""

    def __init__(self, data: bytes, *, tracked: bool = True) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        self.tracked = tracked
        self.changes = 900

    def save(self) -> bytes:
        """Return the file."""
        self.parts["word/document.xml"] = etree.tostring(self.body, encoding="UTF-8")
        return packed(self.parts)

    def change(self, before: str, after: str) -> None:
        """Replace some words of one run."""
        run, text = self._run_with(before)
        start, _, end = text.partition(before)
        pieces = [
            self._piece(run, start),
            self._marked("del", self._piece(run, before)),
            self._marked("ins", self._piece(run, after)),
            self._piece(run, end),
        ]
        parent = run.getparent()
        parent[parent.index(run) : parent.index(run) + 1] = [
            piece for piece in pieces if piece is not None
        ]

    def add_paragraph(self, after: str, text: str) -> None:
        """Press Enter at the end of a paragraph and type a new one: the first mark is the new."""
        run, _ = self._run_with(after)
        paragraph = next(run.iterancestors(w("p")))
        added = etree.Element(w("p"))
        added.append(deepcopy(paragraph.find(w("pPr"))))
        fresh = etree.Element(w("r"))
        etree.SubElement(fresh, w("t")).text = text
        added.append(self._marked("ins", fresh))
        if self.tracked:
            self._mark_paragraph(paragraph, "ins")
        paragraph.addnext(added)

    def remove_paragraph(self, text: str) -> None:
        """Delete a paragraph with its end."""
        run, _ = self._run_with(text)
        paragraph = next(run.iterancestors(w("p")))
        if not self.tracked:
            paragraph.getparent().remove(paragraph)
            return
        for child in list(paragraph.iter(w("r"))):
            parent, place = child.getparent(), child.getparent().index(child)
            parent.insert(place, self._marked("del", child))
        self._mark_paragraph(paragraph, "del")

    def divide_paragraph(self, at: str) -> None:
        """Press Enter before some words; the place's mark then spans two paragraphs."""
        run, text = self._run_with(at)
        start, _, end = text.partition(at)
        paragraph = next(run.iterancestors(w("p")))
        second = etree.Element(w("p"))
        second.append(deepcopy(paragraph.find(w("pPr"))))
        for child in [run, *run.itersiblings()]:
            second.append(child)
        first_half, second_half = self._piece(run, start), self._piece(run, at + end)
        second.replace(run, second_half)
        if first_half is not None:
            paragraph.append(first_half)
        if self.tracked:
            self._mark_paragraph(paragraph, "ins")
        paragraph.addnext(second)

    def format(self, words: str, look: str) -> None:
        """Make some words bold (``b``) or slanted (``i``)."""
        run, text = self._run_with(words)
        start, _, end = text.partition(words)
        middle = self._piece(run, words)
        properties = middle.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            middle.insert(0, properties)
        etree.SubElement(properties, w(look))
        if self.tracked:
            change = etree.SubElement(properties, w("rPrChange"), self._who())
            etree.SubElement(change, w("rPr"))
        parent = run.getparent()
        pieces = [self._piece(run, start), middle, self._piece(run, end)]
        parent[parent.index(run) : parent.index(run) + 1] = [
            piece for piece in pieces if piece is not None
        ]

    def _run_with(self, words: str) -> tuple[etree._Element, str]:
        for element in self.body.iter(w("t")):
            if words in (element.text or ""):
                return element.getparent(), element.text
        raise AssertionError(f"{words!r} is in no run")

    def _piece(self, run: etree._Element, text: str) -> etree._Element | None:
        if not text:
            return None
        piece = deepcopy(run)
        piece.tail = None
        words = piece.find(w("t"))
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return piece

    def _marked(self, kind: str, run: etree._Element | None) -> etree._Element | None:
        if run is None or not self.tracked:
            return None if kind == "del" else run
        change = etree.Element(w(kind), self._who())
        change.append(run)
        if kind == "del":
            for words in run.iter(w("t")):
                words.tag = w("delText")
        return change

    def _mark_paragraph(self, paragraph: etree._Element, kind: str) -> None:
        properties = paragraph.find(w("pPr"))
        look = properties.find(w("rPr"))
        if look is None:
            look = etree.SubElement(properties, w("rPr"))
        look.insert(0, etree.Element(w(kind), self._who()))

    def _who(self) -> dict[str, str]:
        self.changes += 1
        return {w("id"): str(self.changes), **AUTHOR}


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a package of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return the package with some of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return packed(parts)
