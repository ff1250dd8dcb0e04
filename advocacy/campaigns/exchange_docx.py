"""Campaign text as a table of two columns in a DOCX, for people without translators' tools."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import babel
import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from advocacy.campaigns.archive import repacked
from advocacy.campaigns.docx_package import open_docx, parsed
from advocacy.campaigns.exchange import Entry, Outcome, Returned, entries, take
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.staleness import digest
from advocacy.errors import Message, Problem, RefusedError, message

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.table import _Row as TableRow
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

__all__ = ["export_docx", "import_docx"]

NONE = "-" * 12
"""Stands for the digest of a translation that is not there yet."""
MARK = re.compile(r"\[(?P<key>\S+) (?P<source>[0-9a-f]{12}) (?P<was>[0-9a-f]{12}|-{12})\]")
"""The last line of a left cell: which text this is, and what went out on both sides."""
FORMER = "↺ "
"""Begins the paragraph that shows the source a stale translation was made from."""
GREY = RGBColor(0x59, 0x59, 0x59)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def export_docx(campaign: Campaign, language: str) -> bytes:
    """Write the source on the left, the translation on the right; stale ones show the former."""
    document = docx.Document()
    _page(document, campaign)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.autofit = False
    _head(table, campaign.source, language)
    for entry in entries(campaign, language):
        _fill(table.add_row(), entry, campaign.source, language)
    made = io.BytesIO()
    document.save(made)
    return repacked(made.getvalue(), _bare)


def _page(document: Document, campaign: Campaign) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.title = campaign.slug


def _head(table: Table, source: str, language: str) -> None:
    row = table.rows[0]
    for cell, tag in zip(row.cells, (source, language), strict=True):
        cell.width = Mm(133)
        _write(cell.paragraphs[0], _own_name(tag), tag).bold = True
    # The head is repeated on every page.
    etree.SubElement(row._tr.get_or_add_trPr(), qn("w:tblHeader"))


def _own_name(tag: str) -> str:
    """Return what a language calls itself; one that CLDR does not know goes by its tag."""
    try:
        return babel.Locale.parse(tag, sep="-").get_display_name() or tag
    except (ValueError, babel.UnknownLocaleError):
        return tag


def _fill(row: TableRow, entry: Entry, source: str, language: str) -> None:
    left, right = row.cells
    left.width = right.width = Mm(133)
    _write(left.paragraphs[0], entry.source, source)
    if entry.previous:
        _small(left, FORMER + entry.previous, source)
    if entry.note:
        _small(left, entry.note, "en")
    was = digest(entry.text) if entry.text else NONE
    _small(left, f"[{entry.key} {digest(entry.source)} {was}]", "")
    lines = entry.text.split("\n\n")
    for number, text in enumerate(lines):
        _write(right.paragraphs[0] if not number else right.add_paragraph(), text, language)


def _small(cell: _Cell, text: str, language: str) -> None:
    run = _write(cell.add_paragraph(), text, language)
    run.font.size, run.font.color.rgb = Pt(8), GREY


def _write(paragraph: Paragraph, text: str, language: str) -> Run:
    run = paragraph.add_run(text)
    # The spelling checker follows the language; what has none is not checked.
    mark = etree.SubElement(run._r.get_or_add_rPr(), qn("w:lang" if language else "w:noProof"))
    if language:
        mark.set(qn("w:val"), language)
    return run


def _bare(name: str, content: bytes) -> bytes | None:
    """Take off what the library's template says about the one who made it."""
    if name == "docProps/thumbnail.jpeg":
        return None
    if name == "_rels/.rels":
        return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
    return content


def import_docx(campaign: Campaign, language: str, data: bytes) -> Outcome:
    """Take a table that came back; rows may have moved, what stands outside is not looked at.

    Raises RefusedError for a file that is no DOCX, is damaged or a trap, or has no such table.
    """
    rows = list(_rows(parsed(open_docx(data).document, "word/document.xml")))
    if not any(row.mark for row in rows):
        raise RefusedError(
            message("exchange.foreign", "This is no table of this program for translators.")
        )
    known = {**campaign.former, **_sources(campaign, language)}
    returned = [_returned(row, row.mark, known) for row in rows if row.mark]
    outcome = take(campaign, language, returned)
    lost = [
        Problem("", _unmarked(row.right))
        for row in rows
        # Some programs forget which row is the head.
        if not row.mark and row.right not in ("", language, _own_name(language))
    ]
    return replace(outcome, rest=(*outcome.rest, *lost))


def _sources(campaign: Campaign, language: str) -> dict[str, str]:
    return {digest(entry.source): entry.source for entry in entries(campaign, language)}


def _unmarked(text: str) -> Message:
    return message(
        "exchange.unmarked",
        "A row lost the line that names its text; this was not taken: “{text}”.",
        text=text[:200],
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it reads: the paragraphs on the left, the translation, and what the mark says."""

    left: tuple[str, ...]
    right: str
    mark: re.Match[str] | None


def _returned(row: _Row, mark: re.Match[str], known: Mapping[str, str]) -> Returned:
    was = "" if mark["was"] == NONE else mark["was"]
    return Returned(
        key=mark["key"],
        source=known.get(mark["source"], row.left[0]),
        text=row.right,
        was=was,
        # Whoever left a stale translation as it was has not looked at it.
        unfinished=any(line.startswith(FORMER) for line in row.left) and digest(row.right) == was,
    )


def _rows(root: etree._Element) -> Iterator[_Row]:
    """Yield the rows of all tables but their heads."""
    for row in root.iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}tblHeader") is None:
            cells = [_lines(cell) for cell in row.findall(f"{W}tc")]
            if len(cells) >= 2:
                marks = [found for line in cells[0] if (found := MARK.search(line))]
                right = "\n".join(line for line in cells[1] if line.strip())
                yield _Row(cells[0], right, marks[-1] if marks else None)


def _lines(cell: etree._Element) -> tuple[str, ...]:
    return tuple("".join(_letters(paragraph)) for paragraph in cell.iter(f"{W}p"))


def _letters(paragraph: etree._Element) -> Iterator[str]:
    """Yield the characters of a paragraph as it reads with its tracked changes accepted."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "\u2011"}
    for node in paragraph.iter(f"{W}t", *signs):
        if not any(node.iterancestors(f"{W}del", f"{W}moveFrom")):
            yield signs.get(str(node.tag), node.text or "")
