"""Hosted mode, as somebody sees it who is not logged in: strict, closed, and without a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask import Flask

from advocacy.web import create_app
from advocacy.web.hosting import Hosting
from tests.web.routes import addresses, is_public

if TYPE_CHECKING:
    from pathlib import Path

    from advocacy.production.workshop import Workshop

SLUG = "team-joint-statement-2021"


@pytest.fixture
def app(tmp_path: Path, workshop: Workshop) -> Flask:
    """A server with accounts, and nobody logged in."""
    hosting = Hosting(hosts=("letters.example.org",), https=True)
    return create_app(data_dir=tmp_path, workshop=workshop, hosting=hosting)


def test_every_route_is_strict_and_shows_a_stranger_nothing(app: Flask) -> None:
    client = app.test_client()
    seen = set()
    for method in ("GET", "POST"):
        for address in addresses(app, SLUG, method):
            ask = client.get if method == "GET" else client.post
            with ask(address, base_url="https://letters.example.org") as answer:
                headers = answer.headers
                assert answer.status_code < 500, address
                assert "default-src 'none'" in headers["Content-Security-Policy"], address
                assert "unsafe" not in headers["Content-Security-Policy"], address
                assert headers["Referrer-Policy"] == "no-referrer", address
                assert "no-store" in headers["Cache-Control"] or "/static/" in address, address
                if answer.status_code == 200:
                    seen.add(address)
    # What a stranger sees: how it looks, the log-in, and what belongs to it.
    closed = [one for one in seen if one.startswith("/campaigns") or is_public(one)]
    assert closed == []
    assert seen


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost", "x.letters.example.org"]
)
def test_a_server_answers_under_its_own_name_alone(app: Flask, host: str) -> None:
    assert app.test_client().get("/", base_url=f"https://{host}").status_code == 400
