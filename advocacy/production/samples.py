"""For translators: every appeal type in a language, for a woman, a man, several women, a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

from advocacy import resources
from advocacy.appeals.compose import compose
from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.model import Campaign, Forms, Person
from advocacy.document import Document
from advocacy.errors import UnknownNameError
from advocacy.language.languages import Language
from advocacy.language.reading import unknown_name
from advocacy.production.workshop import Workshop

__all__ = ["FORMATS", "GROUPS", "appeals", "sample_document", "sample_name"]

FORMATS = ("pdf", "docx")
"""What a translator looks at: how it is sent, and what a word processor makes of it."""

ANNA = Person(id="anna", gender="f", name={"en": "Anna Example"})
VERA = Person(id="vera", gender="f", name={"en": "Vera Example"})
IVAN = Person(id="ivan", gender="m", name={"en": "Ivan Example"})

T = TypeVar("T")

GROUPS: Mapping[str, tuple[Person, ...]] = {
    "woman": (ANNA,),
    "man": (IVAN,),
    "women": (ANNA, VERA),
    "group": (ANNA, IVAN),
}
"""Whom wording has to be right for."""


def appeals() -> tuple[str, ...]:
    """Return the appeal types that there are samples of."""
    return tuple(_examples())


def sample_name(appeal: str, group: str, tag: str, extension: str) -> str:
    """Return the file name of a sample."""
    return f"{appeal}.{group}.{tag}.{extension}"


def sample_document(workshop: Workshop, language: Language, appeal: str, group: str) -> Document:
    """Compose the sample of an appeal type for one of the groups.

    The organisers' own text stays in its language, as in a campaign that is being translated.
    Wording that is missing and forms that would be asked for are visibly marked. Raises
    UnknownNameError for an appeal type or a group that there is no sample of.
    """
    example, people = _named(_examples(), appeal), _named(GROUPS, group)
    sample = _in_language(replace(example, people=people, note={}), language)
    return compose(sample, workshop.recipe(appeal), language.with_gaps()).document


@lru_cache(maxsize=1)
def _examples() -> Mapping[str, Campaign]:
    campaigns = map(read_campaign, resources.examples())
    return {campaign.appeal: campaign for campaign in campaigns}


def _named(things: Mapping[str, T], name: str) -> T:
    if name not in things:
        raise UnknownNameError(unknown_name(name, things))
    return things[name]


def _in_language(campaign: Campaign, language: Language) -> Campaign:
    """Give a campaign every text and every form that a version in the language needs."""
    data = _spread(to_data(campaign), campaign.source, language.key)
    data["languages"] = [language.key]
    data["source"] = language.key
    made = from_data(data)
    return replace(
        made,
        people=tuple(_with_forms(person, ("name",), language) for person in made.people),
        addressees=tuple(_with_forms(a, ("name", "office"), language) for a in made.addressees),
        copies=tuple(_with_forms(a, ("name", "office"), language) for a in made.copies),
    )


def _spread(data: Any, source: str, target: str) -> Any:
    """Copy every text of the source language to the target, where the target has none."""
    if isinstance(data, list):
        return [_spread(item, source, target) for item in data]
    if not isinstance(data, dict):
        return data
    spread = {key: _spread(value, source, target) for key, value in data.items()}
    if isinstance(spread.get(source), str):
        spread.setdefault(target, spread[source])
    return spread


def _with_forms(bearer: Any, parts: tuple[str, ...], language: Language) -> Any:
    """Add the forms that a name lacks, each showing which form it is."""
    changes = {}
    for part in parts:
        name = getattr(bearer, part).get(language.key)
        if name:
            stored = getattr(bearer, f"{part}_forms")
            known = stored[language.key].forms if language.key in stored else {}
            shown = {form: f"{name} ({form})" for form in language.locale.grammar.forms}
            forms = Forms(forms={**shown, **known}, confirmed=True)
            changes[f"{part}_forms"] = {**stored, language.key: forms}
    return replace(bearer, **changes)
