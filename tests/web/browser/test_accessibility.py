"""Everybody can use every page: axe-core finds nothing, wide and narrow, light and dark."""

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import accessibility_failures, watched_page

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

STATEMENT = "/campaigns/joint-statement-2021"
PAGES = [
    "/", "/campaigns/new", "/plugins", "/languages", "/help", "/nothing",
    f"{STATEMENT}/edit/about?shown=all", f"{STATEMENT}/edit/people?shown=all",
    f"{STATEMENT}/edit/addressees?shown=all", f"{STATEMENT}/edit/text?shown=all",
    f"{STATEMENT}/edit/demands?shown=all", f"{STATEMENT}/edit/signatories",
    f"{STATEMENT}/edit/look", f"{STATEMENT}/edit/review", f"{STATEMENT}/history",
    f"{STATEMENT}/signatories", f"{STATEMENT}/translate", f"{STATEMENT}/translate/de",
    f"{STATEMENT}/history/1", f"{STATEMENT}/preview/en", f"{STATEMENT}/delete",
    "/campaigns/letter-prosecutor-2020/edit/people?shown=all",
    "/campaigns/solidarity-day-2013/edit/text",
]  # fmt: skip
LOOKS: list[dict[str, Any]] = [
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    {"viewport": {"width": 360, "height": 800}, "color_scheme": "dark"},
]


def overflow(page: Page) -> list[str]:
    """Name what is wider than the window."""
    found: list[str] = page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth ? [] : "
        "[...document.querySelectorAll('main *')].filter(e => "
        "e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))"
    )
    return found


def looked_at(page: Page) -> "Iterator[str]":
    yield from accessibility_failures(page)
    yield from overflow(page)


@pytest.mark.parametrize("look", LOOKS, ids=["wide and light", "narrow and dark"])
def test_no_page_has_a_barrier(chromium: Browser, address: str, look: dict[str, Any]) -> None:
    with watched_page(chromium, reduced_motion="reduce", **look) as page:
        found = {}
        for place in PAGES:
            page.goto(address + place)
            found[place] = list(looked_at(page))
    assert {place: failures for place, failures in found.items() if failures} == {}


@pytest.mark.parametrize("look", LOOKS, ids=["wide and light", "narrow and dark"])
def test_mistakes_have_no_barrier_either(
    chromium: Browser, address: str, look: dict[str, Any]
) -> None:
    with watched_page(chromium, java_script_enabled=True, **look) as page:
        page.goto(f"{address}{STATEMENT}/edit/about")
        page.locator("[name='slug']").fill("Not A Slug")
        page.locator("[name='country']").fill("Atlantis")
        page.get_by_role("button", name="Save", exact=True).last.click()
        page.get_by_text("Not saved yet. What you typed is here").wait_for()
        assert list(looked_at(page)) == []


def test_the_whole_form_is_used_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}{STATEMENT}/edit/about")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.name || document.activeElement.href || ''"))
    assert {"title.en", "date", "place.en", "slug", "languages", "do"} <= seen
