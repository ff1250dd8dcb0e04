"""Every file keeps PDF/UA-1 and PDF/A-2a, by the word of validators that know nothing of us."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from reportlab.pdfgen.canvas import Canvas

from advocacy import Document, Heading, Letterhead, Logo, text
from advocacy.testing import LANGUAGES, every_block
from advocacy.testing import samples as contract_samples
from tests import validators
from tests.plugins.pdf import drawn, reading, samples
from tests.plugins.pdf.pictures import png

Write = Callable[[Document], bytes]
DESIGNS = ("letter", "statement", "manifesto")


def with_everything(design: str) -> Document:
    """All blocks, a letterhead and the word of a draft, in one design."""
    document = every_block("de-DE")
    return replace(
        document,
        layout=replace(document.layout, design=design, fold_marks=True),
        draft="ENTWURF",
        letterhead=Letterhead(
            logos=(Logo(png((90, 30)), "image/png", "Zeichen des Bündnisses"),),
            organisation=text("Bündnis für Menschenrechte"),
            accent="#0b6e4f",
        ),
    )


def failures(data: bytes) -> list[str]:
    return validators.pdf_failures(data, "ua1") + validators.pdf_failures(data, "2a")


def test_samples_keep_both_norms(write: Write) -> None:
    for document in samples.designs():
        assert failures(write(document)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_keeps_both_norms(write: Write, language: str) -> None:
    assert failures(write(every_block(language))) == []


@pytest.mark.parametrize("design", DESIGNS)
def test_letterhead_draft_and_folds_keep_both_norms(write: Write, design: str) -> None:
    assert failures(write(with_everything(design))) == []


def test_an_empty_document_keeps_both_norms(write: Write) -> None:
    assert failures(write(contract_samples.empty())) == []


@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(document=drawn.documents())
def test_whatever_is_written_keeps_both_norms_and_every_word(
    write: Write, document: Document
) -> None:
    data = write(document)
    assert failures(data) == []
    assert reading.spoken(data) == reading.expected(document)


def test_the_verapdf_engine_agrees(write: Write, verapdf: validators.VeraPdf) -> None:
    documents = (*samples.designs(), *map(with_everything, DESIGNS), contract_samples.hostile())
    for document in documents:
        data = write(document)
        for profile in ("PDFUA-1", "PDFA-2A"):
            assert verapdf.failures(data, profile) == {}, (document.title, profile)


def test_qpdf_finds_nothing_wrong(write: Write, tmp_path: Path) -> None:
    for document in (*samples.designs(), with_everything("manifesto")):
        file = tmp_path / "file.pdf"
        file.write_bytes(write(document))
        assert validators.qpdf_failures(file) == []


def test_the_validators_refuse_a_file_without_structure(verapdf: validators.VeraPdf) -> None:
    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.drawString(72, 720, "A page that no screen reader can follow")
    canvas.save()
    assert validators.pdf_failures(data.getvalue(), "ua1")
    assert validators.pdf_failures(data.getvalue(), "2a")
    assert verapdf.failures(data.getvalue(), "PDFUA-1")


def test_the_validators_refuse_our_own_file_with_an_unknown_element(write: Write) -> None:
    file = pikepdf.open(io.BytesIO(write(samples.letter_de())))
    file.Root.StructTreeRoot.K[0].K[4].S = pikepdf.Name("/Hocus")
    spoiled = io.BytesIO()
    file.save(spoiled)
    assert validators.pdf_failures(spoiled.getvalue(), "ua1")


def test_qpdf_refuses_a_file_cut_short(write: Write, tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(write(samples.letter_de())[:-600])
    assert validators.qpdf_failures(file)


def test_heading_levels_are_never_skipped(write: Write) -> None:
    document = replace(
        samples.letter_de(),
        blocks=(
            Heading(text=text("Deep"), level=3),
            Heading(text=text("Deeper"), level=3),
            Heading(text=text("Back"), level=2),
        ),
    )
    assert [kind for kind in reading.kinds(write(document)) if kind[0] == "H"] == ["H1", "H2", "H2"]
