"""What only letters have: sender, address for the envelope's window, subject, signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import advocacy as a
from advocacy import RefusedError, message, plain

from ..pages import MM
from ..paragraphs import Align
from ..tagging import Element
from .boxes import TextBox
from .flow import Gap, Strip
from .sheet import joined

if TYPE_CHECKING:
    from .designs import Look, Window
    from .sheet import Sheet

__all__ = [
    "address",
    "addressees",
    "closing",
    "copies",
    "dateline",
    "enclosures",
    "reference",
    "salutation",
    "sender",
    "signature",
    "subject",
]

# DIN 5008 puts the block of information here; other letters begin a right half of their own.
_RIGHT_COLUMN: Final = 125 * MM
_RIGHT_HALF: Final = 112 * MM
_SENDER_TOP: Final = 20 * MM
_HAND: Final = 4.0
"""Steps of the grid that a signature by hand needs above the name, in pairs."""


def sender(sheet: Sheet, block: a.Sender) -> None:
    """Set the sender: at the right beside a window at the left, and the other way round."""
    lines = _lines(block.lines)
    if not lines:
        return
    window = sheet.design.window
    if window and window.return_line:
        sheet.return_line = a.text(" · ".join(plain(line) for line in lines))
    if window:
        x = _RIGHT_COLUMN if window.return_line else sheet.design.left
        box = _block(sheet, joined(lines), sheet.look("line"), x=x, width=70 * MM)
        top = _below_letterhead(sheet, _SENDER_TOP)
        sheet.fixed.append((box, top))
        sheet.flow.add(Gap(least=top + len(box.lines) * box.leading))
    else:
        right = sheet.document.layout.window == "flow-left" and _is_letter(sheet)
        _flowing(sheet, lines, "line", right=right)


def address(sheet: Sheet, block: a.Address) -> None:
    """Set the address of a letter."""
    lines = _lines(block.lines)
    if not lines:
        return
    window = sheet.design.window
    if window:
        _in_window(sheet, lines, window)
    else:
        right = sheet.document.layout.window == "flow-right"
        _flowing(sheet, lines, "address" if _is_letter(sheet) else "body", right=right)


def addressees(sheet: Sheet, block: a.Addressees) -> None:
    """Set the officials a statement is addressed to, two in a row where there are many."""
    items = [item for item in map(_lines, block.items) if item]
    sheet.text(block.label, "label", before=2, keep_next=bool(items), whole=True)
    _pairs(sheet, items)
    sheet.flow.add(Gap(sheet.design.grid))


def copies(sheet: Sheet, block: a.Copies) -> None:
    """Set who receives a copy."""
    items = [item for item in map(_lines, block.items) if item]
    sheet.text(block.label, "label", before=3, keep_next=bool(items), whole=True)
    _pairs(sheet, items)


def enclosures(sheet: Sheet, block: a.Enclosures) -> None:
    """Set what lies in the envelope beside the letter."""
    items = _lines(block.items)
    sheet.text(block.label, "label", before=3, keep_next=bool(items), whole=True)
    for at, item in enumerate(items):
        last = at == len(items) - 1
        sheet.text(item, "line", keep_next=not last, together=True, snap=at == 0)


def dateline(sheet: Sheet, block: a.Dateline) -> None:
    """Set place and date."""
    right = sheet.document.layout.dateline == "right" and _is_letter(sheet)
    align: Align = "right" if right else "left"
    sheet.text(block.text, "dateline", before=1, align=align, short=True, whole=True)
    if not _is_letter(sheet):
        sheet.flow.add(Gap(sheet.design.grid))


def reference(sheet: Sheet, block: a.Reference) -> None:
    """Set the reference."""
    sheet.text(block.text, "reference", before=1, short=True, whole=True)


def subject(sheet: Sheet, block: a.Subject) -> None:
    """Set what a letter is about."""
    runs = (*block.label, a.Run(" "), *block.text) if block.label else block.text
    centred = sheet.document.layout.subject == "centred"
    sheet.heading(runs, "subject", level=1, before=3, align="centre" if centred else "left")
    sheet.flow.add(Gap(sheet.design.grid, keep_next=True))


def salutation(sheet: Sheet, block: a.Salutation) -> None:
    """Set the words that open a letter."""
    sheet.text(block.text, before=1, keep_next=True)


def closing(sheet: Sheet, block: a.Closing) -> None:
    """Set the words that end a letter, on the page of the text they end."""
    sheet.flow.keep_last()
    sheet.text(block.text, before=3, keep_next=True, together=True)


def signature(sheet: Sheet, block: a.Signature) -> None:
    """Leave room for a hand, and set who signs."""
    lines = _lines(block.lines)
    if not lines:
        return
    sheet.flow.add(Gap(_HAND * sheet.design.grid, keep_next=True))
    sheet.text(joined(lines), together=True, short=True, whole=True)


def _lines(lines: tuple[a.Text, ...]) -> tuple[a.Text, ...]:
    return tuple(line for line in lines if plain(line).strip())


def _is_letter(sheet: Sheet) -> bool:
    return sheet.document.layout.design == "letter"


def _below_letterhead(sheet: Sheet, top: float) -> float:
    return max(top, sheet.head_bottom + 6 * MM) if sheet.head else top


def _block(
    sheet: Sheet, runs: a.Text, look: Look, *, x: float, width: float, parent: Element | None = None
) -> TextBox:
    element = Element("P", parent or sheet.root)
    return sheet.composer.box(runs, look, element, x=x, measure=width, short=True, whole=True)


def _flowing(sheet: Sheet, lines: tuple[a.Text, ...], look: str, *, right: bool) -> None:
    x = _RIGHT_HALF if right else sheet.design.left
    box = _block(sheet, joined(lines), sheet.look(look), x=x, width=sheet.design.right - x)
    sheet.flow.add(Strip(box, before=2 * sheet.design.grid, together=True))


def _in_window(sheet: Sheet, lines: tuple[a.Text, ...], window: Window) -> None:
    """Place an address so that all of it is seen through the window."""
    box = _block(sheet, joined(lines), sheet.look("address"), x=window.x, width=window.width)
    count = len(box.lines)
    if count > window.lines:
        raise RefusedError(
            message(
                "pdf.address.long",
                "The address takes {count} lines; the window of the envelope shows {limit}.",
                count=count,
                limit=window.lines,
            )
        )
    top = window.top + (5 * MM if window.return_line else 0.0)
    skipped = min(window.skipped, window.lines - count)
    sheet.fixed.append((box, top + skipped * box.leading))
    sheet.flow.add(Gap(least=window.resume))


def _pairs(sheet: Sheet, items: list[tuple[a.Text, ...]]) -> None:
    """Set groups of lines one below the other, or two in a row from the fourth on."""
    wide = 2 if len(items) > 3 else 1
    gutter = 14.0
    width = (sheet.design.measure - gutter * (wide - 1)) / wide
    look = sheet.look("line")
    for at in range(0, len(items), wide):
        cells = [
            _block(
                sheet,
                joined(item),
                look,
                x=sheet.design.left + place * (width + gutter),
                width=width,
            )
            for place, item in enumerate(items[at : at + wide])
        ]
        before = 0.0 if at == 0 else sheet.design.grid * 0.5
        sheet.flow.add(Strip(*cells, before=before, together=True, snap=at == 0))
