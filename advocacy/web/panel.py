"""Beside every step: what each language version still needs, each line a link to its field."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from flask import url_for

from advocacy.appeals.recipe import Recipe
from advocacy.campaigns.model import Campaign
from advocacy.errors import Message, Problem
from advocacy.store.paths import parse
from advocacy.store.values import Data
from advocacy.web.desk import desk, readiness
from advocacy.web.labels import GROUPS, LABELS
from advocacy.web.places import place_of
from advocacy.web.shape import UnknownPlaceError, shape_at
from advocacy.web.wording import language, language_name, language_offer, pgettext, say

__all__ = ["Line", "Version", "name_of", "title_of", "versions", "with_place"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to mend: the name of its place, what is the matter, and the way there."""

    name: str
    text: str
    address: str
    warning: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One language version with what it still needs."""

    tag: str
    name: str
    lines: tuple[Line, ...]

    @property
    def blocking(self) -> int:
        """How many things have to be mended before the version can be made."""
        return sum(not line.warning for line in self.lines)

    @property
    def ready(self) -> bool:
        """Whether the version can be made."""
        return self.blocking == 0


def versions(campaign: Campaign, slug: str) -> tuple[Version, ...]:
    """Return every language version of a campaign with its list, the source language first."""
    recipe = desk().workshop.recipe(campaign.appeal)
    found = readiness(campaign)
    order = sorted(found, key=lambda tag: tag != campaign.source)
    return tuple(
        Version(
            tag=tag,
            name=language_offer(tag),
            lines=tuple(_line(problem, tag, campaign, recipe, slug) for problem in found[tag]),
        )
        for tag in order
    )


def name_of(where: str, recipe: Recipe) -> str:
    """Name a place as the form does: "Addressee 2 · Office"."""
    try:
        path = parse(where)
        owner = shape_at(path, recipe).owner
    except (ValueError, UnknownPlaceError):
        # What a person cannot change here, such as the kind of appeal, has a name nevertheless.
        known = LABELS.get(f"Campaign.{where}")
        return say(known.label) if known else where
    names: list[str] = []
    for key, index in pairwise(path):
        if isinstance(key, str) and isinstance(index, int) and key in GROUPS:
            item = GROUPS[key].item
            names.append(say(Message(item.key, item.text, {"number": index + 1})))
    names.append(_field_name(owner, path, recipe))
    return " · ".join(name for name in names if name)


def title_of(data: Data, kind: str) -> str:
    """Return a campaign's title, or its kind with the names of the people it is about."""
    source = data["source"]
    titles = data.get("title", {})
    names = [one.get("name", {}) for one in data.get("people", ())]
    people = ", ".join(name.get(language()) or name.get(source) or "" for name in names)
    return titles.get(language()) or titles.get(source) or f"{kind}{': ' if people else ''}{people}"


def _field_name(owner: str, path: tuple[str | int, ...], recipe: Recipe) -> str:
    if path[0] == "facts" and len(path) > 1 and (fact := recipe.fact(str(path[1]))):
        return pgettext(f"appeal.{recipe.id}.facts.{fact.id}.label", fact.label)
    if path[0] == "texts" and len(path) > 1:
        labels = {text.id: text.label for text in recipe.texts}
        label = labels.get(str(path[1]), str(path[1]))
        return pgettext(f"appeal.{recipe.id}.texts.{path[1]}.label", label)
    if owner in LABELS and not isinstance(path[-1], int):
        return say(LABELS[owner].label)
    return say(GROUPS[str(path[-1])].heading) if path[-1] in GROUPS else ""


def _line(problem: Problem, tag: str, campaign: Campaign, recipe: Recipe, slug: str) -> Line:
    place = place_of(problem.where, campaign.languages)
    address = ""
    if place:
        shown = place.language or tag
        address = url_for(
            "edit.show_step",
            slug=slug,
            step=place.step,
            shown=None if shown == campaign.source else shown,
            at=place.anchor,
            _anchor=place.anchor,
        )
    sentence = say(with_place(problem.message, campaign, recipe))
    return Line(name_of(problem.where, recipe), sentence, address, problem.warning)


def with_place(sentence: Message, campaign: Campaign, recipe: Recipe) -> Message:
    """Name the second place of a sentence as the form does, with its language."""
    place = place_of(str(sentence.values.get("where", "")), campaign.languages)
    if place is None:
        return sentence
    name = name_of(str(sentence.values["where"]), recipe)
    named = f"{name}, {language_name(place.language)}" if place.language else name
    return Message(sentence.key, sentence.text, {**sentence.values, "where": named})
