"""Runs of characters: emphasis, languages, links and the marks of source notes."""

from __future__ import annotations

from typing import Final
from unicodedata import bidirectional

from lxml import etree

from advocacy import Run, Text

from .footnotes import Footnotes
from .ooxml import add, in_order, r, w, write_words

__all__ = ["Links", "write_runs"]

# Built once: these names are asked for with every word that is written.
_RUN: Final = w("r")
_PROPERTIES: Final = w("rPr")
_BREAK: Final = w("br")
_VALUE: Final = w("val")
_EMPHASIS: Final = {
    (True, False): "Strong",
    (False, True): "Emphasis",
    (True, True): "IntenseEmphasis",
}


_RIGHT_TO_LEFT: Final = frozenset(("R", "AL"))


class Links:
    """The addresses a part points to; each has one relationship, however often it is used."""

    def __init__(self) -> None:
        self.identifiers: dict[str, str] = {}

    def identifier(self, address: str) -> str:
        """Return the relationship of an address."""
        return self.identifiers.setdefault(address, f"rIdL{len(self.identifiers) + 1}")


def write_runs(
    paragraph: etree._Element,
    text: Text,
    *,
    links: Links | None = None,
    notes: Footnotes | None = None,
    emphasized: bool = False,
    style: str = "",
    rtl: bool = False,
) -> None:
    """Write a text into a paragraph.

    Without ``links`` and ``notes`` the part cannot have them, and only the characters are
    written. ``emphasized`` says that the paragraph's own style is bold or slanted: there named
    emphasis would switch it off, so that the run says itself what it is. ``style`` is the
    character style of runs without emphasis. ``rtl`` says that the document is set from right to
    left: runs of such a script then say that they are.
    """
    for run in text:
        parent = paragraph
        if run.href and links is not None and run.text:
            parent = add(paragraph, "hyperlink", history=1)
            parent.set(r("id"), links.identifier(run.href))
        _write_run(
            parent, run, linked=parent is not paragraph, direct=emphasized, style=style, rtl=rtl
        )
        if run.note and notes is not None:
            notes.write_mark(paragraph, run.note)


def _write_run(
    parent: etree._Element, run: Run, *, linked: bool, direct: bool, style: str, rtl: bool
) -> None:
    for number, line in enumerate(run.text.split("\n")):
        if not number and not line:
            continue  # what begins with a break, or is nothing, needs no run before it
        element = etree.SubElement(parent, _RUN)
        turned = rtl and any(bidirectional(sign) in _RIGHT_TO_LEFT for sign in line)
        if linked or style or run.bold or run.italic or run.lang or turned:
            _write_properties(element, run, linked=linked, direct=direct, style=style)
            if turned:
                # The defaults of a document cannot say it; each run that needs it has to.
                add(element[0], "rtl")
                in_order(element[0])
        if number:
            etree.SubElement(element, _BREAK)
        write_words(element, line)


def _write_properties(
    element: etree._Element, run: Run, *, linked: bool, direct: bool, style: str
) -> None:
    properties = etree.SubElement(element, _PROPERTIES)
    emphasis = _EMPHASIS.get((run.bold, run.italic))
    named = "Hyperlink" if linked else style
    if emphasis and not named and not direct:
        named, emphasis = emphasis, None
    if named:
        etree.SubElement(properties, w("rStyle"), {_VALUE: named})
    if emphasis:
        for wanted, name in ((run.bold, "b"), (run.italic, "i")):
            if wanted:
                add(properties, name)
                add(properties, f"{name}Cs")
    if run.lang:
        # All three slots: which one counts is decided by the script of each character.
        add(properties, "lang", val=run.lang, eastAsia=run.lang, bidi=run.lang)
