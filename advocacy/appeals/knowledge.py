"""Composing, first step: what a sentence of one language can mention of a campaign."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from advocacy.campaigns.model import Addressee, Campaign, Charge, Localized, NameForms, Person
from advocacy.errors import Problem, WordingError, message
from advocacy.language.binding import bound
from advocacy.language.formats import country_name, format_list
from advocacy.language.languages import Language
from advocacy.language.values import Name, Names, Value

__all__ = ["Knowledge", "MissingError", "missing"]


class MissingError(WordingError):
    """Something that a sentence needs is not in the campaign; ``problems`` says where."""


def missing(*places: str) -> MissingError:
    """Say which places of the campaign are empty and must not be."""
    problem = message("readiness.missing", "This is still empty and the document needs it.")
    return MissingError(problem, [Problem(place, problem) for place in places])


@dataclass(frozen=True)
class Knowledge:
    """Values for the names in wording, made on demand from one campaign in one language.

    ``addressee`` and ``addressee_path`` say which official the sentence speaks to, ``person``
    which single person it is about when a block is repeated for each.
    """

    campaign: Campaign
    language: Language
    addressee: Addressee | None = None
    addressee_path: str = ""
    person: int | None = None

    def localized(self, texts: Localized, path: str) -> str:
        """Return the text of this language or say that ``path.<language>`` is empty."""
        try:
            return texts[self.language.key]
        except KeyError:
            raise missing(f"{path}.{self.language.key}") from None

    def values(self, names: Iterable[str]) -> dict[str, Value]:
        """Return a value for each name; everything that is missing is reported at once."""
        found: dict[str, Value] = {}
        problems: list[Problem] = []
        for name in sorted(set(names)):
            try:
                found[name] = self.value(name)
            except WordingError as error:
                problems += error.problems
        if problems:
            raise MissingError(problems[0].message, problems)
        return found

    def say(self, key: str, **extra: Value) -> str:
        """Render a phrase of the bank with what the campaign knows."""
        names = self.language.names_in(key) - extra.keys()
        said = self.language.say(key, **self.values(names), **extra)
        return bound(said, self.language.locale.typography.binding)

    def value(self, name: str) -> Value:
        """Return the value of one name in wording."""
        campaign = self.campaign
        makers: dict[str, Callable[[], Value]] = {
            "person": self.people,
            "country": lambda: self.country(campaign.country, "country"),
            "count": lambda: len(campaign.signatories) or self._absent("signatories"),
            "date": lambda: campaign.date,
            "place": lambda: self.localized(campaign.place, "place"),
            "title": lambda: self.localized(campaign.title, "title"),
            "reference": lambda: campaign.reference or self._absent("reference"),
            "addressee": lambda: self.official("name"),
            "office": lambda: self.official("office"),
        }
        return makers[name]() if name in makers else self.fact(name)

    def people(self) -> Name | Names:
        """The people concerned, or the one a repeated block is about."""
        people = list(enumerate(self.campaign.people, start=1))
        if self.person is not None:
            people = [people[self.person]]
        if not people:
            raise missing("people")
        names = tuple(self._person(person, f"people[{number}]") for number, person in people)
        return names[0] if len(names) == 1 else Names(names)

    def country(self, code: str, path: str) -> Name:
        """Return a country's name with its forms."""
        if not code:
            raise missing(path)
        try:
            return country_name(code, self.language.locale)
        except WordingError as error:
            raise WordingError(error.message, [Problem(path, error.message)]) from None

    def official(self, part: str) -> Name:
        """The ``office`` or ``name`` of the addressee."""
        official = self.addressee
        if official is None:
            raise missing("addressees")
        if part == "name" and not official.name:
            return Name("", agreement=official.gender or "")  # an office agrees without a name
        text = self.localized(getattr(official, part), f"{self.addressee_path}.{part}")
        forms: NameForms = getattr(official, f"{part}_forms")
        return self._name(text, official.gender or "", forms, f"{self.addressee_path}.{part}_forms")

    def fact(self, name: str) -> Value:
        """A fact that the recipe declares."""
        fact = self.campaign.facts.get(name)
        match fact:
            case None:
                raise missing(f"facts.{name}")
            case datetime.date() | int() | str():
                return fact
            case tuple():
                return self._charges(fact)
            case Mapping():
                return self.localized(fact, f"facts.{name}")

    def _charges(self, charges: tuple[Charge, ...]) -> str:
        return format_list(
            [self._charge(number, charge) for number, charge in enumerate(charges, start=1)],
            self.language.locale,
        )

    def _charge(self, number: int, charge: Charge) -> str:
        if not charge.name:
            return self.language.say("fact.charge_plain", article=charge.article)
        name = self.localized(charge.name, f"facts.charges[{number}].name")
        return self.language.say("fact.charge", article=charge.article, name=name)

    def _person(self, person: Person, path: str) -> Name:
        text = self.localized(person.name, f"{path}.name")
        return self._name(text, person.gender, person.name_forms, f"{path}.name_forms")

    def _name(self, text: str, agreement: str, forms: NameForms, path: str) -> Name:
        stored = forms.get(self.language.key)
        return Name(
            text,
            agreement=agreement,
            forms=stored.forms if stored else {},
            where=f"{path}.{self.language.key}",
        )

    def _absent(self, path: str) -> str:
        raise missing(path)
