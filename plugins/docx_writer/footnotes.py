"""Source notes as true footnotes, which Word numbers, moves and prints on their page."""

from __future__ import annotations

from typing import Final

from lxml import etree

from .archive import Entry, entry
from .ooxml import NAMESPACES, add, serialized, w, write_words

__all__ = ["Footnotes"]

_SEPARATORS: Final = ((-1, "separator"), (0, "continuationSeparator"))


class Footnotes:
    """The notes of one document, in the order of their marks."""

    def __init__(self) -> None:
        self._notes: list[str] = []

    def write_mark(self, paragraph: etree._Element, note: str) -> None:
        """Append the mark of a note to a paragraph."""
        self._notes.append(note)
        run = add(paragraph, "r")
        add(add(run, "rPr"), "rStyle", val="FootnoteReference")
        add(run, "footnoteReference", id=len(self._notes))

    def entry(self) -> Entry:
        """Return the part; the lines above notes are in it even where there are none."""
        if not self._notes:
            return _WITHOUT_NOTES
        return entry("word/footnotes.xml", serialized(_tree(self._notes)))


def _tree(notes: list[str]) -> etree._Element:
    root = etree.Element(w("footnotes"), nsmap=NAMESPACES)
    for number, kind in _SEPARATORS:
        add(add(add(add(root, "footnote", type=kind, id=number), "p"), "r"), kind)
    for number, note in enumerate(notes, start=1):
        _write_note(add(root, "footnote", id=number), note)
    return root


def _write_note(parent: etree._Element, note: str) -> None:
    paragraph = add(parent, "p")
    add(add(paragraph, "pPr"), "pStyle", val="FootnoteText")
    mark = add(paragraph, "r")
    add(add(mark, "rPr"), "rStyle", val="FootnoteReference")
    add(mark, "footnoteRef")
    for number, line in enumerate(f" {note}".split("\n")):
        run = add(paragraph, "r")
        if number:
            add(run, "br")
        write_words(run, line)


_WITHOUT_NOTES: Final = entry("word/footnotes.xml", serialized(_tree([])))
