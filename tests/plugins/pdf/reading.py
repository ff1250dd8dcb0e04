"""What a screen reader finds in a PDF: elements and their text, as poppler reports them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterable

from advocacy import Document, plain

# List numbers and the marks of notes are no part of the text, which `Document.lines` holds.
SILENT = frozenset({"Lbl", "Reference"})


def tree(data: bytes) -> list[tuple[int, str, str]]:
    """Return depth and kind of every element, and the text of what has some, in order."""
    run = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=data, capture_output=True, check=True
    )
    assert not run.stderr, run.stderr.decode()
    rows: list[tuple[int, str, str]] = []
    for line in run.stdout.decode().split("\n"):
        depth, content = (len(line) - len(line.lstrip(" "))) // 2, line.strip(" ")
        if content.startswith('"'):
            rows.append((depth, "", content[1:-1]))
        elif content and not content.startswith(("/", "Object")):
            rows.append((depth, re.match(r"[A-Z]\w*", content)[0], ""))  # type: ignore[index]
    return rows


def kinds(data: bytes) -> list[str]:
    """Return the kinds of all elements in order."""
    return [kind for _, kind, _ in tree(data) if kind]


def spoken(data: bytes) -> str:
    """Return the text in the order of the structure, with single spaces."""
    texts: list[str] = []
    silence = 0
    for depth, kind, text in tree(data):
        if silence and depth <= silence:
            silence = 0
        if kind in SILENT and not silence:
            silence = depth
        elif kind not in {"", "Link", "Span"} and not silence:
            texts.append(" ")
        elif not silence:
            texts.append(text)
    return words("".join(texts))


def expected(document: Document) -> str:
    """Return the text of a document as `spoken` gives it."""
    head = document.letterhead
    organisation = plain(head.organisation) if head else ""
    lines: list[str] = list(document.lines())
    if document.notes():
        lines.insert(len(lines) - len(document.notes()), document.notes_label)
    return words(" ".join([organisation, *lines]))


def words(text: str) -> str:
    """Compose letters, make spaces single, drop what only says where a word may be divided."""
    text = unicodedata.normalize("NFC", text)
    return " ".join(re.sub("[\u00ad\u200b]", "", text).split())


def ends(texts: Iterable[str]) -> list[str]:
    """Return the last word of each text."""
    return [text.split()[-1] for text in texts]
