"""Signatories in and out: from a pasted e-mail, a CSV or an XLSX file, and back into a table."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import babel
from babel.core import get_global

from advocacy.campaigns import guard
from advocacy.campaigns.model import Signatory
from advocacy.campaigns.rules import language_fault, nearest
from advocacy.campaigns.spreadsheet import MOST_ROWS, Table, read_table, write_csv, write_xlsx
from advocacy.errors import Message, Problem, RefusedError, message

__all__ = ["Import", "from_file", "from_text", "to_csv", "to_xlsx"]

LONGEST_NAME = 300
BULLET = re.compile(r"^(?:>\s*)*(?:[-–—•·*◦▪‣]+\s+|[•·◦▪‣]|\(?\d{1,4}[.)]\s*)?")
EMAIL = re.compile(r"[<(\[]?[^\s<>()\[\],;@]+@[^\s<>()\[\],;@]+\.\w+[>)\]]?")
BRACKET = re.compile(r"\s*\(([^()]+)\)\s*$")
AFTER_COMMA = re.compile(r"\s*[,–—|]\s*([^,–—|]+)$")
ACRONYM = re.compile(r"[^\W_][\w.&/+-]{1,14}")
CUSTOMARY = {"UK": "GB", "USA": "US", "US": "US", "CZECHREPUBLIC": "CZ"}
ABBREVIATED = re.compile(r"(?:^|[\s.])[^\W\d_]{1,3}$")
COLUMNS = ("name", "acronym", "country", "tier", "language", "article")


@dataclass(frozen=True, slots=True)
class Import:
    """What was understood, in the order of the list, and what was not, by line or cell."""

    signatories: tuple[Signatory, ...]
    problems: tuple[Problem, ...] = ()


def from_text(text: str, language: str) -> Import:
    """Read a list pasted from an e-mail: a line each, with bullets, numbers, acronym, country.

    ``language`` is that of the names. Rows pasted from a table, with tabs, are read as a table.
    """
    if len(text) > guard.LONGEST_TEXT:
        raise RefusedError(message("signatories.long", "The list is too long; please divide it."))
    lines = [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if lines and sum("\t" in line for _, line in lines) * 2 > len(lines):
        cells = tuple((n, tuple(cell.strip() for cell in line.split("\t"))) for n, line in lines)
        return _from_table(Table(cells), language)
    parts = [(n, part) for n, line in lines for part in _parts(line, language)]
    if len(parts) > MOST_ROWS:
        raise RefusedError(message("signatories.long", "The list is too long; please divide it."))
    return _collected(_from_line(number, part, language) for number, part in parts)


def from_file(data: bytes, language: str) -> Import:
    """Read CSV or XLSX; ``language`` is that of a column that is headed just ``name``."""
    return _from_table(read_table(data), language)


def to_csv(signatories: Iterable[Signatory], languages: Sequence[str]) -> bytes:
    """Write signatories as CSV, names in a column per language; without any, it is a template."""
    return write_csv(_rows(signatories, languages))


def to_xlsx(signatories: Iterable[Signatory], languages: Sequence[str]) -> bytes:
    """Write signatories as XLSX, as `to_csv` does."""
    return write_xlsx(_rows(signatories, languages), "Signatories")


def _rows(signatories: Iterable[Signatory], languages: Sequence[str]) -> list[tuple[str, ...]]:
    entries = tuple(signatories)
    # No name is lost because its language is not among those asked for.
    tags = dict.fromkeys([*languages, *(tag for entry in entries for tag in entry.name)])
    articles = dict.fromkeys(tag for entry in entries for tag in entry.article)
    head = (
        *(f"name.{tag}" for tag in tags),
        *("acronym", "country", "tier", "language"),
        *(f"article.{tag}" for tag in articles),
    )
    return [
        head,
        *(
            (
                *(entry.name.get(tag, "") for tag in tags),
                *(entry.acronym, entry.country, entry.tier, entry.language),
                *(entry.article.get(tag, "") for tag in articles),
            )
            for entry in entries
        ),
    ]


def _collected(results: Iterable[tuple[Signatory | None, list[Problem]]]) -> Import:
    signatories, problems = [], []
    for signatory, faults in results:
        problems += faults
        if signatory:
            signatories.append(signatory)
    return Import(tuple(signatories), tuple(problems))


def _from_line(number: int, line: str, language: str) -> tuple[Signatory | None, list[Problem]]:
    """Take a line apart: bullet, name, acronym in brackets, country behind a comma."""
    where, problems = str(number), []
    name = _bare(BULLET.sub("", line.strip(), count=1))
    if EMAIL.search(name):
        name = EMAIL.sub("", name).strip(" \t,.;-–—")
        sentence = message("signatories.email", "An e-mail address was left out.")
        problems.append(Problem(where, sentence, warning=True))
    if name.endswith(":"):
        sentence = message("signatories.heading", "“{line}” was taken for a heading.", line=name)
        return None, [*problems, Problem(where, sentence, warning=True)]
    acronym = country = ""
    while match := BRACKET.search(name) or AFTER_COMMA.search(name):
        detail = match[1].strip()
        if not country and (code := country_code(detail, language)):
            country = code
        elif not acronym and match.re is BRACKET and _is_acronym(detail):
            acronym = detail
        else:
            break
        name = _bare(name[: match.start()])
    signatory, faults = _made({"name": {language: name}, "acronym": acronym, "country": country})
    return signatory, [*problems, *(Problem(where, fault) for fault in faults)]


def _parts(line: str, language: str) -> list[str]:
    """Divide a line at semicolons; a country behind one belongs to the name before it."""
    parts: list[str] = []
    for part in line.split(";"):
        if parts and country_code(part.strip(" \t.,"), language):
            parts[-1] += "," + part
        elif part.strip(" \t.,>"):
            parts.append(part)
    return parts


def _bare(text: str) -> str:
    """Take off the marks around a name; the full stop of “e. V.” or “Ltd.” belongs to it."""
    bare = text.strip(" \t,.;")
    return f"{bare}." if text.strip(" \t,;").endswith(".") and ABBREVIATED.search(bare) else bare


def _is_acronym(text: str) -> bool:
    """Whether a word in brackets is an acronym (HRHF, LfM) and not a place or a year."""
    return bool(ACRONYM.fullmatch(text)) and sum(map(str.isupper, text)) >= 2


def _from_table(table: Table, language: str) -> Import:
    head, problems = _head(table, language)
    rows = table.rows
    if head is None:
        head = {0: "name." + language}
    elif rows:
        rows = rows[1:]
    read = _collected(_from_row(number, row, head, language) for number, row in rows)
    return Import(read.signatories, (*table.problems, *problems, *read.problems))


def _head(table: Table, language: str) -> tuple[dict[int, str] | None, list[Problem]]:
    """Find what the columns hold by their headings; None when there are none."""
    if not table.rows:
        return None, []
    number, cells = table.rows[0]
    names = {place: _column(cell, language) for place, cell in enumerate(cells)}
    if not any(name.startswith("name.") for name in names.values()):
        return None, []
    problems = [
        Problem(str(number), _unknown_column(cells[place]), warning=True)
        for place, name in names.items()
        if not name and cells[place]
    ]
    return {place: name for place, name in names.items() if name}, problems


def _column(heading: str, language: str) -> str:
    """Return the field of a heading: ``name.de``, ``Name (de)``, ``acronym`` …; or nothing."""
    match = re.fullmatch(r"([^\W\d_]+)(?:[ ._-]*[(\[]?([\w-]+)[)\]]?)?", heading.strip())
    if not match or match[1].lower() not in COLUMNS:
        return ""
    field, tag = match[1].lower(), match[2] or language
    if field not in ("name", "article"):
        return field if not match[2] else ""
    return "" if language_fault(tag) else f"{field}.{tag}"


def _unknown_column(heading: str) -> Message:
    if near := nearest(heading, COLUMNS):
        return message(
            "signatories.column_near",
            "The column “{heading}” is not known and was left out; is “{near}” meant?",
            heading=heading[:80],
            near=near,
        )
    return message(
        "signatories.column",
        "The column “{heading}” is not known and was left out.",
        heading=heading[:80],
    )


def _from_row(
    number: int, row: Sequence[str], head: Mapping[int, str], language: str
) -> tuple[Signatory | None, list[Problem]]:
    values: dict[str, dict[str, str]] = {"name": {}, "article": {}}
    single: dict[str, str] = {}
    for place, column in head.items():
        if place < len(row) and row[place]:
            field, _, tag = column.partition(".")
            if tag:
                values[field][tag] = row[place]
            else:
                single[field] = row[place]
    faults = []
    if country := single.get("country"):
        single["country"] = country_code(country, language, *values["name"])
        if not single["country"]:
            faults.append(_unknown_country(country))
    if (tier := single.get("tier", "").lower()) and tier not in ("initiator", "supporter"):
        faults.append(message("signatories.tier", "A tier is “initiator” or “supporter”."))
    single["tier"] = "initiator" if tier == "initiator" else "supporter"
    signatory, more = _made({**values, **single})
    return signatory, [Problem(str(number), fault) for fault in (*faults, *more)]


def _unknown_country(name: str) -> Message:
    return message("signatories.country", "“{name}” is not known as a country.", name=name[:80])


def _made(values: dict[str, object]) -> tuple[Signatory | None, list[Message]]:
    """Make a signatory whose every text is clean, or say why there is none."""
    faults: list[Message] = []
    names = _cleaned(values.get("name", {}), faults)
    article = _cleaned(values.get("article", {}), faults)
    acronym = _cleaned({"": values.get("acronym", "")}, faults).get("", "")
    language = str(values.get("language", ""))
    if language and (fault := language_fault(language)):
        faults.append(fault)
    if not names and not faults:
        faults.append(message("signatories.no_name", "There is no name in this line."))
    if any(fault.key.startswith("guard.") for fault in faults) or not names:
        return None, faults
    made = Signatory(
        name=MappingProxyType(names),
        acronym=acronym,
        article=MappingProxyType(article),
        country=str(values.get("country", "")),
        tier="initiator" if values.get("tier") == "initiator" else "supporter",
        language=language if not language_fault(language) else "",
    )
    return made, faults


def _cleaned(texts: object, faults: list[Message]) -> dict[str, str]:
    kept = {}
    for tag, text in texts.items() if isinstance(texts, Mapping) else ():
        line, found = guard.examine(" ".join(str(text).split(" ")))
        line = re.sub(r"[ \t\n]+", " ", line)
        faults += found
        if len(line) > LONGEST_NAME:
            faults.append(
                message(
                    "signatories.long_name",
                    "A name has at most {limit} characters; this seems to be a text.",
                    limit=LONGEST_NAME,
                )
            )
        elif line and not found:
            kept[tag] = line
    return kept


def country_code(name: str, *languages: str) -> str:
    """Return the ISO 3166-1 code of a country that is named by code or in words, or nothing."""
    if re.fullmatch("[A-Z]{2}", name) and name in _countries("en").values():
        return name
    key = _folded(re.sub(r"^the\s+", "", name, flags=re.IGNORECASE))
    tags = (*languages, "en", *_official())
    return CUSTOMARY.get(key.upper()) or next(
        (code for tag in tags if (code := _countries(tag).get(key, ""))), ""
    )


@functools.cache
def _official() -> tuple[str, ...]:
    """The official languages of the world's countries, as far as CLDR speaks them."""
    spoken = get_global("territory_languages").values()
    official = {
        tag
        for languages in spoken
        for tag, facts in languages.items()
        if facts["official_status"] == "official" and babel.localedata.exists(tag)
    }
    return tuple(sorted(official))


@functools.lru_cache(maxsize=256)
def _countries(language: str) -> Mapping[str, str]:
    """Country names of a language, folded, and their codes."""
    try:
        territories = babel.Locale.parse(language, sep="-").territories
    except (babel.UnknownLocaleError, ValueError):
        return {}
    return {
        _folded(name): code
        for code, name in territories.items()
        if re.fullmatch("[A-Z]{2}", str(code))
    }


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum())
