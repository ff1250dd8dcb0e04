"""The sign-on page: who signs is asked for little, answered clearly, and counted once."""

import datetime
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient

from advocacy.store import Endorsements, PublicPages, Store
from advocacy.store.signing import Limits, Signing
from tests.web.forms import Page
from tests.web.signing import (
    FORM,
    LETTER,
    STATEMENT,
    confirm,
    endorsements,
    filled,
    link_in,
    mails,
    opened,
    publish,
    sign,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advocacy.production.workshop import Workshop

SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>1</script></svg>'
SENTENCES = {
    "de": "Bitte schreiben Sie",
    "fr": "Écrivez",
    "ru": "Пишите, пожалуйста",
    "it": "Lo scriva come in una frase",
}


@pytest.fixture
def app(open_desk: Flask) -> Flask:
    return open_desk


@pytest.fixture(scope="module")
def same(tmp_path_factory: pytest.TempPathFactory, workshop: "Workshop") -> Flask:
    """A desk that many tests ask for what it refuses: nothing changes in it."""
    return opened(tmp_path_factory.mktemp("same"), workshop)


@pytest.fixture
def refusing(same: Flask) -> "Iterator[FlaskClient]":
    """A visitor whom nothing is taken from."""
    yield same.test_client()
    assert Endorsements(same.extensions["advocacy"].store.engine).all(STATEMENT) == ()
    assert mails(same) == []


def problems(page: Page) -> dict[str, str]:
    """Return what is said to be wrong, by field."""
    links = page.all("//div[@role='alert']//a")
    return {link.get("href")[1:]: link.text_content() for link in links}


def test_a_signature_waits_for_its_link_then_for_the_organisers_and_then_counts(
    client: FlaskClient, app: Flask, store: Store
) -> None:
    page = sign(client, "de", "Beispiel-Initiative")
    assert (page.status, page.address) == (200, f"/sign/{STATEMENT}/de/thanks")
    [(recipient, subject, text)] = mails(app)
    assert recipient == "anna@example.org"
    assert subject.startswith("Bitte bestätigen:")
    assert "Beispiel-Initiative" in text
    [one] = endorsements(store).all(STATEMENT)
    assert (one.state, one.verified) == ("pending", None)
    page = confirm(client, link_in(text))
    assert "Bestätigt, vielen Dank" in page.words
    [one] = endorsements(store).all(STATEMENT)
    assert one.state == "pending"
    assert one.verified is not None
    endorsements(store).decide(STATEMENT, [one.number], "confirmed")
    assert endorsements(store).count(STATEMENT) == 24


def test_without_moderation_the_link_alone_confirms(client: FlaskClient, app: Flask) -> None:
    page = Page(client, client.get(f"/campaigns/{STATEMENT}/public"))
    page.press("save", form=FORM, untick=["yes"])
    sign(client, "de", "Beispiel-Initiative")
    [(_, _, text)] = mails(app)
    confirm(client, link_in(text))
    assert (
        "24" in Page(client, client.get(f"/sign/{STATEMENT}/de")).one("//*[@class='figure']").text
    )


def test_a_form_that_is_sent_twice_is_taken_once(
    client: FlaskClient, app: Flask, store: Store
) -> None:
    page = Page(client, client.get(f"/sign/{STATEMENT}/de"))
    for _ in range(2):
        page.press("", form=FORM, fill=filled("de", "Beispiel-Initiative"), tick=["yes"])
    assert len(endorsements(store).all(STATEMENT)) == 1
    assert len(mails(app)) == 1


@pytest.mark.parametrize("token", ["", "forged", "WyJqb2ludCIsMSwieCJd.aaaaaa.bbbbbb"])
def test_a_form_that_did_not_come_from_the_page_is_shown_again_with_what_was_typed(
    client: FlaskClient, store: Store, token: str
) -> None:
    typed = filled("de", "Beispiel-Initiative", form=token, consent="yes")
    answer = client.post(f"/sign/{STATEMENT}/de", data=typed)
    page = Page(client, answer)
    assert page.status == 400
    assert "Dieses Formular stammt nicht von dieser Seite" in page.words
    assert page.value("name.de") == "Beispiel-Initiative"
    assert endorsements(store).all(STATEMENT) == ()
    assert page.press("", form=FORM).status == 200
    assert len(endorsements(store).all(STATEMENT)) == 1


def test_a_program_that_fills_every_field_is_told_why_it_is_refused(
    refusing: FlaskClient,
) -> None:
    page = sign(refusing, "de", "Beispiel-Initiative", website="https://spam.example")
    assert page.status == 422
    assert "muss leer bleiben" in problems(page)["website"]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name.de", "BEISPIEL INITIATIVE FÜR ALLE", "nicht nur in Großbuchstaben"),
        ("name.de", "<b>Beispiel</b>", "ohne Links, Auszeichnungen"),
        ("name.de", "Beispiel https://spam.example", "ohne Links"),
        ("name.de", "=HYPERLINK(1)", "beginnen Sie mit einem Buchstaben"),
        ("name.de", "@SUM(1)", "beginnen Sie mit einem Buchstaben"),
        ("name.de", "", "Namen der Organisation"),
        ("name.de", "12345", "keine Buchstaben"),
        ("name.de", "n" * 201, "höchstens 200 Zeichen"),
        ("name.de", "Bei\u202espiel", "Schreibrichtung"),
        ("country", "XX", "Dieses Land ist nicht bekannt"),
        ("contact", "", "jemanden, den wir fragen können"),
        ("contact", "Anna\nBcc: all@example.org", "in eine Zeile"),
        ("email", "anna@example.org\nBcc: all@example.org", "keine E-Mail-Adresse"),
        ("email", "anna@example.org, boris@example.org", "keine E-Mail-Adresse"),
        ("email", "anna", "keine E-Mail-Adresse"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_the_rest_stays(
    refusing: FlaskClient, field: str, typed: str, said: str
) -> None:
    answer = Page(refusing, refusing.get(f"/sign/{STATEMENT}/de"))
    fields = {**filled("de", "Beispiel-Initiative"), "acronym": "BI", field: typed}
    page = answer.press("", form=FORM, fill=fields, tick=["yes"])
    assert page.status == 422
    assert said in problems(page)[field]
    assert page.value("acronym") == "BI"


@pytest.mark.parametrize("tag", list(SENTENCES))
def test_mistakes_are_said_in_the_language_of_the_page(refusing: FlaskClient, tag: str) -> None:
    page = sign(refusing, tag, "ONE LARGE INITIATIVE")
    assert SENTENCES[tag] in problems(page)[f"name.{tag}"]
    assert page.tree.get("lang") == tag


def test_without_consent_nobody_is_listed(refusing: FlaskClient) -> None:
    page = Page(refusing, refusing.get(f"/sign/{STATEMENT}/de"))
    page = page.press("", form=FORM, fill=filled("de", "Beispiel-Initiative"))
    assert "Ohne diese Einwilligung" in problems(page)["consent"]


def test_the_consent_is_kept_in_its_words_with_its_moment(
    client: FlaskClient, store: Store
) -> None:
    sign(client, "de", "Beispiel-Initiative")
    [one] = endorsements(store).all(STATEMENT)
    assert one.consent.startswith("Im Namen der Organisation stimme ich diesem Text (Ausgabe 1)")
    assert "90 Tage" in one.consent
    assert one.consented is not None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (SCRIPTED, "script"),
        (b"GIF89a", "eine PNG-, JPEG- oder SVG-Datei"),
    ],
)
def test_a_logo_that_is_dangerous_or_no_picture_is_refused(
    refusing: FlaskClient, data: bytes, said: str
) -> None:
    page = sign(refusing, "de", "Beispiel-Initiative", files={"logo": (io.BytesIO(data), "a.svg")})
    assert page.status == 422
    assert said.lower() in problems(page)["logo"].lower()


def test_a_logo_is_public_once_its_signatory_is(client: FlaskClient, store: Store) -> None:
    plain = SCRIPTED.replace(b"<script>1</script>", b'<rect width="1" height="1"/>')
    sign(client, "de", "Beispiel-Initiative", files={"logo": (io.BytesIO(plain), "a.svg")})
    address = f"/sign/{STATEMENT}/logos/1"
    assert client.get(address).status_code == 404
    endorsements(store).decide(STATEMENT, [1], "confirmed")
    answer = client.get(address)
    assert answer.mimetype == "image/svg+xml"
    assert b"<rect" in answer.data


def test_the_page_speaks_the_language_of_its_address_and_sets_no_cookie(
    client: FlaskClient,
) -> None:
    for tag in ("en", "de", "fr", "ru", "it"):
        answer = client.get(f"/sign/{STATEMENT}/{tag}")
        assert answer.status_code == 200
        assert f'<html lang="{tag}">' in answer.text
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
    answer = sign(client, "de", "Beispiel-Initiative").response
    assert "Set-Cookie" not in answer.headers


def test_the_browsers_language_is_only_a_proposal(refusing: FlaskClient) -> None:
    answer = refusing.get(f"/sign/{STATEMENT}", headers={"Accept-Language": "ru, en;q=0.5"})
    assert answer.location == f"/sign/{STATEMENT}/ru"
    answer = refusing.get(f"/sign/{STATEMENT}", headers={"Accept-Language": "zh"})
    assert answer.location == f"/sign/{STATEMENT}/en"


def test_the_text_is_there_as_html_and_as_pdf(refusing: FlaskClient) -> None:
    page = Page(refusing, refusing.get(f"/sign/{STATEMENT}/de"))
    assert "Schluss mit den Razzien" in page.one("//article//h1").text_content()
    assert refusing.get(f"/sign/{STATEMENT}/de/text.pdf").data.startswith(b"%PDF-")


def test_what_is_not_public_is_as_unknown_as_what_does_not_exist(
    client: FlaskClient, store: Store
) -> None:
    PublicPages(store.engine).keep(
        STATEMENT, replace(PublicPages(store.engine).get(STATEMENT), published=False)
    )
    for place in (f"/sign/{STATEMENT}", f"/sign/{STATEMENT}/de", f"/sign/{STATEMENT}/de/text.pdf"):
        hidden, missing = client.get(place), client.get(place.replace(STATEMENT, "none"))
        assert hidden.status_code == missing.status_code == 404
        assert client.get(place.replace("/sign/", "/act/")).status_code == 404
    assert client.get(f"/sign/{LETTER}").status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"opens": "2999-01-01"}, "kann ab dem"), ({"closes": "2020-01-01"}, "endete am")],
)
def test_outside_of_its_days_the_page_is_read_and_not_signed(
    client: FlaskClient, store: Store, fields: dict[str, str], said: str
) -> None:
    page = Page(client, client.get(f"/campaigns/{STATEMENT}/public"))
    open_form = Page(client, client.get(f"/sign/{STATEMENT}/de"))
    assert page.press("save", form=FORM, fill=fields).status == 200
    shown = Page(client, client.get(f"/sign/{STATEMENT}/de"))
    assert said in shown.words
    assert shown.all("//form") == []
    late = open_form.press("", form=FORM, fill=filled("de", "Beispiel"), tick=["yes"])
    assert late.status == 409
    assert endorsements(store).all(STATEMENT) == ()


def test_a_text_that_changed_under_the_visitors_eyes_is_shown_before_it_is_signed(
    client: FlaskClient, store: Store
) -> None:
    page = Page(client, client.get(f"/sign/{STATEMENT}/de"))
    stored = store.get(STATEMENT)
    store.save(STATEMENT, stored.version, {**stored.data, "reference": "X-1"})
    publish(client)
    again = page.press("", form=FORM, fill=filled("de", "Beispiel-Initiative"), tick=["yes"])
    assert again.status == 409
    assert "Der Text hat sich inzwischen geändert" in again.words
    assert endorsements(store).all(STATEMENT) == ()


def test_a_flood_is_answered_with_a_sentence_and_the_time_to_come_back(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Limits(in_ten_minutes=1)
    monkeypatch.setattr("advocacy.web.signon.signing", lambda: Signing(store.engine, limits=few))
    sign(client, "de", "Beispiel-Initiative")
    page = sign(client, "de", "Andere Initiative")
    assert page.status == 429
    assert page.response.headers["Retry-After"] == "600"
    assert "in zehn Minuten" in page.words
    assert page.value("name.de") == "Andere Initiative"


def test_an_address_is_not_filled_with_messages_by_strangers(
    client: FlaskClient, app: Flask
) -> None:
    for number in range(5):
        page = sign(client, "de", f"Beispiel-Initiative {number}")
    assert page.status == 429
    assert len(mails(app)) == 3


def test_the_page_says_that_it_reaches_this_computer_only(refusing: FlaskClient) -> None:
    page = Page(refusing, refusing.get(f"/sign/{STATEMENT}/de"))
    assert "nur von diesem Computer aus erreichbar" in page.words


def test_an_ended_campaign_shows_its_milestones_with_their_days(
    client: FlaskClient, store: Store
) -> None:
    Page(client, client.get(f"/campaigns/{STATEMENT}/public")).press("end", form=FORM)
    page = Page(client, client.get(f"/sign/{STATEMENT}/de"))
    assert "endete am" in page.words
    [(reached, _)] = endorsements(store).milestones(STATEMENT)
    assert page.one("//aside//dt").text_content() == str(reached) == "10"
    today = datetime.datetime.now(datetime.UTC)
    assert re.search(rf"\b{today.year}$", page.one("//aside//dd").text_content())
