"""Everybody can use the pages of accounts: no barrier, wide and narrow, in all languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import accessibility_failures, follow, overflow, watched_page
from tests.web.accounts.house import PASSWORD, House, furnish, hosted_app
from tests.web.accounts.test_log_in import code, invited
from tests.web.browser.conftest import served

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "de", "fr", "it", "ru")
LOOKS = (
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
)


@pytest.fixture
def house(tmp_path: Path, workshop: Workshop) -> House:
    return furnish(hosted_app(tmp_path / "data", workshop, hosts=("127.0.0.1",)))


@pytest.fixture
def address(house: House) -> Iterator[str]:
    with served(house.app) as place:
        yield place


def come_in(page: Page, address: str, house: House) -> None:
    page.goto(address + invited(house, standing="lead"))
    page.get_by_label("Name").fill("Nina")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Come in"))


def test_a_person_comes_in_with_a_second_factor_without_javascript(
    chromium: Browser, address: str, house: House
) -> None:
    with watched_page(chromium, java_script_enabled=False) as page:
        come_in(page, address, house)
        follow(page.get_by_role("link", name="Your account"))
        follow(page.get_by_role("link", name="Second factor"))
        follow(page.get_by_role("button", name="Set up an app"))
        key = page.locator("main code").inner_text()
        page.get_by_label("Code of six digits").fill(code(key))
        follow(page.get_by_role("button", name="Switch on"))
        follow(page.get_by_role("link", name="Recovery codes"))
        follow(page.get_by_role("button", name="Make new codes"))
        recovery = page.locator("main li code").first.inner_text()
        follow(page.get_by_role("button", name="Log out"))
        page.get_by_label("E-mail address").fill("nina@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        follow(page.get_by_role("main").get_by_role("button", name="Log in"))
        follow(page.get_by_role("link", name="recovery code"))
        page.get_by_label("Recovery code").fill(recovery)
        follow(page.get_by_role("button", name="Go on"))
        assert page.get_by_role("heading", level=1).inner_text() == "Campaigns"


@pytest.mark.parametrize("look", LOOKS, ids=["wide and light", "narrow and dark"])
def test_no_page_of_accounts_has_a_barrier_in_any_language(
    chromium: Browser, address: str, house: House, look: dict[str, Any]
) -> None:
    found = {}
    with watched_page(chromium, reduced_motion="reduce", **look) as page:
        outside = ["/account/login", "/invitation/forged", invited(house)]
        come_in(page, address, house)
        inside = [
            "/", "/account", "/people", f"/campaigns/{house.slug('libero')}/people",
            "/account/change", "/account/tf-setup", "/account/mf-recovery-codes", "/account/verify",
            "/account/logout",
        ]  # fmt: skip
        for tag in LANGUAGES:
            for place in (*outside[1:], *inside):
                page.goto(f"{address}{place}?language={tag}")
                found[place, tag] = [*accessibility_failures(page), *overflow(page)]
    with watched_page(chromium, reduced_motion="reduce", **look) as page:
        for tag in LANGUAGES:
            page.goto(f"{address}{outside[0]}?language={tag}")
            found[outside[0], tag] = [*accessibility_failures(page), *overflow(page)]
    assert {place: failures for place, failures in found.items() if failures} == {}
