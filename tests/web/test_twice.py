"""A click too many: a form that is sent twice, or again after going back, does its work once."""

import io
from urllib.parse import urlsplit

import pytest

from advocacy.store import Store
from tests.web.forms import Page

STATEMENT = "/campaigns/joint-statement-2021"
FORM = "//main//form"
UPLOAD = "//form[contains(@action, '/open')]"
DUPLICATE = "//form[contains(@action, '/duplicate')]"
TAKE = "//form[contains(@action, '/take')]"
BEGUN = {"form": FORM, "tick": ["joint-statement"], "fill": {"title": "Stop the raids"}}


def new(store: Store, before: int = 5) -> int:
    """How many campaigns there are beside the examples."""
    return store.count() - before


def test_a_campaign_that_is_begun_by_two_clicks_is_one(desk: Page, store: Store) -> None:
    form = desk.open("/campaigns/new")
    first, second = (form.press("", **BEGUN) for _ in range(2))
    assert first.address == second.address == "/campaigns/stop-the-raids/edit/about"
    assert new(store) == 1


def test_going_back_to_the_form_and_sending_it_again_leads_to_the_same_campaign(
    desk: Page, store: Store
) -> None:
    address = desk.client.get("/campaigns/new").headers["Location"]
    for _ in range(2):
        # The browser has kept nothing of the page: it asks for its address again.
        page = desk.open(address).press("", **BEGUN)
        assert page.address == "/campaigns/stop-the-raids/edit/about"
    assert new(store) == 1


def test_a_form_that_was_corrected_after_going_back_begins_another_campaign(
    desk: Page, store: Store
) -> None:
    form = desk.open("/campaigns/new")
    form.press("", **BEGUN)
    other = form.press("", form=FORM, tick=["petition"], fill={"title": "Stop the raids"})
    assert other.address == "/campaigns/stop-the-raids-2/edit/about"
    assert store.get("stop-the-raids-2").data["appeal"] == "petition"


def test_two_campaigns_of_one_title_are_begun_from_two_forms(desk: Page, store: Store) -> None:
    for _ in range(2):
        desk.open("/campaigns/new").press("", **BEGUN)
    assert new(store) == 2


def test_a_form_with_a_mistake_can_be_mended_and_then_sent_twice(desk: Page, store: Store) -> None:
    wrong = desk.open("/campaigns/new").press("", form=FORM, fill={"title": "Stop the raids"})
    assert wrong.status == 422
    for _ in range(2):
        wrong.press("", **BEGUN)
    assert new(store) == 1


def test_a_file_that_is_opened_by_two_clicks_is_one_campaign(desk: Page, store: Store) -> None:
    saved = desk.client.get(f"{STATEMENT}/joint-statement-2021.toml").data
    for _ in range(2):
        page = desk.press("", form=UPLOAD, files={"file": (io.BytesIO(saved), "mine.toml")})
        assert page.address == "/campaigns/joint-statement-2021-2/edit/review"
    assert new(store) == 1
    # Another file from the same page is another campaign.
    other = saved + b"# It says the same."
    desk.press("", form=UPLOAD, files={"file": (io.BytesIO(other), "mine.toml")})
    assert new(store) == 2


def test_a_campaign_is_duplicated_once_by_two_clicks(desk: Page, store: Store) -> None:
    page = desk.open(STATEMENT)
    copies = {page.press("", form=DUPLICATE).address for _ in range(2)}
    assert copies == {"/campaigns/joint-statement-2021-2/edit/about"}
    desk.open(STATEMENT).press("", form=DUPLICATE)
    assert new(store) == 2


def test_a_list_of_signatories_is_taken_in_once_by_two_clicks(desk: Page, store: Store) -> None:
    before = len(store.get("joint-statement-2021").data["signatories"])
    page = desk.open(f"{STATEMENT}/signatories")
    page = page.press("", form=FORM, fill={"list": "Open Docks, France\nNetz Nord"})
    for _ in range(2):
        page.press("", form=TAKE)
    assert len(store.get("joint-statement-2021").data["signatories"]) == before + 2


@pytest.mark.parametrize(
    ("step", "button"),
    [
        ("addressees", "add:addressees"),
        ("people", "add:people"),
        ("signatories", "add:signatories"),
    ],
)
def test_an_entry_is_added_once_by_two_clicks(
    desk: Page, store: Store, step: str, button: str
) -> None:
    part = button.partition(":")[2]
    before = len(store.get("joint-statement-2021").data.get(part, ()))
    page = desk.open(f"{STATEMENT}/edit/{step}")
    for _ in range(2):
        page.press(button)
    assert len(store.get("joint-statement-2021").data.get(part, ())) <= before + 1


def test_a_text_that_is_frozen_by_two_clicks_is_one_edition(desk: Page, store: Store) -> None:
    page = desk.open(f"{STATEMENT}/history")
    for _ in range(2):
        page.press("", form="//form[contains(@action, '/editions')]")
    assert len(store.editions("joint-statement-2021")) == 1


def test_the_mark_of_a_form_survives_a_change_of_the_language(desk: Page) -> None:
    page = desk.open(desk.client.get("/campaigns/new").headers["Location"])
    mark = page.one("//input[@name='submission']").value
    link = page.one("//footer//a[@lang='de']").get("href")
    german = desk.open(f"/campaigns/new{link}")
    assert german.one("//input[@name='submission']").value == mark
    assert urlsplit(link).query.count("submission") == 1
