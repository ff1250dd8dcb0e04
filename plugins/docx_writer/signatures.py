"""The signatories: a table of two columns, or a list in balanced columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from advocacy import Run, SignatoryLine, SignatureGroup, Signatures, plain, text

from .body import Body
from .geometry import margins, twips
from .ooxml import add, w, write_words

__all__ = ["write_signatures"]

_ROW: Final = w("tr")
_CELL: Final = w("tc")
_ROW_PROPERTIES: Final = w("trPr")
_WHOLE: Final = w("cantSplit")
_PARAGRAPH: Final = w("p")
_PROPERTIES: Final = w("pPr")
_STYLE: Final = w("pStyle")
_KEEP: Final = w("keepNext")
_RUN: Final = w("r")
_VALUE: Final = w("val")
_SIGNATORY: Final = {_VALUE: "Signatory"}
# Below this number one column is shorter than its heading is wide; above it two stay readable.
_ENOUGH_FOR_COLUMNS: Final = 6
_ENOUGH_FOR_THREE: Final = 36
_SHORT_NAME: Final = 26
_TOGETHER: Final = 3
"""So many rows at least stand on a page, after the heading and at the end."""


def write_signatures(body: Body, block: Signatures) -> None:
    """Write heading and groups, in the given order."""
    if block.heading:
        body.whole("Heading2", block.heading, key=block.key)
    signatories = [line for group in block.groups for line in group.signatories]
    columns = body.document.layout.signature_columns or _columns(signatories)
    for group in block.groups:
        if group.label:
            body.paragraph("Caption", group.label)
        if columns == 1 and any(line.detail for line in group.signatories):
            _write_table(body, block, group)
        else:
            _write_columns(body, group.signatories, columns)


def _columns(signatories: list[SignatoryLine]) -> int:
    """Choose: a table where there is something to put into its second column."""
    if len(signatories) < _ENOUGH_FOR_COLUMNS or any(line.detail for line in signatories):
        return 1
    short = max(len(plain(line.name)) for line in signatories) <= _SHORT_NAME
    return 3 if short and len(signatories) >= _ENOUGH_FOR_THREE else 2


def _write_columns(body: Body, signatories: Iterable[SignatoryLine], columns: int) -> None:
    if columns > 1:
        body.end_section(columns=columns)
    for line in signatories:
        paragraph = body.paragraph("Signatory", line.name)
        if line.detail:
            body.write(paragraph, (Run("\n"), *line.detail), style="SignatoryDetail")
    if columns > 1:
        body.end_section(columns=1)


def _write_table(body: Body, block: Signatures, group: SignatureGroup) -> None:
    if len(body.element) and body.element[-1].tag == w("tbl"):
        # Two tables that touch become one in Word.
        body.paragraph("EndOfList", ())
    table = add(body.element, "tbl")
    _write_table_properties(table, body, block, group)
    headed = bool(block.name_label or block.detail_label)
    if headed:
        _write_head(body, table, block)
    count = len(group.signatories)
    for number, line in enumerate(group.signatories, start=1):
        row = etree.SubElement(table, _ROW)
        etree.SubElement(etree.SubElement(row, _ROW_PROPERTIES), _WHOLE)
        keep = number < _TOGETHER or count - _TOGETHER < number < count
        _write_cell(body, row, line.name, keep=keep)
        _write_cell(body, row, line.detail, keep=keep)


def _write_table_properties(
    table: etree._Element, body: Body, block: Signatures, group: SignatureGroup
) -> None:
    page = margins(body.document.layout)
    properties = add(table, "tblPr")
    add(properties, "tblStyle", val="Signatories")
    if body.document.direction == "rtl":
        add(properties, "bidiVisual")
    add(properties, "tblW", w=twips(page.width), type="dxa")
    add(properties, "tblLayout", type="fixed")
    headed = int(bool(block.name_label or block.detail_label))
    add(properties, "tblLook", val="0620" if headed else "0600", firstRow=headed, lastRow=0,
        firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)  # fmt: skip
    caption = " – ".join(filter(None, (plain(block.heading), plain(group.label))))
    if caption:
        add(properties, "tblCaption", val=caption)
    if block.summary:
        add(properties, "tblDescription", val=block.summary)
    grid = add(table, "tblGrid")
    for share in (0.68, 0.32):
        add(grid, "gridCol", w=twips(page.width * share))


def _write_head(body: Body, table: etree._Element, block: Signatures) -> None:
    row = add(table, "tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    add(properties, "tblHeader")
    for label in (block.name_label, block.detail_label):
        _write_cell(body, row, text(label), keep=True)


def _write_cell(body: Body, row: etree._Element, content: tuple[Run, ...], *, keep: bool) -> None:
    """Write one cell; most hold one run of plain words, and there may be ten thousand rows.

    ``keep`` keeps the row on the page of the next one.
    """
    paragraph = etree.SubElement(etree.SubElement(row, _CELL), _PARAGRAPH)
    properties = etree.SubElement(paragraph, _PROPERTIES)
    etree.SubElement(properties, _STYLE, _SIGNATORY)
    if keep:
        etree.SubElement(properties, _KEEP)
    if len(content) == 1 and content[0] == Run(content[0].text) and "\n" not in content[0].text:
        write_words(etree.SubElement(paragraph, _RUN), content[0].text)
    elif content:
        body.write(paragraph, content)
