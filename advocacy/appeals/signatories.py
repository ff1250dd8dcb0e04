"""Composing: the signatories in the order, the groups and the languages of the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from advocacy import document as d
from advocacy.appeals.knowledge import Knowledge, missing
from advocacy.campaigns.model import Signatory
from advocacy.errors import Problem, WordingError
from advocacy.language.collation import sort_key

__all__ = ["signatures"]


@dataclass(frozen=True)
class _Entry:
    signatory: Signatory
    name: str
    country: str
    foreign: str = ""
    """The language tag of a name that is not in the reader's language."""

    def line(self) -> d.SignatoryLine:
        acronym = self.signatory.acronym
        suffix = f" ({acronym})" if acronym and acronym not in self.name else ""
        runs = (d.Run(self.name, lang=self.foreign or None),)
        return d.SignatoryLine((*runs, *d.text(suffix)), d.text(self.country))


def signatures(knowledge: Knowledge, *, heading: str) -> d.Signatures:
    """Compose the list of signatories.

    Raises WordingError with a problem for each signatory without a name.
    """
    say = knowledge.language.say
    return d.Signatures(
        heading=d.text(say(heading)),
        groups=tuple(_groups(knowledge)),
        name_label=say("label.organisation"),
        detail_label=say("label.country"),
        summary=say("label.signatories_summary"),
        key="signatories",
    )


def _groups(knowledge: Knowledge) -> Iterable[d.SignatureGroup]:
    entries = _sorted(_entries(knowledge), knowledge)
    order = knowledge.campaign.options.order
    tiers = {entry.signatory.tier for entry in entries}
    if order != "initiators" or len(tiers) == 1:
        yield d.SignatureGroup(tuple(entry.line() for entry in entries))
        return
    for tier, label in (("initiator", "label.initiators"), ("supporter", "label.supporters")):
        lines = tuple(entry.line() for entry in entries if entry.signatory.tier == tier)
        yield d.SignatureGroup(lines, d.text(knowledge.language.say(label)))


def _entries(knowledge: Knowledge) -> list[_Entry]:
    entries: list[_Entry] = []
    problems: list[Problem] = []
    countries = _names_countries(knowledge)
    for number, signatory in enumerate(knowledge.campaign.signatories, start=1):
        try:
            path = f"signatories[{number}]"
            entries.append(_entry(signatory, knowledge, path, countries=countries))
        except WordingError as error:
            problems += error.problems
    if problems:
        raise WordingError(problems[0].message, problems)
    return entries


def _names_countries(knowledge: Knowledge) -> bool:
    """Whether countries tell signatories apart; one country for all says nothing."""
    countries = {signatory.country for signatory in knowledge.campaign.signatories}
    return knowledge.campaign.options.countries and len(countries) > 1


def _entry(signatory: Signatory, knowledge: Knowledge, path: str, *, countries: bool) -> _Entry:
    country = ""
    if signatory.country and countries:
        country = knowledge.country(signatory.country, f"{path}.country").text
    own = signatory.name.get(knowledge.language.key)
    if own:
        return _Entry(signatory, own, country)
    original = signatory.name.get(signatory.language)
    if not original:
        raise missing(f"{path}.name.{knowledge.language.key}")
    return _Entry(signatory, original, country, foreign=signatory.language)


def _sorted(entries: list[_Entry], knowledge: Knowledge) -> list[_Entry]:
    key: Callable[[str], Any] = sort_key(knowledge.language.locale)
    match knowledge.campaign.options.order:
        case "entered":
            return entries
        case "country":
            return sorted(entries, key=lambda entry: (key(entry.country), key(entry.name)))
        case _:
            return sorted(entries, key=lambda entry: key(entry.name))
