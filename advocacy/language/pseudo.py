"""For testers: a language in which every translated letter is marked, so that others stand out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from advocacy.language.languages import DOMAINS, catalog_path
from advocacy.language.locale_file import FILE_NAME
from advocacy.language.merging import header
from advocacy.language.po_file import PoFile, Unit, write_po
from advocacy.resources import replace_file

__all__ = ["PSEUDO", "escaped_words", "marked", "write_pseudo_locale"]

PSEUDO = "en-XA"
"""The tag that CLDR keeps for such a language."""

ACCENTS = str.maketrans(
    "acdeghijklnorstuwyzACDEGHIJKLNORSTUWYZ", "áçďéğħíĵķłñöřšţüŵýžÁÇĎÉĞĦÍĴĶŁÑÖŘŠŢÜŴÝŽ"
)
KEPT = re.compile(
    r"\{\{\w+\}\}|\{\{|\}\}|\[\[|\]\]"  # names of places, and literal signs
    r"|\{[^{}]*\}(?:\[\w+\])?"  # places
    r"|<[^<>]*>|&\w+;"  # markup
    r"|\[\w+:|\w+=(?=[^\[\]|]*[|\]])"  # the names and classes of selections
)
VOWEL = re.compile("[áéíöüÁÉÍÖÜ]")
WORD = re.compile(r"[A-Za-z]*[acdeghijklnorstuwyz][A-Za-z]*", re.IGNORECASE)


def marked(text: str) -> str:
    """Put accents on the letters of an English text and make it a third longer.

    Places, selections and markup stay.
    """
    parts, end = [], 0
    for found in KEPT.finditer(text):
        parts += [_accented(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, _accented(text[end:])])


def _accented(text: str) -> str:
    # Other languages are longer than English: doubled vowels show where the room is short.
    return VOWEL.sub(lambda found: found[0] * 2, text.translate(ACCENTS))


def escaped_words(text: str) -> tuple[str, ...]:
    """Return the words of a page in this language that no translation has gone through."""
    return tuple(found[0] for found in WORD.finditer(text) if _plain(found[0]))


def _plain(word: str) -> bool:
    return len(word) > 1 and word.isascii()


def write_pseudo_locale(parent: Path, source: Path, templates: Mapping[str, PoFile]) -> Path:
    """Write the folder of the marked language, with the conventions of the ``source`` folder."""
    folder = parent / PSEUDO
    (folder / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    toml = (source / FILE_NAME).read_text(encoding="utf-8")
    for key, value in (("name", marked("English")), ("english", "Pseudo"), ("tag", PSEUDO)):
        toml = re.sub(rf'(?m)^{key} = ".*"$', f'{key} = "{value}"', toml, count=1)
    replace_file(folder / FILE_NAME, toml.encode())
    fields, forms = header("en", PSEUDO)
    for domain in DOMAINS:
        units = tuple(_unit(unit, forms) for unit in templates[domain].units)
        file = PoFile(units=units, header=fields, forms=forms)
        replace_file(catalog_path(folder, domain), write_po(file).encode())
    return folder


def _unit(unit: Unit, forms: int) -> Unit:
    if not unit.plural:
        return replace(unit, texts=(marked(unit.source),))
    return replace(unit, texts=(marked(unit.source), *[marked(unit.plural)] * (forms - 1)))
