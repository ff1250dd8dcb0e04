"""Running text: titles, paragraphs, quotations, small print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import advocacy as a
from advocacy import plain

from ..colours import HAIRLINE
from ..tagging import Element
from .flow import Decoration, Gap

if TYPE_CHECKING:
    from ..pages import Page, Pages
    from .flow import Part
    from .sheet import Sheet

__all__ = ["heading", "kicker", "note", "paragraph", "prompt", "quote", "title"]

_TITLE_LINES: Final = 2.6
_QUOTE_INDENT: Final = 18.0
_PROMPT_LINES: Final = 2


def title(sheet: Sheet, block: a.Title) -> None:
    """Set the title, with room below that grows with the type."""
    look = sheet.look("title")
    # A long title would fill the page in the type that suits a short one.
    large = sheet.composer.words_of((a.text(plain(block.text)), look), whole=True).width
    name = "title" if large <= _TITLE_LINES * sheet.design.measure else "long title"
    sheet.heading(block.text, name, level=1, before=1)
    sheet.flow.add(Gap(sheet.design.grid, keep_next=True))


def kicker(sheet: Sheet, block: a.Kicker) -> None:
    """Set the kind of document."""
    sheet.text(block.text, "kicker", keep_next=True, whole=True)


def heading(sheet: Sheet, block: a.Heading) -> None:
    """Set a heading below the title."""
    look = "h2" if block.level <= 2 else "h3"
    sheet.heading(block.text, look, level=block.level, before=3 if block.level <= 2 else 2)


def paragraph(sheet: Sheet, block: a.Paragraph) -> None:
    """Set a paragraph."""
    sheet.text(block.text, before=1, align=sheet.prose)


def note(sheet: Sheet, block: a.Note) -> None:
    """Set small print."""
    with sheet.flow.small_print():
        sheet.text(block.text, "note", before=2)


def quote(sheet: Sheet, block: a.Quote) -> None:
    """Set somebody's words beside a rule, and who said them."""
    element = Element("BlockQuote", sheet.root)
    for at, runs in enumerate(block.paragraphs):
        sheet.text(
            runs,
            "quote",
            parent=element,
            before=1 if at else 2,
            indent=_QUOTE_INDENT,
            measure=sheet.design.measure - 2 * _QUOTE_INDENT,
            keep_next=at == len(block.paragraphs) - 1 and bool(block.attribution),
            decoration=_bar(sheet, above=at > 0),
        )
    sheet.text(
        block.attribution,
        "attribution",
        parent=element,
        indent=_QUOTE_INDENT,
        decoration=_bar(sheet, above=True),
        together=True,
        snap=False,
    )
    if not element.kids:
        sheet.root.kids.remove(element)
    sheet.flow.add(Gap(sheet.design.grid))


def prompt(sheet: Sheet, block: a.Prompt) -> None:
    """Set what is asked of the sender, and lines to write on."""
    sheet.text(block.text, "prompt", before=2, keep_next=True, together=True)
    sheet.flow.add(Rules(sheet))


class Rules:
    """Empty lines to write on by hand."""

    def __init__(self, sheet: Sheet) -> None:
        self.before = 0.0
        self.keep_next = False
        self.snap = True
        self._design = sheet.design
        self._step = 3.5 * sheet.design.grid

    def heights(self) -> tuple[float, ...]:
        """Return the height of all lines together."""
        return (_PROMPT_LINES * self._step,)

    def stuck(self, row: int) -> bool:
        """One row sticks to nothing."""
        return False

    def paint(self, pages: Pages, page: Page, part: Part) -> None:
        """Draw the lines."""
        for at in range(1, _PROMPT_LINES + 1):
            y = part.top + at * self._step
            page.rule(self._design.left, y, self._design.measure, weight=0.5, colour=HAIRLINE)


def _bar(sheet: Sheet, *, above: bool) -> Decoration:
    colour = sheet.accent or HAIRLINE
    x = sheet.design.left + 3.0

    def paint(page: Page, top: float, bottom: float) -> None:
        start = top - sheet.design.grid if above else top + 3.0
        page.bar(x, start, 2.0, bottom - start, colour=colour)

    return paint
