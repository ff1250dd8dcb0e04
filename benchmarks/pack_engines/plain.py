"""Plain Platypus and python-docx, as their guides show them: a pack of ready texts, files on disk.

    python plain.py CONTENT.json FOLDER

Without a folder it answers lines ``folder number`` on its standard input with the seconds of
processor time; nobody is asked for the same document twice.
Words, sizes of type and the places where words may be divided are those of this program's files;
the PDF has no tags, and neither file has a language for each run, marks or named lists.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.shared import Cm, Pt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, ListFlowable, Paragraph, SimpleDocTemplate, Table

FONTS = Path(__file__).resolve().parents[2] / "templates" / "fonts" / "pt-serif"
for face in ("Regular", "Bold", "Italic", "BoldItalic"):
    pdfmetrics.registerFont(TTFont(f"PTSerif-{face}", str(FONTS / f"PTSerif-{face}.ttf")))
pdfmetrics.registerFontFamily(
    *("PTSerif-Regular", "PTSerif-Regular", "PTSerif-Bold", "PTSerif-Italic", "PTSerif-BoldItalic")
)


def styles(language: str) -> dict[str, ParagraphStyle]:
    body = ParagraphStyle(
        "body", fontName="PTSerif-Regular", fontSize=10.5, leading=15, spaceAfter=7.5,
        hyphenationLang=language, allowWidows=0, allowOrphans=0,
    )  # fmt: skip
    return {
        "body": body,
        "small": ParagraphStyle("small", body, fontSize=9.3, leading=12, spaceAfter=0),
        "title": ParagraphStyle("title", body, fontName="PTSerif-Bold", fontSize=21, leading=26),
        "heading": ParagraphStyle("heading", body, fontName="PTSerif-Bold", fontSize=13),
    }


def flowable(kind: str, words: Any, style: dict[str, ParagraphStyle]) -> Flowable:
    if kind == "list":
        items = [Paragraph(escape(word), style["body"]) for word in words]
        return ListFlowable(items, bulletType="1")
    if kind == "table":
        return Table([[Paragraph(escape(cell), style["small"]) for cell in row] for row in words])
    return Paragraph(escape(words).replace("\n", "<br/>"), style[kind])


def write_pdf(content: dict[str, Any], path: Path) -> None:
    style = styles(content["language"])
    document = SimpleDocTemplate(
        str(path), pagesize=A4, leftMargin=30 * mm, rightMargin=32 * mm, topMargin=22 * mm,
        bottomMargin=24 * mm, title=content["title"],
    )  # fmt: skip
    document.build([flowable(kind, words, style) for kind, words in content["blocks"]])


def write_docx(content: dict[str, Any], path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3)
    font = document.styles["Normal"].font
    font.name, font.size = "PT Serif", Pt(10.5)
    for kind, words in content["blocks"]:
        write_block(document, kind, words)
    document.save(str(path))


def write_block(document: Any, kind: str, words: Any) -> None:
    if kind == "list":
        for word in words:
            document.add_paragraph(word, style="List Number")
    elif kind == "table":
        table = document.add_table(rows=len(words), cols=len(words[0]))
        for row, cells in zip(table.rows, words, strict=True):
            for cell, word in zip(row.cells, cells, strict=True):
                cell.text = word
    elif kind in ("title", "heading"):
        document.add_heading(words, level=1 if kind == "title" else 2)
    else:
        document.add_paragraph(words)


def write_pack(contents: list[dict[str, Any]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for content in contents:
        write_docx(content, folder / f"statement.{content['folder']}.docx")
        write_pdf(content, folder / f"statement.{content['folder']}.pdf")


def serve(contents: list[dict[str, Any]]) -> None:
    for line in sys.stdin:
        folder, number = line.split()
        for content in contents:
            content["blocks"][2][1] = f"{content['dateline']} {number}"
            content["blocks"][-1][1] = f"{content['note']} № {number}."
        start = time.process_time()
        write_pack(contents, Path(folder))
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if len(sys.argv) > 2:
        write_pack(given, Path(sys.argv[2]))
    else:
        serve(given)
