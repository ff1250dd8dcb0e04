"""One file with two languages: after every version stands the one in a second language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from advocacy import (
    Block,
    Closing,
    Demands,
    Document,
    Events,
    Heading,
    Listing,
    Note,
    Paragraph,
    Quote,
    Run,
    Salutation,
    Subject,
    Title,
    hookimpl,
    replace_runs,
)

SECOND = "en"

# Addresses, date and signatures stand once: they are the same in both languages.
REPEATED = (Closing, Demands, Events, Heading, Listing, Note, Paragraph, Quote, Salutation)


@hookimpl
def transform_document(
    document: Document, language: str, translations: Mapping[str, Document]
) -> Document:
    """Add the second language's text at the end; without a finished version nothing changes."""
    if language == SECOND or SECOND not in translations:
        return document
    second = translations[SECOND]
    return replace(
        document,
        title=f"{document.title} / {second.title}",
        blocks=(*document.blocks, *_repeated(second)),
    )


def _repeated(second: Document) -> list[Block]:
    repeated: list[Block] = []
    for block in second.blocks:
        if isinstance(block, Title | Subject):
            repeated.append(_marked(Heading(text=block.text, level=2), second.language))
        elif isinstance(block, Heading):
            repeated.append(_marked(replace(block, level=3, key=""), second.language))
        elif isinstance(block, REPEATED):
            # Keys lead back into the first language's text, and each may occur once.
            repeated.append(_marked(replace(block, key=""), second.language))
    return repeated


def _marked(block: Block, language: str) -> Block:
    """Say of every word which language it is, unless it says so itself."""

    def mark(run: Run) -> Run:
        return replace(run, lang=run.lang or language)

    return replace_runs(block, mark)
