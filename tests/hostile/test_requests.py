"""Every bad request gets a page with a sentence: never a fault of the program, never a redirect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from advocacy.web import create_app
from tests.hostile.bad_requests import ADDRESSES, FORMS, HEADERS, METHODS
from tests.hostile.test_pages import markup
from tests.web.routes import addresses, is_public

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

SLUG = "joint-statement-2021"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Flask:
    made = create_app(data_dir=tmp_path_factory.mktemp("requests"), workshop=workshop)
    made.extensions["advocacy"].store.freeze(SLUG)
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def looked_at(answer: TestResponse) -> TestResponse:
    """Read an answer whole and look for what no answer may hold."""
    with answer:
        answer.get_data()
    assert "X-Evil" not in answer.headers
    assert "evil.example" not in answer.headers.get("Location", "")
    assert "Content-Security-Policy" in answer.headers
    if answer.mimetype == "text/html" and answer.data:
        assert markup(answer.text) == []
        assert "Traceback" not in answer.text
    return answer


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:60])
def test_a_bad_address_is_answered_as_expected(client: FlaskClient, address: str) -> None:
    assert looked_at(client.get(address)).status_code == ADDRESSES[address]


@pytest.mark.parametrize("name", HEADERS)
def test_a_bad_header_is_answered_as_expected(client: FlaskClient, name: str) -> None:
    headers, status = HEADERS[name]
    assert looked_at(client.get("/", headers=dict(headers))).status_code == status


@pytest.mark.parametrize("name", FORMS)
def test_a_bad_form_is_refused_by_every_route(app: Flask, client: FlaskClient, name: str) -> None:
    request, status = FORMS[name]
    large = status == 413 or name == "too many fields"
    routes = list(addresses(app, SLUG, "POST"))
    for address in routes[:1] if large else routes:
        expected = {status, 404} if is_public(address) else {status}
        assert looked_at(client.post(address, **request)).status_code in expected, address


@pytest.mark.parametrize("method", METHODS)
def test_a_method_that_is_not_offered_is_refused(
    app: Flask, client: FlaskClient, method: str
) -> None:
    for address in addresses(app, SLUG, "GET"):
        assert looked_at(client.open(address, method=method)).status_code in {400, 405}, address
