"""Remarks as comments in the margin: what the coalition should look at, apart from the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from lxml import etree

from advocacy import Remark

from .archive import Entry, entry
from .ooxml import NAMESPACES, add, serialized, w, write_words

__all__ = ["Comments"]

_START: Final = w("commentRangeStart")
_END: Final = w("commentRangeEnd")
_ID: Final = w("id")


class Comments:
    """The comments of one document, numbered in the order of their places."""

    def __init__(self, remarks: Iterable[Remark], *, author: str) -> None:
        self._waiting: dict[tuple[str, int], list[str]] = defaultdict(list)
        for remark in remarks:
            self._waiting[remark.key, remark.part].append(remark.text)
        self._author = author
        self._written: list[str] = []

    def begin(self, paragraph: etree._Element, key: str, part: int) -> range:
        """Open the comments on a place; the answer is for `end`."""
        first = len(self._written)
        if self._waiting:
            self._written += self._waiting.pop((key, part), ())
        numbers = range(first, len(self._written))
        for number in numbers:
            etree.SubElement(paragraph, _START, {_ID: str(number)})
        return numbers

    def end(self, paragraph: etree._Element, numbers: range) -> None:
        """Close the comments on a place, and leave their marks behind the text."""
        for number in numbers:
            etree.SubElement(paragraph, _END, {_ID: str(number)})
            add(add(paragraph, "r"), "commentReference", id=number)

    def entries(self) -> tuple[Entry, ...]:
        """Return the part with the comments; none where there are none."""
        if not self._written:
            return ()
        root = etree.Element(w("comments"), nsmap=NAMESPACES)
        for number, text in enumerate(self._written):
            # The schema asks for an author: it is the kind of the file, nobody's name.
            comment = add(root, "comment", id=number, author=self._author)
            for line in text.split("\n"):
                write_words(add(add(comment, "p"), "r"), line)
        return (entry("word/comments.xml", serialized(root)),)
