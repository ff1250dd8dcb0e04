"""The languages page: what a translator sees without a terminal, and what breaks nothing else."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from advocacy import resources
from advocacy.production.workshop import open_workshop
from advocacy.web import create_app
from tests.broken_locales import DAMAGES, Damage
from tests.data_dirs import DataDir
from tests.extraction import docx_lines, pdf_lines
from tests.web.forms import Page

LOCALES = resources.folder("locales")
PO = "LC_MESSAGES/documents.po"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A language of one's own beside those of the program: Russian, named otherwise."""
    shutil.copytree(LOCALES / "ru", tmp_path / "locales/xx")
    return tmp_path / "locales/xx"


@pytest.fixture
def shelf(folder: Path, tmp_path: Path, first_start: DataDir) -> Page:
    """The languages page of a desk that has the language of one's own."""
    workshop = open_workshop(locale_dirs=[folder.parent])
    app: Flask = create_app(data_dir=first_start.at(tmp_path / "data"), workshop=workshop)
    client = app.test_client()
    return Page(client, client.get("/languages"))


def changed(path: Path, change: Callable[[str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")


def card(page: Page, tag: str) -> str:
    return " ".join(page.one(f"//li[.//code='{tag}']").text_content().split())


def test_each_language_shows_how_far_it_is(shelf: Page, folder: Path) -> None:
    total = card(shelf, "ru").partition(" of ")[0].rpartition(" ")[2]
    assert f"{total} of {total}" in card(shelf, "ru")
    changed(folder / PO, lambda text: text.replace('msgstr "С уважением,"', 'msgstr ""', 1))
    # Nothing was restarted: the file that changed is read again.
    shown = card(shelf.open("/languages"), "xx")
    assert f"{int(total) - 1} of {total} missing: 1" in shown
    doubts = (folder / PO).read_text(encoding="utf-8").count("\n# (?)")
    assert f"unsure: {doubts}" in shown


def test_a_draft_says_so_wherever_a_language_is_offered(shelf: Page, folder: Path) -> None:
    changed(folder / "locale.toml", lambda text: text.replace('"complete"', '"draft"', 1))
    assert "draft: needs a native reader" in card(shelf.open("/languages"), "xx")
    offered = shelf.open("/campaigns/new")
    assert offered.one("//option[@value='xx']").text_content() == "русский (draft)"
    [box] = [one for one in offered.all("//label") if one.xpath("./input[@value='xx']")]
    assert box.text_content().strip() == "русский (draft)"
    edit = shelf.open("/campaigns/joint-statement-2021/edit/about")
    [box] = [one for one in edit.all("//label") if one.xpath("./input[@value='xx']")]
    assert box.text_content().strip() == "русский (draft)"
    [interface] = [one for one in shelf.open("/").all("//footer//a") if one.get("lang") == "xx"]
    assert interface.text_content() == "русский (draft)"


def test_problems_and_doubts_stand_with_file_and_line(shelf: Page, folder: Path) -> None:
    changed(folder / PO, lambda text: text.replace("{person}[acc]", "{person}[vin]", 1))
    lines = (folder / PO).read_text(encoding="utf-8").splitlines()
    wrong = next(number for number, line in enumerate(lines, start=1) if "[vin]" in line)
    words = shelf.open("/languages/xx").words
    assert "The form [vin] does not exist in this language." in words
    # An entry is known by the line of its msgid.
    assert f"xx/{PO}:{wrong - 1}" in words
    assert "«начальник»: так в колониях и СИЗО; к директору иного учреждения — «директор»" in words


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_broken_language_is_named_with_its_line_and_the_others_work(
    shelf: Page, folder: Path, damage: Damage
) -> None:
    damage.do(folder)
    assert "broken: not offered" in card(shelf.open("/languages"), "xx")
    page = shelf.open("/languages/xx")
    assert page.status == 200
    [finding] = [one for one in page.all("//main//li") if damage.sentence in one.text_content()]
    where, _, line = finding.find("code").text.rpartition(":")
    assert where.endswith(f"xx/{damage.file}")
    assert int(line) > 0
    assert "xx" not in [one.get("value") for one in shelf.open("/campaigns/new").all("//option")]
    assert shelf.open("/languages/ru/preview/letter-to-prosecutor/woman").status == 200
    assert shelf.open("/languages/xx/preview/letter-to-prosecutor/woman").status == 404


def test_a_preview_of_every_kind_and_group_is_looked_at_and_taken_along(shelf: Page) -> None:
    links = [
        one.get("href")
        for one in shelf.open("/languages/xx").all("//main//a[contains(@href, '/preview/')]")
    ]
    assert len(links) == len(set(links)) == 4 * len(resources.examples())
    page = shelf.open(links[0])
    picture = page.client.get(page.all("//main//img")[0].get("src"))
    assert picture.data.startswith(b"\x89PNG")
    pdf, docx = (page.client.get(one.get("href")) for one in page.all("//main//a[@download]"))
    assert pdf.data.startswith(b"%PDF")
    assert zipfile.is_zipfile(io.BytesIO(docx.data))
    assert docx.headers["Content-Disposition"].endswith('woman.xx.docx"')


def test_missing_wording_is_marked_in_both_files(shelf: Page, folder: Path) -> None:
    changed(folder / PO, lambda text: text.replace('msgstr "С уважением,"', 'msgstr ""', 1))
    place = "/languages/xx/preview/letter-to-prosecutor/woman"
    marked = "[[Yours sincerely,]]"
    assert any(marked in line for line in pdf_lines(shelf.client.get(f"{place}.pdf").data))
    assert any(marked in line for line in docx_lines(shelf.client.get(f"{place}.docx").data))


@pytest.mark.parametrize(
    "address",
    [
        "/languages/zz",
        "/languages/ru/preview/postcard/woman",
        "/languages/ru/preview/letter-to-prosecutor/crowd",
        "/languages/ru/preview/letter-to-prosecutor/woman.exe",
        "/languages/ru/preview/letter-to-prosecutor/woman/99.png",
    ],
)
def test_what_does_not_exist_is_answered_with_a_page(desk: Page, address: str) -> None:
    assert desk.open(address).status == 404


def test_the_interface_is_offered_where_nearly_all_of_it_is_translated(
    shelf: Page, folder: Path
) -> None:
    def tags(page: Page) -> list[str]:
        return [one.get("hreflang") for one in page.all("//footer//a[@hreflang]")]

    before = tags(shelf)
    assert {"de", "en", "fr", "it", "ru", "xx"} <= set(before)
    path = folder / "LC_MESSAGES/web.po"
    entries = path.read_text(encoding="utf-8").split("\n\n")
    path.write_text("\n\n".join(entries[: len(entries) * 8 // 10]) + "\n", encoding="utf-8")
    assert tags(shelf.open("/languages")) == [tag for tag in before if tag != "xx"]
