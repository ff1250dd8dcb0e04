"""Merging: rows of a table become people who write, and what cannot be used is named."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from advocacy.campaigns import guard
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.spreadsheet import without_formulas
from advocacy.errors import Message, RefusedError, UnknownNameError, message
from advocacy.language.languages import Language, Languages
from advocacy.production.long_table import read_rows

__all__ = ["Fault", "People", "Recipient", "open_people"]

LONGEST = {"name": 200, "address": 1_000, "language": 100, "sentence": 5_000, "addressee": 20}
MOST_LINES = 10
"""Lines of an address."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who writes one letter.

    ``number`` is the row's, ``language`` a version of the campaign, ``sentence`` the person's own
    (or empty), ``addressee`` counts the campaign's addressees from one.
    """

    number: int
    name: str
    address: str
    language: str
    sentence: str
    addressee: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be used, and why."""

    number: int
    reason: Message


@dataclass(frozen=True, slots=True)
class People:
    """A table that was understood.

    ``columns`` say by field (``name`` …) in which column it was found, counted from nought, and
    how that is headed; ``unknown`` are the headings that mean nothing here.
    """

    path: Path
    campaign: Campaign
    languages: Mapping[str, str]
    columns: Mapping[str, tuple[int, str]]
    unknown: tuple[str, ...]

    def __iter__(self) -> Iterator[Recipient | Fault]:
        """Read the table: a person or a fault for each row that is not empty."""
        rows = read_rows(self.path)
        next(rows)
        for number, row in rows:
            if any(cell.strip() for cell in row):
                yield self._read(number, row)

    def _read(self, number: int, row: Sequence[str]) -> Recipient | Fault:
        cells, formulas = without_formulas(number, [self._cell(row, field) for field in LONGEST])
        if formulas:
            return Fault(number, formulas[0].message)
        values: dict[str, str] = {}
        for field, cell in zip(LONGEST, cells, strict=True):
            value, fault = _examined(field, cell)
            if fault:
                return Fault(number, fault)
            values[field] = value
        return self._recipient(number, values)

    def _cell(self, row: Sequence[str], field: str) -> str:
        place, _ = self.columns.get(field, (len(row), ""))
        return row[place] if place < len(row) else ""

    def _recipient(self, number: int, values: Mapping[str, str]) -> Recipient | Fault:
        language = self.languages.get(_folded(values["language"] or self.campaign.source), "")
        if not language:
            return Fault(number, _no_version(values["language"]))
        addressee = values["addressee"] or "1"
        count = max(1, len(self.campaign.addressees))
        if not addressee.isdecimal() or not 1 <= int(addressee) <= count:
            return Fault(number, _no_addressee(addressee, count))
        return Recipient(
            number=number,
            name=values["name"],
            address=values["address"],
            language=language,
            sentence=values["sentence"],
            addressee=int(addressee),
        )


def open_people(path: Path, campaign: Campaign, languages: Languages) -> People:
    """Read the headings of a table of people.

    Raises RefusedError when there is no table, or none of its columns is headed as a name.
    """
    _, cells = next(read_rows(path), (0, ()))
    headings = [cell.strip() for cell in cells]
    known = _fields(headings, _versions_first(campaign, languages))
    columns: dict[str, tuple[int, str]] = {}
    unknown = []
    for place, heading in enumerate(headings):
        field = known.get(_folded(heading), "")
        if field and field not in columns:
            columns[field] = (place, heading)
        elif heading:
            unknown.append(heading[:80])
    if "name" not in columns:
        raise RefusedError(_no_name(unknown))
    return People(path, campaign, _versions(campaign, languages), columns, tuple(unknown))


def _fields(headings: Iterable[str], languages: Iterable[Language]) -> dict[str, str]:
    """Return the fields by words that head them: English ones, and those of the languages.

    A language is read only while there are headings that mean nothing yet.
    """
    known = {field: field for field in LONGEST}
    left = {_folded(heading) for heading in headings} - {""}
    catalogs = (each.web.gettext for each in languages)
    for say in itertools.chain([_in_english], catalogs):
        for heading in _HEADINGS.values():
            field = heading.key.rpartition(".")[2]
            for word in map(_folded, say(heading.key, heading.text).split(";")):
                if word:
                    known.setdefault(word, field)
        if left <= known.keys():
            break
    return known


def _in_english(key: str, text: str) -> str:
    return text


def _versions_first(campaign: Campaign, languages: Languages) -> Iterator[Language]:
    """Yield the languages of the campaign, then all."""
    for tag in campaign.languages:
        if found := _language(languages, tag):
            yield found
    yield from languages


def _language(languages: Languages, tag: str) -> Language | None:
    """Return a language; None for one that is not there or broken."""
    try:
        return languages.for_documents(tag)
    except UnknownNameError:
        return None


# Translators: all words by which a column may be headed, with semicolons between them.
_HEADINGS = {
    "name": message("people.headings.name", "name; full name; person; sender"),
    "address": message("people.headings.address", "address; postal address; street"),
    "language": message("people.headings.language", "language; lang; version"),
    "sentence": message(
        "people.headings.sentence", "own sentence; sentence; personal; own words; message"
    ),
    "addressee": message("people.headings.addressee", "addressee; addressee number; official"),
}


def _versions(campaign: Campaign, languages: Languages) -> dict[str, str]:
    """Return the campaign's versions by what a person may write for them: tag or name."""
    versions: dict[str, str] = {}
    for tag in campaign.languages:
        names: Iterable[str] = (tag,)
        if language := _language(languages, tag):
            locale = language.locale
            names = (locale.name, locale.english, locale.tag, tag)
        versions |= {_folded(name): tag for name in names}
    return versions


def _folded(text: str) -> str:
    words = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.split(r"[\s_.:*-]+", words)).strip()


def _examined(field: str, cell: str) -> tuple[str, Message | None]:
    """Return the cleaned text of a cell, or the reason why it cannot be taken."""
    text, faults = guard.examine(cell)
    if faults:
        return "", _in_field(field, faults[0])
    if field not in {"address", "sentence"}:
        text = " ".join(text.split())
    if field == "name" and not text:
        return "", message("people.no_name", "There is no name in this row.")
    if len(text) > LONGEST[field] or (field == "address" and text.count("\n") >= MOST_LINES):
        return "", message(
            "people.long",
            "The column “{field}” holds {count} characters; at most {limit} are possible, and"
            " {lines} lines in an address.",
            field=field,
            count=len(text),
            limit=LONGEST[field],
            lines=MOST_LINES,
        )
    return text, None


def _in_field(field: str, fault: Message) -> Message:
    return message("people.cell", "In the column “{field}”: {fault}", field=field, fault=str(fault))


def _no_version(language: str) -> Message:
    return message(
        "people.language",
        "The campaign has no version in “{language}”.",
        language=language[:40],
    )


def _no_addressee(addressee: str, count: int) -> Message:
    return message(
        "people.addressee",
        "There is no addressee “{addressee}”; the campaign has {count}.",
        addressee=addressee,
        count=count,
    )


def _no_name(headings: Sequence[str]) -> Message:
    return message(
        "people.columns",
        "No column of the table is headed as a name. The headings are: {headings}.",
        headings=", ".join(headings[:20]) or "–",
    )
