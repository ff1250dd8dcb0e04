"""Typography: the stretches of a text that no rule may change: links, addresses, code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

__all__ = ["Spans", "untouched"]

Span: TypeAlias = tuple[int, int]

HINT = re.compile(r"[_\\{}<>=$^~|@#`]|://|www\.|(?:mailto|tel):|\.[a-z]{2,}/|\w\(")
"""Without any of these a text holds nothing of the kind, as most paragraphs."""
WORD = re.compile(r"\S+")
SIGN = re.compile(r"[_\\{}<>=$^~|@#]|://|^www\.|^(?:mailto|tel):|\.[a-z]{2,}/")
BEFORE = "([«„“‘‚\"'"
AFTER = ".,;:!?)]»“”’\"'…"
LONGER = re.compile(
    r"`[^`]*`"  # code
    r"|(?<![\w.])[A-Za-z_][\w.]*+\((?:[\"'][^()\n]*)?\)"  # calls: name(), name("…")
    r"|(?<!\w)\w++=(?:\"[^\"\n]*\"|'[^'\n]*')"  # attributes
    r"|</?[A-Za-z][^<>\n]*>"  # markup
    r"|\{[^{}\n]*\}"  # places in templates
)


class Spans:
    """Stretches of a text, sorted and without overlap."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans: list[Span] = []
        for start, end in sorted(spans):
            if self.spans and start <= self.spans[-1][1]:
                self.spans[-1] = (self.spans[-1][0], max(end, self.spans[-1][1]))
            else:
                self.spans.append((start, end))
        self.ends = [end for _, end in self.spans]

    def touch(self, start: int, end: int) -> bool:
        """Whether a stretch shares a character with one of these."""
        number = bisect_right(self.ends, start)
        return number < len(self.spans) and self.spans[number][0] < max(end, start)


@lru_cache(maxsize=64)
def untouched(text: str) -> Spans:
    """Find the links, e-mail addresses and pieces of code in a text."""
    if not HINT.search(text):
        return Spans()
    return Spans((*_words(text), *(found.span() for found in LONGER.finditer(text))))


def _words(text: str) -> Iterator[Span]:
    for found in WORD.finditer(text):
        word = found[0]
        core = word.lstrip(BEFORE)
        start = found.start() + len(word) - len(core)
        core = core.rstrip(AFTER)
        if core and SIGN.search(core):
            yield start, start + len(core)
