"""Before a merge: which item of a list is which in another version of the list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

__all__ = ["align"]


def align(base: Sequence[Any], other: Sequence[Any]) -> dict[int, int]:
    """Pair the items of two lists: index in ``base`` to index in ``other``.

    Equal items are paired first, wherever they moved to, then items at the same place between
    them, then items that are still alike. What is left was removed, or is new.
    """
    keys, others = [_key(item) for item in base], [_key(item) for item in other]
    pairs = _equal(keys, others)
    for ours, theirs in _gaps(keys, others):
        if len(ours) == len(theirs):
            _pair(pairs, ours, theirs, base, other, least=0.0)
    left = [index for index in range(len(base)) if index not in pairs]
    free = [index for index in range(len(other)) if index not in pairs.values()]
    _pair(pairs, left, free, base, other, least=0.5)
    return dict(sorted(pairs.items()))


def _key(item: Any) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False)


def _equal(keys: list[str], others: list[str]) -> dict[int, int]:
    """Pair equal items: those in the same order first, then those that moved."""
    pairs: dict[int, int] = {}
    for block in SequenceMatcher(None, keys, others, autojunk=False).get_matching_blocks():
        pairs |= {block.a + step: block.b + step for step in range(block.size)}
    free: dict[str, list[int]] = {}
    for index, key in enumerate(others):
        if index not in pairs.values():
            free.setdefault(key, []).append(index)
    for index, key in enumerate(keys):
        if index not in pairs and free.get(key):
            pairs[index] = free[key].pop(0)
    return pairs


def _gaps(keys: list[str], others: list[str]) -> Iterator[tuple[list[int], list[int]]]:
    matcher = SequenceMatcher(None, keys, others, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "replace":
            yield list(range(start, end)), list(range(other_start, other_end))


def _pair(
    pairs: dict[int, int],
    ours: list[int],
    theirs: list[int],
    base: Sequence[Any],
    other: Sequence[Any],
    *,
    least: float,
) -> None:
    """Pair what is most alike first; items in the same position win among equals."""
    found = sorted(
        (-_likeness(base[i], other[j]), abs(ours.index(i) - theirs.index(j)), i, j)
        for i in ours
        for j in theirs
        if i not in pairs and j not in pairs.values()
    )
    for likeness, _, i, j in found:
        if -likeness >= least and i not in pairs and j not in pairs.values():
            pairs[i] = j


def _likeness(one: Any, other: Any) -> float:
    """How much of two items is the same, from 0 to 1."""
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return 1.0 if one == other else 0.0
    if one.get("id") and one.get("id") == other.get("id"):
        return 1.0
    ours, theirs = set(_leaves(one)), set(_leaves(other))
    return len(ours & theirs) / max(len(ours), len(theirs), 1)


def _leaves(item: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(item, Mapping):
        for key, value in item.items():
            yield from _leaves(value, f"{path}.{key}")
    else:
        yield path, _key(item)
