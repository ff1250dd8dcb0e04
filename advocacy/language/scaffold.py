"""For translators: a folder for a new language, and a folder brought up to date."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyphen
from babel.core import Locale as BabelLocale
from babel.core import UnknownLocaleError, get_global

from advocacy.errors import RefusedError, message
from advocacy.language.languages import DOMAINS, SOURCE, catalog_path
from advocacy.language.locale import Locale
from advocacy.language.locale_file import FILE_NAME, TAG, no_tag, read_locale
from advocacy.language.merging import Merged, header, merge
from advocacy.language.po_file import FUZZY, PoFile, Unit, write_po
from advocacy.language.po_reading import read_po_file
from advocacy.resources import replace_file

__all__ = ["new_locale", "update_locale"]

SKELETON = """\
# {english} conventions. The notation is explained in docs/translators.md.
code = {code}
name = {name}
english = {english}
tag = {tag}
direction = {direction}
status = "draft"             # "complete" once a native reader has gone through everything
hyphenation = {hyphenation}  # a dictionary of pyphen; "" for none
alphabet = {alphabet}   # all letters in their order, small ones

[grammar]
agreement = ["f", "m", "fpl", "mpl"]      # what [person: f=…|m=…] has to distinguish; or "pl"

# Stored forms, such as cases: {{person}}[acc] prints what the organisers have entered.
# [grammar.forms.acc]
# label = "accusative"
# of = ["person", "office", "addressee", "country"]
# fallback = "nom"           # without it, a name that lacks the form is an error

# Computed forms: {{person}}[de] puts a word before the name; the first line that fits decides.
# [grammar.rules.de]
# cases = [{{ before = "[aeiou]", put = "d’" }}, {{ put = "de " }}]

[dates]
long = {long}

[dates.patterns]
numeric = "dd.MM.y"

[typography]
quotes = [["“", "”"], ["‘", "’"]]         # the outer ones, then those within
apostrophe = "’"
dash = " – "
rules = []                   # {{ find = 'regular expression', put = "replacement" }}

# What stays in one line, in words with spaces between: “No. 5”, “17 May”.
[typography.together]
words = ""                   # never at the end of a line
before_number = "№ §"        # with the figure that follows
after_number = {months}    # with the figure before

[letter]
subject_label = ""
window = "flow-left"
dateline = "right"
subject = "bold"
head = ["sender", "address", "reference", "dateline", "subject", "salutation"]

[lines]
address = ["{{name}}", "{{office}}", "{{address}}", "{{country}}"]
addressee = ["{{office}}", "{{name}}"]
copy = ["{{office}}", "{{name}}", "{{address}}"]
sender = ["{{name}}", "{{address}}"]
signature = ["{{name}}", "{{function}}"]
dateline = "{{place}}, {{date}}"

[demands]
separator = ";"
last = "."
"""


def new_locale(tag: str, parent: Path, templates: Mapping[str, PoFile]) -> Path:
    """Make a folder for a language below ``parent``: conventions to complete, wording to translate.

    What CLDR knows of the language is filled in. Raises RefusedError where the folder exists or
    the tag is none.
    """
    folder = parent / tag
    if not TAG.fullmatch(tag):
        raise RefusedError(no_tag(tag))
    if folder.exists():
        raise RefusedError(
            message("locale.exists", "The folder {folder} is there already.", folder=folder)
        )
    conventions = _skeleton(tag).encode()
    (folder / "LC_MESSAGES").mkdir(parents=True)
    replace_file(folder / FILE_NAME, conventions)
    update_locale(folder, templates)
    return folder


def _skeleton(tag: str) -> str:
    babel = _cldr(tag)
    code = str(babel)
    values = {
        "code": code,
        "name": babel.get_language_name() or tag,
        "english": babel.get_language_name("en") or tag,
        "tag": _with_region(tag, babel),
        "direction": babel.text_direction,
        "long": babel.date_formats["long"].pattern,
        "alphabet": _alphabet(babel),
        "hyphenation": pyphen.language_fallback(code) or "",
        "months": " ".join(babel.months["format"]["wide"].values()),
    }
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    return SKELETON.format(**quoted).replace(f"# {quoted['english']}", f"# {values['english']}", 1)


def _alphabet(babel: BabelLocale) -> str:
    """Return a first guess: the letters of the countries' names, in the order of Unicode.

    Letters with marks are left out; the translator puts those in that count as their own.
    """
    letters = {letter for name in babel.territories.values() for letter in name.casefold()}
    own = (each for each in letters if each.isalpha() and not unicodedata.decomposition(each))
    return "".join(sorted(own))


def _cldr(tag: str) -> BabelLocale:
    """Return CLDR's data for a tag, or for its language alone."""
    for candidate in (tag, tag.partition("-")[0]):
        try:
            return BabelLocale.parse(candidate, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    raise RefusedError(
        message("locale.cldr", "CLDR, and so this program, knows no language “{tag}”.", tag=tag)
    )


def _with_region(tag: str, babel: BabelLocale) -> str:
    """Add the region where most readers of the language live, if the tag has none."""
    likely = get_global("likely_subtags").get(babel.language, "")
    return tag if "-" in tag or "_" not in likely else f"{tag}-{likely.rpartition('_')[2]}"


def update_locale(folder: Path, templates: Mapping[str, PoFile]) -> dict[str, Merged]:
    """Bring the wording of a language's folder up to the templates of its domains.

    Files are written whole, and only where something changed. The interface's source language
    needs no translation of it. Raises ResourceError for a folder whose files cannot be read;
    nothing is written then.
    """
    locale = read_locale(folder)
    merged = {
        domain: _in_source_language(
            folder, merge(_existing(folder, domain, locale), templates[domain])
        )
        for domain in DOMAINS
        if (folder.name, domain) != (SOURCE, "web")
    }
    for domain, result in merged.items():
        path, data = catalog_path(folder, domain), write_po(result.file).encode()
        if not path.exists() or path.read_bytes() != data:
            replace_file(path, data)
    return merged


def _in_source_language(folder: Path, merged: Merged) -> Merged:
    """Let English say what its sources say: nobody has to look at a change there again."""
    if folder.name != SOURCE:
        return merged
    units = tuple(unit if unit.obsolete else _itself(unit) for unit in merged.file.units)
    return replace(merged, file=replace(merged.file, units=units))


def _itself(unit: Unit) -> Unit:
    flags = tuple(flag for flag in unit.flags if flag != FUZZY)
    return replace(unit, texts=unit.sources, previous=(), flags=flags)


def _existing(folder: Path, domain: str, locale: Locale) -> PoFile:
    path = catalog_path(folder, domain)
    if path.exists():
        return read_po_file(path)
    fields, forms = header(locale.code, locale.key)
    return PoFile(header=fields, forms=forms)
