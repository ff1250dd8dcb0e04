"""Every text of a campaign that has languages, by its path: read, listed and changed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast, get_type_hints

from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.model import Campaign, Localized
from advocacy.errors import UnknownNameError, message

__all__ = ["Place", "changed", "place_at", "places", "places_within", "text_at", "translatable"]

STEP = re.compile(r"\[([1-9]\d{0,5})\]|([^.\[\]]+)")
NOTES = ("basis", "former")
"""What the program remembers is no text."""


@dataclass(frozen=True, slots=True)
class Place:
    """A text per language and its path without the language (``addressees[2].office``)."""

    path: str
    texts: Localized

    @property
    def field(self) -> str:
        """The path without numbers and without the names of texts and facts."""
        bare = re.sub(r"\[\d+\]", "", self.path)
        return re.sub(r"^(texts|facts)\.[^.]+", r"\1", bare)


def places(campaign: Campaign) -> tuple[Place, ...]:
    """Return all texts that have languages, in the order of the file."""
    return _places(_Same(campaign))


class _Same:
    """A frozen campaign as the key of what was found in it: its tables have no hash."""

    __slots__ = ("campaign",)

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.campaign is self.campaign

    def __hash__(self) -> int:
        return id(self.campaign)


# Saving, and the readiness of each language, walk through the same campaign a dozen times.
@lru_cache(maxsize=16)
def _places(same: _Same) -> tuple[Place, ...]:
    return tuple(places_within(same.campaign, ""))


def translatable(campaign: Campaign) -> tuple[Place, ...]:
    """Return the texts that are translated from the source language, and have one in it."""
    return tuple(
        place
        for place in places(campaign)
        # Signatories name themselves, in the languages they have names in.
        if campaign.source in place.texts and not place.path.startswith("signatories[")
    )


def place_at(campaign: Campaign, path: str) -> Place:
    """Return the place of a path; UnknownNameError where there is none."""
    for place in places(campaign):
        if place.path == path:
            return place
    raise UnknownNameError(
        message("places.unknown", "The campaign has no text at {path}.", path=path)
    )


def text_at(campaign: Campaign, path: str, language: str) -> str:
    """Return the text at a path in a language, or an empty one."""
    return place_at(campaign, path).texts.get(language, "")


def changed(campaign: Campaign, texts: Mapping[str, str]) -> Campaign:
    """Return a campaign with other texts, by path with language (``texts.background.de``).

    An empty text takes the language away. Raises CampaignError where a text is refused.
    """
    data = to_data(campaign)
    for path, text in texts.items():
        *steps, language = _steps(path)
        table: Any = data
        for step in steps:
            table = table[step] if isinstance(step, int) else table.setdefault(step, {})
        table[language] = text
    return from_data(data, name=campaign.slug)


def _steps(path: str) -> list[str | int]:
    return [int(number) - 1 if number else name for number, name in STEP.findall(path)]


def places_within(value: object, path: str) -> Iterator[Place]:
    """Yield the texts that have languages within a value of the model, at a path."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name, hint in _hints(type(value)).items():
            if name not in NOTES:
                where = f"{path}.{name}" if path else name
                yield from _entry(getattr(value, name), where, localized=hint == Localized)
    elif isinstance(value, Mapping):
        for name, content in value.items():
            yield from _entry(content, f"{path}.{name}", localized=isinstance(content, Mapping))
    elif isinstance(value, tuple):
        for number, content in enumerate(value, start=1):
            where = f"{path}[{number}]"
            yield from _entry(content, where, localized=isinstance(content, Mapping))


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _entry(value: object, path: str, *, localized: bool) -> Iterator[Place]:
    if localized:
        yield Place(path, cast("Localized", value))
    else:
        yield from places_within(value, path)
