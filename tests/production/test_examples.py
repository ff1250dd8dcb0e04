"""The example campaigns, made in every language and format."""

from __future__ import annotations

from pathlib import Path

import pytest

from advocacy import resources
from advocacy.campaigns.file import read_campaign
from advocacy.production.workshop import Workshop
from tests.extraction import docx_lines, in_order, letters, pdf_lines

EXAMPLES = resources.examples()
LANGUAGES = ("de", "en", "fr", "it", "ru")

pytestmark = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_ready_in_five_languages(
    workshop: Workshop, path: Path, language: str
) -> None:
    campaign = read_campaign(path)
    blocking = [p for p in workshop.readiness(campaign, language) if not p.warning]
    assert blocking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_addressee_demand_and_signatory_is_in_both_files_in_order(
    workshop: Workshop, path: Path, language: str
) -> None:
    campaign = read_campaign(path)
    document = workshop.compose(campaign, language)
    own = [demand.text[language] for demand in campaign.demands if demand.text]
    names = [
        line.name[0].text
        for block in document.blocks
        if hasattr(block, "groups")
        for group in block.groups
        for line in group.signatories
    ]
    assert len(names) == len(campaign.signatories)
    docx = letters(docx_lines(workshop.write(document, "docx")))
    pdf = letters(pdf_lines(workshop.write(document, "pdf")))
    for expected in (own, names, document.lines()):
        assert in_order(expected, docx) == []
        assert in_order(expected, pdf) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_docx_and_pdf_of_one_language_hold_the_same_words(
    workshop: Workshop, path: Path, language: str
) -> None:
    document = workshop.compose(read_campaign(path), language)
    # Word prints footnotes without a heading; the PDF heads its list of sources.
    heading = [document.notes_label] if document.notes() else []
    docx = sorted(_words(docx_lines(workshop.write(document, "docx")) + heading))
    pdf = sorted(_words(pdf_lines(workshop.write(document, "pdf"))))
    assert "".join(docx) == "".join(pdf)


def _words(lines: list[str]) -> list[str]:
    """Characters rather than words, since a hyphen at a line's end cuts a word in a PDF."""
    return [character for character in letters(lines) if not character.isdigit()]
