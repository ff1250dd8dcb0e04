"""Composing, again: a part of a document that would come out the same is not made twice.

Letters of many people, and a campaign before and after an edit, differ in little. Each part of a
document is kept with everything it read of its campaign; where another campaign says the same
there, the part is taken as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from advocacy.campaigns.model import Campaign, Localized
from advocacy.errors import Problem

__all__ = ["Memory", "Reading"]

Place: TypeAlias = str | tuple[str, str]
"""A field of a campaign, or one of its texts: letters differ in the sender's own sentence."""
VARIANTS = 4
"""How many of each part are kept: letters to some addressees may follow each other."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What was made, the problems that were found, and what of the campaign decided it."""

    made: Any
    problems: tuple[Problem, ...]
    read: dict[Place, object]

    def suits(self, campaign: Campaign) -> bool:
        # What was read last is what a part is about, and differs first.
        for place, value in reversed(self.read.items()):
            now = getattr(campaign, place) if type(place) is str else campaign.texts.get(place[1])
            if now is not value and now != value:
                return False
        return True


class Memory:
    """The parts of documents of one appeal type in one language; threads may share it."""

    def __init__(self) -> None:
        self._parts: dict[Hashable, tuple[_Part, ...]] = {}

    def recall(self, key: Hashable, campaign: Campaign) -> _Part | None:
        """Return a part that was made of the same things, if there is one."""
        for part in self._parts.get(key, ()):
            if part.suits(campaign):
                return part
        return None

    def keep(self, key: Hashable, part: _Part) -> None:
        """Keep a part, and forget the oldest of its kind."""
        self._parts[key] = (part, *self._parts.get(key, ())[: VARIANTS - 1])


class Reading:
    """A campaign under composition, and its problems; what every part reads is noted."""

    def __init__(self, campaign: Campaign, memory: Memory) -> None:
        self.problems: list[Problem] = []
        self._real, self._memory = campaign, memory
        self._reads: list[dict[Place, object]] = [{}]
        # It is read like a campaign, and never asked what it is.
        self.campaign = cast("Campaign", _Noted(campaign, self._reads))

    def part(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what ``make`` returns, made now or before; values that cannot change."""
        part = self._memory.recall(key, self._real)
        if part is None:
            part = self._made(make)
            self._memory.keep(key, part)
        if len(self._reads) > 1:  # a part within a part decides that one too
            self._reads[-1].update(part.read)
        self.problems += part.problems
        return part.made

    def _made(self, make: Callable[[], Any]) -> _Part:
        before, self.problems = self.problems, []
        # What was read to begin with, the addressee for instance, decides every part.
        self._reads.append(dict(self._reads[0]))
        try:
            made = make()
            return _Part(made, tuple(self.problems), self._reads[-1])
        finally:
            self._reads.pop()
            self.problems = before


class _Noted:
    """Hands on what a campaign holds, and notes it for the part that is being made."""

    __slots__ = ("_campaign", "_reads")

    def __init__(self, campaign: Campaign, reads: list[dict[Place, object]]) -> None:
        self._campaign, self._reads = campaign, reads

    @property
    def texts(self) -> Mapping[str, Localized]:
        """The texts, each of which is noted for itself."""
        return _NotedTexts(self._campaign, self._reads)

    def __getattr__(self, name: str) -> object:
        value: object = getattr(self._campaign, name)
        self._reads[-1][name] = value
        return value


class _NotedTexts(Mapping[str, "Localized"]):
    """Hands on a campaign's texts; whoever asks for all of them has read all."""

    def __init__(self, campaign: Campaign, reads: list[dict[Place, object]]) -> None:
        self._campaign, self._reads = campaign, reads

    def __getitem__(self, name: str) -> Localized:
        self._reads[-1]["texts", name] = self._campaign.texts.get(name)
        return self._campaign.texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Mapping[str, Localized]:
        self._reads[-1]["texts"] = self._campaign.texts
        return self._campaign.texts
