"""Each time a campaign is saved: which source each translation was made from is kept up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from advocacy.campaigns.markdown import paragraphs
from advocacy.campaigns.model import Campaign, Localized, empty
from advocacy.campaigns.places import Place, places, translatable
from advocacy.campaigns.staleness import Pair, aligned, digest, with_basis

__all__ = ["saved"]

ENTRY = re.compile(r"(?P<part>[^\[]+)\[(?P<number>\d+)\](?P<rest>.*)")
MOST_COMPARED = 250_000
"""Pairs of entries; beyond, moved entries are not looked for."""


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A text as it was before the save, and the path it had."""

    path: str = ""
    texts: Localized = field(default_factory=empty)


def saved(before: Campaign | None, after: Campaign) -> Campaign:
    """Return the campaign to save, with the basis of each of its translations.

    A translated paragraph that is new, or was edited, is of today; every other one keeps the
    source it was made from, also when its entry has moved within its list. So an edited source
    paragraph makes its translations stale, and nothing else. A basis that was changed on
    purpose since ``before`` (by `accept`, by an import) stays.
    """
    earlier = _earlier(before, after) if before else {}
    basis: dict[str, str] = dict.fromkeys(after.basis, "")
    former: list[str] = []
    for place in translatable(after):
        old = earlier.get(place.path, _Earlier())
        former += paragraphs(old.texts.get(after.source, ""))
        for language in place.texts:
            key = f"{place.path}.{language}"
            if language == after.source:
                continue
            if before is None or after.basis.get(key) != before.basis.get(key):
                basis[key] = after.basis.get(key) or _digests(place.texts[after.source])
            else:
                basis[key] = _basis(before, after, old, place, language)
    return with_basis(after, basis, former)


def _digests(text: str) -> str:
    return " ".join(map(digest, paragraphs(text)))


def _basis(before: Campaign, after: Campaign, old: _Earlier, place: Place, language: str) -> str:
    """Carry the basis of one translation over an edit of its source, of itself, or of both."""
    if language not in old.texts or before.source != after.source:
        return _made_from(place.texts[after.source], place.texts[language])
    known = before.basis.get(f"{old.path}.{language}") or _digests(old.texts.get(after.source, ""))
    was, now = paragraphs(old.texts[language]), paragraphs(place.texts[language])
    if was == now or len(was) != len(known.split()):
        return known
    rows = aligned(place.texts[after.source], old.texts[language], known, {})
    return " ".join(_edited(rows, was, now))


def _made_from(source: str, translated: str) -> str:
    """Return what a new translation was made from: where it is shorter, the last ones lack one."""
    return " ".join(_digests(source).split()[: len(paragraphs(translated))])


def _edited(rows: Sequence[Pair], was: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    """Yield the digests of an edited translation: the old one for what was left as it was."""
    translated = [row for row in rows if row.basis]
    missing = (row for row in rows if row.state == "missing")
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for kind, then, then_end, start, end in matcher.get_opcodes():
        for row in translated[then:then_end][: end - start]:
            kept = kind == "equal" or not row.source_now
            yield row.basis if kept else digest(row.source_now)
        for _ in range(end - start - (then_end - then)):
            # A paragraph more translates the next one that had no translation.
            if row_now := next(missing, None):
                yield digest(row_now.source_now)


def _earlier(before: Campaign, after: Campaign) -> dict[str, _Earlier]:
    """Find, by its path of now, each text as it was; entries are known again where they moved."""
    moved = {
        f"{part}[{new}]": f"{part}[{old}]"
        for part, entries in _lists(after).items()
        for new, old in _matched(_lists(before).get(part, []), entries).items()
    }
    texts = {place.path: place.texts for place in places(before)}
    found = {}
    for place in translatable(after):
        entry = ENTRY.fullmatch(place.path)
        head = f"{entry['part']}[{entry['number']}]" if entry else ""
        path = moved.get(head, "") + (entry["rest"] if entry else place.path)
        if path in texts and (not entry or head in moved):
            found[place.path] = _Earlier(path, texts[path])
    return found


def _lists(campaign: Campaign) -> dict[str, list[Mapping[str, Localized]]]:
    """Return the entries of each list that has texts, each as its texts by the rest of the path."""
    found: dict[str, dict[int, dict[str, Localized]]] = {}
    for place in places(campaign):
        entry = ENTRY.fullmatch(place.path)
        if entry and entry["part"] != "signatories":
            entries = found.setdefault(entry["part"], {})
            entries.setdefault(int(entry["number"]), {})[entry["rest"]] = place.texts
    return {part: list(entries.values()) for part, entries in found.items()}


def _matched(
    before: Sequence[Mapping[str, Localized]], after: Sequence[Mapping[str, Localized]]
) -> dict[int, int]:
    """Pair entries by number from one: those that share most texts first, then by place."""
    same = [new for new, entry in enumerate(after[: len(before)]) if entry == before[new]]
    found = {place + 1: place + 1 for place in same}
    left = [new for new in range(len(after)) if new + 1 not in found]
    free = [old for old in range(len(before)) if old + 1 not in found]
    if len(left) * len(free) > MOST_COMPARED:
        return found | {new + 1: old + 1 for new, old in zip(left, free, strict=False)}
    ranked = sorted(
        (-_shared(before[old], after[new]), abs(old - new), new, old)
        for new in left
        for old in free
    )
    for _, _, new, old in ranked:
        if new + 1 not in found and old + 1 not in found.values():
            found[new + 1] = old + 1
    return found


def _shared(one: Mapping[str, Localized], other: Mapping[str, Localized]) -> int:
    """How many texts two entries have in common."""
    return sum(
        other.get(rest, {}).get(language) == text
        for rest, texts in one.items()
        for language, text in texts.items()
    )
