"""Example campaigns in which every text is replaced by nasty ones, as many as there are places."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.model import Campaign
from advocacy.errors import CampaignError
from advocacy.store.paths import parse
from tests.hostile.strings import KEPT, Nasty

__all__ = ["nasty_campaign"]

Path = tuple[str | int, ...]
DECIDING = {"slug", "appeal", "source", "languages", "date", "options", "phrases", "basis"}
"""Parts that say how a document is made; what they may hold is tried by `fields`."""
LONGEST_LINE = 120


def nasty_campaign(path: Any, turn: int, strings: Sequence[Nasty] = KEPT) -> Campaign:
    """Return the example of a file; the n-th text becomes the string n + turn.

    Where a field is for less, the string stands in one line, or the field keeps its own words.
    """
    data = to_data(read_campaign(path))
    candidates: dict[Path, list[str]] = {}
    for number, place in enumerate(_texts(data)):
        if place[0] not in DECIDING:
            text = strings[(number + turn) % len(strings)].text
            before = _put(data, place, text)
            candidates[place] = [" ".join(text.split())[:LONGEST_LINE], before]
    while True:
        try:
            return from_data(data)
        except CampaignError as error:
            for where in {problem.where for problem in error.problems}:
                place = parse(where)
                _put(data, place, candidates[place].pop(0))


def _put(data: Any, place: Path, text: str) -> str:
    for step in place[:-1]:
        data = data[step]
    before, data[place[-1]] = data[place[-1]], text
    return str(before)


def _texts(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, Mapping):
        pairs: Iterator[tuple[str | int, Any]] = iter(value.items())
    elif isinstance(value, list):
        pairs = iter(enumerate(value))
    else:
        if isinstance(value, str):
            yield path
        return
    yield from itertools.chain.from_iterable(_texts(item, (*path, key)) for key, item in pairs)
