"""Two people at once: three versions of a campaign become one, or say where they cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from advocacy.store.alignment import align
from advocacy.store.paths import Path, show

__all__ = ["Conflict", "changes", "merge"]


class _Missing:
    """Stands where one version has nothing; None is a value."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that two people changed differently; None stands for "removed"."""

    path: Path
    base: Any
    theirs: Any
    mine: Any

    def __str__(self) -> str:
        return show(self.path)


def merge(base: Any, theirs: Any, mine: Any) -> tuple[Any, tuple[Conflict, ...]]:
    """Merge what two people made of ``base``.

    Where both changed the same place, the result holds ``mine`` and a conflict tells of both, with
    its path in the result. Where one removed what the other changed, the change stays.
    """
    merged, conflicts = _merge(base, theirs, mine)
    return (None if merged is MISSING else merged), tuple(conflicts)


def changes(before: Any, after: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the places that differ: the smallest ones, or a whole item that came or went."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in {**before, **after}:
            yield from changes(before.get(key, MISSING), after.get(key, MISSING), (*path, key))
    elif isinstance(before, Mapping) and after is MISSING and before and path:
        yield from changes(before, {}, path)
    elif isinstance(after, Mapping) and before is MISSING and after:
        yield from changes({}, after, path)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _list_changes(before, after, path)
    else:
        yield path


def _list_changes(before: list[Any], after: list[Any], path: Path) -> Iterator[Path]:
    pairs = align(before, after)
    if sorted(pairs.values()) != list(pairs.values()):
        yield path
    for index, other in pairs.items():
        yield from changes(before[index], after[other], (*path, other))
    yield from ((*path, index) for index in range(len(before)) if index not in pairs)
    new = set(range(len(after))) - set(pairs.values())
    yield from ((*path, index) for index in sorted(new))


def _merge(base: Any, theirs: Any, mine: Any) -> tuple[Any, list[Conflict]]:
    if theirs in (mine, base):
        return mine, []
    if mine == base:
        return theirs, []
    if isinstance(theirs, Mapping) and isinstance(mine, Mapping):
        return _merge_tables(base if isinstance(base, Mapping) else {}, theirs, mine)
    if isinstance(theirs, list) and isinstance(mine, list):
        return _merge_lists(base if isinstance(base, list) else [], theirs, mine)
    kept = theirs if mine is MISSING else mine
    return kept, [Conflict((), _shown(base), _shown(theirs), _shown(mine))]


def _merge_tables(
    base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Conflict]]:
    merged: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for key in {**base, **theirs, **mine}:
        versions = [version.get(key, MISSING) for version in (base, theirs, mine)]
        absent = _absent(versions)
        value, found = _merge(*(absent if version is MISSING else version for version in versions))
        if value is not MISSING and (value != absent or value in versions[1:]):
            merged[key] = value
        conflicts += _below(key, found)
    return merged, conflicts


def _absent(versions: list[Any]) -> Any:
    """Without its key, a table or a list is an empty one: merging goes on inside of it."""
    for kind in (dict, list):
        if any(isinstance(version, kind) for version in versions):
            return kind()
    return MISSING


def _merge_lists(
    base: list[Any], theirs: list[Any], mine: list[Any]
) -> tuple[list[Any], list[Conflict]]:
    """Merge item by item; the order is mine unless only they changed it."""
    in_theirs, in_mine = align(base, theirs), align(base, mine)
    rows = _order(in_theirs, in_mine, len(theirs), len(mine))
    merged: list[Any] = []
    conflicts: list[Conflict] = []
    for item, their_index, my_index in rows:
        value, found = _merge(
            MISSING if item is None else base[item],
            MISSING if their_index is None else theirs[their_index],
            MISSING if my_index is None else mine[my_index],
        )
        if value is not MISSING:
            conflicts += _below(len(merged), found)
            merged.append(value)
    return _without_doubles(merged, base), conflicts


Row = tuple[int | None, int | None, int | None]


def _order(in_theirs: dict[int, int], in_mine: dict[int, int], theirs: int, mine: int) -> list[Row]:
    """Return the rows of the merged list as indices into base, theirs and mine."""
    leading, following = in_mine, in_theirs
    lengths = mine, theirs
    moved = list(in_theirs.values()) != sorted(in_theirs.values())
    swapped = moved and list(in_mine.values()) == sorted(in_mine.values())
    if swapped:
        leading, following, lengths = in_theirs, in_mine, (theirs, mine)
    rows = _interleave(leading, following, *lengths)
    return rows if swapped else [(item, other, own) for item, own, other in rows]


def _interleave(
    leading: dict[int, int], following: dict[int, int], first: int, second: int
) -> list[Row]:
    """Take the leading list's order; put what only the other has after what it follows there."""
    base_of = {index: item for item, index in leading.items()}
    rows: list[Row] = [
        (base_of.get(index), index, following.get(base_of.get(index, -1))) for index in range(first)
    ]
    owner = {index: item for item, index in following.items()}
    place = -1
    for index in range(second):
        item = owner.get(index)
        at = next((n for n, row in enumerate(rows) if row[2] == index), None)
        if at is None:
            place += 1
            rows.insert(place, (item, None, index))
        else:
            place = at
    return rows


def _without_doubles(merged: list[Any], base: list[Any]) -> list[Any]:
    """Drop a plain item that both added ("de" to the languages), once."""
    if any(isinstance(item, (Mapping, list)) for item in merged):
        return merged
    return [item for index, item in enumerate(merged) if item in base or item not in merged[:index]]


def _below(step: str | int, conflicts: list[Conflict]) -> list[Conflict]:
    return [replace(conflict, path=(step, *conflict.path)) for conflict in conflicts]


def _shown(value: Any) -> Any:
    return None if value is MISSING else value
