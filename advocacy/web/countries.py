"""Countries by the names people type, and by their ISO 3166-1 codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale as BabelLocale

from advocacy.campaigns.signatories import country_code
from advocacy.errors import WordingError
from advocacy.language.collation import sort_key
from advocacy.language.formats import country_name
from advocacy.language.locale import Locale
from advocacy.web.desk import desk

__all__ = ["code_of", "countries"]

# CLDR also names regions, and codes that are reserved for no country.
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def countries(language: str) -> Mapping[str, str]:
    """Return all countries by code as a language's folder calls and sorts them.

    Where there is no such folder they have their English names.
    """
    languages = desk().workshop.languages
    return _called(languages.get(language).locale) if language in languages else _english()


@lru_cache(maxsize=32)
def _called(locale: Locale) -> Mapping[str, str]:
    key = sort_key(locale)
    found = {code: _name(code, english, locale) for code, english in _english().items()}
    return dict(sorted(found.items(), key=lambda pair: key(pair[1])))


def _name(code: str, english: str, locale: Locale) -> str:
    try:
        return country_name(code, locale).text
    except WordingError:
        return english


@lru_cache(maxsize=1)
def _english() -> Mapping[str, str]:
    names = {str(code): str(name) for code, name in BabelLocale("en").territories.items()}
    codes = (code for code in names if re.fullmatch(r"[A-Z]{2}", code))
    return {code: names[code] for code in codes if code not in NO_COUNTRIES}


def code_of(typed: str, language: str) -> str:
    """Return the code of a country that was typed as code or name; else what was typed."""
    code = typed.strip().upper()
    if code in _english():
        return code
    known = next((c for c, name in countries(language).items() if _same(name, typed)), "")
    return known or country_code(typed.strip(), language) or typed


def _same(name: str, typed: str) -> bool:
    return name.casefold() == typed.strip().casefold()
