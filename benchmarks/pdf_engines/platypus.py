"""ReportLab's Platypus as its guide shows it, with fonts and styles made once; not tagged."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    Flowable,
    ListFlowable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)
from serve import serve
from texts import LETTER, STATEMENT, varied

FONTS = Path(__file__).resolve().parents[2] / "templates" / "fonts" / "pt-serif"
for face in ("Regular", "Bold", "Italic", "BoldItalic"):
    pdfmetrics.registerFont(TTFont(f"PTSerif-{face}", str(FONTS / f"PTSerif-{face}.ttf")))
pdfmetrics.registerFontFamily(
    *("PTSerif-Regular", "PTSerif-Regular", "PTSerif-Bold", "PTSerif-Italic", "PTSerif-BoldItalic")
)
BODY = ParagraphStyle(
    "body", fontName="PTSerif-Regular", fontSize=10.5, leading=15, spaceAfter=7.5,
    hyphenationLang="ru_RU", allowWidows=0, allowOrphans=0,
)  # fmt: skip
SMALL = ParagraphStyle("small", BODY, fontSize=9.3, leading=12, spaceAfter=0)
RIGHT = ParagraphStyle("right", BODY, alignment=TA_RIGHT)
ADDRESS = ParagraphStyle("address", BODY, leftIndent=84 * mm)
TITLE = ParagraphStyle("title", BODY, fontName="PTSerif-Bold", fontSize=21, leading=26)
HEADING = ParagraphStyle("heading", BODY, fontName="PTSerif-Bold", fontSize=13, keepWithNext=1)
SUBJECT = ParagraphStyle("subject", BODY, fontName="PTSerif-Bold")


def numbered(words: list[str]) -> Flowable:
    return ListFlowable([Paragraph(word, BODY) for word in words], bulletType="1")


def statement(content: dict[str, Any]) -> list[Flowable]:
    people = [Paragraph("<br/>".join(one), SMALL) for one in content["addressees"]]
    names = [
        Paragraph(f'{name} <font color="#595959">{where}</font>', SMALL)
        for name, where in content["signatories"]
    ]
    half = (len(names) + 1) // 2
    return [
        Paragraph(content["kicker"], SMALL),
        Paragraph(content["title"], TITLE),
        Paragraph(content["dateline"], SMALL),
        Table([people[at : at + 2] for at in range(0, len(people), 2)]),
        *(Paragraph(word, BODY) for word in [*content["paragraphs"], content["lead"]]),
        numbered(content["demands"]),
        Paragraph(content["signed"], HEADING),
        Table([list(pair) for pair in zip(names[:half], names[half:], strict=False)]),
    ]


def letter(content: dict[str, Any]) -> list[Flowable]:
    return [
        Paragraph("<br/>".join(content["sender"]), SMALL),
        Paragraph("<br/>".join(content["address"]), ADDRESS),
        Paragraph(content["dateline"], RIGHT),
        Paragraph(content["title"], SUBJECT),
        *(
            Paragraph(word, BODY)
            for word in [content["salutation"], *content["paragraphs"], content["lead"]]
        ),
        numbered(content["demands"]),
        Paragraph(content["closing"], BODY),
        Spacer(1, 28),
        Paragraph(content["signature"], BODY),
    ]


def maker(
    story: Callable[[dict[str, Any]], list[Flowable]], contents: Iterator[dict[str, Any]]
) -> Callable[[], bytes]:
    def make() -> bytes:
        content, data = next(contents), io.BytesIO()
        document = SimpleDocTemplate(
            data, pagesize=A4, leftMargin=30 * mm, rightMargin=32 * mm, topMargin=22 * mm,
            bottomMargin=24 * mm, title=content["title"],
        )  # fmt: skip
        document.build(story(content))
        return data.getvalue()

    return make


if __name__ == "__main__":
    serve(
        {
            "statement": maker(statement, varied(STATEMENT)),
            "letter": maker(letter, varied(LETTER)),
        }
    )
