"""The list: campaigns are begun, opened, copied, taken in from files and deleted."""

import io
from pathlib import Path

from flask import Flask

from advocacy.store import Store
from tests.web.forms import Page

UPLOAD = "//form[contains(@action, '/open')]"


def test_the_examples_are_there_on_the_first_start_and_not_again_after_deletion(
    desk: Page, store: Store, tmp_path: Path, workshop: object
) -> None:
    from advocacy.web import create_app

    assert {one.slug for one in store.campaigns()} == {
        "joint-statement-2021", "letter-prosecutor-2020", "petition-2022",
        "release-statement-2025", "solidarity-day-2013",
    }  # fmt: skip
    desk.open("/campaigns/solidarity-day-2013/delete").press("", form="//main//form")
    again = create_app(data_dir=tmp_path / "data", workshop=workshop)  # type: ignore[arg-type]
    assert len(again.extensions["advocacy"].store.campaigns()) == 4


def test_each_campaign_shows_its_languages_and_whether_they_are_ready(desk: Page) -> None:
    chips = [" ".join(one.text_content().split()) for one in desk.all("//li[h2]//li | //ul/li//li")]
    assert any("English ready" in chip for chip in chips)


def test_an_empty_list_says_how_to_begin(bare: Flask) -> None:
    client = bare.test_client()
    page = Page(client, client.get("/"))
    assert "No campaign yet" in page.words
    assert page.link("Begin the first campaign").status == 200


def test_a_campaign_is_begun_with_its_kind_and_languages(desk: Page, store: Store) -> None:
    page = desk.open("/campaigns/new").press(
        "",
        form="//main//form",
        tick=["joint-statement", "ru"],
        fill={"title": "Stop the raids: now!", "source": "en"},
    )
    assert page.address == "/campaigns/stop-the-raids-now/edit/about"
    data = store.get("stop-the-raids-now").data
    assert data["appeal"] == "joint-statement"
    assert data["languages"] == ["en", "ru"]
    assert data["title"] == {"en": "Stop the raids: now!"}


def test_a_title_without_latin_letters_gets_the_name_of_its_kind(desk: Page, store: Store) -> None:
    for expected in ("joint-statement", "joint-statement-2"):
        desk.open("/campaigns/new").press(
            "", form="//main//form", tick=["joint-statement"], fill={"title": "Заявление"}
        )
        assert store.get(expected).data["title"] == {"en": "Заявление"}


def test_without_a_kind_nothing_is_begun_and_what_was_typed_stays(desk: Page) -> None:
    page = desk.open("/campaigns/new").press("", form="//main//form", fill={"title": "Kept"})
    assert page.status == 422
    assert "Choose the kind of appeal." in page.words
    assert page.value("title") == "Kept"


def test_a_saved_campaign_file_opens_again_as_a_second_campaign(desk: Page, store: Store) -> None:
    saved = desk.client.get("/campaigns/joint-statement-2021/joint-statement-2021.toml")
    assert saved.headers["Content-Disposition"].endswith('"joint-statement-2021.toml"')
    file = (io.BytesIO(saved.data), "mine.toml")
    page = desk.press("", form=UPLOAD, files={"file": file})
    assert page.status == 200
    first, second = (store.get(f"joint-statement-2021{end}").data for end in ("", "-2"))
    assert {**second, "slug": first["slug"]} == first


def test_a_broken_file_is_refused_with_every_mistake_and_its_place(desk: Page) -> None:
    broken = b'slug = "x"\nappeal = "joint-statement"\nsource = "en"\nlanguages = ["en"]\n'
    broken += b'date = 2021-07-14\ncuontry = "BY"\n[title]\nen = 3\n'
    page = desk.press("", form=UPLOAD, files={"file": (io.BytesIO(broken), "x.toml")})
    assert page.status == 422
    assert "cuontry — This key is not known; “country” is probably meant." in page.words
    assert "title.en — A text in quotation marks is expected here." in page.words


def test_files_that_are_no_campaign_files_are_refused_with_a_sentence(desk: Page) -> None:
    for content in (b"\xff\xfe\x00", b"not = [toml", b"PK\x03\x04zip", b""):
        page = desk.press("", form=UPLOAD, files={"file": (io.BytesIO(content), "x.toml")})
        assert page.status == 422
        assert page.one("//*[@role='alert']").text_content().strip()
    assert "Choose a campaign file first." in desk.press("", form=UPLOAD).words


def test_a_duplicate_is_a_campaign_of_its_own(desk: Page, store: Store) -> None:
    page = desk.open("/campaigns/joint-statement-2021").press(
        "", form="//form[contains(@action, '/duplicate')]"
    )
    assert page.address == "/campaigns/joint-statement-2021-2/edit/about"
    page.press(fill={"title.en": "Another"})
    assert store.get("joint-statement-2021").data["title"]["en"] != "Another"


def test_deleting_asks_first_and_then_deletes(desk: Page, store: Store) -> None:
    page = desk.open("/campaigns/joint-statement-2021/delete")
    assert "There is no way back" in page.words
    page.press("", form="//main//form")
    assert "joint-statement-2021" not in {one.slug for one in store.campaigns()}
    assert desk.open("/campaigns/joint-statement-2021").status == 404


def test_an_unknown_campaign_is_a_page_with_the_nearest_name(desk: Page) -> None:
    page = desk.open("/campaigns/joint-statement-2020/edit/about")
    assert page.status == 404
    assert "is “joint-statement-2021” meant?" in page.words


def test_many_campaigns_make_pages_and_a_search_finds_one(desk: Page, store: Store) -> None:
    letter = store.get("letter-prosecutor-2020").data
    for _ in range(20):
        store.create(letter, number=True)
    shown = [one.text_content() for one in desk.open("/").all("//main//h2/a")]
    older = [one.text_content() for one in desk.open("/?page=2").all("//main//h2/a")]
    assert (len(shown), len(shown) + len(older)) == (15, store.count())
    found = desk.open("/?q=solidarity+belarus")
    assert [one.get("href") for one in found.all("//main//h2/a")] == [
        "/campaigns/solidarity-day-2013"
    ]
    assert "No campaign is called that" in desk.open("/?q=nobody").words
    assert desk.open("/?page=99999999999999999999").status == 200
