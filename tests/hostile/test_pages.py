"""Hostile text on the pages: shown as it was typed, never run, never a fault of the program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from advocacy import resources
from advocacy.campaigns.data import to_data
from advocacy.store import Store
from advocacy.web import create_app
from tests.hostile.campaigns import nasty_campaign
from tests.hostile.fields import FIELDS
from tests.hostile.strings import ELEMENT, KEPT, NASTY, Nasty
from tests.web.forms import Page
from tests.web.routes import get_addresses
from tests.web.signing import publish

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

EXAMPLES = {path.stem: path for path in resources.examples()}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Flask:
    """A desk whose examples are full of nasty strings."""
    made = create_app(
        data_dir=tmp_path_factory.mktemp("hostile"), workshop=workshop, examples=False
    )
    store: Store = made.extensions["advocacy"].store
    for turn, path in enumerate(EXAMPLES.values()):
        kept = store.create(to_data(nasty_campaign(path, turn)), f"<{ELEMENT}>a")
        publish(made.test_client(), kept.slug)
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def markup(page: str) -> list[str]:
    """Return what a browser would make of text that became markup."""
    tree = html.fromstring(page)
    events = [str(one) for one in tree.xpath("//@*[starts-with(name(), 'on')]")]
    foreign = tree.xpath(
        "//script[not(starts-with(@src, '/'))] | //img[not(starts-with(@src,'/'))]"
    )
    links = [one for one in tree.xpath("//@href") if re.match(r"\s*(javascript|data):", one)]
    return [*events, *links, *(str(one.tag) for one in (*foreign, *tree.xpath(f"//{ELEMENT}")))]


@pytest.mark.parametrize("slug", EXAMPLES)
def test_no_page_takes_a_text_for_markup(app: Flask, client: FlaskClient, slug: str) -> None:
    seen = 0
    for address in get_addresses(app, slug):
        with client.get(address) as answer:
            assert answer.status_code < 500, address
            if answer.mimetype == "text/html":
                seen += ELEMENT in answer.text
                assert markup(answer.text) == [], address
    assert seen > 2


@pytest.mark.parametrize("page", [f"<p><{ELEMENT}>", "<p onclick=a>", "<a href=javascript:a>b",
                                  "<script>a</script>", "<img src=x>"])  # fmt: skip
def test_text_that_became_markup_is_noticed(page: str) -> None:
    assert markup(page) != []


def answer_to(page: Page, nasty: Nasty) -> Page:
    """Type a string into every field of a step that is for words, and save."""
    form = "//form[@id='edit']"
    names = {
        field.get("name")
        for field in page.all(f"{form}//textarea | {form}//input[@type='text' or not(@type)]")
    } - {None, "version", "csrf_token"}
    return page.press(fill=dict.fromkeys(sorted(names), nasty.text))


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Flask:
    """A desk with the examples, to type in."""
    return create_app(data_dir=tmp_path_factory.mktemp("typed"), workshop=workshop)


def copied(app: Flask, slug: str) -> Page:
    """Open the form of a fresh copy of an example."""
    store: Store = app.extensions["advocacy"].store
    copy = store.create(store.get(slug).data, number=True)
    client = app.test_client()
    return Page(client, client.get(f"/campaigns/{copy.slug}/edit/addressees"))


# No browser sends half a character, and a megabyte in each field is more than a request may hold.
TYPED = tuple(one for one in NASTY if not one.name.endswith(("surrogate", "megabyte")))[::3]


@pytest.mark.parametrize("nasty", TYPED, ids=lambda nasty: nasty.name)
def test_what_is_typed_is_stored_or_comes_back_with_its_mistake(typed: Flask, nasty: Nasty) -> None:
    page = copied(typed, "letter-prosecutor-2020")
    slug = page.address.split("/")[2]
    answer = answer_to(page, nasty)
    assert answer.status in {200, 422}
    assert markup(answer.response.text) == []
    if nasty.refused:
        assert answer.status == 422
        assert answer.all("//*[@aria-invalid='true']") != []
        assert typed.extensions["advocacy"].store.get(slug).version == 1


@pytest.mark.parametrize("nasty", KEPT[::6], ids=lambda nasty: nasty.name)
def test_every_field_of_the_model_may_be_forged(typed: Flask, nasty: Nasty) -> None:
    page = copied(typed, "joint-statement-2021")
    places = [str(field).replace("name.en", "background.en") for field in FIELDS]
    answer = page.press(fill=dict.fromkeys(places, nasty.text))
    assert answer.status in {200, 422}
