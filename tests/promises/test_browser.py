"""In a real browser: every page asks its own origin alone, and runs nothing of its own text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.browser import watched_page
from tests.served import serve
from tests.web.routes import get_addresses, is_public
from tests.web.signing import STATEMENT, opened, publish

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

pytestmark = pytest.mark.browser

SLUG = "letter-prosecutor-2020"


def pages(app: Flask) -> list[str]:
    """Return the address of every route that answers with a page."""
    client = app.test_client()
    found = []
    shown = [one for one in get_addresses(app, STATEMENT) if is_public(one)]
    for address in (*get_addresses(app, SLUG), *shown):
        with client.get(address) as answer:
            if answer.mimetype == "text/html" and answer.status_code == 200:
                found.append(address)
    return found


def test_every_page_asks_its_own_origin_alone(
    chromium: Browser, tmp_path: Path, workshop: Workshop
) -> None:
    app = opened(tmp_path / "data", workshop)
    publish(app.test_client(), SLUG)
    addresses = pages(app)
    assert len(addresses) > 15
    assert {one.split("/")[1] for one in addresses} >= {"act", "sign", "campaigns", "languages"}
    with serve(tmp_path / "data") as server, watched_page(chromium) as page:
        for address in addresses:
            page.goto(f"{server.address}{address}", wait_until="load")


def test_a_request_to_elsewhere_would_be_noticed(chromium: Browser) -> None:
    def visit() -> None:
        with watched_page(chromium) as page:
            page.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
            page.goto("http://127.0.0.1:1/")
            page.evaluate("fetch('https://elsewhere.example/').catch(() => 0)")

    with pytest.raises(AssertionError, match="request to https://elsewhere"):
        visit()
