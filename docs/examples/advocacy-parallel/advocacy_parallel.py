"""Two languages side by side: a format of its own that prints each paragraph beside the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from html import escape

from advocacy import (
    Block,
    Document,
    Format,
    Heading,
    Listing,
    Paragraph,
    Run,
    Text,
    Writer,
    hookimpl,
)

SECOND = "en"

STYLE = (
    "body{font-family:serif;line-height:1.4;margin:1.5rem}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{text-align:left;vertical-align:top;padding:.2rem .8rem;overflow-wrap:anywhere}"
    "td+td,th+th{border-left:1px solid #767676}"
    "tr{break-inside:avoid}"
)


@dataclass(frozen=True, kw_only=True)
class Both(Document):
    """A document that knows its second version; other formats draw the first as always."""

    beside: Document


@hookimpl
def transform_document(
    document: Document, language: str, translations: Mapping[str, Document]
) -> Document:
    """Remember the second language's version; without a finished one nothing changes."""
    if language == SECOND or SECOND not in translations:
        return document
    known = {field.name: getattr(document, field.name) for field in fields(Document)}
    return Both(**known, beside=translations[SECOND])


@hookimpl
def register_formats() -> list[Format]:
    """Offer a web page with two columns."""
    return [
        Format(
            name="parallel",
            label="HTML, two languages side by side",
            extension="html",
            media_type="text/html; charset=utf-8",
            writer=ParallelWriter,
        )
    ]


class ParallelWriter(Writer):
    """Draws a row for each pair of blocks; what one version alone has stands alone."""

    def write(self, document: Document) -> bytes:
        """Draw both versions, or the one there is."""
        if not isinstance(document, Both):
            return super().write(document)
        self.begin(document)
        columns = (Column(document), Column(document.beside))
        heads = (
            f"<th scope=col {each.lang}>{escape(each.document.title)}</th>" for each in columns
        )
        self.parts += ["<table><thead><tr>", *heads, "</tr></thead><tbody>"]
        self.parts += [*_rows(*columns), "</tbody></table>"]
        return self.finish()

    def begin(self, document: Document) -> None:
        """Open the page; a draft says so before anything else."""
        self.document = document
        self.marks = 0
        self.parts = [f"<p><b>{escape(document.draft)}</b></p>"] if document.draft else []
        if document.letterhead and document.letterhead.organisation:
            self.parts.append(f"<p>{self.words(document.letterhead.organisation)}</p>")

    def heading(self, block: Heading) -> None:
        """Draw a heading."""
        self.parts.append(f"<h{block.level}>{self.words(block.text)}</h{block.level}>")

    def paragraph(self, block: Paragraph) -> None:
        """Draw running text."""
        self.parts.append(f"<p>{self.words(block.text)}</p>")

    def listing(self, block: Listing) -> None:
        """Draw a list."""
        items = "".join(f"<li>{self.words(item)}</li>" for item in block.items)
        tag = "ol" if block.ordered else "ul"
        self.parts += [f"<{tag}>{items}</{tag}>"] if items else []

    def finish(self) -> bytes:
        """Close the page."""
        about = self.document
        head = f'<meta charset="utf-8"><title>{escape(about.title or about.identifier)}</title>'
        page = f'<!DOCTYPE html>\n<html lang="{about.language}"><head>{head}<style>{STYLE}</style>'
        return f"{page}</head><body><main>{''.join(self.parts)}</main></body></html>\n".encode()

    def words(self, runs: Text) -> str:
        """Draw the runs of a text."""
        return "".join(map(self.run, runs))

    def run(self, run: Run) -> str:
        """Draw characters of one look; people's < and & stay signs."""
        drawn = escape(run.text).replace("\n", "<br>")
        drawn = f"<b>{drawn}</b>" if run.bold else drawn
        drawn = f"<i>{drawn}</i>" if run.italic else drawn
        drawn = f'<a href="{escape(run.href)}">{drawn}</a>' if run.href else drawn
        drawn = f'<span lang="{run.lang}">{drawn}</span>' if run.lang else drawn
        self.marks += bool(run.note)
        return f"{drawn}<sup>{self.marks}</sup>" if run.note else drawn


class Column(ParallelWriter):
    """One of the two versions, drawn block by block."""

    def __init__(self, document: Document) -> None:
        self.begin(document)
        self.lang = f'lang="{document.language}"'

    def cell(self, blocks: tuple[Block, ...]) -> str:
        """Draw some blocks as one cell of a row."""
        self.parts = []
        for block in blocks:
            self.block(block)
        return f"<td {self.lang}>{''.join(self.parts)}</td>"

    def sources(self) -> str:
        """Draw the source notes as a cell."""
        self.parts = []
        self.notes(self.document.notes_label, self.document.notes())
        return f"<td {self.lang}>{''.join(self.parts)}</td>"


def _rows(first: Column, second: Column) -> Iterator[str]:
    """Yield a row for each pair; blocks belong together by their kind and their place."""
    ours, theirs = (
        [(type(block).__name__, block.key) for block in each.document.blocks]
        for each in (first, second)
    )
    for _, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        for n in range(max(b - a, d - c)):
            left = first.document.blocks[a + n : min(a + n + 1, b)]
            right = second.document.blocks[c + n : min(c + n + 1, d)]
            yield f"<tr>{first.cell(left)}{second.cell(right)}</tr>"
    if first.document.notes() or second.document.notes():
        yield f"<tr>{first.sources()}{second.sources()}</tr>"
