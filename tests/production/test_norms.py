"""Every example in every language: accessible, archival, schema-valid, and as it was looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from advocacy import resources
from advocacy.campaigns.file import read_campaign
from tests import validators
from tests.plugins.pdf import pictures, reading

if TYPE_CHECKING:
    from advocacy.document import Document
    from advocacy.production.workshop import Workshop

GOLDEN = Path(__file__).parents[1] / "golden" / "pdf"
VERSIONS = [(p, tag) for p in resources.examples() for tag in ("de", "en", "fr", "it", "ru")]

pytestmark = pytest.mark.parametrize(
    ("path", "tag"), VERSIONS, ids=[f"{path.stem}-{tag}" for path, tag in VERSIONS]
)


@pytest.fixture
def document(workshop: Workshop, path: Path, tag: str) -> Document:
    return workshop.compose(read_campaign(path), tag)


@pytest.fixture
def pdf(workshop: Workshop, document: Document) -> bytes:
    return workshop.write(document, "pdf")


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_every_pdf_keeps_both_norms(
    pdf: bytes, profile: str, path: Path, tag: str, verapdf: validators.VeraPdf
) -> None:
    assert validators.pdf_failures(pdf, profile) == []
    assert verapdf.failures(pdf, {"ua1": "PDFUA-1", "2a": "PDFA-2A"}[profile]) == {}


def test_qpdf_finds_no_fault(pdf: bytes, path: Path, tag: str, tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(pdf)
    assert validators.qpdf_failures(file) == []


def test_a_screen_reader_hears_the_document_in_its_order(
    pdf: bytes, document: Document, path: Path, tag: str
) -> None:
    assert reading.spoken(pdf) == reading.expected(document)


def test_every_docx_keeps_the_schema(
    workshop: Workshop, document: Document, path: Path, tag: str, tmp_path: Path
) -> None:
    file = tmp_path / "file.docx"
    file.write_bytes(workshop.write(document, "docx"))
    assert validators.docx_failures(file) == []


def test_pages_look_as_they_were_looked_at(pdf: bytes, path: Path, tag: str) -> None:
    """`python -m tests.golden_pictures` keeps the pages anew, for a person to look at."""
    assert pictures.unlike(pdf, GOLDEN, f"{path.stem}.{tag}") == []
