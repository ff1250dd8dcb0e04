"""This program: the ordinary way from a document to its file."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from serve import serve
from texts import LETTER, STATEMENT, varied

sys.path.append(str(Path(__file__).resolve().parents[2]))

from advocacy import document as d
from advocacy.plugin_manager import PluginManager

VALUES: dict[str, Any] = {
    "language": "ru-RU",
    "date": datetime.date(2021, 7, 14),
    "hyphenation": "ru_RU",
}


def texts(words: list[str]) -> d.Lines:
    return tuple(d.text(word) for word in words)


def paragraphs(words: list[str]) -> list[d.Block]:
    return [d.Paragraph(text=d.text(word)) for word in words]


def statement(content: dict[str, Any]) -> d.Document:
    named = tuple(
        d.SignatoryLine(d.text(name), d.text(where)) for name, where in content["signatories"]
    )
    blocks = (
        d.Kicker(text=d.text(content["kicker"])),
        d.Title(text=d.text(content["title"])),
        d.Dateline(text=d.text(content["dateline"])),
        d.Addressees(
            label=d.text(content["label"]), items=tuple(map(texts, content["addressees"]))
        ),
        *paragraphs(content["paragraphs"]),
        d.Demands(lead=d.text(content["lead"]), items=texts(content["demands"])),
        d.Signatures(heading=d.text(content["signed"]), groups=(d.SignatureGroup(named),)),
    )
    return d.Document(
        title=content["title"],
        identifier="statement",
        blocks=blocks,
        page_label=content["page"],
        **VALUES,
    )


def letter(content: dict[str, Any]) -> d.Document:
    blocks = (
        d.Sender(lines=texts(content["sender"])),
        d.Address(lines=texts(content["address"])),
        d.Dateline(text=d.text(content["dateline"])),
        d.Subject(text=d.text(content["title"])),
        d.Salutation(text=d.text(content["salutation"])),
        *paragraphs(content["paragraphs"]),
        d.Demands(lead=d.text(content["lead"]), items=texts(content["demands"])),
        d.Closing(text=d.text(content["closing"])),
        d.Signature(lines=texts([content["signature"]])),
    )
    return d.Document(
        title=content["title"],
        identifier="letter",
        blocks=blocks,
        layout=d.Layout(design="letter", window="flow-right"),
        page_label=content["page"],
        **VALUES,
    )


def maker(
    manager: PluginManager,
    compose: Callable[[dict[str, Any]], d.Document],
    contents: Iterator[dict[str, Any]],
) -> Callable[[], bytes]:
    return lambda: manager.write(compose(next(contents)), "pdf")


def long(count: int) -> Iterator[dict[str, Any]]:
    names = STATEMENT["signatories"] * (count // 60 + 1)
    return varied({**STATEMENT, "signatories": names[:count]})


if __name__ == "__main__":
    loaded = PluginManager()
    loaded.load()
    serve(
        {
            "statement": maker(loaded, statement, varied(STATEMENT)),
            "letter": maker(loaded, letter, varied(LETTER)),
            "thousand": maker(loaded, statement, long(1_000)),
            "ten-thousand": maker(loaded, statement, long(10_000)),
        }
    )
