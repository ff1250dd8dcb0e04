"""Letters of many people in a real browser: the page that waits, and goes on by itself."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from advocacy.web import create_app
from advocacy.web.letter_line import LetterLine
from tests.production.merging import csv_text, persons
from tests.web.browser.conftest import served
from tests.web.browser.test_accessibility import looked_at

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

pytestmark = pytest.mark.browser

PLACE = "/campaigns/letter-prosecutor-2020/letters"


def test_a_page_that_waits_has_no_barrier_and_follows_what_happens(
    page: Page, tmp_path: Path, workshop: "Workshop"
) -> None:
    app = create_app(data_dir=tmp_path, workshop=workshop, letter_runs=0)
    people = csv_text(persons(3)).encode()
    with served(app) as address:
        page.goto(address + PLACE)
        page.locator("#file").set_input_files(
            {"name": "people.csv", "mimeType": "text/csv", "buffer": people}
        )
        page.get_by_role("button", name="Look through it first").click()
        page.get_by_role("button", name="Make the letters").click()
        expect(page.locator("[data-again]")).to_contain_text("Waiting:")
        assert looked_at(page) == []
        # There is a place now, and nobody asks for the page by hand.
        app.extensions["advocacy-letters"] = LetterLine(tmp_path / "letters", workshop, 1)
        expect(page.locator("main")).to_contain_text("Letters made: 3.", timeout=60_000)
        page.get_by_role("button", name="Delete the letters").click()
        expect(page.locator("#file")).to_be_visible()
