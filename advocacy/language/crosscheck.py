"""A translation is compared with its source: no figure, date, link or name may get lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from advocacy.errors import Problem, message
from advocacy.language.formats import babel_locale
from advocacy.language.locale import Locale
from advocacy.language.values import Name

__all__ = ["Lack", "lacking", "problems"]

Kind: TypeAlias = Literal["link", "date", "figure", "name"]

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)\]]|[\w.+-]+@[\w.-]+\w")
ISO_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
SPACES = " \u00a0\u202f"
SCALES = (1_000_000_000, 1_000_000, 1_000)
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Lack:
    """Something of the source, as it is written there, that the translation has not."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class _Date:
    """A day; the year is None where the text leaves it out."""

    day: int
    month: int
    year: int | None

    def same(self, other: _Date) -> bool:
        """Whether two mentions can mean the same day."""
        if (self.day, self.month) != (other.day, other.month):
            return False
        return None in (self.year, other.year) or self.year == other.year


def problems(
    source: tuple[str, str, Locale],
    translation: tuple[str, str, Locale],
    *,
    names: Iterable[tuple[Name, Name]] = (),
) -> tuple[Problem, ...]:
    """Return a warning for each thing that got lost.

    Source and translation are each a place in the campaign, its text and the locale of the text.
    """
    place, text, locale = source
    where, translated, other = translation
    return tuple(
        Problem(
            where,
            message(
                "crosscheck.lost",
                "“{text}” from {place} is missing here.",
                text=lack.text,
                place=place,
            ),
            warning=True,
        )
        for lack in lacking(text, translated, locale, other, names=names)
    )


def lacking(
    source: str,
    translation: str,
    source_locale: Locale,
    locale: Locale,
    *,
    names: Iterable[tuple[Name, Name]] = (),
) -> tuple[Lack, ...]:
    """Return the links, dates, figures and names of the source that the translation lacks.

    Dates and figures are understood in the format of each language; figures may be spelt out.
    ``names`` are pairs of a name in the source's language and in the translation's.
    """
    return (
        *_links(source, translation),
        *_dates(source, translation, source_locale, locale),
        *_figures(source, translation, source_locale, locale),
        *_names(source, translation, names),
    )


def _links(source: str, translation: str) -> Iterator[Lack]:
    there = set(LINK.findall(translation))
    for link in dict.fromkeys(LINK.findall(source)):
        if link not in there:
            yield Lack("link", link)


def _dates(source: str, translation: str, first: Locale, second: Locale) -> Iterator[Lack]:
    there = [date for date, _ in _found_dates(translation, second)]
    for date, text in _found_dates(source, first):
        if not any(date.same(other) for other in there):
            yield Lack("date", text)


def _found_dates(text: str, locale: Locale) -> Iterator[tuple[_Date, str]]:
    months = _months(locale.code)
    day_first, month_first = _date_patterns(locale.code)
    for found in day_first.finditer(text):
        yield _Date(int(found[1]), months[found[2].casefold()], _year(found[3])), found[0].strip()
    for found in month_first.finditer(text):
        yield _Date(int(found[2]), months[found[1].casefold()], _year(found[3])), found[0].strip()
    for found in NUMERIC_DATE.finditer(text):
        yield _Date(int(found[1]), int(found[2]), int(found[3])), found[0]
    for found in ISO_DATE.finditer(text):
        yield _Date(int(found[3]), int(found[2]), int(found[1])), found[0]


def _year(text: str | None) -> int | None:
    return int(text) if text else None


@lru_cache(maxsize=32)
def _months(code: str) -> dict[str, int]:
    """Return the months by all their names: inflected, standing alone, abbreviated."""
    months = babel_locale(code).months
    return {
        name.casefold(): number
        for use in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[use][width].items()
    }


@lru_cache(maxsize=32)
def _date_patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, _months(code)), key=len, reverse=True))
    # Between day and month: "1er mai", "7. September", "7-го мая".
    day_first = (
        rf"\b(\d{{1,2}})\W{{0,2}}(?:\w{{1,3}}\W{{1,2}})?({names})\b(?:,?[{SPACES}](\d{{4}})\b)?"
    )
    month_first = rf"\b({names})[{SPACES}](\d{{1,2}})\b(?:\w\w)?(?:,?[{SPACES}](\d{{4}})\b)?"
    return re.compile(day_first, re.IGNORECASE), re.compile(month_first, re.IGNORECASE)


def _figures(source: str, translation: str, first: Locale, second: Locale) -> Iterator[Lack]:
    there = {value for value, _ in _numbers(translation, second)}
    reported: set[str] = set()
    for value, text in _numbers(source, first):
        if value in there or text in reported or _spelt_out(value, translation, second):
            continue
        reported.add(text)
        yield Lack("figure", text)


def _numbers(text: str, locale: Locale) -> Iterator[tuple[str, str]]:
    """Yield each number as plain digits with a decimal point, and as it is written."""
    text = _without_dates_and_links(text, locale)
    pattern, decimal = _number_pattern(locale.code)
    for found in pattern.finditer(text):
        digits = found[1] if decimal not in found[1] else found[1].replace(decimal, ".")
        plain = re.sub(r"[^\d.]", "", digits) if decimal in found[1] else re.sub(r"\D", "", digits)
        yield _scaled(plain, text[found.end() :], locale), found[1]


def _without_dates_and_links(text: str, locale: Locale) -> str:
    patterns = (LINK, *_date_patterns(locale.code), NUMERIC_DATE, ISO_DATE)
    for pattern in patterns:
        text = pattern.sub(" | ", text)
    return text


@lru_cache(maxsize=32)
def _number_pattern(code: str) -> tuple[re.Pattern[str], str]:
    symbols = babel_locale(code).number_symbols["latn"]
    group, decimal = symbols["group"], symbols["decimal"]
    groups = re.escape(group + SPACES + "’")
    return (
        re.compile(rf"(\d{{1,3}}(?:[{groups}]\d{{3}})+(?!\d)|\d+(?:{re.escape(decimal)}\d+)?)"),
        decimal,
    )


def _scaled(plain: str, rest: str, locale: Locale) -> str:
    """Multiply by "thousand" or "million" where one follows."""
    for scale in SCALES:
        words = locale.number_words.get(scale)
        if words and re.match(rf"[{SPACES}]?(?:{words.pattern})\b", rest, re.IGNORECASE):
            return f"{float(plain) * scale:.0f}"
    return plain


def _spelt_out(value: str, text: str, locale: Locale) -> bool:
    words = locale.number_words.get(int(value)) if value.isdecimal() else None
    return bool(words and re.search(rf"\b(?:{words.pattern})\b", text, re.IGNORECASE))


def _names(source: str, translation: str, names: Iterable[tuple[Name, Name]]) -> Iterator[Lack]:
    for original, translated in names:
        if _mentions(source, original) and not _mentions(translation, translated):
            yield Lack("name", original.text)


def _mentions(text: str, name: Name) -> bool:
    """Whether a name occurs in any form: by its last word, whose ending may differ."""
    if any(form in text for form in (name.text, *name.forms.values())):
        return True
    surname = name.text.split()[-1] if name.text.split() else ""
    stem = surname[: max(SHORTEST_STEM, len(surname) - 2)]
    return bool(stem) and re.search(rf"\b{re.escape(stem)}", text) is not None
