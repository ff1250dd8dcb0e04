"""python-docx as its documentation shows it: a new document for each person."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from people import letter, name, people, personal


def made(content: dict[str, Any]) -> bytes:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    font = document.styles["Normal"].font
    font.name, font.size = "PT Serif", Pt(11)
    for words in content["sender"] + content["address"]:
        document.add_paragraph(words)
    document.add_paragraph(content["dateline"]).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_heading(content["title"], level=1)
    for words in [content["salutation"], *content["paragraphs"], content["lead"]]:
        document.add_paragraph(words)
    for words in content["demands"]:
        document.add_paragraph(words, style="List Number")
    document.add_paragraph(content["closing"])
    document.add_paragraph(content["signature"])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    words = letter(Path(sys.argv[1]))
    with zipfile.ZipFile(sys.argv[4], "w") as archive:
        for number, person in enumerate(people(Path(sys.argv[2]), int(sys.argv[3])), start=1):
            archive.writestr(name(number, "docx"), made(personal(words, person)))
