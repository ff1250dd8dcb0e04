"""What LibreOffice makes of every example: each page as a person has looked at it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

import docx
import pypdfium2
import pytest

from advocacy import resources
from advocacy.campaigns.file import read_campaign
from advocacy.document import Document
from advocacy.production.workshop import Workshop
from advocacy.testing import missing
from tests.extraction import W, in_order, letters
from tests.golden_pictures import GOLDEN
from tests.office import Office
from tests.plugins.pdf.pictures import unlike


class Made(NamedTuple):
    """One version: what was to be written, the DOCX, and what LibreOffice shows of it."""

    document: Document
    docx: bytes
    pdf: bytes


@pytest.fixture(scope="module", params=resources.examples(), ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest, workshop: Workshop, office: Office):
    """Return the documents of an example by file name, and the pages made of their DOCX."""
    campaign = read_campaign(request.param)
    documents = {
        f"{request.param.stem}.{tag}": workshop.compose(campaign, tag) for tag in campaign.languages
    }
    files = {f"{name}.docx": workshop.write(one, "docx") for name, one in documents.items()}
    pages = office.convert_all(files, "pdf")
    return {
        name: Made(one, files[f"{name}.docx"], pages[f"{name}.docx"])
        for name, one in documents.items()
    }


def test_its_pages_look_as_they_did_in_every_language(example):
    assert [
        sentence
        for name, made in example.items()
        for sentence in unlike(made.pdf, GOLDEN / "docx", name)
    ] == []


def test_no_word_of_the_document_is_lost_in_a_word_processor(example):
    for name, (document, _, pdf) in example.items():
        # Words in their order, since a page's frames come between the parts of a divided paragraph.
        shown = "\n".join(_lines_of_text(document, pdf)).replace("\ufffe", "")
        assert [line for line in document.lines() if missing((line,), shown)] == [], name


def test_python_docx_reads_every_paragraph_with_a_style_that_has_a_name(example):
    for name, made in example.items():
        read = docx.Document(io.BytesIO(made.docx))
        words = letters(paragraph.text for paragraph in read.element.body.iter(f"{W}p"))
        assert {
            style for style in (one.style for one in read.paragraphs) if not style.name
        } == set()
        notes = made.document.notes()
        lines = [line for line in made.document.lines() if line not in notes]
        assert in_order(lines, words) == [], name


def test_a_page_of_another_language_is_noticed(example):
    names = list(example)
    assert unlike(example[names[0]].pdf, GOLDEN / "docx", names[-1]) != []


def _lines_of_text(document: Document, pdf: bytes) -> Iterator[str]:
    """Yield the lines without running titles and page numbers, which cut paragraphs in two."""
    pages = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(pages, start=1):
        label = document.page_label.format(page=number, pages=len(pages))
        for line in page.get_textpage().get_text_range().splitlines():
            running = document.running_title if number > 1 else ""
            if letters([line]) not in {letters([label]), letters([running])}:
                yield line
