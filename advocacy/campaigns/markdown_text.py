"""The way back from runs to the organisers' Markdown, for text that was edited elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from advocacy.document import Run, Text

__all__ = ["to_markdown"]

_SIGNS = re.compile(r"([\\*_\[\]<])")
# What would make a block of the line it begins.
_OPENERS = re.compile(
    r"^([ \t]*)(#{2,3}(?=[ \t])|>|[-+](?=[ \t])|\d{1,9}(?=[.)][ \t]))", re.MULTILINE
)
_Look = tuple[bool, bool, str]


def to_markdown(text: Text) -> str:
    """Write runs as Markdown that `markdown.blocks` reads back as one paragraph.

    Languages of runs have no sign in Markdown and are left out. Notes follow the paragraph.
    """
    notes: list[str] = []
    written = "".join(_pieces(text, notes))
    definitions = "\n".join(f"[^{number}]: {note}" for number, note in enumerate(notes, start=1))
    return f"{written}\n\n{definitions}" if definitions else written


def _pieces(text: Text, notes: list[str]) -> Iterator[str]:
    for look, runs in groupby(text, key=_look):
        inside = ""
        for run in runs:
            inside += _escaped(run.text)
            if run.note:
                notes.append(" ".join(run.note.split()))
                inside += f"[^{len(notes)}]"
        yield _wrapped(inside, look)


def _look(run: Run) -> _Look:
    return run.bold, run.italic, run.href or ""


def _escaped(characters: str) -> str:
    signs = _SIGNS.sub(r"\\\1", characters)
    return _OPENERS.sub(_protected, signs).replace("\n", "\\\n")


def _protected(match: re.Match[str]) -> str:
    space, opener = match.groups()
    if opener.isdigit():
        # A backslash protects signs only: it goes between the number and its full stop.
        return f"{space}{opener}\\"
    return f"{space}\\{opener}"


def _wrapped(inside: str, look: _Look) -> str:
    """Put the signs of a look around words; spaces at the ends stay outside, where they count."""
    bold, italic, href = look
    words = inside.strip(" ")
    if not words:
        return inside
    if href:
        words = f"[{words}](<{href}>)" if re.search(r"[()\s]", href) else f"[{words}]({href})"
    words = "*" * (2 * bold + italic) + words + "*" * (2 * bold + italic)
    start = len(inside) - len(inside.lstrip(" "))
    end = len(inside) - len(inside.rstrip(" "))
    return " " * start + words + " " * end
