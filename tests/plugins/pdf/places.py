"""Where things stand on a page: letters and lines with their coordinates, in millimetres."""

from __future__ import annotations

import io
from ctypes import c_double
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
HEIGHT = 297 * MM


@dataclass(frozen=True, slots=True)
class Letter:
    """A character: its origin from the page's left and top, and the right edge of its box."""

    character: str
    x: float
    baseline: float
    right: float
    top: float


def letters(pdf: bytes, page: int = 0) -> list[Letter]:
    """Return the visible characters of a page in the order they are drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        found = []
        for at in range(text.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(text.raw, at))
            if pdfium.FPDFText_IsGenerated(text.raw, at) or character.isspace():
                continue
            x, y = _origin(text.raw, at)
            _, _, right, top = text.get_charbox(at)
            found.append(
                Letter(character, x / MM, (HEIGHT - y) / MM, right / MM, (HEIGHT - top) / MM)
            )
        return found
    finally:
        document.close()


def _origin(page: object, at: int) -> tuple[float, float]:
    x, y = c_double(), c_double()
    assert pdfium.FPDFText_GetCharOrigin(page, at, x, y)
    return x.value, y.value


def where(pdf: bytes, words: str, page: int = 0) -> list[Letter]:
    """Return the letters of some words, spaces aside."""
    found = letters(pdf, page)
    whole = "".join(letter.character for letter in found)
    wanted = "".join(words.split())
    start = whole.index(wanted)
    return found[start : start + len(wanted)]


def bars(pdf: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Return the filled rectangles of a page: left, top, width and height."""
    document = pikepdf.open(io.BytesIO(pdf))
    found = []
    for operands, operator in pikepdf.parse_content_stream(document.pages[page]):
        if str(operator) == "re":
            x, y, width, height = (float(value) / MM for value in operands)
            found.append((x, 297 - y - height, width, height))
    return found


def pictures_on(pdf: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Return the pictures of a page from left to right: left, top, width and height."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for thing in document[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
            left, bottom, right, top = thing.get_bounds()
            found.append((left / MM, (HEIGHT - top) / MM, (right - left) / MM, (top - bottom) / MM))
        return sorted(found)
    finally:
        document.close()
