"""Requests that nobody would send: no fault of the program, no hang, and bounded memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Flask
from hypothesis import strategies as st
from werkzeug.routing import Rule

from tests.fuzz.trying import any_text, try_many
from tests.hostile.fields import FIELDS
from tests.web.forms import Page
from tests.web.routes import VALUES
from tests.web.signing import opened

if TYPE_CHECKING:
    from pathlib import Path

    from advocacy.production.workshop import Workshop

PIECES = ["..", "/", "%00", "<nasty>", "'", '"', "\\", "{{7*7}}", "a" * 300, "0", "-1", "1e9", "xx",
          "joint-statement-2021", "letter-prosecutor-2020", "en", "text", "pdf", "1"]  # fmt: skip
NAMES = ["version", "do", "shown", "language", "format", "tag", "tick", "seen", "merge", "list",
         "table", "back", "at", "size", "edition", "button", *map(str, FIELDS)]  # fmt: skip
MOST_GROWTH = 150 * 1024
"""Kilobytes that a thousand requests may add at most."""


def path_of(rule: Rule, parts: list[str]) -> str:
    """Fill the variable parts of a route with strings; what is drawn first fits most often."""
    found = iter(parts)
    return re.sub(r"<[^>]+>", lambda _: quote(next(found, "x"), safe=""), rule.rule)


def requests(app: Flask) -> st.SearchStrategy[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Draw a method, an address, a query and a form for any route of the map."""
    usual = st.sampled_from(["joint-statement-2021", *map(str, VALUES.values())])
    part = st.one_of(usual, any_text(PIECES).filter(bool))
    value = st.one_of(st.sampled_from(PIECES), st.text(max_size=20))
    form = st.dictionaries(
        st.one_of(st.sampled_from(NAMES), st.text(max_size=9)), value, max_size=6
    )
    rules = st.sampled_from(list(app.url_map.iter_rules()))
    return rules.flatmap(lambda rule: st.tuples(
        st.sampled_from(sorted((rule.methods or set()) - {"OPTIONS"})),
        st.lists(part, min_size=4, max_size=4).map(lambda parts: path_of(rule, parts)),
        form, form,
    ))  # fmt: skip


def resident() -> int:
    """Return this process's memory in kilobytes."""
    with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123 - a line of Linux
        return int(next(line for line in file if line.startswith("VmRSS")).split()[1])


def test_no_request_is_a_fault(tmp_path: Path, workshop: Workshop) -> None:
    app = opened(tmp_path, workshop)
    client = app.test_client()
    page = Page(client, client.get("/campaigns/new"))
    token = page.all("//input[@name='csrf_token']")[0].value

    def check(value: tuple[str, str, dict[str, Any], dict[str, Any]]) -> None:
        method, address, query, form = value
        body = {**form, "csrf_token": token} if method == "POST" else None
        with client.open(address, method=method, query_string=query, data=body) as answer:
            answer.get_data()
            assert answer.status_code < 500, (method, address, query, form)
            assert "Content-Security-Policy" in answer.headers

    before = resident()
    try_many("requests", requests(app), check, examples=120)
    assert resident() - before < MOST_GROWTH
