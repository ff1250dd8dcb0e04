"""Pages are compared as pictures with a tolerance that sees what a reader would see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from advocacy import Document
from tests.plugins.pdf import pictures, samples

Write = Callable[[Document], bytes]


def test_the_same_page_is_like_its_picture(write: Write, tmp_path: Path) -> None:
    data = write(samples.letter_de())
    pictures.keep(data, tmp_path, "letter")
    assert pictures.unlike(data, tmp_path, "letter") == []


def test_a_page_of_another_size_of_picture_is_still_alike(write: Write) -> None:
    data = write(samples.letter_de())
    (small, _), (large, _) = pictures.pages(data, width=620), pictures.pages(data, width=840)
    assert pictures.difference(small, large) < pictures.TOLERANCE


def test_a_paragraph_that_is_missing_is_seen(write: Write, tmp_path: Path) -> None:
    document = samples.letter_de()
    pictures.keep(write(document), tmp_path, "letter")
    changed = replace(document, blocks=(*document.blocks[:6], *document.blocks[7:]))
    (sentence, *_) = pictures.unlike(write(changed), tmp_path, "letter")
    assert sentence.startswith("letter-01.png differs by ")


def test_another_number_of_pages_is_seen(write: Write, tmp_path: Path) -> None:
    document = samples.letter_de()
    pictures.keep(write(document), tmp_path, "letter")
    short = replace(document, blocks=document.blocks[:5])
    assert pictures.unlike(write(short), tmp_path, "letter") == [
        "letter has 1 pages, and 2 pictures are kept"
    ]
