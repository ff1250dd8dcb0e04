"""For translators: a whole language is reviewed, file by file, and its completeness counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyphen

from advocacy.errors import Message, Problem, ResourceError, message
from advocacy.language.catalog import Catalog, read_catalog
from advocacy.language.checking import check, check_interface, typography
from advocacy.language.languages import DOMAINS, SOURCE, catalog_path
from advocacy.language.locale import Locale
from advocacy.language.locale_file import FILE_NAME, read_locale
from advocacy.language.phrases import Phrase, PhraseBank
from advocacy.language.po_file import PoFile, Unit
from advocacy.language.reading import TomlFile, near_name, shown

__all__ = ["Progress", "completeness", "progress", "review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the translation of one domain is; ``unsure`` entries are translated ones."""

    total: int
    translated: int
    fuzzy: int
    missing: int
    unsure: int

    @property
    def complete(self) -> bool:
        """Whether nothing is missing or fuzzy."""
        return self.translated == self.total


def completeness(folder: Path, templates: Mapping[str, PoFile]) -> dict[str, Progress]:
    """Count for each domain how far a language's folder is.

    The interface speaks its source language without a translation.
    """
    found = {
        domain: progress(templates[domain], read_catalog(catalog_path(folder, domain)))
        for domain in DOMAINS
    }
    if folder.name == SOURCE:
        total = len(templates["web"].units)
        found["web"] = Progress(total=total, translated=total, fuzzy=0, missing=0, unsure=0)
    return found


def progress(template: PoFile, catalog: Catalog) -> Progress:
    """Count what is translated of everything that can be."""
    entries = [catalog.entry(unit.key) for unit in template.units]
    there = [entry for entry in entries if entry is not None]
    fuzzy = sum(entry.fuzzy and any(entry.texts) for entry in there)
    translated = sum(entry.usable for entry in there)
    return Progress(
        total=len(entries),
        translated=translated,
        fuzzy=fuzzy,
        missing=len(entries) - translated - fuzzy,
        unsure=sum(entry.unsure and entry.usable for entry in there),
    )


def review(folder: Path, bank: PhraseBank) -> tuple[Problem, ...]:
    """Return everything that is wrong in a language's folder, each with its ``file:line``.

    What differs from the typographic rules is a warning. What is merely not translated is no
    problem here: `progress` counts it.
    """
    documents, web = (read_catalog(catalog_path(folder, domain)) for domain in DOMAINS)
    try:
        locale = read_locale(folder)
    except ResourceError as error:
        return (*error.problems, *documents.problems, *web.problems)
    return (
        *_dictionary_problems(folder, locale),
        *documents.problems,
        *(_document_problems(documents, bank, locale)),
        *web.problems,
        *(_interface_problems(web, locale)),
    )


def _dictionary_problems(folder: Path, locale: Locale) -> Iterator[Problem]:
    """Look the hyphenation dictionary up: documents without one only divide no words."""
    name = locale.hyphenation
    if not name or name in pyphen.LANGUAGES:
        return
    near = pyphen.language_fallback(name)
    if near:
        what = message(
            "review.hyphenation_near",
            "There is no hyphenation dictionary “{name}”; is “{near}” meant?",
            name=name,
            near=near,
        )
    else:
        what = message(
            "review.hyphenation",
            "There is no hyphenation dictionary “{name}”. There are: {known}.",
            name=name,
            known=", ".join(sorted(pyphen.LANGUAGES)),
        )
    line = TomlFile(folder / FILE_NAME).line("hyphenation")
    yield Problem(f"{shown(folder / FILE_NAME)}:{line}", what)


def _document_problems(catalog: Catalog, bank: PhraseBank, locale: Locale) -> Iterator[Problem]:
    for entry in catalog.entries.values():
        phrase = bank.get(entry.key)
        if phrase is None:
            near = near_name(entry.key, bank)
            unknown = near or message(
                "review.unknown",
                "The phrase bank has no “{key}”; “advocacy locale update” puts it aside.",
                key=entry.key,
            )
            yield _problem(catalog, entry, unknown, warning=True)
        elif entry.source != phrase.text and not entry.fuzzy:
            changed = message(
                "review.changed",
                "The source of “{key}” has changed; run “advocacy locale update”.",
                key=entry.key,
            )
            yield _problem(catalog, entry, changed)
        else:
            yield from _entry_problems(catalog, entry, locale, _document_check(phrase, locale))


def _document_check(phrase: Phrase, locale: Locale) -> Callable[[int, str], Iterable[Message]]:
    def checked(form: int, text: str) -> Iterable[Message]:
        source = phrase.plural if phrase.plural and form else phrase.text
        # One form of several may say its number in words, or not at all.
        optional = phrase.needs & {"count"} if phrase.plural else frozenset[str]()
        return check(source, text, locale, needs=phrase.needs, optional=optional)

    return checked


def _interface_problems(catalog: Catalog, locale: Locale) -> Iterator[Problem]:
    for entry in catalog.entries.values():

        def checked(_form: int, text: str, entry: Unit = entry) -> Iterable[Message]:
            return check_interface(entry.source, text, optional=bool(entry.plural))

        yield from _entry_problems(catalog, entry, locale, checked)


def _entry_problems(
    catalog: Catalog,
    entry: Unit,
    locale: Locale,
    checked: Callable[[int, str], Iterable[Message]],
) -> Iterator[Problem]:
    if not any(entry.texts) or entry.fuzzy:
        return
    for form, text in enumerate(entry.texts):
        if not text:
            missing = message(
                "review.plural",
                "msgstr[{form}] is empty: this language has {forms} plural forms.",
                form=form,
                forms=len(entry.texts),
            )
            yield _problem(catalog, entry, missing)
            continue
        for what in checked(form, text):
            yield _problem(catalog, entry, what)
        for what in typography(text, locale):
            yield _problem(catalog, entry, what, warning=True)


def _problem(catalog: Catalog, entry: Unit, what: Message, *, warning: bool = False) -> Problem:
    return Problem(f"{shown(catalog.path)}:{entry.line}", what, warning=warning)
