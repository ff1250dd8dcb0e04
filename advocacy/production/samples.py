"""For translators: every appeal type in a language, for a woman, a man, several women, a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from advocacy import resources
from advocacy.appeals.compose import compose
from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.model import Campaign, Forms, Person
from advocacy.document import Document
from advocacy.language.languages import Language
from advocacy.production.workshop import Workshop

__all__ = ["GROUPS", "sample_documents"]

ANNA = Person(id="anna", gender="f", name={"en": "Anna Example"})
VERA = Person(id="vera", gender="f", name={"en": "Vera Example"})
IVAN = Person(id="ivan", gender="m", name={"en": "Ivan Example"})

GROUPS: Mapping[str, tuple[Person, ...]] = {
    "woman": (ANNA,),
    "man": (IVAN,),
    "women": (ANNA, VERA),
    "group": (ANNA, IVAN),
}
"""Whom wording has to be right for."""


def sample_documents(workshop: Workshop, language: Language) -> Iterator[tuple[str, Document]]:
    """Yield a name and a document for each appeal type and group.

    The organisers' own text stays in its language, as in a campaign that is being translated.
    Wording that is missing and forms that would be asked for are visibly marked.
    """
    for path in resources.examples():
        example = read_campaign(path)
        for group, people in GROUPS.items():
            sample = _in_language(replace(example, people=people, note={}), language)
            recipe = workshop.recipe(sample.appeal)
            composition = compose(sample, recipe, language.with_gaps())
            yield f"{sample.appeal}.{group}", composition.document


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
