"""Composing, again: a part of a document that would come out the same is not made twice.

Letters of many people, and a campaign before and after an edit, differ in little. Each part of a
document is kept with everything it read of its campaign; where another campaign says the same
there, the part is taken as it is. Most often that other campaign is like the one before it: then
what differs between the two is found once, and not looked for by each part.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias, cast

from advocacy.campaigns.model import Campaign, Localized
from advocacy.errors import Problem

__all__ = ["Memory", "Reading"]

Place: TypeAlias = str | tuple[str, str]
"""A field of a campaign, or one of its texts: letters differ in the sender's own sentence."""
VARIANTS = 4
"""How many of each part are kept: letters to some addressees may follow each other."""

SELDOM = 16
"""How seldom a part is looked for that was never found, such as the sender's in many letters."""
_FIELDS: Final = tuple(each.name for each in fields(Campaign))
_values = attrgetter(*_FIELDS)


class _Part(NamedTuple):
    """What was made, the problems that were found, and what of the campaign decided it.

    ``inner`` are the parts that it was made of in its turn.
    """

    made: Any
    problems: tuple[Problem, ...]
    read: dict[Place, object]
    inner: dict[Hashable, _Part]

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
        self._missed: dict[Hashable, int] = {}
        self.latest: tuple[Campaign, dict[Hashable, _Part]] | None = None
        """The campaign that was composed last, and the parts of its document."""

    def recall(self, key: Hashable, campaign: Campaign) -> _Part | None:
        """Return a part that was made of the same things, if there is one."""
        missed = self._missed.get(key, 0)
        if missed < VARIANTS or missed % SELDOM == 0:
            for part in self._parts.get(key, ()):
                if part.suits(campaign):
                    self._missed[key] = 0
                    return part
        self._missed[key] = missed + 1
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
        self._parts: dict[Hashable, _Part] = {}
        before, self._known = memory.latest or (campaign, {})
        self._changed = frozenset(_differences(before, campaign))
        # It is read like a campaign, and never asked what it is.
        self.campaign = cast("Campaign", _Noted(campaign, self._reads))

    def part(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what ``make`` returns, made now or before; values that cannot change."""
        part = self._recalled(key)
        if part is None:
            part = self._made(make)
            self._memory.keep(key, part)
        self._parts[key] = part
        self._parts.update(part.inner)
        if len(self._reads) > 1:  # a part within a part decides that one too
            self._reads[-1].update(part.read)
        self.problems += part.problems
        return part.made

    def finish(self) -> None:
        """Let the next document begin from this one."""
        self._memory.latest = self._real, self._parts

    def _recalled(self, key: Hashable) -> _Part | None:
        part = self._known.get(key)
        if part is not None and self._changed.isdisjoint(part.read):
            return part
        return self._memory.recall(key, self._real)

    def _made(self, make: Callable[[], Any]) -> _Part:
        before, self.problems = self.problems, []
        parts, self._parts = self._parts, {}
        # What was read to begin with, the addressee for instance, decides every part.
        self._reads.append(dict(self._reads[0]))
        try:
            made = make()
            return _Part(made, tuple(self.problems), self._reads[-1], self._parts)
        finally:
            self._reads.pop()
            self.problems, self._parts = before, parts


def _differences(before: Campaign, now: Campaign) -> Iterator[Place]:
    """Yield the places in which two campaigns differ."""
    for name, old, new in zip(_FIELDS, _values(before), _values(now), strict=True):
        if old is not new and old != new:
            yield name
            if name == "texts":
                yield from (("texts", key) for key in {*old, *new} if old.get(key) != new.get(key))


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
