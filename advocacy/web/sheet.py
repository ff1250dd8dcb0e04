"""One page of the form as it is about to be drawn: what is typed, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from advocacy.appeals.recipe import Recipe
from advocacy.errors import Problem
from advocacy.store.merge import Conflict
from advocacy.store.paths import parse, value_at
from advocacy.store.values import Data
from advocacy.web.countries import countries
from advocacy.web.fields import Field, Item
from advocacy.web.nameforms import FormInput, form_inputs, form_warnings
from advocacy.web.panel import name_of, title_of
from advocacy.web.phrases import Printed
from advocacy.web.places import anchor
from advocacy.web.shape import default_of
from advocacy.web.steps import Step
from advocacy.web.wording import appeal_label, language, language_name, pgettext, say

__all__ = ["Sheet", "language_choices", "shown_languages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A campaign's data as it stands in the form, stored or not.

    ``shown`` are the languages side by side, the source first. ``problems`` stand at their fields,
    ``conflicts`` show what somebody else stored at the same places.
    """

    slug: str
    version: int
    step: str
    data: Data
    recipe: Recipe
    shown: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    by: str = ""
    unfinished: bool = False
    texts: Mapping[str, tuple[Printed, ...]] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The language the campaign was first written in."""
        return str(self.data.get("source", ""))

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages of the campaign, the source first."""
        others = (tag for tag in self.data.get("languages", ()) if tag != self.source)
        return (self.source, *others)

    @property
    def choice(self) -> str:
        """Which language is shown beside the source: its tag, ``all``, or nothing."""
        if len(self.shown) == 1:
            return ""
        return "all" if len(self.shown) > 2 else self.shown[-1]

    def value(self, name: str) -> Any:
        """Return what is in a field."""
        found = value_at(self.data, parse(name))
        return "" if found is None else found

    def errors(self, name: str) -> tuple[str, ...]:
        """Return what is wrong with a field, in sentences."""
        return tuple(say(one.message) for one in self.problems if one.where == name)

    def conflict(self, name: str) -> Conflict | None:
        """Return what somebody else stored at the same place."""
        path = parse(name)
        return next((one for one in self.conflicts if one.path == path), None)

    def flag(self, part: Field) -> bool:
        """Whether a box is ticked; one that was never touched stands as the model has it."""
        found = value_at(self.data, part.path)
        return bool(default_of(part.path) if found is None else found)

    def chosen(self, part: Field) -> str:
        """Return what is chosen, or what the model has where nothing was."""
        found = value_at(self.data, part.path)
        if found is None:
            found = default_of(part.path)
        return "" if found is None else str(found)

    def country(self, name: str) -> str:
        """Return the name of the country whose code is stored."""
        code = str(self.value(name))
        return countries(language()).get(code, code)

    def forms(self, part: Field, tag: str) -> tuple[FormInput, ...]:
        """Return the inputs for the forms of a name in a language; none where it has no forms."""
        return form_inputs(self.data, part, tag)

    def warnings(self, part: Field, tag: str) -> tuple[str, ...]:
        """Return why suggested forms deserve a second look."""
        return form_warnings(self.data, part, tag)

    def open_choice(self, part: Field) -> bool:
        """Whether a choice has to be made by a person and is still open."""
        return "" not in dict(part.choices) and not self.chosen(part)

    def title(self) -> str:
        """Return the campaign's title for the head of the page."""
        return title_of(self.data, self.kind())

    def kind(self) -> str:
        """Name the kind of appeal."""
        return appeal_label(self.recipe)

    def step_label(self, steps: tuple[Step, ...]) -> str:
        """Name this step."""
        return next(say(step.label) for step in steps if step.id == self.step)

    def next_step(self, steps: tuple[Step, ...]) -> Step | None:
        """Return the step after this one."""
        index = [step.id for step in steps].index(self.step)
        return steps[index + 1] if index + 1 < len(steps) else None

    def at_hand(self) -> str:
        """Return the language whose pages are shown beside the form."""
        return self.choice if self.choice not in {"", "all"} else self.source

    def concerns(self, item: Item, focus: str) -> bool:
        """Whether an item has to be open: somebody wants to see a place in it, or has to."""
        if f"{focus}-".startswith(f"{item.id}-"):
            return True
        places = [one.where for one in self.problems] + [str(one) for one in self.conflicts]
        return any(f"{anchor(place)}-".startswith(f"{item.id}-") for place in places)

    def anchor(self, conflict: Conflict) -> str:
        """Return the anchor of a place that two people changed."""
        return anchor(str(conflict))

    def place_name(self, conflict: Conflict) -> str:
        """Name a place that two people changed."""
        return name_of(str(conflict), self.recipe)

    def phrase(self, key: str) -> tuple[tuple[str, Printed], ...]:
        """Return a phrase as it would be printed, per language that is shown."""
        return tuple(zip(self.shown, self.texts.get(key, ()), strict=False))


def shown_languages(data: Data, choice: str) -> tuple[str, ...]:
    """Return the languages to show for a choice: a tag, ``all``, or nothing for the source."""
    source = str(data.get("source", ""))
    others = [tag for tag in data.get("languages", ()) if tag != source]
    if choice == "all":
        return (source, *others)
    return (source, choice) if choice in others else (source,)


def language_choices(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Return the choices of languages to show, each with its label."""
    first = (("", language_name(sheet.source)),)
    others = tuple((tag, language_name(tag)) for tag in sheet.languages if tag != sheet.source)
    every = (("all", pgettext("edit.all_languages", "All languages")),) if len(others) > 1 else ()
    return (*first, *others, *every)
