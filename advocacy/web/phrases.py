"""Standard sentences offered for ticking, each with the words as they would be printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advocacy.appeals.recipe import Recipe
from advocacy.errors import AdvocacyError, CampaignError
from advocacy.store.values import Data
from advocacy.web.desk import desk, parsed
from advocacy.web.panel import name_of
from advocacy.web.wording import phrase_label

__all__ = ["Offer", "Printed", "offers", "printed"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A phrase to tick: its key, its short label, and whether it is ticked."""

    key: str
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A phrase as one language would print it, or the names of the places that it still needs."""

    words: str = ""
    lacks: tuple[str, ...] = ()


def offers(recipe: Recipe, groups: Iterable[str], data: Data) -> tuple[Offer, ...]:
    """Return the phrases of some groups, the ticked ones first, in the campaign's order."""
    groups = tuple(groups)
    ticked = _ticked(data)
    bank = desk().workshop.phrases
    found = [phrase for group in groups for phrase in bank.group(group, recipe.id) if phrase.tick]
    known = {phrase.key: phrase for phrase in found}
    first = [known[key] for key in ticked if key in known]
    rest = [phrase for phrase in found if phrase.key not in ticked]
    return tuple(Offer(one.key, phrase_label(one), one.key in ticked) for one in (*first, *rest))


def printed(
    data: Data, groups: Sequence[Iterable[Offer]], shown: Iterable[str], recipe: Recipe
) -> Mapping[str, tuple[Printed, ...]]:
    """Return each offered phrase as it would be printed, per language that is shown."""
    try:
        campaign = parsed(data)
    except CampaignError:
        return {}
    keys = {offer.key for group in groups for offer in group} | set(_ticked(data))
    workshop = desk().workshop

    def say(key: str, tag: str) -> Printed:
        try:
            return Printed(words=workshop.phrase_preview(campaign, key, tag))
        except AdvocacyError as error:
            places = dict.fromkeys(problem.where for problem in error.problems if problem.where)
            return Printed(lacks=tuple(name_of(place, recipe) for place in places))

    return {key: tuple(say(key, tag) for tag in shown) for key in sorted(keys)}


def _ticked(data: Data) -> tuple[str, ...]:
    demands = (str(demand.get("phrase", "")) for demand in data.get("demands", ()))
    return (*data.get("phrases", ()), *(key for key in demands if key))
