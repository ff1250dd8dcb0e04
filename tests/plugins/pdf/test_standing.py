"""Letters that differ in a few blocks: printed from one before, they are as if set anew."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from advocacy import (
    Document,
    Letterhead,
    Logo,
    Paragraph,
    PluginError,
    RefusedError,
    Run,
    Sender,
    Signature,
    text,
)
from tests.plugins.pdf import samples
from tests.plugins.pdf.pictures import png

Write = Callable[[Document], bytes]
Part = Callable[[str], ModuleType]

WINDOWS = ("din5008-b", "din5008-a", "right", "flow-left", "flow-right")
NAMES = ("Johanna Größmann", "Анна Примерова", "Zoë Łuczak", "Sofía Ñíguez", "Kang 강", "A" * 90)
LINES = ("Ulmenweg 7", "10115 Berlin", "12, rue de l’Échiquier", "ул. Липовая, 3–5", "Via X/Y 1@2")
WORDS = (
    "schreibe",
    "Ihnen",
    "als",
    "Lehrerin",
    "Rechtsanwaltskammer",
    "„Nein“",
    "seit",
    "1999",
    "ß",
)
LOOKS: tuple[dict[str, Any], ...] = (
    *[{}] * 6,
    {"italic": True},
    {"href": "https://example.org"},
    {"note": "n"},
)


def someone(document: Document, chance: random.Random) -> Document:
    """The same letter by somebody else, with any number of lines and words."""
    name, count = chance.choice(NAMES), chance.choice((0, 1, 2, 2, 2, 2, 2, 3))
    address = [chance.choice(LINES) for _ in range(count)]
    own = " ".join(chance.choices(WORDS, k=chance.choice((3, 4, 5, 6, 7, 40))))
    look = chance.choice(LOOKS)
    personal = {
        Sender: Sender(lines=samples.lines(name, *address), key="sender"),
        Signature: Signature(lines=samples.lines(name), key="signature"),
        Paragraph: Paragraph(text=(Run(f"Ich {own}.", **look),), key="texts.personal/1"),
    }
    # The first of each kind is the person's.
    blocks = tuple(personal.pop(type(block), block) for block in document.blocks)
    return replace(document, blocks=blocks)


def templates() -> Iterator[Document]:
    letter = samples.letter_de()
    short = tuple(
        block
        for block in letter.blocks
        if not any(run.note for runs in block.texts() for run in runs)
    )
    for window in WINDOWS:
        layout = replace(letter.layout, window=window, justified=window == "right")
        yield replace(letter, blocks=short[:9], layout=layout)
    head = Letterhead(
        logos=(Logo(png((90, 30)), "image/png", "Zeichen"),), organisation=text("Rat")
    )
    yield replace(letter, blocks=short[:9], letterhead=head)
    yield replace(letter, blocks=short[:9], draft="Entwurf")
    yield letter


@pytest.fixture
def written(write: Write) -> Write:
    """Write a document; what is wrong with it is a part of the answer."""

    def either(document: Document) -> bytes:
        try:
            return write(document)
        except (RefusedError, PluginError) as error:
            return str((error.message, error.problems)).encode()

    return either


@pytest.fixture
def forget(part: Part) -> Callable[[], None]:
    """Return what empties the writer's memory of letters."""

    def forgotten() -> None:
        part("standing").standing_of.cache_clear()
        part("assembly")._kept.clear()

    return forgotten


def letters() -> list[Document]:
    """Letters of one kind after the other, and then some of all kinds."""
    chance = random.Random(7)  # noqa: S311 - nothing secret
    kinds = list(templates())
    made = [someone(each, chance) for each in kinds for _ in range(30)]
    return made + [someone(chance.choice(kinds), chance) for _ in range(40)]


def test_a_letter_is_the_same_whatever_was_written_before(
    written: Write, forget: Callable[[], None]
) -> None:
    documents = letters()
    forget()
    one_after_the_other = [written(each) for each in documents]
    for document, found in zip(documents, one_after_the_other, strict=True):
        forget()
        assert written(document) == found


def test_many_letters_are_printed_from_another(
    written: Write, part: Part, forget: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = part("standing").Standing
    find, found = kind.print, []

    def watched(*arguments: object) -> object:
        found.append(find(*arguments))
        return found[-1]

    monkeypatch.setattr(kind, "print", watched)
    forget()
    for document in letters():
        written(document)
    again = sum(each is not None for each in found)
    assert len(found) / 4 < again < len(found)
