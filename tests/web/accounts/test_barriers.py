"""Everybody can use the pages of accounts: no barrier, wide and narrow, in all languages."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import BY_LOOK, accessibility_failures, follow, overflow, watched_page
from tests.web.accounts.house import PASSWORD, House
from tests.web.accounts.test_log_in import code, invited
from tests.web.browser.conftest import served

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.browser

LANGUAGES = (("en", "de", "fr"), ("it", "ru"))
"""In two parts, so that two workers share what takes long."""


@pytest.fixture
def house(hosted: Callable[..., House]) -> House:
    return hosted(hosts=("127.0.0.1",))


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


def barriers(page: Page, place: str) -> list[str]:
    """Return what is wrong with a page, wide and light as well as narrow and dark."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(place)
    wide = [*accessibility_failures(page), *overflow(page)]
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    narrow = [*accessibility_failures(page, BY_LOOK), *overflow(page)]
    return [*wide, *(f"narrow and dark: {failure}" for failure in narrow)]


@pytest.mark.parametrize("languages", LANGUAGES, ids=" ".join)
def test_no_page_of_accounts_has_a_barrier_in_any_language(
    chromium: Browser, address: str, house: House, languages: tuple[str, ...]
) -> None:
    outside = ["/invitation/forged", invited(house)]
    inside = [
        "/", "/account", "/people", f"/campaigns/{house.slug('libero')}/people",
        "/account/change", "/account/tf-setup", "/account/mf-recovery-codes", "/account/verify",
        "/account/logout",
    ]  # fmt: skip
    found = {}
    with watched_page(chromium) as page:
        come_in(page, address, house)
        for tag, place in itertools.product(languages, (*outside, *inside)):
            found[place, tag] = barriers(page, f"{address}{place}?language={tag}")
    with watched_page(chromium) as page:
        for tag in languages:
            found["log in", tag] = barriers(page, f"{address}/account/login?language={tag}")
    assert {place: failures for place, failures in found.items() if failures} == {}
