"""The interface's own words: English in the code, other languages from their ``web.po``."""

from __future__ import annotations

import datetime
from typing import Any

from babel import Locale, dates
from flask import Flask, g, request, session

from advocacy.appeals.recipe import Recipe
from advocacy.errors import Message
from advocacy.language.catalog import Catalog
from advocacy.language.extraction import format_label_key, phrase_label_key
from advocacy.language.languages import SOURCE
from advocacy.language.phrases import Phrase
from advocacy.web.desk import desk
from advocacy.writer import Format

__all__ = [
    "appeal_label",
    "format_label",
    "install",
    "interface_languages",
    "language",
    "language_name",
    "language_offer",
    "npgettext",
    "pgettext",
    "phrase_label",
    "say",
]

ENOUGH = 0.9
"""The share of the interface a language needs before it is offered; the rest stays English."""


def install(app: Flask) -> None:
    """Choose the language of every request, and give templates their words."""
    app.before_request(_choose)
    app.add_template_global(pgettext)
    app.add_template_global(npgettext)
    app.add_template_global(say)
    app.add_template_global(format_label)
    app.add_template_global(language)
    app.add_template_global(language_name)
    app.add_template_global(language_offer)
    app.add_template_global(interface_languages)
    app.add_template_filter(_moment, "moment")
    app.add_template_filter(_day, "day")


def pgettext(key: str, text: str, /, **values: object) -> str:
    """Say a sentence in the interface's language; English where a translation is missing."""
    return Message(key, text, values).translated(_translate)


def npgettext(key: str, one: str, many: str, /, count: int, **values: object) -> str:
    """Say a sentence that depends on a count, which stands as ``{count}`` in it."""

    def chosen(key: str, text: str) -> str:
        catalog = _catalog()
        return text if catalog is None else str(catalog.ngettext(key, one, many, count))

    text = one if count == 1 else many
    return Message(key, text, {**values, "count": count}).translated(chosen)


def phrase_label(phrase: Phrase) -> str:
    """Return the short name of a phrase; its key where a plugin gave it none."""
    return pgettext(phrase_label_key(phrase.key), phrase.label) if phrase.label else phrase.key


def format_label(chosen: Format) -> str:
    """Return what a format is called; a plugin's own in its own words."""
    return pgettext(format_label_key(chosen.name), chosen.label)


def appeal_label(recipe: Recipe) -> str:
    """Return what an appeal type is called."""
    return pgettext(f"appeal.{recipe.id}.label", recipe.label)


def say(message: Message) -> str:
    """Say a message of another room."""
    return message.translated(_translate)


def language() -> str:
    """Return the interface's language, as its folder is named."""
    return str(g.get("language", SOURCE))


def language_name(tag: str) -> str:
    """Return a language's own name; the tag itself where no folder knows it."""
    return _names().get(tag, (tag, False))[0]


def language_offer(tag: str) -> str:
    """Return a language's own name for a choice: a draft says that it is one."""
    name, draft = _names().get(tag, (tag, False))
    return pgettext("languages.offer_draft", "{language} (draft)", language=name) if draft else name


def _names() -> dict[str, tuple[str, bool]]:
    if "language_names" not in g:
        languages = desk().workshop.languages
        g.language_names = {one.key: (one.locale.name, one.draft) for one in languages}
    found: dict[str, tuple[str, bool]] = g.language_names
    return found


def interface_languages() -> tuple[str, ...]:
    """The languages the interface can speak: English, and those that have words for nearly all.

    The yardstick is the fullest translation there is: it is known without reading all sources.
    """
    if "interface_languages" not in g:
        words = {one.key: one.web.translated for one in desk().workshop.languages}
        needed = max(1, ENOUGH * max(words.values(), default=0))
        speaking = {key for key, count in words.items() if count >= needed}
        g.interface_languages = tuple(sorted({SOURCE, *speaking}))
    found: tuple[str, ...] = g.interface_languages
    return found


def _translate(key: str, text: str) -> str:
    catalog = _catalog()
    return text if catalog is None else str(catalog.gettext(key, text))


def _catalog() -> Catalog | None:
    if "catalog" not in g:
        languages = desk().workshop.languages
        # Looked up once per request: every look asks the disk whether a file has changed.
        g.catalog = languages.get(language()).web if language() in languages else None
    found: Catalog | None = g.catalog
    return found


def _choose() -> None:
    """Take the language asked for by hand, now or before, else the browser's best."""
    offered = interface_languages()
    asked = request.args.get("language")
    if asked in offered:
        session["language"] = asked
    chosen = session.get("language")
    if chosen not in offered:
        chosen = request.accept_languages.best_match(offered, default=SOURCE)
    g.language = chosen


def _cldr() -> Locale:
    languages = desk().workshop.languages
    code = languages.get(language()).locale.code if language() in languages else SOURCE
    return Locale.parse(code)


def _moment(value: datetime.datetime) -> str:
    """A moment in the time of this computer, to the minute, as the interface's language writes."""
    here, locale = value.astimezone(), _cldr()
    pattern = str(dates.get_datetime_format("medium", locale=locale)).replace("'", "")
    time = dates.format_time(here, "short", locale=locale)
    return pattern.format(time, dates.format_date(here, "medium", locale=locale))


def _day(value: Any) -> str:
    day = datetime.date.fromisoformat(value) if isinstance(value, str) else value
    return dates.format_date(day, "long", locale=_cldr())
