"""The sheet a document is set on: its design, its flow of text, its structure."""

from __future__ import annotations

import math
from copy import copy
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from advocacy import RefusedError, Run, message, plain

from ..colours import operator, parse, readable
from ..composer import Composer
from ..pages import MM
from ..paragraphs import Align
from ..tagging import Element
from .boxes import Bookmark, TextBox
from .designs import Design, Look, design_for
from .flow import Area, Decoration, Flow, Strip

if TYPE_CHECKING:
    from advocacy import Document, Layout, Letterhead, Text

    from .letterhead import Head

__all__ = ["Sheet", "joined"]

_BREAK: Final = Run("\n")


class Sheet:
    """What every block of a document is set with."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = Element("Document")
        self.flow = Flow()
        self.fixed: list[tuple[TextBox, float]] = []
        """Boxes with a place of their own on the first page, and their tops."""
        head = document.letterhead
        self.design, self.accent = _design(document.layout, head.accent if head else "")
        self.composer = Composer(document, self.design.looks)
        self.return_line: Text = ()
        self.returned = 0, 0, ("", "", 0.0)
        """Where the operators of the line in the window are, and what was chosen before them."""
        self.head = self._headed(document.letterhead) if document.letterhead else None
        self._level = 0

    def _headed(self, content: Letterhead) -> Head:
        # Few documents have one, and what reads pictures takes its time to load.
        from .letterhead import letterhead  # noqa: PLC0415

        return letterhead(content, composer=self.composer, design=self.design, root=self.root)

    def emptied(self) -> Sheet:
        """Return a sheet of the same document with nothing on it but what heads it."""
        other = copy(self)
        other.root, other.flow, other.fixed = Element("Document"), Flow(), []
        other.composer = Composer(self.document, self.design.looks)
        other.return_line = ()
        return other

    def text(
        self,
        runs: Text,
        look: str | Look = "body",
        *,
        tag: str = "P",
        parent: Element | None = None,
        before: float = 0.0,
        indent: float = 0.0,
        measure: float = 0.0,
        align: Align = "left",
        keep_next: bool = False,
        together: bool = False,
        decoration: Decoration | None = None,
        bookmark: Bookmark | None = None,
        short: bool = False,
        whole: bool = False,
        snap: bool = True,
    ) -> None:
        """Append a paragraph to the flow; ``before`` counts in steps of the grid."""
        if not plain(runs).strip():
            return
        box = self.composer.box(
            runs,
            look,
            Element(tag, parent or self.root),
            x=self.design.left + indent,
            measure=measure or self.design.measure - indent,
            align=align,
            bookmark=bookmark,
            short=short,
            whole=whole,
        )
        self.flow.add(
            Strip(
                box,
                before=before * self.design.grid,
                keep_next=keep_next,
                together=together,
                decoration=decoration,
                snap=snap,
            )
        )

    def heading(
        self, runs: Text, look: str, *, level: int, before: float, align: Align = "left"
    ) -> None:
        """Append a heading; levels are never skipped on the way down (ISO 14289-1, 7.4.2)."""
        words = " ".join(plain(runs).split())
        if not words:
            return
        self._level = min(level, self._level + 1)
        self.text(
            runs,
            look,
            tag=f"H{self._level}",
            before=before,
            align=align,
            keep_next=True,
            together=True,
            whole=True,
            bookmark=Bookmark(self._level, words),
        )

    @property
    def head_bottom(self) -> float:
        """Where the letterhead ends, from the top of the first page."""
        return self.head.bottom if self.head else 0.0

    @property
    def first_area(self) -> Area:
        """Where text stands on the first page: below the letterhead."""
        area, room = self.design.first, self.head_bottom + 10 * MM
        steps = max(0, math.ceil((room - area.top) / self.design.grid)) if self.head else 0
        return Area(area.top + steps * self.design.grid, area.bottom)

    @property
    def prose(self) -> Align:
        """How running text ends its lines."""
        return "justified" if self.document.layout.justified else "left"

    def look(self, name: str) -> Look:
        """Return the type of a kind of text."""
        return self.design.looks[name]


def joined(lines: tuple[Text, ...]) -> Text:
    """Join lines to one text with forced breaks."""
    runs: list[Run] = []
    for line in lines:
        runs += [_BREAK, *line] if runs else line
    return tuple(runs)


@lru_cache(maxsize=64)
def _design(layout: Layout, chosen: str) -> tuple[Design, str]:
    """Return the design with its accent, and the operator of the accent for rules and bars."""
    design = design_for(layout)
    if design is None:
        raise RefusedError(
            message(
                "pdf.layout.unknown",
                "There is no page of the design “{design}” on paper “{paper}”.",
                design=layout.design,
                paper=layout.paper,
            )
        )
    colour = parse(chosen or design.default_accent)
    if colour is None:
        if chosen:
            raise RefusedError(
                message("pdf.accent.invalid", "“{accent}” is not a colour.", accent=chosen)
            )
        return design, ""
    # A pale accent is good for a rule, but not for letters.
    if not readable(colour):
        return design, operator(colour)
    looks = {
        name: replace(look, colour=operator(colour)) if name in design.accents else look
        for name, look in design.looks.items()
    }
    return replace(design, looks=looks), operator(colour)
