"""The notation of wording: ``{name}[form]`` and ``[name: f=…|m=…]``, parsed into parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from advocacy.errors import Message, WordingError, message

__all__ = ["NOTATION", "Part", "Place", "Selection", "Wording", "names_in", "parse", "stray"]

NAME = r"[A-Za-z_]\w*"
NOTATION = re.compile(
    rf"\{{\{{|\}}\}}|\[\[|\]\]"
    rf"|\{{(?P<place>{NAME})\}}(?:\[(?P<form>{NAME})\])?"
    rf"|\[(?P<by>{NAME}):(?P<options>[^\[\]{{}}]*)\]"
)
STRAY = re.compile(r"[\[\]{}]")


@dataclass(frozen=True, slots=True)
class Place:
    """``{name}[form]``: a value, in a form."""

    name: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """``[name: f=…|m=…]``: words that agree with a value; options in their order."""

    name: str
    options: tuple[tuple[str, str], ...]

    @property
    def source(self) -> str:
        """Write the selection as it stands in wording."""
        return f"[{self.name}: {'|'.join(f'{key}={text}' for key, text in self.options)}]"


Part: TypeAlias = str | Place | Selection
Wording: TypeAlias = tuple[Part, ...]


@lru_cache(maxsize=8192)
def parse(wording: str) -> Wording:
    """Split wording into plain text, places and selections.

    Raises WordingError for a bracket that belongs to neither and for options without ``=``.
    """
    return tuple(_merged(_parts(wording)))


@lru_cache(maxsize=8192)
def names_in(wording: str) -> frozenset[str]:
    """Return the names of all values that wording mentions."""
    return frozenset(part.name for part in parse(wording) if not isinstance(part, str))


def stray(text: str) -> Message:
    """Say that a bracket or brace stands alone."""
    return message(
        "wording.stray",
        "A bracket or brace stands alone in “{text}”; a literal one is written twice.",
        text=text,
    )


def _parts(wording: str) -> Iterator[Part]:
    end = 0
    for found in NOTATION.finditer(wording):
        yield _literal(wording, end, found.start())
        end = found.end()
        if found["place"]:
            yield Place(found["place"], found["form"] or "")
        elif found["by"]:
            yield Selection(found["by"], tuple(_options(found["options"], found[0])))
        else:
            yield found[0][0]
    yield _literal(wording, end)


def _literal(wording: str, start: int, end: int | None = None) -> str:
    text = wording[start:end]
    if found := STRAY.search(text):
        raise WordingError(stray(wording[start + found.start() :]))
    return text


def _options(source: str, selection: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for option in source.split("|"):
        key, equals, text = option.partition("=")
        key = key.strip()
        if not equals or not re.fullmatch(r"\w+", key) or key in seen:
            raise WordingError(
                message(
                    "wording.options",
                    "The options in {selection} cannot be read; write [name: f=…|m=…|other=…], "
                    "each option once.",
                    selection=selection,
                )
            )
        seen.add(key)
        yield key, text.strip(" ")


def _merged(parts: Iterator[Part]) -> Iterator[Part]:
    """Join neighbouring plain texts."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        if text:
            yield text
        yield part
        text = ""
    if text:
        yield text
