"""What a reader finds in a file: its lines of text, in reading order."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def docx_lines(data: bytes) -> list[str]:
    """Return the paragraphs of a DOCX body in order, tables and frames included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        notes = _notes(archive)
    for copy in root.iter(FALLBACK):
        copy.clear()
    return [_text(paragraph) for paragraph in root.iter(f"{W}p")] + notes


def _notes(archive: zipfile.ZipFile) -> list[str]:
    if "word/footnotes.xml" not in archive.namelist():
        return []
    root = etree.fromstring(archive.read("word/footnotes.xml"))
    real = [note for note in root if note.get(f"{W}type") is None]
    return [_text(paragraph) for note in real for paragraph in note.iter(f"{W}p")]


def _text(paragraph: etree._Element) -> str:
    marks = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011"}
    return "".join(
        marks.get(node.tag, node.text or "")
        for node in paragraph.iter(f"{W}t", *marks)
        if next(node.iterancestors(f"{W}p")) is paragraph
    )


def pdf_lines(data: bytes) -> list[str]:
    """Return the text of a PDF in the order of its structure tree, without page furniture."""
    run = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=data, capture_output=True, check=True
    )
    return [
        line.strip()[1:-1]
        for line in run.stdout.decode().splitlines()
        if re.fullmatch(r'\s*".*"', line)
    ]


def letters(lines: Iterable[str]) -> str:
    """Return letters and digits alone: what must be equal whatever breaks lines and words."""
    return re.sub(r"[^\w]|_", "", "".join(lines))


def in_order(needles: Iterable[str], text: str) -> list[str]:
    """Return the needles that do not occur in the text after the one before them."""
    lost, place = [], 0
    for needle in needles:
        found = text.find(letters([needle]), place)
        if found < 0:
            lost.append(needle)
        else:
            place = found
    return lost
