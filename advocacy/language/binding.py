"""Where a line must not break: the spaces that a language binds become no-break spaces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise

from advocacy.language.locale import Binding
from advocacy.language.untouched import untouched

__all__ = ["NO_BREAK", "bound", "bound_pieces", "loose"]

NO_BREAK = "\u00a0"
NARROW = "\u202f"
OPENING = "([{«„“‘‚\"'"
CLOSING = ",;:!?…)]}»”’“\"'"
ORDINAL = ".º°"
ELISION = "’"


# The same sentences return in every letter of a merge and with every save while somebody types.
@lru_cache(maxsize=4_096)
def bound(text: str, binding: Binding) -> str:
    """Return a text of the same length in which no line breaks where the language binds.

    Links and text that looks like code stay as they are. Binding twice is binding once.
    """
    places = [place for place in _places(text, binding) if text[place] == " "]
    if not places:
        return text
    kept = untouched(text)
    signs = list(text)
    for place in places:
        if not kept.touch(place, place + 1):
            signs[place] = NO_BREAK
    return "".join(signs)


def bound_pieces(pieces: list[str], binding: Binding) -> list[str]:
    """Bind a paragraph that comes in pieces: a day may stand in one, its month in the next."""
    if len(pieces) == 1:
        return [bound(pieces[0], binding)]
    text = bound("".join(pieces), binding)
    limits = (0, *accumulate(map(len, pieces)))
    return [text[start:end] for start, end in pairwise(limits)]


def loose(text: str) -> str:
    """Return a text with ordinary spaces, for what is searched or sorted and never broken."""
    return text.replace(NO_BREAK, " ").replace(NARROW, " ")


def _places(text: str, binding: Binding) -> Iterator[int]:
    """Yield the places of the spaces that bind, some of which are no-break spaces already."""
    at = -1
    before, counts = "", False
    for written in loose(text).replace("\n", " ").split(" "):
        word = _bare(written)
        figure = word[:1].isdigit()
        if before in binding.words or (figure and before in binding.before_number):
            known = bool(word)
        else:
            known = counts and _follows(word, binding.after_number)
        if known:
            yield at
        at += len(written) + 1
        before = word
        counts = figure and (word[-1].isalnum() or word[-1] in ORDINAL)


def _bare(written: str) -> str:
    """Return a word without what opens before it and without an elided one: l’article."""
    word = written.lstrip(OPENING)
    return word.rpartition(ELISION)[2] if ELISION in word[:-1] else word


def _follows(word: str, known: frozenset[str]) -> bool:
    """Whether a word is known, with or without the full stop of an abbreviation."""
    core = word.rstrip(CLOSING)
    return core in known or core.rstrip(f".{CLOSING}") in known
