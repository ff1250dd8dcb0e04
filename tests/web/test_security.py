"""Who may ask, and what a browser may do with the answer."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from advocacy import resources
from tests.web.forms import Page
from tests.web.routes import addresses, get_addresses, is_public


def places(app: Flask) -> list[str]:
    """Return an address for every route that answers a GET."""
    return get_addresses(app, "joint-statement-2021")


def answer(client: FlaskClient, address: str, **headers: str) -> TestResponse:
    """Ask for an address and read all of it, so that its file is closed."""
    with client.get(address, headers=headers) as response:
        response.get_data()
        return response


def test_every_page_forbids_everything_foreign(app: Flask, client: FlaskClient) -> None:
    for address in places(app):
        headers = answer(client, address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        kept = "no-cache" if address.startswith("/static/") else "no-store"
        assert headers["Cache-Control"] == kept, address


def test_no_page_names_another_machine(app: Flask, client: FlaskClient) -> None:
    for address in places(app):
        response = answer(client, address)
        if response.mimetype == "text/html":
            found = re.findall(r"(?:src|href|action)=\"(?!/|#|\?)([^\"]*)", response.text)
            assert found == [], address


def test_no_page_carries_a_script_or_a_style_in_itself(app: Flask, client: FlaskClient) -> None:
    for address in places(app):
        response = answer(client, address)
        if response.mimetype == "text/html":
            assert not re.search(r"<style|\sstyle=|\son\w+=\"|<script(?! src=)", response.text)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil:8000"])
def test_a_foreign_host_is_refused_whatever_it_asks_for(client: FlaskClient, host: str) -> None:
    for address in ("/", "/static/style.css", "/nothing"):
        assert answer(client, address, Host=host).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000"])
def test_this_machine_answers_to_its_own_names(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:1234"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_change_from_another_origin_is_refused(
    desk: Page, store: object, headers: dict[str, str]
) -> None:
    page = desk.open("/campaigns/joint-statement-2021/delete")
    answer = page.press("", form="//main//form", headers=headers)
    assert answer.status == 403
    assert "came from another page" in answer.words


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {},
    ],
)
def test_the_pages_own_forms_are_taken(desk: Page, headers: dict[str, str]) -> None:
    page = desk.open("/campaigns/joint-statement-2021/delete")
    assert page.press("", form="//main//form", headers=headers).status == 200


def test_a_form_without_its_token_keeps_what_was_typed_and_asks_again(desk: Page) -> None:
    page = desk.open("/campaigns/joint-statement-2021/edit/about")
    for token in page.all("//input[@name='csrf_token']"):
        token.set("value", "stale")
    again = page.press(fill={"title.en": "A new title"})
    assert again.status == 400
    assert "What you typed is still here" in again.words
    stored = again.press("", form="//main//form")
    assert stored.status == 200
    assert stored.value("title.en") == "A new title"


def test_every_post_route_asks_for_a_token(app: Flask, client: FlaskClient) -> None:
    for address in addresses(app, "joint-statement-2021", "POST"):
        # Nothing is public yet, and what is has forms of its own.
        expected = 404 if is_public(address) else 400
        assert client.post(address, data={"x": "1"}).status_code == expected, address


def test_the_cookie_is_for_this_origin_and_no_script(client: FlaskClient) -> None:
    cookie = client.get("/").headers["Set-Cookie"]
    assert "SameSite=Strict" in cookie
    assert "HttpOnly" in cookie


def test_the_first_page_weighs_less_than_100_kilobytes(client: FlaskClient) -> None:
    page = client.get("/").data
    static = resources.folder("templates") / "web" / "static"
    assert len(page) + sum(path.stat().st_size for path in static.iterdir()) < 100_000


def test_nothing_about_the_visitor_is_kept(app: Flask, tmp_path: Path) -> None:
    client = app.test_client()
    client.get(
        "/", headers={"User-Agent": "Canary/1.0"}, environ_base={"REMOTE_ADDR": "127.0.0.99"}
    )
    page = Page(client, client.get("/campaigns/joint-statement-2021/edit/about"))
    page.press(headers={"User-Agent": "Canary/1.0"}, fill={"title.en": "Changed"})
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert b"Canary" not in kept
    assert b"127.0.0.99" not in kept
