"""Signatories that may be the same one twice: proposals that a person accepts or refuses."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from types import MappingProxyType

from advocacy.campaigns.model import Localized, Signatory
from advocacy.errors import Message, message

__all__ = ["Merge", "merged", "proposals"]

# Legal forms, as registers write them, folded: they come and go before one and the same name.
LEGAL_FORMS = frozenset(
    (
        *("ngo", "ev", "gmbh", "ggmbh", "inc", "ltd", "llc", "asbl", "vzw", "ong", "onlus", "aps"),
        *("odv", "ets", "ry", "zs", "org", "ngos", "ngi", "cso", "mbh", "verein", "foundation"),
        *("нко", "оо", "оон", "нпо", "го", "мго", "рпоо", "мпоо", "роо", "моо", "гс", "бф"),
    )
)
LATIN = str.maketrans(
    dict(zip("абвгґдезиклмнопрстуфыэіьъ", [*"abvggdeziklmnoprstufyei", "", ""], strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ю": "yu", "я": "ya", "є": "ie"}
)
"""Near enough to the ways in which one name is romanised; only used to compare."""
COMMON_WORD = 25
"""A word that stands in more names than this says nothing about two of them."""
ALIKE = 0.84


@dataclass(frozen=True, slots=True)
class Merge:
    """A proposal: ``second`` is ``first`` again; both are indices that count from zero."""

    first: int
    second: int
    reason: Message


def proposals(signatories: Sequence[Signatory]) -> tuple[Merge, ...]:
    """Propose merges among signatories, each pair once, by its strongest reason.

    Two that are said to be in different countries are different: sections of one organisation.
    """
    found: dict[tuple[int, int], Message] = {}
    for first, second, reason in itertools.chain(
        _equal(signatories), _by_acronym(signatories), _alike(signatories)
    ):
        pair = (min(first, second), max(first, second))
        if pair not in found and _may_be_one(signatories[pair[0]], signatories[pair[1]]):
            found[pair] = reason
    return tuple(Merge(*pair, reason) for pair, reason in sorted(found.items()))


def merged(signatories: Sequence[Signatory], accepted: Iterable[Merge]) -> tuple[Signatory, ...]:
    """Carry out accepted proposals; what the first lacks is taken from the second."""
    entries: list[Signatory | None] = list(signatories)
    goes_to: dict[int, int] = {}
    for merge in sorted(accepted, key=lambda merge: (merge.first, merge.second)):
        first, second = _end(goes_to, merge.first), _end(goes_to, merge.second)
        one, other = entries[first], entries[second]
        if one is None or other is None or first == second:
            continue
        kept, gone = min(first, second), max(first, second)
        entries[kept], entries[gone] = _union(entries[kept] or one, entries[gone] or other), None
        goes_to[gone] = kept
    return tuple(entry for entry in entries if entry is not None)


def _end(goes_to: dict[int, int], index: int) -> int:
    while index in goes_to:
        index = goes_to[index]
    return index


def _union(one: Signatory, other: Signatory) -> Signatory:
    return replace(
        one,
        name=_both(one.name, other.name),
        article=_both(one.article, other.article),
        language=one.language or other.language,
        acronym=one.acronym or other.acronym,
        country=one.country or other.country,
        tier="initiator" if "initiator" in (one.tier, other.tier) else "supporter",
    )


def _both(one: Localized, other: Localized) -> Localized:
    return MappingProxyType({**other, **one})


def _may_be_one(one: Signatory, other: Signatory) -> bool:
    return not one.country or not other.country or one.country == other.country


def _equal(signatories: Sequence[Signatory]) -> Iterator[tuple[int, int, Message]]:
    """Names that differ in case, marks and legal form only, in whichever language."""
    reason = message(
        "duplicates.equal", "The names differ only in capitals, marks, legal form or alphabet."
    )
    yield from _grouped(
        (
            (index, _key(name))
            for index, entry in enumerate(signatories)
            for name in entry.name.values()
        ),
        reason,
    )


def _by_acronym(signatories: Sequence[Signatory]) -> Iterator[tuple[int, int, Message]]:
    """One acronym twice, or standing alone for the name, or made of another's first letters."""
    given, initials = defaultdict(set), defaultdict(set)
    for index, entry in enumerate(signatories):
        if entry.acronym:
            given[_folded(entry.acronym)].add(index)
        for name in entry.name.values():
            if " " not in name.strip() and name.isupper():
                given[_folded(name)].add(index)
            initials[_initials(name)].add(index)
    for acronym, indices in given.items():
        same = message("duplicates.acronym", "They have the same acronym.")
        yield from ((*pair, same) for pair in itertools.combinations(sorted(indices)[:50], 2))
        if len(acronym) >= 3:
            letters = message("duplicates.initials", "One is the acronym of the other’s name.")
            for one, other in itertools.product(indices, initials[acronym] - indices):
                yield one, other, letters


def _alike(signatories: Sequence[Signatory]) -> Iterator[tuple[int, int, Message]]:
    """Names that share a rare word and most of their letters."""
    reason = message("duplicates.alike", "The names are alike.")
    keys = [(i, _key(name)) for i, entry in enumerate(signatories) for name in entry.name.values()]
    words = defaultdict(set)
    for place, (_, key) in enumerate(keys):
        for word in key.split():
            if len(word) >= 4:
                words[word].add(place)
    compared = set()
    for places in words.values():
        if len(places) > COMMON_WORD:
            continue
        for one, other in itertools.combinations(sorted(places), 2):
            if (one, other) not in compared and keys[one][0] != keys[other][0]:
                compared.add((one, other))
                if _ratio(keys[one][1], keys[other][1]) >= ALIKE:
                    yield keys[one][0], keys[other][0], reason


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    quick = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE
    return matcher.ratio() if quick else 0.0


def _grouped(
    keys: Iterable[tuple[int, str]], reason: Message
) -> Iterator[tuple[int, int, Message]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for index, key in keys:
        if key:
            groups[key].add(index)
    for indices in groups.values():
        # Fifty equal names make one row of pairs, not a thousand.
        first, *others = sorted(indices)
        yield from ((first, other, reason) for other in others)


def _key(name: str) -> str:
    """The words of a name in Latin letters, without marks, accents and legal form."""
    words = re.findall(r"\w+", _plain(re.sub(r"\.(?=\w\b)|(?<=\b\w)\.", "", name)))
    kept = [word for word in words if word not in LEGAL_FORMS] or words
    return " ".join(word.translate(LATIN) for word in kept)


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    # The marks of й, ў, ї and ё go too: romanisations disagree about them.
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _folded(text: str) -> str:
    return "".join(c for c in _plain(text) if c.isalnum())


def _initials(name: str) -> str:
    """First letters, of capitalised words when there are some."""
    words = re.findall(r"\w+", name)
    capital = [word for word in words if word[:1].isupper()]
    return _folded("".join(word[0] for word in (capital if len(capital) > 2 else words)))
