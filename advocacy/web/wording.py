"""The interface's own words: English in the code, other languages from their ``web.po``."""

from __future__ import annotations

import datetime
from typing import Any

from babel import Locale, dates
from flask import Flask, g, request, session

from advocacy.errors import Message
from advocacy.language.languages import Language
from advocacy.web.desk import desk

__all__ = ["install", "interface_languages", "language", "language_name", "pgettext", "say"]

SOURCE = "en"


def install(app: Flask) -> None:
    """Choose the language of every request, and give templates their words."""
    app.before_request(_choose)
    app.add_template_global(pgettext)
    app.add_template_global(say)
    app.add_template_global(language)
    app.add_template_global(language_name)
    app.add_template_global(interface_languages)
    app.add_template_filter(_moment, "moment")
    app.add_template_filter(_day, "day")


def pgettext(key: str, text: str, /, **values: object) -> str:
    """Say a sentence in the interface's language; English where a translation is missing."""
    return Message(key, text, values).translated(_translate)


def say(message: Message) -> str:
    """Say a message of another room."""
    return message.translated(_translate)


def language() -> str:
    """Return the interface's language, as its folder is named."""
    return str(g.get("language", SOURCE))


def language_name(tag: str) -> str:
    """Return a language's own name; the tag itself where no folder knows it."""
    if "language_names" not in g:
        g.language_names = {one.key: one.locale.name for one in desk().workshop.languages}
    return str(g.language_names.get(tag, tag))


def interface_languages() -> tuple[str, ...]:
    """The languages the interface can speak: English, and those that have words for it."""
    if "interface_languages" not in g:
        speaking = {one.key for one in desk().workshop.languages if _speaks(one)}
        g.interface_languages = tuple(sorted({SOURCE, *speaking}))
    found: tuple[str, ...] = g.interface_languages
    return found


def _speaks(one: Language) -> bool:
    entry = one.web.entry("campaigns.title")
    return entry is not None and entry.usable


def _translate(key: str, text: str) -> str:
    if "catalog" not in g:
        languages = desk().workshop.languages
        # Looked up once per request: every look asks the disk whether a file has changed.
        g.catalog = languages.get(language()).web if language() in languages else None
    return text if g.catalog is None else str(g.catalog.gettext(key, text))


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
    """A moment in the time of this computer, as the interface's language writes it."""
    return dates.format_datetime(value.astimezone(), "medium", locale=_cldr())


def _day(value: Any) -> str:
    day = datetime.date.fromisoformat(value) if isinstance(value, str) else value
    return dates.format_date(day, "long", locale=_cldr())
