"""The pages in every language of the interface: chosen by the browser, and nowhere too wide."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page

from advocacy.web import create_app
from tests.browser import follow, overflow, watched_page
from tests.web.browser.conftest import served
from tests.web.crawl import crawl

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

pytestmark = pytest.mark.browser

STATEMENT = "/campaigns/joint-statement-2021"
LETTER = "/campaigns/letter-prosecutor-2020/edit/people"
LANGUAGES = {"en": "en-GB", "de": "de-CH", "fr": "fr-FR", "it": "it-IT", "ru": "ru-RU"}


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, workshop: "Workshop"
) -> Iterator[tuple[str, list[str]]]:
    """A desk with the examples: its address, and a page of each kind."""
    app = create_app(data_dir=tmp_path_factory.mktemp("desk"), workshop=workshop)
    found = crawl(app.test_client(), STATEMENT, LETTER, "/", "/languages/ru", "/nothing-here")
    pages = [
        one
        for one in found
        if one == LETTER or STATEMENT in one or not one.startswith("/campaigns/")
    ]
    with served(app) as address:
        yield address, ["/nothing-here", "/campaigns/new", *pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_a_small_telephone(
    chromium: Browser, site: tuple[str, list[str]], language: str
) -> None:
    address, pages = site
    viewport = {"width": 360, "height": 800}
    found = {}
    with watched_page(chromium, locale=LANGUAGES[language], viewport=viewport) as page:
        for place in pages:
            page.goto(address + place)
            # Nobody chose it: the browser says which language its person reads.
            assert page.locator("html").get_attribute("lang") == language
            found[place] = overflow(page)
    assert len(found) > 25
    assert {place: wide for place, wide in found.items() if wide} == {}


def test_a_language_chosen_by_hand_is_kept_and_nothing_else_is(
    page: Page, site: tuple[str, list[str]]
) -> None:
    address, _ = site
    page.goto(address)
    follow(page.get_by_role("link", name="Deutsch"))
    page.goto(f"{address}/help")
    assert page.locator("html").get_attribute("lang") == "de"
    # One cookie of the session, for this site alone, gone when the browser is closed.
    [cookie] = page.context.cookies()
    assert (cookie["name"], cookie["expires"], cookie["sameSite"]) == ("advocacy", -1, "Strict")
    assert cookie["httpOnly"]
