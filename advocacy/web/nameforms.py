"""Forms of names: which a language has, what is suggested, and what to look at twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advocacy.errors import AdvocacyError
from advocacy.language.locale import Bearer, Locale
from advocacy.language.names import Suggestion, suggest
from advocacy.store.paths import value_at
from advocacy.store.values import Data
from advocacy.web.desk import desk
from advocacy.web.fields import Field
from advocacy.web.wording import say

__all__ = ["FormInput", "form_inputs", "form_warnings"]


GREETING = ("call",)
"""The forms that only a salutation asks for."""


@dataclass(frozen=True, slots=True)
class FormInput:
    """One form of a name in one language: where it is typed, and what is suggested."""

    key: str
    name: str
    label: str
    suggestion: str


def form_inputs(data: Data, part: Field, tag: str) -> tuple[FormInput, ...]:
    """Return the forms a name has in a language; none where the language has no forms."""
    locale = _locale(tag)
    if locale is None:
        return ()
    bearer = _bearer(part)
    unused = () if _is_letter(data) else GREETING
    wanted = {
        key: form
        for key, form in locale.grammar.forms.items()
        if bearer in form.of and key not in unused
    }
    suggestion = _suggestion(data, part, locale) if wanted else None
    suggested = suggestion.forms if suggestion else {}
    return tuple(
        FormInput(key, f"{part.name}.{tag}.{key}", form.label, suggested.get(key, ""))
        for key, form in wanted.items()
    )


def _is_letter(data: Data) -> bool:
    return desk().workshop.recipe(str(data["appeal"])).design == "letter"


def form_warnings(data: Data, part: Field, tag: str) -> tuple[str, ...]:
    """Return why the suggestions for a name deserve a second look."""
    locale = _locale(tag)
    suggestion = _suggestion(data, part, locale) if locale else None
    return tuple(say(one) for one in suggestion.warnings) if suggestion else ()


def _bearer(part: Field) -> Bearer:
    if part.path[-1] == "office_forms":
        return "office"
    return "person" if part.path[0] == "people" else "addressee"


def _locale(tag: str) -> Locale | None:
    languages = desk().workshop.languages
    return languages.get(tag).locale if tag in languages else None


def _suggestion(data: Data, part: Field, locale: Locale) -> Suggestion | None:
    """Ask the language for forms of a person's name; offices have no such rules."""
    bearer = _bearer(part)
    if bearer == "office":
        return None
    item = value_at(data, part.path[:-1])
    names = item.get("name") if isinstance(item, Mapping) else None
    name = names.get(locale.key, "") if isinstance(names, Mapping) else ""
    gender = item.get("gender", "") if isinstance(item, Mapping) else ""
    if not name or gender not in ("f", "m"):
        return None
    try:
        return suggest(name, "f" if gender == "f" else "m", locale, of=bearer)
    except AdvocacyError:
        return None
