"""python-docx as its documentation shows it: a new document, paragraph by paragraph."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from serve import serve
from texts import LETTER, STATEMENT


def started() -> Any:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    font = document.styles["Normal"].font
    font.name, font.size = "PT Serif", Pt(11)
    return document


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def statement() -> bytes:
    document = started()
    document.add_paragraph(STATEMENT["kicker"])
    document.add_heading(STATEMENT["title"], level=1)
    document.add_paragraph(STATEMENT["dateline"])
    for words in STATEMENT["addressees"] + STATEMENT["paragraphs"]:
        document.add_paragraph(words)
    document.add_heading(STATEMENT["heading"], level=2)
    for words in STATEMENT["background"]:
        document.add_paragraph(words)
    document.add_paragraph(STATEMENT["quote"], style="Quote")
    document.add_paragraph(STATEMENT["speaker"])
    document.add_paragraph(STATEMENT["lead"])
    for words in STATEMENT["demands"]:
        document.add_paragraph(words, style="List Number")
    document.add_heading(STATEMENT["signed"], level=2)
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, STATEMENT["labels"], strict=True):
        cell.text = words
    for signatory in STATEMENT["signatories"]:
        for cell, words in zip(table.add_row().cells, signatory, strict=True):
            cell.text = words
    document.add_paragraph(STATEMENT["note"])
    return saved(document)


def letter() -> bytes:
    document = started()
    for words in LETTER["sender"] + LETTER["address"]:
        document.add_paragraph(words)
    document.add_paragraph(LETTER["dateline"]).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_heading(LETTER["title"], level=1)
    for words in [LETTER["salutation"], *LETTER["paragraphs"], LETTER["lead"]]:
        document.add_paragraph(words)
    for words in LETTER["demands"]:
        document.add_paragraph(words, style="List Number")
    document.add_paragraph(LETTER["closing"])
    document.add_paragraph(LETTER["signature"])
    return saved(document)


if __name__ == "__main__":
    serve({"statement": statement, "letter": letter})
