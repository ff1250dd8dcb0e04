"""Everybody can use every page: axe-core finds nothing, wide and narrow, light and dark.

The pages are those of the URL map, so that a new one is looked at without being named here.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Page

from advocacy.web import create_app
from tests.browser import BY_LOOK, accessibility_failures, overflow
from tests.web.browser.conftest import served
from tests.web.routes import get_addresses

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

pytestmark = pytest.mark.browser

SLUG = "joint-statement-2021"
STATEMENT = f"/campaigns/{SLUG}"
NEW = f"/campaigns/new?submission={'x' * 16}"
"""The form has its own address, to which the one of the URL map leads."""
LOOKS = tuple(itertools.product((1280, 360), ("light", "dark")))
"""Widths in pixels and colours; every page is looked at in each of them."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, workshop: "Workshop") -> Flask:
    """A desk with the examples, one of them in an edition and with a stale translation."""
    app = create_app(data_dir=tmp_path_factory.mktemp("looked-at"), workshop=workshop)
    store = app.extensions["advocacy"].store
    stored = store.get(SLUG)
    store.freeze(SLUG, "Anna", "As sent to the signatories")
    texts = stored.data["texts"]
    changed = {**texts, "preamble": {**texts["preamble"], "en": "Today, 15 July 2021, it began."}}
    store.save(SLUG, stored.version, {**stored.data, "texts": changed}, "Boris")
    store.freeze(SLUG)
    return app


@pytest.fixture(scope="module")
def address(made: Flask) -> Iterator[str]:
    with served(made) as found:
        yield found


def pages(app: Flask) -> list[str]:
    """Return the address of every page of the desk; files, pictures and parts of pages are none."""
    client = app.test_client()
    found = []
    places = get_addresses(app, SLUG)
    # What is translated is not the source language.
    for place in dict.fromkeys([*places, *(one.replace("/en", "/de") for one in places)]):
        with client.get(place) as answer:
            whole = answer.status_code < 300 and answer.get_data().startswith(b"<!doctype html>")
            if whole:
                found.append(place)
    return found


def looked_at(page: Page) -> list[str]:
    """Return what is wrong with a page in any of the looks."""
    found = []
    for turn, (width, scheme) in enumerate(LOOKS):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        # The bar that saves covers what is beneath it until one scrolls on: at the end, nothing.
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        failures = [*accessibility_failures(page, BY_LOOK if turn else ()), *overflow(page)]
        found += [f"{width} px, {scheme}: {failure}" for failure in failures]
    return found


def barriers(page: Page, address: str, places: list[str]) -> dict[str, list[str]]:
    """Return what is wrong with each page; its lists of readiness and items are opened first."""
    found = {}
    for place in places:
        page.goto(address + place)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found[place] = looked_at(page)
    return {place: failures for place, failures in found.items() if failures}


@pytest.mark.parametrize("half", [0, 1])
def test_no_page_has_a_barrier(page: Page, made: Flask, address: str, half: int) -> None:
    places = pages(made)
    assert len(places) > 28
    # Pictures of pages have their words in the alternative text, whatever they show.
    page.route("**/*.png*", lambda route: route.abort())
    shown = [f"{place}?shown=de" for place in places if "/edit/" in place]
    others = [place for place in places if "/edit/" not in place]
    every = [*others, *shown, f"{STATEMENT}/editions/1?with=2", NEW]
    # Two halves, so that two workers share what takes longest.
    assert barriers(page, address, every[half::2]) == {}


def test_empty_pages_and_failures_have_no_barrier(
    page: Page, tmp_path: Path, workshop: "Workshop"
) -> None:
    app = create_app(data_dir=tmp_path, workshop=workshop, examples=False)
    empty = {
        "slug": "empty", "appeal": "letter-to-prosecutor", "source": "en", "languages": ["en"],
        "date": "2021-07-14",
    }  # fmt: skip
    app.extensions["advocacy"].store.create(empty)
    steps = ("about", "people", "addressees", "text", "demands", "look", "review")
    places = [
        "/nothing", "/?q=nobody", "/campaigns/missing", "/campaigns/empty/files/en.pdf",
        "/campaigns/empty/translate", "/campaigns/empty/history", "/campaigns/empty/pack/progress",
        *(f"/campaigns/empty/edit/{step}" for step in steps),
    ]  # fmt: skip
    with served(app) as address:
        page.route("**/*.png*", lambda route: route.abort())
        assert barriers(page, address, places) == {}
        app.extensions["advocacy"].store.delete("empty")
        assert barriers(page, address, ["/"]) == {}


def test_mistakes_and_conflicts_have_no_barrier_either(
    page: Page, made: Flask, address: str
) -> None:
    store = made.extensions["advocacy"].store
    page.goto(f"{address}{STATEMENT}/edit/about")
    page.locator("[name='slug']").fill("Not A Slug")
    page.locator("[name='country']").fill("Atlantis")
    page.locator(".save .main").click()
    page.locator("#slug-error").wait_for()
    assert looked_at(page) == []
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(f"{address}{STATEMENT}/edit/about")
    stored = store.get(SLUG)
    theirs = {**stored.data["title"], "en": "Theirs"}
    store.save(SLUG, stored.version, {**stored.data, "title": theirs}, "Boris")
    page.locator("[name='title.en']").fill("Mine")
    page.locator(".save .main").click()
    page.locator(".conflict").wait_for()
    assert looked_at(page) == []


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


def test_what_has_the_focus_is_seen(page: Page, address: str) -> None:
    page.goto(f"{address}{STATEMENT}/edit/about")
    for _ in range(40):
        page.keyboard.press("Tab")
        outline, place = page.evaluate(
            "[getComputedStyle(document.activeElement).outline, document.activeElement.outerHTML]"
        )
        assert "3px" in outline, place
