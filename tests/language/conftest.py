"""Small languages and phrases, made anew for each test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from advocacy.language.languages import Languages
from advocacy.language.locale import Locale
from advocacy.language.locale_file import read_locale
from advocacy.language.phrases import read_phrases

LOCALES = Path(__file__).parents[2] / "locales"

PHRASES = """
[demand.release]
text = "release {person} immediately"
note = "A demand."
tick = true
label = "Release"

[opening.since]
text = "{person} [person: pl=have|other=has] been in custody since {date}."

[formula.undersigned]
text = "{count} organisation"
plural = "{count} organisations"
"""

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: {plurals}\\n"\n'
)
TWO = "nplurals=2; plural=(n != 1);"

PO = """
msgctxt "demand.release"
msgid "release {person} immediately"
msgstr "libérer {person} immédiatement"

msgctxt "opening.since"
msgid "{person} [person: pl=have|other=has] been in custody since {date}."
msgstr "{person} [person: f=est détenue|m=est détenu|fpl=sont détenues|mpl=sont détenus] depuis "
"le {date}."

msgctxt "formula.undersigned"
msgid "{count} organisation"
msgid_plural "{count} organisations"
msgstr[0] "{count} organisation"
msgstr[1] "{count} organisations"
"""


def po(entries: str = PO, *, plurals: str = TWO) -> str:
    """The text of a PO file with its header."""
    return HEADER.format(plurals=plurals) + dedent(entries)


def locale_text(tag: str = "fr") -> str:
    """The text of one of the project's locale files, as a start for one that is wrong."""
    return (LOCALES / tag / "locale.toml").read_text(encoding="utf-8")


@pytest.fixture
def locale() -> Callable[[str], Locale]:
    """One of the project's own locales, by its key."""
    return lambda key: read_locale(LOCALES / key)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Makes ``locales/<key>`` with the texts that are given."""

    def make(
        key: str = "xx", *, toml: str = "", documents: str | bytes = "", web: str | bytes = ""
    ) -> Path:
        place = tmp_path / "locales" / key
        (place / "LC_MESSAGES").mkdir(parents=True)
        (place / "locale.toml").write_text(toml or locale_text(), encoding="utf-8")
        for domain, text in (("documents", documents or po()), ("web", web or po(""))):
            data = text if isinstance(text, bytes) else text.encode()
            (place / "LC_MESSAGES" / f"{domain}.po").write_bytes(data)
        return place

    return make


@pytest.fixture
def languages(tmp_path: Path) -> Callable[[], Languages]:
    """The languages under ``locales`` with the small phrase bank."""
    phrases = tmp_path / "phrases"
    phrases.mkdir()
    (phrases / "small.toml").write_text(PHRASES, encoding="utf-8")
    return lambda: Languages([tmp_path / "locales"], read_phrases([phrases]))
