"""The organisers' text gets its language's quotation marks, dashes, apostrophes and spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from advocacy.language.locale import Locale, Replacement, Typography
from advocacy.language.marks import MARK, apostrophes, quotation_marks
from advocacy.language.seams import Edit, apply
from advocacy.language.untouched import untouched

__all__ = ["SEAM", "correct", "correct_pieces"]

SEAM = "\ue000"
"""Stands between the runs of a paragraph; it is kept, and no rule sees it."""

ROUNDS = 4
DASH = re.compile(r"(?<=\S)[ \u00a0\u202f]+(?:--?|–|—)[ \u00a0\u202f]+(?=\S)")


def correct(text: str, locale: Locale) -> str:
    """Return a paragraph with the typography of its language.

    Links, e-mail addresses and text that looks like code stay as they are. What is correct stays;
    correcting twice is correcting once.
    """
    return SEAM.join(correct_pieces(text.split(SEAM), locale))


def correct_pieces(pieces: list[str], locale: Locale) -> list[str]:
    """Correct a paragraph that comes in pieces; quotation marks may span them."""
    return list(_corrected(tuple(pieces), locale))


# While somebody types in one text, all others are corrected again with every save.
@lru_cache(maxsize=1_000)
def _corrected(pieces: tuple[str, ...], locale: Locale) -> Sequence[str]:
    done = list(pieces)
    for _ in range(ROUNDS):
        once = _round(done, locale.typography)
        if once == done:
            return done
        done = once
    # Rules that undo each other never come to rest: then the organisers' text is the better one.
    return pieces


def _round(pieces: list[str], typography: Typography) -> list[str]:
    text = "".join(pieces)
    if MARK.search(text):
        pieces = apply(pieces, quotation_marks(text, typography.quotes, untouched(text)))
        text = "".join(pieces)
        pieces = apply(pieces, apostrophes(text, typography.apostrophe, untouched(text)))
    if typography.dash and DASH.search(text):
        pieces = _replaced(pieces, Replacement(find=DASH, put=typography.dash))
    for rule in typography.rules:
        pieces = _replaced(pieces, rule)
    return pieces


def _replaced(pieces: list[str], rule: Replacement) -> list[str]:
    text = pieces[0] if len(pieces) == 1 else "".join(pieces)
    if not rule.find.search(text):
        return pieces
    kept = untouched(text)
    return apply(
        pieces,
        [
            Edit(*each.span(), each.expand(rule.put))
            for each in rule.find.finditer(text)
            if not kept.touch(*each.span())
        ],
    )
