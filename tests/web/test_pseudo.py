"""Every page in a language of marked letters: a plain English word there escaped translation."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from advocacy import resources
from advocacy.campaigns.data import to_data
from advocacy.campaigns.file import read_campaign
from advocacy.language.pseudo import PSEUDO, escaped_words, marked, write_pseudo_locale
from advocacy.production.workshop import Workshop, open_workshop
from advocacy.store import Store
from advocacy.web import create_app
from tests.web.crawl import crawl
from tests.web.forms import Page
from tests.web.routes import get_addresses
from tests.web.signing import FORM, LETTER, confirm, link_in, mails, publish, sign
from tests.web.signing import STATEMENT as SIGNED

STATEMENT = f"/campaigns/{SIGNED}"

# What no reader sees, what a person typed, and what is a name in the sense of HTML.
UNSEEN = frozenset({"script", "style", "code", "textarea"})
READ_ALOUD = ("title", "alt", "aria-label", "placeholder", "label")
# The product, kinds of files, a sum, a clock, and an island that CLDR does not name in Russian.
NAMES = frozenset({"Advocacy", "CSV", "XLSX", "SHA", "UTC", "Sark"})
TYPED = frozenset({"nothing-here", "exe", "xx", "campaign.toml", "joint-statement-2021.de.po"})
LANGUAGES = frozenset({"de", "en", "fr", "it", "ru"})


@pytest.fixture(scope="module")
def marked_workshop(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Workshop:
    """A workshop that knows the marked language."""
    folder = tmp_path_factory.mktemp("locales")
    write_pseudo_locale(folder, resources.folder("locales") / "en", workshop.templates)
    conventions = folder / PSEUDO / "locale.toml"
    # Months and countries come from CLDR, not from our wording: in Cyrillic they are no escape.
    text = conventions.read_text(encoding="utf-8").replace('code = "en_GB"', 'code = "ru"', 1)
    text = re.sub(r"(?ms)^\[countries\].*?(?=^\[|\Z)", "", text)
    conventions.write_text(text, encoding="utf-8")
    return open_workshop(locale_dirs=[folder])


@pytest.fixture
def pseudo(tmp_path: Path, marked_workshop: Workshop) -> Page:
    """A desk whose campaigns have marked letters too, so that only the program's words are not."""
    app: Flask = create_app(
        data_dir=tmp_path / "data", workshop=marked_workshop, examples=False, mails=True
    )
    store: Store = app.extensions["advocacy"].store
    for path in resources.examples():
        data = _marked(to_data(read_campaign(path)))
        store.create({**data, "languages": [*data["languages"], PSEUDO]}, marked("Somebody"))
    client = app.test_client()
    return Page(client, client.get(f"/?language={PSEUDO}"))


def _marked(data: Any) -> Any:
    """Mark what is written in a language, and leave codes and short names alone."""
    if isinstance(data, list):
        return [_marked(item) for item in data]
    if not isinstance(data, dict):
        return data
    made = {
        key: marked(item) if isinstance(item, str) and key in LANGUAGES else _marked(item)
        for key, item in data.items()
    }
    return {**made, PSEUDO: made["en"]} if isinstance(made.get("en"), str) else made


def escaped(page: Page) -> list[str]:
    """Return the texts of a page, seen or read aloud, with a plain English word."""
    workshop: Workshop = page.client.application.extensions["advocacy"].workshop
    own = {one.locale.name for one in workshop.languages}
    # Sentences quote what was asked for and list what there is: keys, places, what a test typed.
    keys = {*workshop.languages.keys(), *workshop.formats, *workshop.recipes, *TYPED}
    longest_first = sorted({*own, *keys, *NAMES}, key=len, reverse=True)
    names = re.compile(
        # Mail addresses and names of files; keys; places in braces.
        r"[\w.@-]+(?:@|\.(?:{ends}))[\w.-]*|(?<!\w)(?:{keys})(?!\w)|\{{+\w+\}}+".format(
            ends="|".join(one.extension for one in workshop.formats.values()),
            keys="|".join(map(re.escape, longest_first)),
        )
    )
    texts = (names.sub("", text) for text in _texts(page.tree, PSEUDO))
    return [" ".join(text.split()) for text in texts if escaped_words(text)]


def _texts(element: Any, language: str) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    language = element.get("lang", language)
    # A document says what its conventions say, which have no translation.
    if element.get("translate") == "no" or element.tag == "article":
        return
    if language == PSEUDO:
        yield element.text or ""
        yield from (element.get(name) for name in READ_ALOUD if element.get(name))
    for child in element:
        yield from _texts(child, language)
        if language == PSEUDO:
            yield child.tail or ""


def test_the_judge_sees_a_word_that_escaped(pseudo: Page) -> None:
    pseudo.one("//h1").text = "Not translated"
    assert escaped(pseudo) == ["Not translated"]


def test_no_page_has_a_word_that_escaped(pseudo: Page) -> None:
    client, app = pseudo.client, pseudo.client.application
    pseudo.open(f"{STATEMENT}/edit/about").press(fill={"reference": "1"})
    pseudo.open(f"{STATEMENT}/history").press("", form=FORM, fill={"note": marked("agreed")})
    publish(client)
    publish(client, LETTER)
    sign(client, PSEUDO, marked("Somebody"), contact=marked("Somebody"))
    link = link_in(mails(app)[0][2])
    awaited = Page(client, client.get(link))
    confirmed = confirm(client, link)
    pseudo.open(f"{STATEMENT}/edit/text").press(fill={"texts.preamble.en": marked("Now 7.")})
    first = (f"/languages/{PSEUDO}", f"/sign/{SIGNED}/{PSEUDO}", f"/act/{LETTER}/{PSEUDO}", "/")
    every = (address for slug in (SIGNED, LETTER) for address in get_addresses(app, slug))
    pages = {"awaited": awaited, "confirmed": confirmed, **crawl(client, *first, *every)}
    assert len(pages) > 50
    assert {address: words for address, page in pages.items() if (words := escaped(page))} == {}


def test_an_empty_desk_has_no_word_that_escaped(tmp_path: Path, marked_workshop: Workshop) -> None:
    app = create_app(data_dir=tmp_path / "data", workshop=marked_workshop, examples=False)
    client = app.test_client()
    page = Page(client, client.get(f"/?language={PSEUDO}"))
    assert escaped(page) == []
    begun = page.open("/campaigns/new").press("", form=FORM, tick=["joint-statement", "en", "ru"])
    for found in crawl(client, f"/languages/{PSEUDO}", begun.address).values():
        assert escaped(found) == []


def test_no_failure_has_a_word_that_escaped(pseudo: Page) -> None:
    failures = {
        "/nothing-here": 404,
        "/campaigns/nothing-here": 404,
        f"{STATEMENT}/files/en.exe": 404,
        f"{STATEMENT}/files/xx.pdf": 404,
        f"{STATEMENT}/history/99": 404,
        f"{STATEMENT}/editions/99": 404,
        f"{STATEMENT}/translate/xx": 404,
        "/languages/xx": 404,
        f"{STATEMENT}/duplicate": 405,
    }
    pages = {address: pseudo.open(address) for address in failures}
    assert {address: page.status for address, page in pages.items()} == failures
    assert {address: words for address, page in pages.items() if (words := escaped(page))} == {}


WRONG = {
    "about": {"slug": "Ä ö", "country": "Ä", "date": "1", "title.en": "a\u202eb"},
    "look": {"options.accent": "ä"},
    "text": {"texts.preamble.en": "ä\u202eä"},
}


@pytest.mark.parametrize("step", WRONG)
def test_no_mistake_is_named_with_a_word_that_escaped(pseudo: Page, step: str) -> None:
    page = pseudo.open(f"{STATEMENT}/edit/{step}").press(fill=WRONG[step])
    assert page.status == 422
    assert escaped(page) == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "campaign.toml"),
        (f"{STATEMENT}/signatories", "list.csv"),
        (f"{STATEMENT}/signatories", "list.xlsx"),
        (f"{STATEMENT}/translate", "file.po"),
        (f"{STATEMENT}/translate", "file.docx"),
    ],
)
def test_no_file_is_answered_with_a_word_that_escaped(
    pseudo: Page, address: str, name: str
) -> None:
    page = pseudo.open(address)
    form = f"({FORM}[.//input[@type='file']])[1]"
    for data in (b"", b"\x00", b"PK\x03\x04", "ä = ".encode(), b"\xff\xfe"):
        answer = page.press("", form=form, files={"file": (io.BytesIO(data), name)})
        assert answer.status in {200, 422}
        assert escaped(answer) == []
