"""A canary through every public page: found only where that was promised, and then nowhere."""

import datetime
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from advocacy.store import PublicPages, Retention, Store
from advocacy.store.location import DATABASE
from tests.web.forms import Page
from tests.web.signing import (
    DECIDE,
    FORM,
    LETTER,
    STATEMENT,
    confirm,
    filled,
    link_in,
    publish,
)

if TYPE_CHECKING:
    pass

CONTACT = {"contact": "Kanarina Vogel", "email": "kanarina@vogel.example"}
LETTER_WORDS = {"sentence": "Ich leite den Kanarienchor.", "name": "Kanarina Sängerin",
                "address": "Käfigweg 7", "place": "Vogelsangen"}  # fmt: skip
BROWSER, MACHINE = "CanaryBrowser/7.7", "127.0.0.77"
TYPED = (*CONTACT.values(), *LETTER_WORDS.values(), "kanarina", "Kanarien")
PROMISED = {("endorsement", "contact"), ("endorsement", "email"), ("outgoing_mail", "recipient")}


@pytest.fixture
def app(open_desk: Flask) -> Flask:
    publish(open_desk.test_client(), LETTER)
    return open_desk


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor whose browser and machine have a name of their own."""
    visitor = app.test_client()
    visitor.environ_base["HTTP_USER_AGENT"] = BROWSER
    visitor.environ_base["REMOTE_ADDR"] = MACHINE
    return visitor


def public_places(app: Flask) -> Iterator[tuple[str, str]]:
    """Yield method and address of every public page, for both campaigns."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(("signon.", "action.")):
            for slug in (STATEMENT, LETTER):
                values = {"slug": slug, "tag": "de", "token": CONTACT["email"], "number": 1,
                          "format_name": "pdf"}  # fmt: skip
                with app.test_request_context():
                    address = url_for(
                        rule.endpoint, **{name: values[name] for name in rule.arguments}
                    )
                for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                    yield method, address


def send_everything(client: FlaskClient, app: Flask) -> None:
    """Sign, confirm, make a letter, and send the canary to each page, rightly and wrongly."""
    sent = {**filled("de", "Offener Verein", **CONTACT), **LETTER_WORDS, "consent": "yes"}
    for method, address in public_places(app):
        assert client.open(address, method=method, data=sent).status_code < 500
    page = Page(client, client.get(f"/sign/{STATEMENT}/de"))
    page.press("", form=FORM, fill=filled("de", "Offener Verein", **CONTACT), tick=["yes"])
    unconfirmed = filled("de", "Kanarienverein", **CONTACT)
    Page(client, client.get(f"/sign/{STATEMENT}/de")).press(
        "", form=FORM, fill=unconfirmed, tick=["yes"]
    )
    mail = app.extensions["advocacy"].outbox.claim()
    confirm(client, link_in(mail.body))
    letter = Page(client, client.get(f"/act/{LETTER}/de")).press("", form=FORM, fill=LETTER_WORDS)
    for form in letter.all("//form/@action"):
        token = letter.all("//input[@name='form']/@value")[0]
        client.post(form, data={**LETTER_WORDS, "form": token, "copy": "1", "do": "change"})


def places_of(words: str, folder: Path) -> set[tuple[str, str]]:
    """Return table and column of everything in the database that holds some words."""
    found = set()
    with sqlite3.connect(folder / DATABASE) as connection:
        tables = [row[0] for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'")]  # fmt: skip
        for table in tables:
            rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own names
            names = [column[0] for column in rows.description]
            for row in rows:
                found |= {(table, name) for name, value in zip(names, row, strict=True)
                          if words.lower() in str(value).lower()}  # fmt: skip
    connection.close()
    return found


def test_a_canary_is_only_where_it_was_promised_and_nowhere_after_the_expiry(
    client: FlaskClient,
    app: Flask,
    store: Store,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    folder = tmp_path / "data"
    send_everything(client, app)
    for words in CONTACT.values():
        assert places_of(words, folder) <= PROMISED, words
        assert ("endorsement", "contact") in places_of(CONTACT["contact"], folder)
    for words in (*LETTER_WORDS.values(), BROWSER, MACHINE):
        assert places_of(words, folder) == set(), words
    assert [words for words in (*TYPED, BROWSER, MACHINE) if words in caplog.text] == []

    organiser = app.test_client()
    page = Page(organiser, organiser.get(f"/campaigns/{STATEMENT}/endorsements"))
    page.press("accept", form=DECIDE, tick=["1"])
    PublicPages(store.engine).end(STATEMENT, ended=True)
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=91)
    Retention(store.engine, lambda: later).run()
    left = b"".join(path.read_bytes() for path in folder.iterdir()).lower()
    gone = (*TYPED, BROWSER, MACHINE)
    assert [words for words in gone if words.lower().encode() in left] == []
    assert "Offener Verein".lower().encode() in left


def test_a_fault_in_the_program_writes_no_word_of_the_visitors_into_the_log(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: Any) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("advocacy.web.signon.first_request", fail)
    page = Page(client, client.get(f"/sign/{STATEMENT}/de"))
    fields = filled("de", "Offener Verein", **CONTACT)
    answer = page.press("", form=FORM, fill=fields, tick=["yes"])
    assert answer.status == 500
    assert "Im Programm ist ein Fehler aufgetreten" in answer.words
    assert "a fault" in caplog.text
    assert [words for words in (*TYPED, BROWSER, MACHINE) if words in caplog.text] == []


def test_a_fault_of_the_database_names_no_value(
    client: FlaskClient, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    page = Page(client, client.get(f"/sign/{STATEMENT}/de"))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE endorsement RENAME COLUMN contact TO lost")
    fields = filled("de", "Offener Verein", **CONTACT)
    form = page.all("//input[@name='form']/@value")[0]
    answer = client.post(f"/sign/{STATEMENT}/de", data={**fields, "form": form, "consent": "yes"})
    assert answer.status_code == 503
    assert "no such column" in caplog.text or "has no column" in caplog.text
    assert [words for words in TYPED if words in caplog.text] == []
