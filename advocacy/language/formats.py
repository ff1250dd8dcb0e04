"""Dates, numbers, lists and countries as a language writes them (CLDR through Babel)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache

from babel import Locale as BabelLocale
from babel import dates, lists, numbers

from advocacy.errors import Problem, WordingError, message
from advocacy.language.locale import Locale
from advocacy.language.values import Name

__all__ = ["country_name", "format_date", "format_list", "format_number"]


@lru_cache(maxsize=64)
def babel_locale(code: str) -> BabelLocale:
    """Return CLDR's data for a code; parsing it anew for each date is slow."""
    return BabelLocale.parse(code)


def format_date(date: datetime.date, locale: Locale, pattern: str = "") -> str:
    """Write a date by the locale's long pattern, or by one of its named patterns."""
    chosen = locale.dates.patterns[pattern] if pattern else locale.dates.long
    if date.day == 1 and locale.dates.first and not pattern:
        chosen = locale.dates.first
    return dates.format_date(date, chosen, locale=babel_locale(locale.code))


def format_number(number: int, locale: Locale) -> str:
    """Write a whole number with the language's grouping."""
    return numbers.format_decimal(number, locale=babel_locale(locale.code))


def format_list(items: Sequence[str], locale: Locale) -> str:
    """Join texts to an enumeration with "and"."""
    return lists.format_list(list(items), locale=babel_locale(locale.code))


def country_name(code: str, locale: Locale) -> Name:
    """Return a country's name with its stored forms; ``code`` is an ISO 3166-1 code (``BY``).

    Raises WordingError for a code that CLDR does not know either.
    """
    known = locale.countries.get(code)
    name = known.name if known and known.name else babel_locale(locale.code).territories.get(code)
    if not name:
        unknown = message("formats.country", "“{code}” is not the code of a country.", code=code)
        raise WordingError(unknown, [Problem("", unknown)])
    return Name(
        name,
        forms=known.forms if known else {},
        article=known.article if known else "",
        where=f"locales/{locale.key}/locale.toml: countries.{code}",
    )
