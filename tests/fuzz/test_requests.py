"""Requests that nobody would send: no fault of the program, no hang, and bounded memory."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import strategies as st
from werkzeug.routing import Rule

from tests.fuzz.trying import any_text, try_many
from tests.hostile.fields import FIELDS
from tests.web.accounts.house import STANDINGS, furnish, hosted_app
from tests.web.forms import Page
from tests.web.routes import VALUES
from tests.web.signing import FORM, opened

if TYPE_CHECKING:
    from pathlib import Path

    from advocacy.production.workshop import Workshop

PIECES = ["..", "/", "%00", "<nasty>", "'", '"', "\\", "{{7*7}}", "a" * 300, "0", "-1", "1e9", "xx",
          "joint-statement-2021", "letter-prosecutor-2020", "libero-joint-statement-2021",
          "en", "text", "pdf", "1"]  # fmt: skip
NAMES = ["version", "do", "shown", "language", "format", "tag", "tick", "seen", "merge", "list",
         "table", "back", "at", "size", "edition", "button", *map(str, FIELDS)]  # fmt: skip
OWN = "vesna-joint-statement-2021"
THE_END = {"campaigns.delete", "accounts.change", "accounts.take", "security.logout"}
"""What ends the campaign or somebody's stay: after it, little would be left to try."""
MOST_GROWTH = 150 * 1024
"""Kilobytes that a thousand requests may add at most."""


def path_of(rule: Rule, parts: list[str]) -> str:
    """Fill the variable parts of a route with strings; what is drawn first fits most often."""
    found = iter(parts)
    return re.sub(r"<[^>]+>", lambda _: quote(next(found, "x"), safe=""), rule.rule)


def requests(
    app: Flask, slug: str, without: Collection[str] = ()
) -> st.SearchStrategy[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Draw a method, an address, a query and a form for any route of the map."""
    usual = st.sampled_from([slug, *map(str, VALUES.values())])
    part = st.one_of(usual, any_text(PIECES).filter(bool))
    value = st.one_of(st.sampled_from(PIECES), st.text(max_size=20))
    form = st.dictionaries(
        st.one_of(st.sampled_from(NAMES), st.text(max_size=9)), value, max_size=6
    )
    rules = st.sampled_from(
        [rule for rule in app.url_map.iter_rules() if rule.endpoint not in without]
    )
    return rules.flatmap(lambda rule: st.tuples(
        st.sampled_from(sorted((rule.methods or set()) - {"OPTIONS"})),
        st.lists(part, min_size=4, max_size=4).map(lambda parts: path_of(rule, parts)),
        form, form,
    ))  # fmt: skip


def resident() -> int:
    """Return this process's memory in kilobytes."""
    with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123 - a line of Linux
        return int(next(line for line in file if line.startswith("VmRSS")).split()[1])


def token_of(client: FlaskClient, address: str) -> str:
    """Return the token of a form, without which a change is refused before it is looked at."""
    page = Page(client, client.get(address))
    return str(page.all("//input[@name='csrf_token']")[0].value)


def ask(client: FlaskClient, token: str, value: Any) -> None:
    """Send a request; whatever the answer is, it is no fault and as strict as any."""
    method, address, query, form = value
    body = {**form, "csrf_token": token} if method == "POST" else None
    with client.open(address, method=method, query_string=query, data=body) as answer:
        answer.get_data()
        assert answer.status_code < 500, (method, address, query, form)
        assert "Content-Security-Policy" in answer.headers


def test_no_request_is_a_fault(tmp_path: Path, workshop: Workshop) -> None:
    app = opened(tmp_path, workshop)
    client = app.test_client()
    token = token_of(client, "/")
    before = resident()
    drawn = requests(app, "joint-statement-2021")
    try_many("requests", drawn, lambda value: ask(client, token, value), examples=120)
    assert resident() - before < MOST_GROWTH


def test_no_request_is_a_fault_where_people_log_in_whoever_asks(
    tmp_path: Path, workshop: Workshop
) -> None:
    house = furnish(hosted_app(tmp_path, workshop, mails=True))
    public = house.page(f"/campaigns/{OWN}/public", "vesna", "lead")
    assert public.press("publish", form=FORM).status == 200
    clients = {role: house.client("vesna", role) for role in STANDINGS} | {"": house.client()}
    tokens = {role: token_of(client, "/account" if role else "/account/login")
              for role, client in clients.items()}  # fmt: skip

    def check(value: tuple[str, Any]) -> None:
        role, request = value
        if role and clients[role].get("/help").status_code != 200:
            clients[role] = house.client("vesna", role)  # an odd request may end one's stay
            tokens[role] = token_of(clients[role], "/account")
        ask(clients[role], tokens[role], request)

    before = resident()
    drawn = st.tuples(st.sampled_from(sorted(clients)), requests(house.app, OWN, THE_END))
    try_many("requests to a server with accounts", drawn, check, examples=150)
    assert resident() - before < MOST_GROWTH
