"""This program: the ordinary way from a document to its file."""

from __future__ import annotations

import datetime
import itertools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from serve import serve
from texts import LETTER, STATEMENT

sys.path.append(str(Path(__file__).resolve().parents[2]))

from advocacy import document as d
from advocacy.plugin_manager import PluginManager

Making = Callable[[], bytes]
VALUES: dict[str, Any] = {
    "language": "ru-RU",
    "date": datetime.date(2021, 7, 15),
    "page_label": "{page} из {pages}",
}


def texts(words: list[str]) -> d.Lines:
    return tuple(d.text(word) for word in words)


def paragraphs(words: list[str]) -> list[d.Block]:
    return [d.Paragraph(text=d.text(word)) for word in words]


def statement(content: dict[str, Any]) -> d.Document:
    named = tuple(
        d.SignatoryLine(d.text(name), d.text(country)) for name, country in content["signatories"]
    )
    blocks = [
        d.Kicker(text=d.text(content["kicker"])),
        d.Title(text=d.text(content["title"])),
        d.Dateline(text=d.text(content["dateline"])),
        d.Addressees(items=tuple((line,) for line in texts(content["addressees"]))),
        *paragraphs(content["paragraphs"]),
        d.Heading(text=d.text(content["heading"])),
        *paragraphs(content["background"]),
        d.Quote(paragraphs=texts([content["quote"]]), attribution=d.text(content["speaker"])),
        d.Demands(lead=d.text(content["lead"]), items=texts(content["demands"])),
        d.Signatures(
            heading=d.text(content["signed"]),
            groups=(d.SignatureGroup(named),),
            name_label=content["labels"][0],
            detail_label=content["labels"][1],
        ),
        d.Note(text=d.text(content["note"])),
    ]
    return d.Document(
        title=content["title"], identifier="statement", blocks=numbered(blocks), **VALUES
    )


def letter(content: dict[str, Any]) -> d.Document:
    blocks = [
        d.Sender(lines=texts(content["sender"])),
        d.Address(lines=texts(content["address"])),
        d.Dateline(text=d.text(content["dateline"])),
        d.Subject(text=d.text(content["title"])),
        d.Salutation(text=d.text(content["salutation"])),
        *paragraphs(content["paragraphs"]),
        d.Demands(lead=d.text(content["lead"]), items=texts(content["demands"])),
        d.Closing(text=d.text(content["closing"])),
        d.Signature(lines=texts([content["signature"]])),
    ]
    layout = d.Layout(design="letter", window="flow-right")
    return d.Document(
        title=content["title"], identifier="letter", blocks=numbered(blocks), layout=layout,
        **VALUES,
    )  # fmt: skip


def numbered(blocks: list[d.Block]) -> tuple[d.Block, ...]:
    """Give each block a key, as every composed document has."""
    from dataclasses import replace

    return tuple(replace(block, key=f"block/{place}") for place, block in enumerate(blocks))


def renewed(value: Any, number: int) -> Any:
    """Return content of which every text is another one: nothing can be answered from memory."""
    if isinstance(value, str):
        return f"{value} {number}"
    if isinstance(value, list):
        return [renewed(each, number) for each in value]
    return {key: renewed(each, number) for key, each in value.items()}


def maker(make: Callable[[dict[str, Any]], d.Document], content: dict[str, Any]) -> Making:
    """Return what writes a document, each time of other words."""
    numbers = itertools.count(1)
    return lambda: manager.write(make(renewed(content, next(numbers))), "docx")


if __name__ == "__main__":
    manager = PluginManager()
    manager.load()
    many = {**STATEMENT, "signatories": STATEMENT["signatories"] * 435}
    many["signatories"] = many["signatories"][:10_000]
    serve(
        {
            "statement": maker(statement, STATEMENT),
            "letter": maker(letter, LETTER),
            "signatories": maker(statement, many),
        }
    )
