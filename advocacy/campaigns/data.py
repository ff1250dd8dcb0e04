"""Between the model and plain data: dictionaries as TOML, JSON and the database hold them."""

from __future__ import annotations

import dataclasses
import datetime
import re
import types
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from advocacy.campaigns.model import Campaign, Charge, Forms
from advocacy.campaigns.rules import (
    LINES,
    Rule,
    language_fault,
    name_fault,
    nearest,
    rule_of,
)
from advocacy.errors import CampaignError, Message, Problem, message

__all__ = ["from_data", "to_data"]

MOST_ITEMS = 10_000
MOST_KEYS = 1_000
MOST_GUESSES = 100
LARGEST_NUMBER = 2**53 - 1
"""What every reader of JSON still counts exactly."""

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EMPTY = ("", None)
NOTHING: Any = object()
"""Stands for a value that is wrong, or empty and therefore absent."""

TABLE = message("campaign.expected_table", "A table is expected here.")
LANGUAGES = message(
    "campaign.expected_languages",
    "A text per language is expected here, such as “title.de = …”.",
)
LIST = message("campaign.expected_list", "A list is expected here.")
TEXT = message("campaign.expected_text", "A text in quotation marks is expected here.")
NUMBER = message("campaign.expected_number", "A whole number is expected here.")
NEGATIVE = message(
    "campaign.negative", "A number cannot be below zero here; take the minus sign away."
)
FLAG = message("campaign.expected_flag", "“true” or “false” is expected here.")
DATE = message("campaign.expected_date", "A date such as 2021-07-14 is expected here.")
FACT = message(
    "campaign.expected_fact",
    "A date, a whole number, a text, a text per language or a list of charges is expected here.",
)


def from_data(data: object, *, name: str = "") -> Campaign:
    """Make a campaign from plain data; a CampaignError names every mistake with its place.

    ``name`` says in the error whose data it is. Dates may be ISO strings, empty values are
    the same as absent ones; what the campaign still lacks is not judged here.
    """
    reader = _Reader()
    campaign = reader.entity(Campaign, data, "")
    if isinstance(campaign, Campaign):
        reader.check_whole(campaign)
    if reader.problems:
        sentence = message(
            "campaign.mistakes",
            "The campaign {name} cannot be read; mistakes: {count}.",
            name=name,
            count=len(reader.problems),
        )
        raise CampaignError(sentence, reader.problems)
    return cast("Campaign", campaign)


def to_data(campaign: Campaign) -> dict[str, Any]:
    """Return a campaign as plain data without defaults, in the order of the model.

    `from_data` makes an equal campaign of it.
    """
    return cast("dict[str, Any]", _plain(campaign))


def _plain(value: object) -> object:
    if isinstance(value, Forms):
        return {**value.forms, **({"confirmed": True} if value.confirmed else {})}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(content)
            for field in dataclasses.fields(value)
            if (content := getattr(value, field.name)) != _default(field)
        }
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    # A required mapping may be empty all the same: what is missing is for readiness to say.
    return {} if field.default is dataclasses.MISSING else field.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


class _Reader:
    """Walks the data beside the type hints of the model and keeps every mistake."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def report(self, path: str, sentence: Message) -> Any:
        self.problems.append(Problem(path, sentence))
        return NOTHING

    def entity(self, kind: type, data: object, path: str) -> Any:
        """Read one table into a dataclass of the model."""
        if not isinstance(data, Mapping):
            return self.report(path, TABLE)
        if kind is Forms:
            return self.forms(data, path)
        hints = _hints(kind)
        for key in data:
            if key not in hints:
                # Looking for what was meant takes time, and nobody reads hundreds of guesses.
                known = hints if len(self.problems) < MOST_GUESSES else {}
                self.report(_join(path, key), _unknown(key, known))
        values = {
            name: value
            for name, hint in hints.items()
            if data.get(name) not in EMPTY
            and (
                value := self.value(
                    hint, data[name], _join(path, name), rule_of(kind.__name__, name)
                )
            )
            is not NOTHING
        }
        return self.made(kind, values, path)

    def made(self, kind: type, values: dict[str, Any], path: str) -> Any:
        """Make the dataclass, or say which required fields are absent."""
        complete = True
        for field in dataclasses.fields(kind):
            if field.name in values or _has_default(field):
                continue
            if get_origin(_hints(kind)[field.name]) is Mapping:
                values[field.name] = MappingProxyType({})
                continue
            complete = False
            self.check_missing(_join(path, field.name))
        return kind(**values) if complete else NOTHING

    def check_missing(self, path: str) -> None:
        """Say that a required value is missing, unless it is there and wrong."""
        if not any(problem.where.startswith(path) for problem in self.problems):
            self.report(path, message("campaign.missing", "This is missing."))

    def value(self, hint: Any, data: object, path: str, rule: Rule) -> Any:
        """Read one value of the type that the model gives it."""
        origin = get_origin(hint)
        if origin in (None, Union, types.UnionType):
            return self.simple(hint, data, path, rule)
        if origin is Literal:
            return self.choice(get_args(hint), data, path)
        if origin is tuple:
            return self.sequence(get_args(hint)[0], data, path, rule)
        return self.mapping(get_args(hint)[1], data, path, rule)

    def simple(self, hint: Any, data: object, path: str, rule: Rule) -> Any:
        if hint is str:
            return self.text(data, path, rule)
        if hint is bool:
            return data if isinstance(data, bool) else self.report(path, FLAG)
        if hint is int:
            return self.number(data, path)
        if hint is datetime.date:
            return self.date(data, path)
        if dataclasses.is_dataclass(hint):
            return self.entity(cast("type", hint), data, path)
        kinds = [kind for kind in get_args(hint) if kind is not types.NoneType]
        return self.value(kinds[0], data, path, rule) if len(kinds) == 1 else self.fact(data, path)

    def text(self, data: object, path: str, rule: Rule) -> Any:
        if not isinstance(data, str):
            return self.report(path, TEXT)
        cleaned, faults = rule.examine(data)
        for fault in faults:
            self.report(path, fault)
        return cleaned if cleaned and not faults else NOTHING

    def choice(self, choices: tuple[object, ...], data: object, path: str) -> Any:
        if any(data == choice and type(data) is type(choice) for choice in choices):
            return data
        return self.report(
            path,
            message(
                "campaign.expected_choice",
                "One of these is expected here: {choices}.",
                choices=", ".join(str(choice) for choice in choices if choice != ""),
            ),
        )

    def date(self, data: object, path: str) -> Any:
        if isinstance(data, str) and ISO_DATE.fullmatch(data.strip()):
            try:
                return datetime.date.fromisoformat(data.strip())
            except ValueError:
                return self.report(
                    path, message("campaign.no_such_day", "There is no such day in the calendar.")
                )
        if isinstance(data, datetime.date) and not isinstance(data, datetime.datetime):
            return data
        return self.report(path, DATE)

    def number(self, data: object, path: str) -> Any:
        if not isinstance(data, int) or isinstance(data, bool):
            return self.report(path, NUMBER)
        if data < 0:
            return self.report(path, NEGATIVE)
        if data <= LARGEST_NUMBER:
            return data
        return self.report(path, message("campaign.large", "This number is too large."))

    def sequence(self, hint: Any, data: object, path: str, rule: Rule) -> Any:
        if not isinstance(data, list | tuple):
            return self.report(path, LIST)
        if len(data) > MOST_ITEMS:
            return self.report(path, _too_many(MOST_ITEMS))
        items = [
            self.value(hint, item, f"{path}[{number}]", rule)
            for number, item in enumerate(data, start=1)
        ]
        return tuple(item for item in items if item is not NOTHING)

    def mapping(self, hint: Any, data: object, path: str, rule: Rule) -> Any:
        if not isinstance(data, Mapping):
            return self.report(path, LANGUAGES if hint is str and path not in KEYS else TABLE)
        if len(data) > MOST_KEYS and path != "basis":
            return self.report(path, _too_many(MOST_KEYS))
        check = KEYS.get(path, language_fault)
        entries = {}
        for key, item in data.items():
            where = _join(path, key)
            fault = check(key) if isinstance(key, str) else TEXT
            if fault:
                self.report(where, fault)
            elif (
                item not in EMPTY and (value := self.value(hint, item, where, rule)) is not NOTHING
            ):
                entries[key] = value
        return MappingProxyType({k: v for k, v in entries.items() if not _is_empty(v)})

    def forms(self, data: Mapping[Any, Any], path: str) -> Any:
        """Read the forms of a name; ``confirmed`` stands among them in the file."""
        confirmed = data.get("confirmed", False)
        if not isinstance(confirmed, bool):
            self.report(_join(path, "confirmed"), FLAG)
        forms = {}
        for key, item in data.items():
            where = _join(path, key)
            if key == "confirmed" or item in EMPTY:
                continue
            if not isinstance(key, str) or name_fault(key):
                self.report(where, name_fault(str(key)) or TEXT)
            elif (value := self.text(item, where, Rule())) is not NOTHING:
                forms[key] = value
        return Forms(forms=MappingProxyType(forms), confirmed=confirmed is True)

    def fact(self, data: object, path: str) -> Any:
        """Read a fact by the kind of its value; a text that is an ISO date is a date."""
        if isinstance(data, Mapping):
            return self.mapping(str, data, path, LINES)
        if isinstance(data, list | tuple):
            return self.sequence(Charge, data, path, LINES)
        if isinstance(data, int) and not isinstance(data, bool):
            return self.number(data, path)
        if isinstance(data, str) and not ISO_DATE.fullmatch(data.strip()):
            return self.text(data, path, LINES)
        if isinstance(data, str | datetime.date):
            return self.date(data, path)
        return self.report(path, FACT)

    def check_whole(self, campaign: Campaign) -> None:
        """Say which names stand twice where each has to be its own."""
        self.check_twice("languages[{}]", campaign.languages)
        self.check_twice("phrases[{}]", campaign.phrases)
        self.check_twice("people[{}].id", tuple(person.id for person in campaign.people))

    def check_twice(self, path: str, names: tuple[str, ...]) -> None:
        seen: set[str] = set()
        for number, name in enumerate(names, start=1):
            if name in seen:
                self.report(
                    path.format(number),
                    message("campaign.twice", "“{name}” stands here twice.", name=name),
                )
            seen.add(name)


def _anything(key: str) -> Message | None:
    """Keys that this program writes itself; their form is checked where they are used."""
    return None if re.fullmatch(r"[\w.\[\]-]{1,200}", key) else TEXT


KEYS: Mapping[str, Callable[[str], Message | None]] = MappingProxyType(
    {"facts": name_fault, "texts": name_fault, "basis": _anything, "former": _anything}
)
"""What the keys of a mapping are; all others are languages."""


def _has_default(field: dataclasses.Field[Any]) -> bool:
    missing = dataclasses.MISSING
    return field.default is not missing or field.default_factory is not missing


def _is_empty(value: object) -> bool:
    return value == Forms() or (isinstance(value, Mapping | tuple) and not value)


def _join(path: str, key: object) -> str:
    """Extend a path; a key that is no plain name is shown safely, in quotation marks."""
    shown = str(key)[:80]
    if not re.fullmatch(r"[\w-]+", shown):
        shown = '"' + shown.encode("unicode_escape").decode("ascii") + '"'
    return f"{path}.{shown}" if path else shown


def _unknown(key: object, known: Mapping[str, Any]) -> Message:
    if near := nearest(str(key), known):
        return message(
            "campaign.unknown_near", "This key is not known; “{near}” is probably meant.", near=near
        )
    return message(
        "campaign.unknown",
        "This key is not known; known are: {known}.",
        known=", ".join(known) or "…",
    )


def _too_many(limit: int) -> Message:
    return message("campaign.too_many", "At most {limit} entries are possible here.", limit=limit)
