"""The signatories: heading, tiers, and names in one to three balanced columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import advocacy as a
from advocacy import plain

from ..paragraphs import Paragraph
from ..setting import setter
from ..tagging import Element
from .boxes import TextBox
from .columns import Columns, Repeat
from .entries import Entry
from .flow import Gap

if TYPE_CHECKING:
    from ..pages import Page
    from ..words import Span, Words
    from .sheet import Sheet

__all__ = ["signatures"]

_GUTTER: Final = 16.0
_HANG: Final = 8.0
_MOST: Final = 3
"""Columns."""
# Fewer names than these stand better in fewer columns.
_FOR_TWO: Final = 8
_FOR_THREE: Final = 24
# A column suits a list when this share of its names stays in one line.
_SHARE: Final = 0.85


def signatures(sheet: Sheet, block: a.Signatures) -> None:
    """Set the list of signatories."""
    sheet.heading(block.heading, "h2", level=2, before=4)
    groups = [(group.label, _names(sheet, group)) for group in block.groups]
    groups = [(label, names) for label, names in groups if names]
    names = [name for _, members in groups for name in members]
    if not names:
        return
    count = sheet.document.layout.signature_columns or _column_count(sheet, names)
    for label, members in groups:
        sheet.text(label, "label", before=1, keep_next=True, whole=True)
        again = " ".join(plain(label or block.heading).split())
        _columns(sheet, members, count, again)
    sheet.flow.add(Gap(sheet.design.grid))


def _names(sheet: Sheet, group: a.SignatureGroup) -> list[Entry | Words]:
    """Return the names: entries of one line where they fit into the narrowest column."""
    line, detail = sheet.look("line"), sheet.look("detail")
    narrow, composer = _width(sheet, _MOST), sheet.composer
    shared: dict[tuple[Span, ...], tuple[Span, ...]] = {}
    found: list[Entry | Words] = []
    for one in group.signatories:
        parts = [(one.name, line)] if plain(one.name).strip() else []
        if plain(one.detail).strip():
            parts.append((one.detail, detail))
        if not parts:
            continue
        words = composer.words_of(*parts, short=True, whole=True)
        if words.plain and not words.forced and words.width <= narrow:
            composer.settle(words)
            found.append(Entry(words, leading=line.leading, shared=shared))
        else:
            composer.words.append(words)
            found.append(words)
    return found


def _width(sheet: Sheet, count: int) -> float:
    return (sheet.design.measure - _GUTTER * (count - 1)) / count


def _column_count(sheet: Sheet, names: Sequence[Entry | Words]) -> int:
    """Choose as many columns as the number of names deserves and their width allows."""
    widths = sorted([name.width for name in names])
    usual = widths[int((len(widths) - 1) * _SHARE)]
    if len(names) >= _FOR_THREE and usual <= _width(sheet, 3):
        return 3
    # In two columns a name may take a second line: two short lines are read more easily than
    # one long one.
    return 2 if len(names) >= _FOR_TWO and usual <= 1.8 * _width(sheet, 2) else 1


def _columns(sheet: Sheet, names: Sequence[Entry | Words], count: int, again: str) -> None:
    element = Element("L", sheet.root, b"/A<</O/List/ListNumbering/None>>")
    width, leading = _width(sheet, count), sheet.look("line").leading
    cells = [
        _cell(name, Element("LBody", Element("LI", element)), width, leading, hang=count > 1)
        for name in names
    ]
    sheet.flow.add(
        Columns(
            cells,
            places=[sheet.design.left + at * (width + _GUTTER) for at in range(count)],
            before=sheet.design.grid,
            repeat=_repeat(sheet, again),
            repeat_height=4 * sheet.design.grid,
        )
    )


def _cell(
    name: Entry | Words, element: Element, width: float, leading: float, *, hang: bool
) -> Entry | TextBox:
    if isinstance(name, Entry):
        name.element = element
        return name
    hanging = _HANG if hang else 0.0
    paragraph = Paragraph(name, measure=width, leading=leading, hang=hanging)
    return TextBox(paragraph, element=element, x=0.0)


def _repeat(sheet: Sheet, words: str) -> Repeat:
    """Return what paints the heading again, on a page where the list goes on."""
    look = sheet.look("label")
    name = look.face()
    sheet.composer.use(name, words + "…", look.size)
    font = setter(name, look.size)
    shape = font.line(words, sheet.design.measure)

    def paint(page: Page, top: float) -> None:
        with page.artifact():
            page.line(shape, font, look.colour, sheet.design.left, top + 2 * sheet.design.grid)

    return paint
