"""Beside the form: signatories by the dozen, the translation desk, history, pages and files."""

import io
import zipfile

import pytest

from advocacy.errors import RefusedError, message
from advocacy.store import Store
from tests.web.forms import Page

PLACE = "/campaigns/joint-statement-2021"
FORM = "//main//form"
TAKE = "//form[contains(@action, '/take')]"
GUARDED = "//main//form[@data-guard]"
LIST = """1. Example Initiative (EXI), France
2) «Пример»
- NGO Docudays, Ukraine
"""


def names(store: Store) -> list[str]:
    return [one["name"]["en"] for one in store.get("joint-statement-2021").data["signatories"]]


def test_a_pasted_list_is_looked_through_before_anything_is_stored(
    desk: Page, store: Store
) -> None:
    before = names(store)
    page = desk.open(f"{PLACE}/signatories").press("", form=FORM, fill={"list": LIST})
    assert "Found: 3" in page.words
    assert "Perhaps the same one twice" in page.words
    assert names(store) == before
    page.press("", form=TAKE)
    assert names(store) == [*before, "Example Initiative", "«Пример»", "NGO Docudays"]


def test_a_ticked_merge_makes_one_of_two_and_the_import_can_be_undone(
    desk: Page, store: Store
) -> None:
    before = names(store)
    page = desk.open(f"{PLACE}/signatories").press("", form=FORM, fill={"list": LIST})
    [mark] = {box.get("value") for box in page.all("//input[@name='merge']")}
    page = page.press("", form=TAKE, tick=[mark])
    assert names(store) == [*before, "Example Initiative", "«Пример»"]
    [undo] = page.all("//button[starts-with(@value, 'undo:')]")
    page.press(undo.get("value"))
    assert names(store) == before


def test_lines_of_an_email_are_left_out_or_corrected_before_they_are_taken(
    desk: Page, store: Store
) -> None:
    before = names(store)
    mail = "Dear Hanna,\nPlease add us: Open Docks\nNetz Nord, Österreich\nBest wishes\nPaul"
    page = desk.open(f"{PLACE}/signatories").press("", form=FORM, fill={"list": mail})
    page.press("", form=TAKE, fill={"name.1": "Open Docks, Suisse"})
    assert names(store) == [*before, "Open Docks", "Netz Nord"]
    docks, netz = store.get("joint-statement-2021").data["signatories"][-2:]
    assert (docks["country"], netz["country"]) == ("CH", "AT")
    # They signed under these names: no language asks for a translation of them.
    assert docks["language"] == netz["language"] == "en"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_saved_table_is_taken_in_again(desk: Page, store: Store, kind: str) -> None:
    table = desk.client.get(f"{PLACE}/signatories.{kind}").data
    page = desk.open(f"{PLACE}/signatories").press(
        "", form=FORM, files={"file": (io.BytesIO(table), f"list.{kind}")}
    )
    assert f"Found: {len(names(store))}" in page.words


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04broken", b"\n\n"])
def test_a_file_that_is_no_list_is_refused_with_a_sentence(desk: Page, content: bytes) -> None:
    page = desk.open(f"{PLACE}/signatories").press(
        "", form=FORM, files={"file": (io.BytesIO(content), "list.csv")}
    )
    assert page.status == 422
    assert page.one("//*[@role='alert']").text_content().strip()


@pytest.fixture
def translated(desk: Page, store: Store) -> Page:
    """A campaign of two paragraphs with one of them translated."""
    page = desk.open("/campaigns/new").press(
        "", form=FORM, tick=["joint-statement", "ru"], fill={"title": "Two", "source": "en"}
    )
    page = page.press("go:text:ru")
    text = {"texts.preamble.en": "First 40 people.\n\nSecond.", "texts.preamble.ru": "Раз 40."}
    page.press(fill=text)
    return desk.open("/campaigns/two/translate/ru")


def text_of(store: Store) -> str:
    return str(store.get("two").data["texts"]["preamble"]["ru"])


def test_the_desk_shows_what_is_open_and_takes_a_paragraph(translated: Page, store: Store) -> None:
    assert "to translate" in translated.words
    assert translated.value("text:texts.preamble/1").strip() == "Раз 40."
    page = translated.press("", form=FORM, fill={"text:texts.preamble/2": "Два."})
    assert page.status == 200
    assert text_of(store) == "Раз 40.\n\nДва."


def test_a_changed_source_makes_its_paragraph_stale_until_somebody_says_it_fits(
    translated: Page, store: Store
) -> None:
    form = translated.open("/campaigns/two/edit/text")
    form.press(fill={"texts.preamble.en": "First 50 people.\n\nSecond."})
    page = translated.open("/campaigns/two/translate/ru")
    assert "the source has changed" in page.words
    assert [one.text_content() for one in page.all("//del")] == ["40"]
    page = page.press("", form=FORM, tick=["yes"])
    assert "the source has changed" not in page.words


def test_a_translation_that_somebody_else_changed_is_not_overwritten_and_not_lost(
    translated: Page, store: Store
) -> None:
    translated.open("/campaigns/two/translate/ru").press(
        "", form=FORM, fill={"text:texts.preamble/1": "Другой."}
    )
    page = translated.press("", form=FORM, fill={"text:texts.preamble/1": "Мой."})
    assert page.status == 422
    assert "Мой." in page.words
    assert text_of(store).startswith("Другой.")


@pytest.mark.parametrize("kind", ["po", "docx"])
def test_files_for_translators_go_out_and_come_back(translated: Page, kind: str) -> None:
    file = translated.client.get(f"/campaigns/two/translate/ru.{kind}").data
    page = translated.open("/campaigns/two/translate").press(
        "", form=FORM, files={"file": (io.BytesIO(file), f"two.ru.{kind}")}
    )
    assert page.status == 200
    broken = translated.open("/campaigns/two/translate").press(
        "", form=FORM, files={"file": (io.BytesIO(b"PK nonsense"), "two.ru.docx")}
    )
    assert broken.status == 422


def test_the_source_language_has_no_translation_desk(desk: Page) -> None:
    assert desk.open(f"{PLACE}/translate/en").status == 404
    assert desk.open(f"{PLACE}/translate/xx").status == 404


def test_an_earlier_version_is_compared_and_restored(desk: Page, store: Store) -> None:
    title = store.get("joint-statement-2021").data["title"]["en"]
    desk.open(f"{PLACE}/edit/about").press(fill={"title.en": "Worse"})
    page = desk.open(f"{PLACE}/history/1")
    assert [one.text_content() for one in page.all("//del")] == ["Worse"]
    page.press("", form=FORM)
    assert store.get("joint-statement-2021").data["title"]["en"] == title


def test_an_edition_is_frozen_and_later_changes_are_shown(desk: Page) -> None:
    page = desk.open(f"{PLACE}/history").press("", form=FORM, fill={"note": "as agreed"})
    assert "Edition 1" in page.words
    desk.open(f"{PLACE}/edit/about").press(fill={"reference": "EDITED"})
    assert "EDITED" in desk.open(f"{PLACE}/editions/1").words
    assert desk.open(f"{PLACE}/editions/2").status == 404


def test_one_file_and_the_pack_hold_what_the_command_line_makes(
    desk: Page, store: Store, workshop: object
) -> None:
    from advocacy.campaigns.data import from_data

    campaign = from_data(store.get("joint-statement-2021").data)
    data = desk.client.get(f"{PLACE}/files/en.docx")
    assert data.data == workshop.render(campaign, "en", "docx")  # type: ignore[attr-defined]
    assert data.headers["Content-Disposition"].endswith('"joint-statement-2021.en.docx"')
    pack = desk.client.get(f"{PLACE}/pack?language_version=en&format=docx&format=text").data
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        held = archive.namelist()
    assert held == [
        "joint-statement-2021.en.docx", "joint-statement-2021.en.txt", "MANIFEST.sha256",
    ]  # fmt: skip


def test_a_version_that_is_not_ready_gives_its_list_and_no_file(desk: Page) -> None:
    desk.open(f"{PLACE}/edit/about").press(fill={"title.en": ""})
    for place in ("files/en.pdf", "pack?language_version=en&format=pdf"):
        page = desk.open(f"{PLACE}/{place}")
        assert page.status == 409
        assert "No file was made" in page.words
    assert desk.client.get(f"{PLACE}/files/xx.pdf").status_code == 404
    assert desk.client.get(f"{PLACE}/files/en.exe").status_code == 404


def test_the_pages_are_pictures_of_the_real_pdf_even_of_a_draft(desk: Page) -> None:
    desk.open(f"{PLACE}/edit/about").press(fill={"title.en": ""})
    page = desk.open(f"{PLACE}/preview/en")
    pictures = [one.get("src") for one in page.all("//img")]
    assert len(pictures) >= 2
    for address in pictures:
        answer = desk.client.get(address)
        assert answer.mimetype == "image/png"
        assert answer.data.startswith(b"\x89PNG")
    assert desk.client.get(f"{PLACE}/preview/en/99.png").status_code == 404


def test_each_kind_of_appeal_has_a_picture(desk: Page) -> None:
    pictures = [one.get("src") for one in desk.open("/campaigns/new").all("//img")]
    assert {desk.client.get(one).status_code for one in pictures} == {200}
    assert len(pictures) == len(desk.open("/campaigns/new").all("//input[@name='appeal']")) > 1
    assert desk.client.get("/kinds/unknown.png").status_code == 404


def test_a_logo_is_uploaded_described_and_shown_or_refused(desk: Page, store: Store) -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    page = desk.open(f"{PLACE}/edit/look")
    page = page.press(files={"logo": (io.BytesIO(svg), "logo.svg")})
    assert page.status == 200
    page.press(fill={"options.logos[1].alternative.en": "Triangle"})
    [logo] = store.get("joint-statement-2021").data["options"]["logos"]
    assert logo["alternative"] == {"en": "Triangle"}
    hostile = svg.replace(b"<path", b"<script>alert(1)</script><path")
    page = desk.open(f"{PLACE}/edit/look")
    refused = page.press(files={"logo": (io.BytesIO(hostile), "logo.svg")})
    assert refused.status == 422
    assert "Not saved yet" in refused.words


def test_a_sixth_language_in_a_folder_appears_in_the_browser(tmp_path_factory: object) -> None:
    import shutil
    import tempfile
    from pathlib import Path

    from advocacy import resources
    from advocacy.production.workshop import open_workshop
    from advocacy.web import create_app

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "locales" / "eo"
        shutil.copytree(resources.folder("locales") / "en", copy)
        toml = copy / "locale.toml"
        toml.write_text(toml.read_text().replace('name = "English"', 'name = "Esperanto"'))
        workshop = open_workshop(locale_dirs=(copy.parent,))
        client = create_app(data_dir=Path(folder) / "data", workshop=workshop).test_client()
        page = Page(client, client.get("/campaigns/new", follow_redirects=True))
        assert page.all("//input[@name='languages' and @value='eo']")
        assert "Esperanto" in Page(client, client.get("/languages")).words


def test_the_interface_follows_the_browser_and_the_hand(desk: Page, workshop: object) -> None:
    speaking = [
        one.key
        for one in workshop.languages  # type: ignore[attr-defined]
        if (entry := one.web.entry("campaigns.title")) and entry.usable
    ]
    for tag in speaking:
        answer = desk.client.get("/", headers={"Accept-Language": tag})
        assert f'<html lang="{tag}">' in answer.text
    assert '<html lang="en">' in desk.client.get("/", headers={"Accept-Language": "xx"}).text


def test_two_editions_are_compared_with_each_other(desk: Page) -> None:
    desk.open(f"{PLACE}/history").press("", form=FORM)
    desk.open(f"{PLACE}/edit/about").press(fill={"title.en": "The second title"})
    desk.open(f"{PLACE}/history").press("", form=FORM)
    desk.open(f"{PLACE}/edit/about").press(fill={"title.en": "The third title"})
    page = desk.open(f"{PLACE}/editions/1?with=2")
    assert "From edition 1 to edition 2" in page.words
    assert "second" in page.words
    assert "third" not in page.words
    assert desk.open(f"{PLACE}/editions/1?with=9").status == 404


def test_the_page_of_a_long_pack_names_each_file_and_then_gives_the_pack(desk: Page) -> None:
    """Without a script, too: the page grows while the files are made."""
    asked = "language_version=en&language_version=de&language_version=fr"
    answer = desk.client.get(f"{PLACE}/pack?{asked}")
    assert answer.status_code == 302
    page = desk.open(answer.location)
    named = [one.text_content().split()[-1] for one in page.all("//ol/li")]
    [button] = page.all("//a[@data-start]")
    pack = desk.client.get(button.get("href"))
    with zipfile.ZipFile(io.BytesIO(pack.data)) as archive:
        assert sorted(named) == sorted(set(archive.namelist()) - {"MANIFEST.sha256"})
    again = desk.client.get(button.get("href"))
    assert again.data == pack.data


def test_a_file_that_fails_is_named_on_the_page_that_is_under_way(
    desk: Page, monkeypatch: pytest.MonkeyPatch, workshop: object
) -> None:
    def write(document: object, name: str) -> bytes:
        if name == "odt":
            raise RefusedError(message("test.refused", "This cannot be written."))
        return b"written"

    monkeypatch.setattr(workshop, "write", write)
    page = desk.open(f"{PLACE}/pack/progress")
    assert "The pack was not made. This cannot be written." in page.words
    assert page.all("//a[@data-start]") == []


def test_a_translator_gets_a_page_that_leads_nowhere_else(translated: Page, store: Store) -> None:
    place = translated.address.replace("/campaigns/", "/translators/").replace("/translate/", "/")
    page = translated.open(place)
    links = {one.get("href") for one in page.all("//a")}
    assert all(one.startswith(("#", "?", "/campaigns/")) for one in links)
    assert {one for one in links if "/campaigns/" in one and "/translate/" not in one} == set()
    saved = page.press("next", form=GUARDED, fill={"text:texts.preamble/2": "Два."})
    assert saved.address == place
    assert text_of(store) == "Раз 40.\n\nДва."


@pytest.mark.parametrize(
    ("key", "following"), [("title", "#place"), ("texts.preamble/2", "#title")]
)
def test_the_button_for_the_next_paragraph_goes_on_from_the_last_and_round(
    translated: Page, key: str, following: str
) -> None:
    translated.open("/campaigns/two/edit/about").press(fill={"place.en": "Kyiv"})
    page = translated.open("/campaigns/two/translate/ru")
    page = page.press("next", form=FORM, fill={f"text:{key}": "Слово."}, follow=False)
    assert page.response.location.endswith(following)
