"""Forms of a personal name are suggested, with a warning wherever the engine is often wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from advocacy.errors import Message, message
from advocacy.language.engines import ENGINES, Gender, PersonName
from advocacy.language.locale import Bearer, Locale

__all__ = ["Suggestion", "initials", "split_name", "suggest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Forms by their names in the locale, and what a person should look at before confirming."""

    forms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[Message, ...] = ()


def suggest(name: str, gender: Gender, locale: Locale, *, of: Bearer = "person") -> Suggestion:
    """Suggest the forms that names of a kind have in a language.

    A language whose locale file chooses no engine has no suggestions.
    """
    if not locale.names.suggest or not name.strip():
        return Suggestion()
    parts, surname_first = split_name(name, locale)
    wanted = [form for form, stored in locale.grammar.forms.items() if of in stored.of]
    forms = {
        form: text
        for form in wanted
        if (text := _form(form, parts, gender, locale, surname_first=surname_first))
    }
    return Suggestion(forms=MappingProxyType(forms), warnings=tuple(_warnings(name, parts, locale)))


def _form(
    form: str, parts: PersonName, gender: Gender, locale: Locale, *, surname_first: bool
) -> str:
    base = locale.initials.forms.get(form, form)
    case = locale.names.cases.get(base)
    if not case:
        return ""
    engine, _ = ENGINES[locale.names.suggest]
    inflected = engine(parts, gender, case)
    if form in locale.initials.forms:
        short = _short(parts, locale)
        return locale.initials.space.join(part for part in (inflected.surname, *short) if part)
    return _joined(inflected, surname_first=surname_first)


def split_name(name: str, locale: Locale) -> tuple[PersonName, bool]:
    """Split a name into its parts; also say whether the surname came first.

    Three words are told apart by the patronymic, two by the given names that the locale knows;
    otherwise the surname comes last.
    """
    words = name.split()
    patronymic, given = locale.names.patronymic, locale.names.given
    if len(words) == 1:
        known = words[0] in given
        return PersonName(given=words[0] if known else "", surname="" if known else words[0]), False
    if len(words) == 3 and patronymic:
        if patronymic.fullmatch(words[1]):
            return PersonName(given=words[0], patronymic=words[1], surname=words[2]), False
        if patronymic.fullmatch(words[2]):
            return PersonName(given=words[1], patronymic=words[2], surname=words[0]), True
    if len(words) == 2 and words[1] in given and words[0] not in given:
        return PersonName(given=words[1], surname=words[0]), True
    return PersonName(given=" ".join(words[:-1]), surname=words[-1]), False


def _joined(parts: PersonName, *, surname_first: bool) -> str:
    ordered = parts.parts
    if surname_first:
        ordered = (parts.surname, *PersonName(given=parts.given, patronymic=parts.patronymic).parts)
    return " ".join(ordered)


def initials(name: str, locale: Locale, *, surname_first: bool = False) -> str:
    """Write a name with initials, before the surname or after it, on one line."""
    parts, _ = split_name(name, locale)
    short = _short(parts, locale)
    ordered = (parts.surname, *short) if surname_first else (*short, parts.surname)
    return locale.initials.space.join(part for part in ordered if part)


def _short(parts: PersonName, locale: Locale) -> tuple[str, ...]:
    words = (*parts.given.split(), *parts.patronymic.split())
    return tuple(
        "-".join(f"{half[0]}{locale.initials.mark}" for half in word.split("-") if half)
        for word in words
    )


def _warnings(name: str, parts: PersonName, locale: Locale) -> Iterator[Message]:
    words = name.split()
    if "-" in name:
        yield message("names.hyphen", "“{name}” has a hyphen: check each half.", name=name)
    doubtful = locale.names.doubtful
    for word in words:
        if doubtful and doubtful.fullmatch(word):
            yield message(
                "names.ending",
                "Names that end like “{word}” are often inflected wrongly: check each form.",
                word=word,
            )
    if parts.given and locale.names.given and parts.given not in locale.names.given:
        yield message(
            "names.given",
            "“{word}” is not among the given names known to be inflected well, and may be foreign: "
            "check each form.",
            word=parts.given,
        )
    alphabet = set(locale.collation.alphabet)
    if any(letter.isalpha() and _base(letter) not in alphabet for letter in name.casefold()):
        yield message("names.letters", "“{name}” has letters of another language.", name=name)
    if len(words) == 1 or len(words) > 3:
        yield message(
            "names.words",
            "It is not clear which word of “{name}” is the surname: check each form.",
            name=name,
        )


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]
