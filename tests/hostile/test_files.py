"""Every bad file at every entrance of the desk: a sentence, and nothing changed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from advocacy.store import Store
from advocacy.web import create_app
from tests.hostile.bad_files import FILES, BadFile
from tests.web.forms import Page
from tests.web.routes import get_addresses

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

SLUG = "joint-statement-2021"


@dataclass(frozen=True, slots=True)
class Entrance:
    """A form for files: the page it stands on, its place there, its field, and its route."""

    page: Page
    form: str
    field: str
    route: str


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Flask:
    return create_app(data_dir=tmp_path_factory.mktemp("files"), workshop=workshop)


@pytest.fixture(scope="module")
def entrances(app: Flask) -> tuple[Entrance, ...]:
    """Every form for files, found on the pages, so that a new one is tried at once."""
    found = {entrance.route: entrance for entrance in _entrances(app)}
    return tuple(found.values())


def _entrances(app: Flask) -> Iterator[Entrance]:
    client = app.test_client()
    routes = app.url_map.bind("localhost")
    for address in get_addresses(app, SLUG):
        with client.get(address) as answer:
            if answer.mimetype != "text/html" or b'type="file"' not in answer.data:
                continue
            page = Page(client, answer)
        for number, form in enumerate(page.all("//form[.//input[@type='file']]"), start=1):
            action = (form.get("action") or address).partition("?")[0]
            (field, *_) = form.xpath(".//input[@type='file']/@name")
            route, _ = routes.match(action, method="POST")
            yield Entrance(page, f"(//form[.//input[@type='file']])[{number}]", field, route)


def sent(entrance: Entrance, file: BadFile) -> Page:
    """Choose the file on the page of an entrance and send it."""
    upload = (io.BytesIO(file.content()), file.name)
    button = "save" if entrance.route == "edit.save_step" else ""
    return entrance.page.press(
        button, form=entrance.form, files={entrance.field: upload}, follow=False
    )


def test_the_entrances_for_files_are_found(entrances: tuple[Entrance, ...]) -> None:
    assert {entrance.route for entrance in entrances} >= {
        "campaigns.upload", "edit.save_step", "signatories.look_through", "translation.upload",
    }  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_with_a_sentence(
    app: Flask, entrances: tuple[Entrance, ...], name: str
) -> None:
    file = FILES[name]
    store: Store = app.extensions["advocacy"].store
    before = [(one.slug, one.version) for one in store.campaigns()]
    for entrance in entrances:
        answer = sent(entrance, file)
        if entrance.route in file.taken_by or _is_left_out(entrance, file):
            assert answer.status in {200, 303, 422}, entrance
        else:
            assert answer.status == 422, entrance
            said = answer.all("//*[@role='alert'] | //*[contains(@id, '-error')]")
            assert any(len(one.text_content().split()) > 3 for one in said), entrance
        assert "Traceback" not in answer.response.text
    # A list is only looked through: nothing is stored before a person accepts it.
    assert [(one.slug, one.version) for one in store.campaigns()] == before


def _is_left_out(entrance: Entrance, file: BadFile) -> bool:
    """A form with other fields is saved without the file when none was chosen."""
    return entrance.route == "edit.save_step" and not file.content()
