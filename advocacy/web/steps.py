"""The path through a campaign: which fields stand on which step, as its appeal type decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from advocacy.appeals.recipe import Recipe
from advocacy.campaigns import model
from advocacy.errors import Message, message
from advocacy.web import fields
from advocacy.web.fields import Field, Group
from advocacy.web.wording import pgettext

__all__ = ["STEPS", "Section", "Step", "sections", "steps_of"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``label`` names it in the path."""

    id: str
    label: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields under one heading; ``special`` asks for a part of the page that is not made of them.

    ``phrases`` names the groups of the bank that are offered for ticking.
    """

    id: str
    heading: str
    help: str = ""
    parts: tuple[Field | Group, ...] = ()
    special: str = ""
    phrases: tuple[str, ...] = ()


STEPS = (
    Step("about", message("step.about", "What it is")),
    Step("people", message("step.people", "People and facts")),
    Step("addressees", message("step.addressees", "Addressees")),
    Step("text", message("step.text", "Text")),
    Step("demands", message("step.demands", "Demands")),
    Step("signatories", message("step.signatories", "Signatories")),
    Step("look", message("step.look", "Look")),
    Step("review", message("step.review", "Review")),
)
LISTS = {
    "people": model.Person,
    "addressees": model.Addressee,
    "copies": model.Addressee,
    "quotes": model.QuoteEntry,
    "events": model.EventEntry,
    "milestones": model.MilestoneEntry,
    "enclosures": str,
    "signatories": model.Signatory,
}


def steps_of(recipe: Recipe) -> tuple[Step, ...]:
    """Return the steps an appeal type has: those without a field are left out."""
    needed = {"about", "text", "look", "review"}
    needed |= {"people"} if recipe.facts or "people" in recipe.parts else set()
    needed |= {"addressees"} if {"addressees", "copies", "sender"} & set(recipe.parts) else set()
    needed |= {part for part in ("demands", "signatories") if part in recipe.parts}
    return tuple(step for step in STEPS if step.id in needed)


def sections(step: str, recipe: Recipe, data: Mapping[str, Any]) -> tuple[Section, ...]:
    """Return what stands on one step."""
    makers = {
        "about": _about,
        "people": _people,
        "addressees": _addressees,
        "text": _text,
        "demands": _demands,
        "signatories": _signatories,
        "look": _look,
    }
    return tuple(makers[step](recipe, data)) if step in makers else ()


def _about(recipe: Recipe, data: Mapping[str, Any]) -> Iterator[Section]:
    names = ("title", "date", "place", "country", "reference")
    parts = [
        fields.field(model.Campaign, name, (name,), required=_required(recipe, name))
        for name in names
        if name == "date" or name in recipe.parts
    ]
    yield Section(id="what", heading=pgettext("section.what", "What it is"), parts=tuple(parts))
    yield Section(
        id="languages",
        heading=pgettext("section.languages", "Languages"),
        help=pgettext(
            "section.languages_help",
            "Tick every language the appeal is to appear in. Taking a tick away keeps its texts.",
        ),
        parts=tuple(fields.field(model.Campaign, name, (name,)) for name in ("source", "slug")),
        special="languages",
    )


def _people(recipe: Recipe, data: Mapping[str, Any]) -> Iterator[Section]:
    yield from _lists(("people",), recipe, data)
    facts = [fields.fact(fact, recipe.id, data) for fact in recipe.facts]
    single = tuple(part for part in facts if isinstance(part, Field))
    if single:
        yield Section(id="facts", heading=pgettext("section.facts", "Facts"), parts=single)
    for part in facts:
        if isinstance(part, Group):
            yield Section(id=part.id, heading=part.heading, parts=(part,))


def _addressees(recipe: Recipe, data: Mapping[str, Any]) -> Iterator[Section]:
    yield from _lists(("addressees", "copies"), recipe, data)
    if "sender" in recipe.parts:
        yield Section(
            id="sender",
            heading=pgettext("section.sender", "Sender"),
            parts=fields.fields_of(model.Sender, ("sender",)),
        )


def _text(recipe: Recipe, data: Mapping[str, Any]) -> Iterator[Section]:
    if recipe.texts:
        yield Section(
            id="texts",
            heading=pgettext("section.texts", "Your own words"),
            help=pgettext(
                "section.texts_help",
                "An empty line begins a paragraph. *Emphasis*, **strong**, [words](https://…), "
                "lists with “-” and quotations with “>” are understood.",
            ),
            parts=tuple(fields.text(text, recipe.id) for text in recipe.texts),
        )
    groups = tuple(group for group in recipe.phrases if group != "demand")
    if groups and "phrases" in recipe.parts:
        yield Section(
            id="phrases",
            heading=pgettext("section.phrases", "Standard sentences"),
            help=pgettext(
                "section.phrases_help",
                "Translated once for everybody: a tick gives the sentence in every language.",
            ),
            special="phrases",
            phrases=groups,
        )
    yield from _lists(("quotes", "events", "milestones", "enclosures"), recipe, data)
    yield Section(
        id="closing",
        heading=pgettext("section.note", "Small print"),
        parts=(fields.field(model.Campaign, "note", ("note",)),),
    )


def _demands(recipe: Recipe, data: Mapping[str, Any]) -> Iterator[Section]:
    made = fields.group(model.Demand, ("demands",), data, required=_required(recipe, "demands"))
    yield Section(
        id="demands",
        heading=made.heading,
        help=pgettext(
            "section.demands_help",
            "They stand in the document in this order, numbered, as one sentence.",
        ),
        parts=(made,),
        special="demands",
        phrases=("demand",),
    )


def _signatories(recipe: Recipe, data: Mapping[str, Any]) -> Iterator[Section]:
    order = ("order", "countries", "signature_columns")
    yield Section(
        id="order",
        heading=pgettext("section.order", "The list in the document"),
        parts=tuple(fields.field(model.Options, name, ("options", name)) for name in order),
        special="import",
    )
    yield from _lists(("signatories",), recipe, data)


def _look(recipe: Recipe, data: Mapping[str, Any]) -> Iterator[Section]:
    head = ("organisation", "accent")
    yield Section(
        id="letterhead",
        heading=pgettext("section.letterhead", "Letterhead"),
        parts=(
            *(fields.field(model.Options, name, ("options", name)) for name in head),
            fields.group(model.LogoEntry, ("options", "logos"), data, without=("data",)),
        ),
        special="logo",
    )
    taken = {*head, "logos", "order", "countries", "signature_columns"}
    letter = {"prompt", "window"} if recipe.design != "letter" else set()
    yield Section(
        id="look",
        heading=pgettext("section.look", "Look"),
        parts=fields.fields_of(model.Options, ("options",), without=taken | letter),
    )


def _lists(names: tuple[str, ...], recipe: Recipe, data: Mapping[str, Any]) -> Iterator[Section]:
    for name in names:
        if name in recipe.parts:
            required = _required(recipe, name)
            made = fields.group(
                LISTS[name], (name,), data, required=required, without=_unprinted(name, recipe)
            )
            yield Section(id=name, heading=made.heading, parts=(made,))


def _unprinted(name: str, recipe: Recipe) -> frozenset[str]:
    """The fields of a list that a kind of appeal never prints: only a letter greets and is sent."""
    if recipe.design == "letter" or name not in ("addressees", "copies"):
        return frozenset()
    greeting = {"salutation", "title", "email"}
    return frozenset(greeting | {"address", "country"} if name == "addressees" else greeting)


def _required(recipe: Recipe, part: str) -> bool:
    return recipe.parts.get(part, "optional") != "optional" or part == "date"
