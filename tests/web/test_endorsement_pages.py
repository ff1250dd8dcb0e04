"""The organisers' side: what is public, who endorses it, and the documents that list them."""

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient

from advocacy.store import Endorsements, Store
from tests.web.forms import Page
from tests.web.signing import (
    DECIDE,
    FORM,
    STATEMENT,
    confirm,
    decide,
    endorsements,
    link_in,
    mails,
    publish,
    sign,
)

if TYPE_CHECKING:
    pass

PLACE = f"/campaigns/{STATEMENT}"


@pytest.fixture
def app(open_desk: Flask) -> Flask:
    return open_desk


def states(store: Store) -> list[tuple[str, str]]:
    return [(one.state, one.reason) for one in endorsements(store).all(STATEMENT)]


def change_the_text(store: Store) -> None:
    stored = store.get(STATEMENT)
    store.save(STATEMENT, stored.version, {**stored.data, "reference": "Another text"})


def text(client: FlaskClient, tag: str = "de") -> str:
    return client.get(f"{PLACE}/files/{tag}.text").text


def test_accepted_endorsements_stand_in_every_document_and_not_in_the_campaign(
    client: FlaskClient, store: Store
) -> None:
    before = store.get(STATEMENT)
    sign(client, "de", "Beispiel-Initiative")
    assert "Beispiel-Initiative" not in text(client)
    page = decide(client, "accept", 1)
    assert "Unterzeichnungen" in page.words or "24" in page.words
    for tag in ("en", "de", "fr", "ru", "it"):
        assert "Beispiel-Initiative" in text(client, tag)
    query = {"language_version": ["de", "ru"], "format": "text"}
    with zipfile.ZipFile(io.BytesIO(client.get(f"{PLACE}/pack", query_string=query).data)) as pack:
        for tag in ("de", "ru"):
            assert "Beispiel-Initiative" in pack.read(f"{STATEMENT}.{tag}.txt").decode()
    assert "Beispiel-Initiative" not in client.get(f"{PLACE}/{STATEMENT}.toml").text
    assert store.get(STATEMENT) == before


def test_refusing_and_withdrawing_ask_for_a_reason_and_keep_it(
    client: FlaskClient, store: Store
) -> None:
    sign(client, "de", "Beispiel-Initiative")
    page = decide(client, "refuse", 1)
    assert page.status == 422
    assert page.error("reason") != ""
    assert states(store) == [("pending", "")]
    decide(client, "refuse", 1, reason="Nobody knows them.")
    assert states(store) == [("refused", "Nobody knows them.")]
    assert "Nobody knows them." in Page(client, client.get(f"{PLACE}/endorsements")).words
    decide(client, "accept", 1)
    decide(client, "withdraw", 1, reason="Their own wish.")
    assert states(store) == [("withdrawn", "Their own wish.")]
    assert "Beispiel-Initiative" not in text(client)


def test_a_button_without_a_tick_says_so(client: FlaskClient, store: Store) -> None:
    sign(client, "de", "Beispiel-Initiative")
    page = Page(client, client.get(f"{PLACE}/endorsements")).press("accept", form=DECIDE)
    assert page.status == 422
    assert "tick somebody" in page.words


def test_initiators_stand_apart(client: FlaskClient, store: Store) -> None:
    sign(client, "de", "Beispiel-Initiative")
    decide(client, "accept", 1)
    decide(client, "initiator", 1)
    [one] = endorsements(store).all(STATEMENT)
    assert one.signatory.tier == "initiator"
    assert one.contact == "Anna Example"
    assert one.consent != ""


def test_who_may_be_the_same_one_is_named(client: FlaskClient) -> None:
    sign(client, "en", "Centre for Civil Liberties", country="UA")
    sign(client, "de", "Beispiel-Initiative", email="a@example.org")
    sign(client, "de", "Beispiel Initiative e. V.", email="b@example.org")
    page = Page(client, client.get(f"{PLACE}/endorsements"))
    assert "Perhaps the same as Beispiel-Initiative" in page.words


def test_a_changed_text_lists_who_has_to_confirm_again_and_asks_them_once_in_their_language(
    client: FlaskClient, app: Flask, store: Store
) -> None:
    sign(client, "de", "Beispiel-Initiative", email="b@example.org")
    sign(client, "ru", "Пример", email="c@example.org")
    for _, _, body in mails(app):
        confirm(client, link_in(body))
    decide(client, "accept", 1, 2)
    change_the_text(store)
    assert "Beispiel-Initiative" not in text(client)
    review = Page(client, client.get(f"{PLACE}/edit/review"))
    assert "Endorsements that stand in none of these files" in review.words
    publish(client)
    page = Page(client, client.get(f"{PLACE}/endorsements"))
    again = page.one("//section[@id='again']")
    assert ["Beispiel-Initiative" in again.text_content(), "Пример" in again.text_content()] == [
        True, True,
    ]  # fmt: skip
    asking = "//section[@id='again']//form"
    assert "2" in page.press("", form=asking).one("//*[@role='status']").text_content()
    page.press("", form=asking)
    sent = mails(app)
    assert [(one[0], one[1].split(":")[0]) for one in sent] == [
        ("b@example.org", "Der Text hat sich geändert"), ("c@example.org", "Текст изменился"),
    ]  # fmt: skip
    assert "neue Text" in sent[0][2]
    page = confirm(client, link_in(sent[1][2]))
    assert "Подтверждено" in page.words
    assert "Пример" in text(client)
    assert "Beispiel-Initiative" not in text(client)


def test_without_a_mail_server_organisers_note_who_agreed(
    client: FlaskClient, app: Flask, store: Store
) -> None:
    sign(client, "de", "Beispiel-Initiative")
    decide(client, "accept", 1)
    change_the_text(store)
    publish(client)
    from dataclasses import replace

    app.extensions["advocacy"] = replace(app.extensions["advocacy"], mails=False)
    page = Page(client, client.get(f"{PLACE}/endorsements"))
    assert "No mail server is set up" in page.words
    decide(client, "agree", 1)
    assert endorsements(store).outdated(STATEMENT) == ()
    assert "Beispiel-Initiative" in text(client)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_that_was_saved_is_taken_in_again_without_doubling_anybody(
    client: FlaskClient, store: Store, kind: str
) -> None:
    sign(client, "de", "Beispiel-Initiative", acronym="BI")
    decide(client, "accept", 1)
    table = client.get(f"{PLACE}/endorsements.{kind}").data

    def take(data: bytes) -> Page:
        page = Page(client, client.get(f"{PLACE}/endorsements/import"))
        return page.press("", form=FORM, files={"file": (io.BytesIO(data), f"a.{kind}")})

    assert "Taken in: 0" in take(table).words
    assert states(store) == [("confirmed", "")]
    store.create({**store.get(STATEMENT).data, "slug": "other"})
    publish(client, "other")
    page = Page(client, client.get("/campaigns/other/endorsements/import"))
    page.press("", form=FORM, files={"file": (io.BytesIO(table), f"a.{kind}")})
    [one] = Endorsements(store.engine).all("other")
    assert (one.signatory.acronym, one.state, one.email) == ("BI", "confirmed", "anna@example.org")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("LARGE NAME FOR ALL,DE,a@example.org", "3 name.en"),
        ("Example,DE,not an address", "is not an e-mail address"),
    ],
)
def test_a_table_with_mistakes_is_taken_in_as_a_whole_or_not_at_all(
    client: FlaskClient, store: Store, row: str, said: str
) -> None:
    table = f"name.en,country,email\nGood Name,DE,b@example.org\n{row}\n".encode()
    page = Page(client, client.get(f"{PLACE}/endorsements/import"))
    page = page.press("", form=FORM, files={"file": (io.BytesIO(table), "a.csv")})
    assert page.status == 422
    assert said in page.words
    assert states(store) == []


def test_an_endorsement_is_entered_and_corrected_by_hand(client: FlaskClient, store: Store) -> None:
    page = Page(client, client.get(f"{PLACE}/endorsements/new", follow_redirects=True))
    wrong = page.press("", form=FORM, fill={"name.de": "<b>Beispiel</b>"})
    assert wrong.status == 422
    assert wrong.error("name.de") != ""
    names = {"name.de": "Beispiel", "name.ru": "Пример", "reason": "by telephone"}
    wrong.press("", form=FORM, fill=names)
    assert states(store) == [("confirmed", "by telephone")]
    page = Page(client, client.get(f"{PLACE}/endorsements/1"))
    assert page.value("name.ru") == "Пример"
    page.press("", form=FORM, fill={"name.ru": "Примеры"})
    assert "Примеры" in text(client, "ru")


def test_a_form_that_is_sent_twice_enters_one_endorsement(
    client: FlaskClient, store: Store
) -> None:
    page = Page(client, client.get(f"{PLACE}/endorsements/new", follow_redirects=True))
    for _ in range(2):
        page.press("", form=FORM, fill={"name.de": "Beispiel"})
    assert len(states(store)) == 1
    Page(client, client.get(f"{PLACE}/endorsements/new", follow_redirects=True)).press(
        "", form=FORM, fill={"name.de": "Beispiel"}
    )
    assert len(states(store)) == 2


def test_who_corrects_what_another_has_corrected_meanwhile_sees_both_and_decides(
    client: FlaskClient, store: Store
) -> None:
    page = Page(client, client.get(f"{PLACE}/endorsements/new", follow_redirects=True))
    page.press("", form=FORM, fill={"name.de": "Beispiel", "acronym": "B"})
    mine, theirs = (Page(client, client.get(f"{PLACE}/endorsements/1")) for _ in range(2))
    for _ in range(2):  # sent twice, the same correction is no conflict
        assert theirs.press("", form=FORM, fill={"name.de": "Das Beispiel"}).status == 200
    wrong = mine.press("", form=FORM, fill={"acronym": "BB", "email": "no address"})
    assert wrong.status == 422
    both = wrong.press("", form=FORM, fill={"acronym": "BB", "email": ""})
    assert both.status == 409
    assert "Stored now: Das Beispiel" in both.error("name.de")
    assert "Stored now: B" in both.error("acronym")
    [one] = endorsements(store).all(STATEMENT)
    assert (one.signatory.name["de"], one.signatory.acronym) == ("Das Beispiel", "B")
    assert both.press("", form=FORM).status == 200
    [one] = endorsements(store).all(STATEMENT)
    assert (one.signatory.name["de"], one.signatory.acronym) == ("Beispiel", "BB")


def test_the_days_that_signatories_agreed_to_are_not_made_longer(
    client: FlaskClient, store: Store
) -> None:
    sign(client, "de", "Beispiel-Initiative")
    page = Page(client, client.get(f"{PLACE}/public"))
    refused = page.press("save", form=FORM, fill={"keep_days": "120"})
    assert refused.status == 422
    assert "(days: 90)" in refused.words
    assert page.press("save", form=FORM, fill={"keep_days": "30"}).status == 200


@pytest.mark.parametrize(
    "fields",
    [{"keep_days": "many"}, {"opens": "soon"}, {"opens": "2021-07-02", "closes": "2021-07-01"},
     {"keep_days": "-1"}, {"keep_days": "99999999999"}],
)  # fmt: skip
def test_settings_that_make_no_sense_are_refused_at_their_field(
    client: FlaskClient, fields: dict[str, str]
) -> None:
    page = Page(client, client.get(f"{PLACE}/public"))
    page = page.press("save", form=FORM, fill=fields)
    assert page.status == 422
    assert page.error(list(fields)[-1]) != ""


def test_a_text_that_is_complete_in_no_language_is_not_published(
    client: FlaskClient, store: Store
) -> None:
    page = Page(client, client.get("/campaigns/new", follow_redirects=True))
    page.press("", form=FORM, tick=["joint-statement"], fill={"title": "Two", "source": "en"})
    page = publish(client, "two")
    assert page.status == 422
    assert "not complete in any language" in page.words
    assert client.get("/sign/two").status_code == 404


def test_the_preview_shows_the_page_before_it_is_public(client: FlaskClient) -> None:
    Page(client, client.get(f"{PLACE}/public")).press("unpublish", form=FORM)
    assert client.get(f"/sign/{STATEMENT}/fr").status_code == 404
    page = Page(client, client.get(f"{PLACE}/public/fr"))
    assert page.status == 200
    assert page.all("//form//button[not(@disabled)]") == []
