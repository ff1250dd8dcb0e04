"""A real word processor opens the files and sets what was meant, where it was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from advocacy import document as d
from advocacy.testing import missing
from tests.office import Office
from tests.plugins.docx_writer import samples

Write = Callable[[d.Document], bytes]
GOLDEN = Path(__file__).with_name("golden")
MILLIMETRE = 72 / 25.4
RESOLUTION = 40
"""Dots per inch of the pictures: enough to see what stands where, too coarse to read."""


@pytest.fixture(scope="module")
def converted(office: Office, write: Write, tmp_path_factory: pytest.TempPathFactory):
    """Return a function that has LibreOffice convert a sample, once."""
    folder = tmp_path_factory.mktemp("converted")
    made: dict[str, pdfium.PdfDocument] = {}

    def convert(name: str) -> pdfium.PdfDocument:
        if name not in made:
            path = folder / f"{name}.docx"
            path.write_bytes(write(samples.ALL[name]()))
            made[name] = pdfium.PdfDocument(office.to_pdf(path))
        return made[name]

    yield convert
    for document in made.values():
        document.close()


Convert = Callable[[str], pdfium.PdfDocument]


def texts(document: pdfium.PdfDocument) -> Iterator[str]:
    for page in document:
        yield page.get_textpage().get_text_range()


def place_of(page: pdfium.PdfPage, words: str) -> tuple[float, float]:
    """Return where words begin, in millimetres from the left and from the top."""
    text = page.get_textpage()
    searcher = text.search(words)
    found = searcher.get_next()
    assert found, words
    left, _, _, top = text.get_charbox(found[0], loose=True)
    return left / MILLIMETRE, (page.get_height() - top) / MILLIMETRE


def pictures(document: pdfium.PdfDocument) -> Iterator[Image.Image]:
    for page in document:
        yield page.render(scale=RESOLUTION / 72, grayscale=True).to_pil()


def darkness_apart(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures, from 0 to 255."""
    assert one.size == other.size
    histogram = ImageChops.difference(one, other).histogram()
    return sum(value * count for value, count in enumerate(histogram)) / (one.width * one.height)


@pytest.mark.parametrize("name", samples.ALL)
def test_libreoffice_shows_every_word(converted: Convert, name: str):
    shown = "\n".join(texts(converted(name)))
    lost = [line for line in samples.ALL[name]().lines() if missing((line,), shown)]
    assert lost == []


@pytest.mark.parametrize("name", samples.ALL)
def test_the_pages_look_as_they_did(converted: Convert, name: str):
    pages = list(pictures(converted(name)))
    golden = sorted(GOLDEN.glob(f"{name}-*.png"))
    assert len(pages) == len(golden)
    for picture, path in zip(pages, golden, strict=True):
        with Image.open(path) as expected:
            assert darkness_apart(picture, expected) < 1.5, path.name


def test_a_page_that_looks_different_is_noticed(converted: Convert):
    (picture,) = pictures(converted("letter-ru"))
    with Image.open(GOLDEN / "letter-fr-1.png") as other:
        assert darkness_apart(picture, other) > 3


@pytest.mark.parametrize(
    ("name", "words", "left", "top"),
    [
        ("letter-de", "An den Generalstaatsanwalt", 25, 63.3),
        ("letter-de", "Unser Zeichen", 25, 98.46),
        ("letter-a", "An den Generalstaatsanwalt", 25, 45.3),
        ("letter-fr", "Monsieur Dmitri Hora", 110, 50),
        ("letter-de", "Anna Muster ·", 25, 45),
    ],
)
def test_the_address_is_where_the_envelope_has_its_window(
    converted: Convert, name: str, words: str, left: float, top: float
):
    x, y = place_of(converted(name)[0], words)
    assert abs(x - left) < 0.6
    # A line has its own height: the letters begin within it.
    assert -0.5 < y - top < 2.5
