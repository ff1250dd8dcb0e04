"""Lists and tables: demands, points, places and actions, milestones, source notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import advocacy as a
from advocacy import plain

from ..colours import HAIRLINE
from ..paragraphs import Align
from ..setting import setter
from ..tagging import Element
from .boxes import TextBox
from .flow import Gap, Strip

if TYPE_CHECKING:
    from ..pages import Page
    from .sheet import Sheet

__all__ = ["demands", "events", "listing", "milestones", "notes"]

_BULLET: Final = "–"
_LABEL_GAP: Final = 8.0
_LEAST_INDENT: Final = 18.0
_PLACE_SHARE: Final = 0.28


def listing(sheet: Sheet, block: a.Listing) -> None:
    """Set a list with bullets or numbers."""
    labels = _numbers(len(block.items)) if block.ordered else [_BULLET] * len(block.items)
    _list(sheet, block.items, labels, number="body", ordered=block.ordered)


def demands(sheet: Sheet, block: a.Demands) -> None:
    """Set demands under the sentence that runs into them."""
    sheet.text(block.lead, before=1, align=sheet.prose, keep_next=bool(block.items))
    _list(sheet, block.items, _numbers(len(block.items)), number="number", ordered=True)


def notes(sheet: Sheet, label: str, texts: tuple[str, ...]) -> None:
    """Set the source notes after everything else, each reached from its mark."""
    if not texts:
        return
    items = tuple(a.text(text) for text in texts)
    labels = _numbers(len(items))
    with sheet.flow.small_print():
        sheet.flow.add(Gap(2 * sheet.design.grid))
        sheet.heading(a.text(label), "label", level=2, before=0)
        _list(sheet, items, labels, number="note", ordered=True, look="note", note=True)


def events(sheet: Sheet, block: a.Events) -> None:
    """Set places and actions as a table whose rows are headed by the place."""
    rows = [(event.place, event.text) for event in block.items]
    _table(sheet, rows, share=_PLACE_SHARE)


def milestones(sheet: Sheet, block: a.Milestones) -> None:
    """Set counts and their dates as a table whose rows are headed by the count."""
    _table(sheet, list(block.items), share=_PLACE_SHARE)


def _numbers(count: int) -> list[str]:
    return [f"{number}." for number in range(1, count + 1)]


def _list(
    sheet: Sheet,
    items: Sequence[a.Text],
    labels: Sequence[str],
    *,
    number: str,
    ordered: bool,
    look: str = "body",
    note: bool = False,
) -> None:
    kept = [(label, runs) for label, runs in zip(labels, items, strict=True) if plain(runs).strip()]
    if not kept:
        return
    kind = b"Decimal" if ordered else b"Disc"
    element = Element("L", sheet.root, b"/A<</O/List/ListNumbering/%b>>" % kind)
    indent = _indent(sheet, kept[-1][0], number)
    rows: list[tuple[TextBox, TextBox]] = []
    for at, (label, runs) in enumerate(kept):
        item = Element("LI", element)
        left = sheet.design.left
        cells = (
            _label(sheet, label, number, Element("Lbl", item), measure=indent - _LABEL_GAP),
            sheet.composer.box(
                runs,
                look,
                _body(item, at + 1, note=note),
                x=left + indent,
                measure=sheet.design.measure - indent,
                align=sheet.prose,
                anchor=f"note-{at + 1}" if note else "",
            ),
        )
        rows.append(cells)
    # Points of one line each stand closer together than those that are paragraphs.
    close = note or all(len(text.lines) == 1 for _, text in rows)
    for at, cells in enumerate(rows):
        before = 0.0 if close and at else sheet.design.grid
        # A list does not leave its first point behind, nor send its last one ahead.
        keep = at < len(rows) - 1 and at in {0, len(rows) - 2}
        sheet.flow.add(Strip(*cells, before=before, keep_next=keep, snap=not note))


def _body(item: Element, at: int, *, note: bool) -> Element:
    body = Element("LBody", item)
    # ISO 14289-1, 7.9: every note has an identifier of its own.
    return Element("Note", body, b"/ID(note-%d)" % at) if note else body


def _label(sheet: Sheet, label: str, look: str, element: Element, *, measure: float) -> TextBox:
    return sheet.composer.box(
        a.text(label),
        look,
        element,
        x=sheet.design.left,
        measure=measure,
        align="right" if look != "number" else "left",
    )


def _indent(sheet: Sheet, widest: str, name: str) -> float:
    look = sheet.look(name)
    shape = setter(look.face(), look.size).word(widest)
    return max(_LEAST_INDENT, shape.width + _LABEL_GAP)


def _table(sheet: Sheet, rows: Sequence[tuple[a.Text, a.Text]], *, share: float) -> None:
    rows = [row for row in rows if any(plain(cell).strip() for cell in row)]
    if not rows:
        return
    table = Element("Table", sheet.root)
    wide = sheet.design.measure * share
    sheet.flow.add(Gap(sheet.design.grid))
    for at, (head, text) in enumerate(rows):
        row = Element("TR", table)
        cells = (
            _cell(sheet, head, "place", row, header=True, x=0.0, measure=wide - 12.0),
            _cell(sheet, text, "body", row, header=False, x=wide, measure=0.0),
        )

        def rule(page: Page, top: float, bottom: float) -> None:
            x, measure = sheet.design.left, sheet.design.measure
            page.rule(x, bottom + sheet.design.grid / 2, measure, weight=0.5, colour=HAIRLINE)

        keep = at < len(rows) - 1 and at in {0, len(rows) - 2}
        before = sheet.design.grid if at else 0.0
        sheet.flow.add(Strip(*cells, before=before, keep_next=keep, decoration=rule))
    sheet.flow.add(Gap(sheet.design.grid))


def _cell(
    sheet: Sheet,
    runs: a.Text,
    look: str,
    row: Element,
    *,
    header: bool,
    x: float,
    measure: float,
) -> TextBox:
    scope = b"/A<</O/Table/Scope/Row>>" if header else b""
    align: Align = "left"
    return sheet.composer.box(
        runs,
        look,
        Element("TH" if header else "TD", row, scope),
        x=sheet.design.left + x,
        measure=measure or sheet.design.measure - x,
        align=align,
        whole=header,
    )
