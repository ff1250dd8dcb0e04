"""Many people at once: expensive pages wait in a line with an end, the others go on."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from flask import Flask

from advocacy.web.pressure import EXPENSIVE, Gate
from advocacy.web.serving import LONGEST_LINE, _Line
from tests.web.routes import get_addresses

if TYPE_CHECKING:
    from pathlib import Path

    from advocacy.production.workshop import Workshop

MADE = {"application/pdf", "application/zip", "image/png"}


def test_every_page_that_makes_a_file_is_behind_the_gate(app: Flask) -> None:
    client, routes = app.test_client(), app.url_map.bind("localhost")
    assert set(app.view_functions) >= EXPENSIVE
    for address in get_addresses(app, "letter-prosecutor-2020"):
        with client.get(address) as answer:
            if answer.mimetype in MADE or "officedocument" in answer.mimetype:
                assert routes.match(address.partition("?")[0])[0] in EXPENSIVE | {
                    "signatories.table", "signon.logo", "endorsements.logo",
                }, address  # fmt: skip


def test_who_finds_the_line_full_is_sent_away_at_once() -> None:
    gate = Gate(2, 0)
    assert [gate.enter() for _ in range(100)] == [True, True, *[False] * 98]


def test_who_waits_too_long_leaves_the_line() -> None:
    gate = Gate(1, 1, longest=0.0)
    assert gate.enter()
    assert [gate.enter() for _ in range(5)] == [False] * 5
    gate.leave()
    assert gate.enter()


def test_a_place_that_is_given_back_is_free_again() -> None:
    gate = Gate(1, 0)
    for _ in range(3):
        assert gate.enter()
        assert not gate.enter()
        gate.leave()


def test_a_full_line_is_a_page_with_the_time_to_come_again(
    tmp_path: Path, workshop: Workshop
) -> None:
    from advocacy.web import create_app

    app = create_app(data_dir=tmp_path, workshop=workshop)
    shut = Gate(1, 0)
    assert shut.enter()
    app.extensions["advocacy.gate"] = shut
    client = app.test_client()
    refused = client.get("/campaigns/joint-statement-2021/files/en.pdf")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert "try again in some seconds" in refused.text
    assert client.get("/").status_code == 200
    shut.leave()
    assert client.get("/campaigns/joint-statement-2021/files/en.pdf").status_code == 200


def test_a_request_that_finds_the_servers_line_full_is_refused_with_the_time_to_come_again() -> (
    None
):
    line = _Line()
    tasks = [
        SimpleNamespace(requests=[SimpleNamespace(error=None)]) for _ in range(LONGEST_LINE + 1)
    ]
    for task in tasks:
        line.add_task(task)
    *waiting, refused = [task.requests[0].error for task in tasks]
    assert set(waiting) == {None}
    status, headers, body = refused.to_response()
    assert status.startswith("503 ")
    assert dict(headers)["Retry-After"] == "5"
    assert b"try again" in body
