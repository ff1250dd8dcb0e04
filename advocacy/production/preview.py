"""Production: pictures of a PDF's pages, as they will be sent."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

import pypdfium2  # type: ignore[import-untyped] # it ships none

__all__ = ["page_count", "page_picture"]

T = TypeVar("T")

PDFIUM = threading.Lock()
"""PDFium's library may be used by one thread at a time, whatever the document."""


@lru_cache(maxsize=64)
def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return _opened(pdf, len)


@lru_cache(maxsize=128)
def page_picture(pdf: bytes, number: int, width: int) -> bytes:
    """Return a page (counted from one) as a PNG of a width in pixels; IndexError without it."""

    def draw(document: pypdfium2.PdfDocument) -> bytes:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        picture = page.render(scale=width / page.get_width(), may_draw_forms=False).to_pil()
        buffer = io.BytesIO()
        # Level 1: a picture for the screen next door has to be made fast, not small.
        picture.convert("RGB").save(buffer, "PNG", compress_level=1)
        return buffer.getvalue()

    return _opened(pdf, draw)


def _opened(pdf: bytes, use: Callable[[pypdfium2.PdfDocument], T]) -> T:
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return use(document)
        finally:
            document.close()
