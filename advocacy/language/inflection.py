"""A sentence is made: wording and values become text, with forms, agreement, dates and lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from advocacy.errors import Message, Problem, WordingError, message
from advocacy.language.formats import format_date, format_list, format_number
from advocacy.language.locale import Locale
from advocacy.language.reading import unknown_name
from advocacy.language.values import Name, Names, Value
from advocacy.language.wording import Place, Selection, Wording, names_in, parse

__all__ = [
    "BASIC",
    "Name",
    "Names",
    "Value",
    "choose",
    "fallbacks",
    "form_of",
    "names_in",
    "parse",
    "render",
]

BASIC = "nom"
"""The form that is the name itself."""


def render(wording: str | Wording, values: Mapping[str, Value], locale: Locale) -> str:
    """Fill wording with values.

    Raises WordingError naming the value that is missing, the form that a name lacks, or the
    class that a selection has no text for.
    """
    text = ""
    parts = parse(wording) if isinstance(wording, str) else wording
    for said in _said(parts, values, locale):
        # An empty option takes one space with it, so that the words around it stand normally.
        if text.endswith("\0"):
            text = text[:-1]
            if text[-1:] in ("", " ", "\n") and said.startswith(" "):
                said = said[1:]  # noqa: PLW2901
        text += said
    return text.removesuffix("\0")


def _said(parts: Wording, values: Mapping[str, Value], locale: Locale) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Place):
            yield _placed(part, _value(part.name, values), locale)
        else:
            yield choose(part, _value(part.name, values), locale) or "\0"


def _value(name: str, values: Mapping[str, Value]) -> Value:
    try:
        return values[name]
    except KeyError:
        raise _error(
            message("inflection.value", "The sentence needs a value for “{name}”.", name=name), name
        ) from None


def _placed(place: Place, value: Value, locale: Locale) -> str:
    match value:
        case str() if place.form in {"", BASIC}:
            return value
        case Names():
            return format_list([form_of(item, place.form, locale) for item in value.items], locale)
        case Name():
            return form_of(value, place.form, locale)
        case datetime.date():
            return _date(value, place.form, locale)
        case int():
            return _computed(format_number(value, locale), place.form, locale)
        case _:
            return form_of(Name(value), place.form, locale)


def form_of(name: Name, form: str, locale: Locale) -> str:
    """Return one form of a name: stored, computed by a rule, or the fallback of the locale.

    Raises WordingError with the place where the form belongs.
    """
    if form in ("", BASIC):
        return name.text
    if rule := locale.grammar.rules.get(form):
        return rule.apply(form_of(name, rule.form, locale), name.article, name.agreement)
    if form in name.forms:
        return name.forms[form]
    stored = locale.grammar.forms.get(form)
    if stored is None:
        raise _error(unknown_name(form, known_forms(locale)))
    if stored.fallback:
        return form_of(name, stored.fallback, locale)
    raise _error(
        message(
            "inflection.form",
            "“{name}” has no form “{label}” ({form}), which the sentence needs in {language}.",
            name=name.text,
            label=stored.label,
            form=form,
            language=locale.name,
        ),
        f"{name.where}.{form}" if name.where else "",
    )


def known_forms(locale: Locale) -> tuple[str, ...]:
    """Return every form that wording of this language may ask for."""
    grammar = locale.grammar
    return (BASIC, *grammar.forms, *grammar.rules, *locale.dates.patterns)


def _date(date: datetime.date, form: str, locale: Locale) -> str:
    if form in locale.dates.patterns:
        return format_date(date, locale, form)
    return _computed(format_date(date, locale), form, locale)


def _computed(text: str, form: str, locale: Locale) -> str:
    """Apply a rule to a date or number; these have no stored forms."""
    if form in ("", BASIC):
        return text
    if rule := locale.grammar.rules.get(form):
        return rule.apply(text)
    raise _error(unknown_name(form, (*locale.grammar.rules, *locale.dates.patterns)))


def choose(selection: Selection, value: Value, locale: Locale) -> str:
    """Return the option of a selection that agrees with a value."""
    options = dict(selection.options)
    wanted = _agreement(value, locale)
    for key in (wanted, *fallbacks(wanted, locale.grammar.mixed)):
        if key in options:
            return options[key]
    raise _error(
        message(
            "inflection.option",
            "{selection} has no text for “{wanted}”.",
            selection=selection.source,
            wanted=wanted or "other",
        ),
        value.where if isinstance(value, Name) else "",
    )


def _agreement(value: Value, locale: Locale) -> str:
    match value:
        case Name():
            return value.agreement
        case Names():
            return value.agreement(locale.grammar.mixed)
        case _:
            return ""


def fallbacks(agreement: str, mixed: str = "mpl") -> tuple[str, ...]:
    """Return the classes whose text may serve instead, the nearest first."""
    if agreement == "pl":
        return (mixed, "other")
    if agreement.endswith("pl"):
        return ("pl", "other")
    return ("other",)


def _error(what: Message, where: str = "") -> WordingError:
    return WordingError(what, [Problem(where, what)])
