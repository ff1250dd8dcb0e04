"""Pictures of pages for the preview: what was drawn once is not drawn again."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from advocacy.production import preview
from advocacy.production.workshop import Workshop
from advocacy.testing.samples import every_block


@pytest.fixture
def pdf(workshop: Workshop) -> bytes:
    return workshop.write(every_block("de-DE"), "pdf")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Collect the files that PDFium is given."""
    found: list[bytes] = []
    real = pypdfium2.PdfDocument

    def opening(data: bytes) -> pypdfium2.PdfDocument:
        found.append(data)
        return real(data)

    monkeypatch.setattr(preview.pypdfium2, "PdfDocument", opening)
    preview.page_picture.cache_clear()
    return found


def test_a_picture_has_the_width_that_was_asked_for(pdf: bytes):
    picture = Image.open(io.BytesIO(preview.page_picture(pdf, 1, 320)))
    assert picture.format == "PNG"
    assert picture.width == 320


def test_the_same_page_of_the_same_file_is_drawn_once_and_another_file_anew(
    pdf: bytes, workshop: Workshop, opened: list[bytes]
):
    first = preview.page_picture(pdf, 1, 320)
    # Another object with the same content: the content decides.
    assert preview.page_picture(bytes(bytearray(pdf)), 1, 320) == first
    assert len(opened) == 1
    other = workshop.write(every_block("fr-FR"), "pdf")
    assert preview.page_picture(other, 1, 320) != first
    assert opened == [pdf, other]


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_a_page_that_is_not_there_is_said(pdf: bytes, number: int):
    with pytest.raises(IndexError):
        preview.page_picture(pdf, number, 320)
