"""Every route × every role × one's own and another team's campaign, as the URL map lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule

from advocacy.web.access import Need, needs_of
from tests.web.accounts.house import CANARY, House, furnish, hosted_app
from tests.web.routes import VALUES, value_of

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

ROLES = ("", "viewer", "translator", "editor", "organiser", "lead")
CAMPAIGN = {Need.VISIT, Need.READ, Need.TRANSLATE, Need.EDIT, Need.ORGANISE}
PROBABLE = {**VALUES, "tag": "de", "step": "about", "kind": "po"}
OWN_FAULTS = {400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> House:
    app = hosted_app(tmp_path_factory.mktemp("house") / "data", workshop)
    app.config["WTF_CSRF_ENABLED"] = False  # the question is who may, not whether a form is fresh
    return furnish(app)


def routes(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def address(app: Flask, rule: Rule, slug: str) -> str:
    """An address of the rule, with the campaign in it and everything else likely."""
    known = {**PROBABLE, "slug": slug, "name": slug}
    values = {name: value_of(rule, name, known) for name in rule.arguments}
    with app.test_request_context():
        return url_for(rule.endpoint, **values)  # type: ignore[arg-type]


def asked(house: House, team: str, role: str, slug: str) -> Iterator[tuple[Rule, str, int, str]]:
    """Ask for every route with every method; yield rule, method, status and text."""
    for rule in routes(house.app):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            # A log-in of its own each time: one of the routes logs out.
            client = house.client(team, role)
            response = client.open(address(house.app, rule, slug), method=method)
            text = f"{response.get_data(as_text=False)!r} {response.headers!r}"
            response.close()
            yield rule, method, response.status_code, text


def test_every_endpoint_declares_what_it_takes(house: House) -> None:
    silent = {rule.endpoint for rule in routes(house.app) if not needs_of(house.app, rule.endpoint)}
    assert silent == set()


def test_whoever_declares_a_role_in_a_campaign_names_the_campaign_in_the_address(
    house: House,
) -> None:
    for rule in routes(house.app):
        about_campaign = (needs_of(house.app, rule.endpoint) or set()) & CAMPAIGN
        assert bool(about_campaign) <= ("slug" in rule.arguments), rule


def test_ones_own_pages_show_what_the_others_must_not_see(house: House) -> None:
    shown = {
        rule.endpoint
        for rule, _, _, text in asked(house, "vesna", "viewer", house.slug("vesna"))
        if CANARY in text
    }
    assert {"campaigns.index", "edit.show_step", "download.file"} <= shown


@pytest.mark.parametrize("role", ROLES)
def test_nobody_sees_or_changes_anything_of_another_team(house: House, role: str) -> None:
    before = house.store.get(house.slug("vesna"))
    for rule, method, status, text in asked(house, "libero", role, house.slug("vesna")):
        case = (role, method, rule.rule, status)
        assert status < 500, case
        assert CANARY not in text, case
        assert "canary-vesna" not in text, case
        if {Need.OPEN, Need.LOCAL} & (needs_of(house.app, rule.endpoint) or set()):
            continue  # nothing of this campaign was made public
        if role and "slug" in rule.arguments:
            assert status == 404, case
        elif not role:
            assert (status, "/account/login" in text) == (303, True), case
    assert house.store.get(house.slug("vesna")) == before
    assert len(house.store.history(house.slug("vesna"))) == 1


@pytest.mark.parametrize("role", ROLES[1:])
def test_in_ones_own_team_a_role_does_what_it_may_and_no_more(
    hosted: Callable[..., House], role: str
) -> None:
    house = hosted()
    house.app.config["WTF_CSRF_ENABLED"] = False
    allowed = {
        "viewer": {Need.VISIT, Need.READ},
        "translator": {Need.VISIT, Need.TRANSLATE},
        "editor": CAMPAIGN - {Need.ORGANISE},
        "organiser": CAMPAIGN,
        "lead": CAMPAIGN,
    }[role]
    creates = role != "translator"
    for rule, method, status, _ in asked(house, "vesna", role, house.slug("vesna")):
        wanted = needs_of(house.app, rule.endpoint) or frozenset()
        case = (role, method, rule.rule, status)
        assert status < 500, case
        if Need.LOCAL in wanted:
            assert status == 404, case
            continue
        may = (wanted & CAMPAIGN) <= allowed
        may &= Need.CREATE not in wanted or creates
        may &= Need.LEAD not in wanted or role == "lead"
        if not may:
            assert status == 403, case
        elif wanted & CAMPAIGN and rule.endpoint != "campaigns.delete":
            assert status < 400 or status in OWN_FAULTS - {403}, case
        if rule.endpoint == "campaigns.delete" and method == "POST" and may:
            return  # nothing is left to ask about
