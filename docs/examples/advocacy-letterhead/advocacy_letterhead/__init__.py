"""The letterhead of a coalition on every document that has none of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from advocacy import Document, Letterhead, Logo, hookimpl, text

LOGOS = Path(__file__).parent / "logos"
NAME = {
    "de": "Bündnis der Chöre",
    "en": "Coalition of Choirs",
    "fr": "Coalition des chœurs",
    "it": "Coalizione dei cori",
    "ru": "Коалиция хоров",
}
ALTERNATIVE = {
    "de": "Logo: {name}",
    "en": "Logo: {name}",
    "fr": "Logo : {name}",
    "it": "Logo: {name}",
    "ru": "Логотип: {name}",
}
ACCENT = "#1f4e79"


@hookimpl
def transform_document(document: Document, language: str) -> Document:
    """Add the letterhead in the document's language; a language without words gets English."""
    if document.letterhead is not None:
        return document
    name = NAME.get(language, NAME["en"])
    words = ALTERNATIVE.get(language, ALTERNATIVE["en"]).format(name=name)
    head = Letterhead(logos=tuple(_logos(words)), organisation=text(name), accent=ACCENT)
    return replace(document, letterhead=head)


def _logos(words: str) -> list[Logo]:
    """Read the pictures; sorted, so that every machine shows them in the same order."""
    return [
        Logo(data=path.read_bytes(), media_type="image/svg+xml", alternative=words)
        for path in sorted(LOGOS.glob("*.svg"))
    ]
