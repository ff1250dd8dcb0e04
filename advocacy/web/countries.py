"""Countries by the names people type, and by their ISO 3166-1 codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError

__all__ = ["code_of", "countries"]

# CLDR also names regions, and codes that are reserved for no country.
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


@lru_cache(maxsize=32)
def countries(language: str) -> Mapping[str, str]:
    """Return the names of all countries by code, in a language (English where it is unknown)."""
    try:
        names = Locale.parse(language.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        names = Locale("en").territories
    found = {
        str(code): str(name)
        for code, name in names.items()
        if re.fullmatch(r"[A-Z]{2}", str(code)) and code not in NO_COUNTRIES
    }
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def code_of(typed: str, language: str) -> str:
    """Return the code of a country that was typed as code or name; else what was typed."""
    code = typed.strip().upper()
    if code in countries("en"):
        return code
    for names in (countries(language), countries("en")):
        for known, name in names.items():
            if name.casefold() == typed.strip().casefold():
                return known
    return typed
