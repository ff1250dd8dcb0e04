"""WeasyPrint as its documentation shows it for speed: one font configuration, tagged PDF/UA."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from serve import serve
from texts import LETTER, STATEMENT, varied
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

FONTS = Path(__file__).resolve().parents[2] / "templates" / "fonts" / "pt-serif"
FACES = (("Regular", "normal", "normal"), ("Bold", "bold", "normal"))
STYLE = """
@page { size: A4; margin: 22mm 32mm 24mm 30mm;
  @bottom-right { content: "Страница " counter(page) " из " counter(pages); font-size: 8pt } }
html { font: 10.5pt/15pt "Text"; hyphens: auto }
h1 { font-size: 21pt; line-height: 26pt } h2 { font-size: 13pt; color: #1f3d5c }
p { margin: 0 0 7.5pt; orphans: 2; widows: 2 } .small { font-size: 9.3pt; line-height: 12pt }
.two { columns: 2; column-gap: 16pt } ul { list-style: none; margin: 0; padding: 0 }
.address { margin-left: 84mm } .right { text-align: right } .hand { margin-top: 42pt }
"""


def paragraphs(words: list[str]) -> str:
    return "".join(f"<p>{escape(word)}</p>" for word in words)


def items(words: list[str]) -> str:
    return "".join(f"<li>{word}</li>" for word in words)


def lines(words: list[str]) -> str:
    return "<br>".join(map(escape, words))


def statement(content: dict[str, Any]) -> str:
    names = [
        f"{escape(name)} <span>{escape(where)}</span>" for name, where in content["signatories"]
    ]
    addressees = "".join(f"<p>{lines(one)}</p>" for one in content["addressees"])
    return (
        f"<p>{content['kicker']}</p><h1>{content['title']}</h1><p>{content['dateline']}</p>"
        f"<p>{content['label']}</p><div class='two small'>{addressees}</div>"
        f"{paragraphs([*content['paragraphs'], content['lead']])}"
        f"<ol>{items(content['demands'])}</ol><h2>{content['signed']}</h2>"
        f"<ul class='two small'>{items(names)}</ul>"
    )


def letter(content: dict[str, Any]) -> str:
    return (
        f"<p class=small>{lines(content['sender'])}</p>"
        f"<p class=address>{lines(content['address'])}</p>"
        f"<p class=right>{content['dateline']}</p>"
        f"<h1 style='font-size:10.5pt'>{content['title']}</h1>"
        f"{paragraphs([content['salutation'], *content['paragraphs'], content['lead']])}"
        f"<ol>{items(content['demands'])}</ol><p>{content['closing']}</p>"
        f"<p class=hand>{content['signature']}</p>"
    )


def maker(
    fill: Callable[[dict[str, Any]], str], contents: Iterator[dict[str, Any]]
) -> Callable[[], bytes]:
    fonts = FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: "Text"; src: url({(FONTS / f"PTSerif-{name}.ttf").as_uri()});'
        f" font-weight: {weight}; font-style: {style} }}"
        for name, weight, style in FACES
    )
    style = CSS(string=faces + STYLE, font_config=fonts)

    def make() -> bytes:
        content = next(contents)
        page = f"<html lang=ru><title>{content['title']}</title>{fill(content)}"
        document = HTML(string=page)
        return bytes(
            document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        )

    return make


if __name__ == "__main__":
    serve(
        {
            "statement": maker(statement, varied(STATEMENT)),
            "letter": maker(letter, varied(LETTER)),
        }
    )
