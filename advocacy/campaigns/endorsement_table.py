"""Endorsements in and out as a table: CSV or XLSX, the columns of signatories and some more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advocacy.campaigns.application import read_application
from advocacy.campaigns.endorsements import SHOWN, STATES, Application, Endorsement, State
from advocacy.campaigns.spreadsheet import read_table, write_csv, write_xlsx
from advocacy.errors import Problem, RefusedError, message

__all__ = ["Entry", "from_table", "to_csv", "to_xlsx"]

TIERS = ("initiator", "supporter")
LONGEST_REASON = 500
COLUMNS = (
    *("acronym", "country", "tier", "shown", "state", "reason"),
    *("language", "contact", "email", "edition", "changed", "consented"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a table: what was filled in, its state, and the reason for it."""

    application: Application
    state: State
    reason: str


def to_csv(endorsements: Iterable[Endorsement], languages: Sequence[str]) -> bytes:
    """Write endorsements as CSV; nothing in it is a formula."""
    return write_csv(_rows(endorsements, languages))


def to_xlsx(endorsements: Iterable[Endorsement], languages: Sequence[str]) -> bytes:
    """Write endorsements as XLSX; nothing in it is a formula."""
    return write_xlsx(_rows(endorsements, languages), "Endorsements")


def from_table(data: bytes, language: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read a table as `to_csv` and `to_xlsx` write it; problems are named by row.

    A column ``name`` alone holds names in ``language``. A row without a state waits for a
    decision. Raises RefusedError for a file without a column of names.
    """
    table = read_table(data)
    entries, problems = [], list(table.problems)
    if not table.rows:
        raise RefusedError(message("endorsements.empty", "There is nothing in this table."))
    (_, head), *rows = table.rows
    columns = [_column(cell, language) for cell in head]
    if not any(column.startswith("name.") for column in columns):
        raise RefusedError(
            message(
                "endorsements.no_names",
                "The first row has to name the columns, and one of them is “name” or, for each "
                "language, for instance “name.en”. The present list, saved as a table, shows all.",
            )
        )
    for number, cells in rows:
        entry, faults = _entry(dict(zip(columns, cells, strict=False)), language)
        problems += [Problem(f"{number} {fault.where}", fault.message) for fault in faults]
        if not faults:
            entries.append(entry)
    return tuple(entries), tuple(problems)


def _rows(endorsements: Iterable[Endorsement], languages: Sequence[str]) -> list[tuple[str, ...]]:
    found = tuple(endorsements)
    tags = dict.fromkeys([*languages, *(tag for one in found for tag in one.signatory.name)])
    head = (*(f"name.{tag}" for tag in tags), *COLUMNS)
    return [head, *(_row(one, tuple(tags)) for one in found)]


def _row(one: Endorsement, tags: Sequence[str]) -> tuple[str, ...]:
    signatory = one.signatory
    return (
        *(signatory.name.get(tag, "") for tag in tags),
        *(signatory.acronym, signatory.country, signatory.tier, one.shown, one.state, one.reason),
        *(signatory.language, one.contact, one.email, str(one.edition)),
        one.changed.isoformat(timespec="minutes"),
        one.consented.isoformat(timespec="minutes") if one.consented else "",
    )


def _column(heading: str, language: str) -> str:
    name = heading.strip().lower()
    return f"name.{language}" if name == "name" else name


def _entry(fields: Mapping[str, str], language: str) -> tuple[Entry, tuple[Problem, ...]]:
    application, problems = read_application(fields, language)
    found = list(problems)
    for column, known in (("state", STATES), ("shown", SHOWN), ("tier", TIERS)):
        if fields.get(column) and fields[column] not in known:
            sentence = message(
                "endorsements.unknown",
                "“{value}” is not known here; possible are: {known}.",
                value=fields[column][:40],
                known=", ".join(known),
            )
            found.append(Problem(column, sentence))
    state: State = next((one for one in STATES if one == fields.get("state")), "pending")
    reason = fields.get("reason", "")[:LONGEST_REASON]
    return Entry(application=application, state=state, reason=reason), tuple(found)
