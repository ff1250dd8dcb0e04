"""Which translated paragraphs were made from a source paragraph that has changed since.

`Campaign.basis` holds, for a translated text (``texts.background.de``), one digest for each of
its paragraphs: that of the source paragraph it was made from. A paragraph is stale when the
source no longer has a paragraph of that digest at its place.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest
from types import MappingProxyType
from typing import Literal, TypeAlias

from advocacy.campaigns.markdown import paragraphs
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.places import Place, place_at, translatable

__all__ = [
    "Pair",
    "StaleParagraph",
    "accept",
    "aligned",
    "digest",
    "pairs",
    "pairs_of",
    "stale",
    "with_basis",
]

State: TypeAlias = Literal["current", "stale", "missing", "surplus"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A source paragraph beside its translation.

    ``stale``: the source changed; ``missing``: it has no translation yet; ``surplus``: the
    translation's source is gone. ``basis`` is the digest the translation was made from, or
    empty, and ``source_then`` the paragraph of that digest where it is still known.
    """

    state: State
    source_now: str = ""
    translated: str = ""
    basis: str = ""
    source_then: str = ""


@dataclass(frozen=True, slots=True)
class StaleParagraph:
    """A pair that has to be looked at; ``index`` is its place among the pairs, from one."""

    path: str
    index: int
    source_now: str
    translated: str
    source_then: str = ""
    state: State = "stale"


def digest(paragraph: str) -> str:
    """Return twelve hexadecimal digits of a paragraph; spaces and line ends do not count."""
    words = " ".join(unicodedata.normalize("NFC", paragraph).split())
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def stale(campaign: Campaign, language: str) -> tuple[StaleParagraph, ...]:
    """Return what changed in the source since a language's texts were made, in order.

    Texts that are missing altogether are none of them, nor are texts without a basis: nothing
    is known about those.
    """
    if not any(path.endswith(f".{language}") for path in campaign.basis):
        return ()
    return tuple(
        StaleParagraph(
            place.path, index, pair.source_now, pair.translated, pair.source_then, pair.state
        )
        for place in translatable(campaign)
        if language in place.texts and f"{place.path}.{language}" in campaign.basis
        for index, pair in enumerate(pairs_of(campaign, place, language), start=1)
        if pair.state != "current"
    )


def pairs(campaign: Campaign, path: str, language: str) -> tuple[Pair, ...]:
    """Set the paragraphs of a text's source beside those of its translation."""
    return pairs_of(campaign, place_at(campaign, path), language)


def pairs_of(campaign: Campaign, place: Place, language: str) -> tuple[Pair, ...]:
    """Do what `pairs` does for a place that was found already."""
    return aligned(
        place.texts.get(campaign.source, ""),
        place.texts.get(language, ""),
        campaign.basis.get(f"{place.path}.{language}", ""),
        campaign.former,
    )


def aligned(
    source: str, translated: str, basis: str, former: Mapping[str, str]
) -> tuple[Pair, ...]:
    """Set the paragraphs of two texts side by side, by what the second was made from."""
    pieces = paragraphs(source), paragraphs(translated)
    if not basis:
        return tuple(_in_order(*pieces))
    return tuple(_aligned(*pieces, basis.split(), former))


def accept(campaign: Campaign, path: str, language: str, *, index: int | None = None) -> Campaign:
    """Say that a translation fits its source as it is now: the whole text, or one of its pairs.

    ``index`` is that of the pair, from one.
    """
    made = [
        digest(pair.source_now) if index in (None, number) and pair.source_now else pair.basis
        for number, pair in enumerate(pairs(campaign, path, language), start=1)
        if pair.source_now or index not in (None, number)
    ]
    return with_basis(campaign, {f"{path}.{language}": " ".join(filter(None, made))})


def with_basis(
    campaign: Campaign, basis: Mapping[str, str], former: Iterable[str] = ()
) -> Campaign:
    """Return a campaign that remembers these digests too, and the source paragraphs they need.

    ``former`` are paragraphs that may be needed; those that no translation refers to go.
    """
    known = {**campaign.former, **{digest(part): part for part in former}}
    made = {key: value for key, value in {**campaign.basis, **basis}.items() if value}
    now = {
        digest(part)
        for place in translatable(campaign)
        for part in paragraphs(place.texts[campaign.source])
    }
    needed = {name for names in made.values() for name in names.split()} - now
    kept = {name: text for name, text in known.items() if name in needed}
    return replace(campaign, basis=MappingProxyType(made), former=MappingProxyType(kept))


def _in_order(source: Sequence[str], translated: Sequence[str]) -> Iterator[Pair]:
    """Pair by place: without a basis there is nothing else to go by."""
    for now, text in zip_longest(source, translated, fillvalue=""):
        state: State = "current" if now and text else "missing" if now else "surplus"
        yield Pair(state, now, text)


def _aligned(
    source: Sequence[str],
    translated: Sequence[str],
    basis: Sequence[str],
    former: Mapping[str, str],
) -> Iterator[Pair]:
    """Pair what a translation was made from with what the source is now."""
    digests = [digest(paragraph) for paragraph in source]
    texts = _spread(translated, len(basis))
    matcher = SequenceMatcher(None, basis, digests, autojunk=False)
    for kind, then, then_end, now, now_end in matcher.get_opcodes():
        steps = zip_longest(range(then, then_end), range(now, now_end))
        for old, new in steps:
            if old is None:
                yield Pair("missing", source_now=source[new])
                continue
            state: State = "current" if kind == "equal" else "surplus" if new is None else "stale"
            yield Pair(
                state,
                source_now="" if new is None else source[new],
                translated=texts[old],
                basis=basis[old],
                source_then="" if kind == "equal" else former.get(basis[old], ""),
            )


def _spread(translated: Sequence[str], count: int) -> tuple[str, ...]:
    """Give each source paragraph its translation; one divided otherwise goes by place."""
    if len(translated) <= count:
        return (*translated, *[""] * (count - len(translated)))
    return (*translated[: count - 1], "\n\n".join(translated[count - 1 :]))
