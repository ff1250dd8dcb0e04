"""Pictures: made for tests, and compared as a person would, with a tolerance."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

# Grey values of 255: what two renderers of the same page may differ by on average.
TOLERANCE = 1.5
SIZE = (210, 297)


def png(size: tuple[int, int], colour: str = "#204060") -> bytes:
    """Return a picture of one colour."""
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "PNG")
    return data.getvalue()


def pages(pdf: bytes, *, width: int = 630) -> list[Image.Image]:
    """Return a picture of every page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            page.render(scale=width / page.get_width()).to_pil().convert("L") for page in document
        ]
    finally:
        document.close()


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pages in grey values, looked at from a distance."""
    small = [picture.convert("L").resize(SIZE, Image.Resampling.BOX) for picture in (one, other)]
    return ImageStat.Stat(ImageChops.difference(*small)).mean[0]


def unlike(pdf: bytes, folder: Path, name: str) -> list[str]:
    """Compare pages with the pictures kept in a folder; return a sentence for each that differs."""
    kept = sorted(folder.glob(f"{name}-*.png"))
    found = pages(pdf, width=_width(kept))
    if len(found) != len(kept):
        return [f"{name} has {len(found)} pages, and {len(kept)} pictures are kept"]
    sentences = []
    for page, file in zip(found, kept, strict=True):
        with Image.open(file) as picture:
            distance = difference(page, picture)
        if distance > TOLERANCE:
            sentences.append(f"{file.name} differs by {distance:.1f}")
    return sentences


def _width(kept: list[Path]) -> int:
    """Return the width of the pictures that are kept: another one smooths letters otherwise."""
    if not kept:
        return 630
    with Image.open(kept[0]) as picture:
        return picture.width


def keep(pdf: bytes, folder: Path, name: str, *, width: int = 630) -> None:
    """Keep the pages of a file as the pictures to compare with."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}-*.png"):
        old.unlink()
    for number, page in enumerate(pages(pdf, width=width), 1):
        page.save(folder / f"{name}-{number:02}.png", optimize=True)
