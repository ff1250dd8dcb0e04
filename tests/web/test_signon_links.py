"""The link by which a signature is confirmed: only a button uses it, and only where it belongs."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient

from advocacy.store import Store
from tests.web.forms import Page
from tests.web.signing import (
    STATEMENT,
    confirm,
    endorsements,
    link_in,
    mails,
    opened,
    publish,
    sign,
)

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop


@pytest.fixture
def app(open_desk: Flask) -> Flask:
    return open_desk


def test_opening_the_link_confirms_nothing(client: FlaskClient, app: Flask, store: Store) -> None:
    sign(client, "de", "Beispiel-Initiative")
    [(_, _, text)] = mails(app)
    for _ in range(2):
        assert client.get(link_in(text)).status_code == 200
    assert client.head(link_in(text)).status_code == 200
    assert endorsements(store).all(STATEMENT)[0].verified is None


def test_a_link_that_is_used_again_changes_nothing(
    client: FlaskClient, app: Flask, store: Store
) -> None:
    sign(client, "de", "Beispiel-Initiative")
    [(_, _, text)] = mails(app)
    confirm(client, link_in(text))
    [before] = endorsements(store).all(STATEMENT)
    assert confirm(client, link_in(text)).status == 200
    assert endorsements(store).all(STATEMENT) == (before,)


def test_a_withdrawn_signature_is_not_brought_back_by_its_link(
    client: FlaskClient, app: Flask, store: Store
) -> None:
    sign(client, "fr", "Initiative d’exemple")
    [(_, _, text)] = mails(app)
    page = confirm(client, link_in(text), "withdraw")
    assert "La signature est retirée" in page.words
    page = Page(client, client.get(link_in(text)))
    assert page.status == 422
    assert "Cette signature a été retirée" in page.words
    assert endorsements(store).all(STATEMENT)[0].state == "withdrawn"


@pytest.mark.parametrize("change", [lambda t: "x", lambda t: t[:-2], lambda t: t[::-1]])
def test_a_forged_link_is_refused_in_the_visitors_language(
    client: FlaskClient, app: Flask, store: Store, change: object
) -> None:
    sign(client, "ru", "Пример")
    [(_, _, text)] = mails(app)
    place, _, token = link_in(text).rpartition("/")
    for answer in (client.get(f"{place}/{change(token)}"), client.post(f"{place}/{change(token)}")):
        assert answer.status_code == 422
        assert "Ссылка неполная или создана не здесь" in Page(client, answer).words
    assert endorsements(store).all(STATEMENT)[0].verified is None


def test_an_expired_link_says_so(client: FlaskClient, app: Flask, store: Store) -> None:
    sign(client, "it", "Iniziativa di esempio")
    [(_, _, text)] = mails(app)
    app.config["LINK_SECONDS"] = -1
    page = Page(client, client.get(link_in(text)))
    assert page.status == 422
    assert "è scaduto" in page.words
    assert client.post(link_in(text), data={"do": "confirm"}).status_code == 422
    assert endorsements(store).all(STATEMENT)[0].verified is None


def test_a_link_of_another_campaign_or_another_desk_is_foreign(
    client: FlaskClient, app: Flask, store: Store, tmp_path: Path, workshop: "Workshop"
) -> None:
    sign(client, "de", "Beispiel-Initiative")
    [(_, _, text)] = mails(app)
    store.create({**store.get(STATEMENT).data, "slug": "other"})
    publish(client, "other")
    assert client.get(link_in(text).replace(STATEMENT, "other")).status_code == 404
    other = opened(tmp_path / "elsewhere", workshop)
    sign(other.test_client(), "de", "Beispiel-Initiative")
    assert other.test_client().get(link_in(text)).status_code == 422
    assert endorsements(store).all(STATEMENT)[0].verified is None
