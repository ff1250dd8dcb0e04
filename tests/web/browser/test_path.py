"""The whole path in a real browser: from an empty form to files that are opened."""

import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import accessibility_failures, watched_page
from tests.extraction import docx_lines, in_order, letters, pdf_lines

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

pytestmark = pytest.mark.browser

BROKEN = Path(__file__).parents[2] / "broken_plugins"
FILES = "/campaigns/title-of-the-statement-en/files"
WORDS = {
    "title": "Title of the statement",
    "place": "Kyiv",
    "addressees[1].office": "Minister of Justice",
    "addressees[1].name": "Iryna Example",
    "texts.preamble": "Searches took place in March.",
    "demands[2].text": "publish the findings",
    "signatories[1].name": "Example Initiative",
}


def typed(place: str, tag: str) -> str:
    """Return words of our own for a place, another in each language."""
    return f"{WORDS[place]} ({tag})"


def fill(page: Page, name: str, words: str) -> None:
    page.locator(f"[name='{name}']").fill(words)


def fill_all(page: Page, place: str, tags: tuple[str, ...]) -> None:
    for tag in tags:
        fill(page, f"{place}.{tag}", typed(place, tag))


def step(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Steps").get_by_text(name).click()


def make_statement(page: Page, address: str, tags: tuple[str, ...]) -> bytes:
    """Make a joint statement from an empty form, and return its pack as it was downloaded."""
    page.goto(address)
    page.get_by_role("link", name="New campaign").click()
    page.get_by_text("Joint statement to a government").click()
    fill(page, "title", typed("title", "en"))
    page.locator("[name='source']").select_option("en")
    for tag in tags[1:]:
        page.locator(f"[name='languages'][value='{tag}']").check()
    page.get_by_role("button", name="Begin").click()

    page.get_by_role("button", name="All languages" if len(tags) > 2 else "Deutsch").click()
    fill_all(page, "title", tags)
    fill_all(page, "place", tags)
    fill(page, "country", "Belarus")
    step(page, "Addressees")
    page.get_by_role("button", name="Add an addressee").click()
    page.locator("[name='addressees[1].gender']").select_option("f")
    fill_all(page, "addressees[1].office", tags)
    fill_all(page, "addressees[1].name", tags)
    # Sentences speak to the office in other cases: its forms, and the name's, are asked for.
    for form in page.locator("input[lang][name*='_forms.']").all():
        place = (form.get_attribute("name") or "").partition("_forms")[0]
        form.fill(typed(place, form.get_attribute("lang") or ""))
    step(page, "Text")
    fill_all(page, "texts.preamble", tags)
    step(page, "Demands")
    page.locator("[name='tick'][value='demand.release-all']").check()
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_role("button", name="Add a demand in your own words").click()
    fill_all(page, "demands[2].text", tags)
    step(page, "Signatories")
    page.get_by_role("button", name="Add a signatory").click()
    fill_all(page, "signatories[1].name", tags)
    step(page, "Review")
    expect(page.locator("aside")).not_to_contain_text("to mend:")
    expect(page.get_by_role("table").get_by_text("ready")).to_have_count(len(tags))
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("button", name="Download the pack").click()
    return download.value.path().read_bytes()


def check_pack(pack: bytes, tags: tuple[str, ...]) -> None:
    """Look for everything that was typed in each file of a pack."""
    files = opened(pack)
    assert sorted(files) == sorted(
        f"title-of-the-statement-en.{tag}.{end}" for tag in tags for end in ("docx", "pdf")
    )
    for tag in tags:
        texts = [
            docx_lines(files[f"title-of-the-statement-en.{tag}.docx"]),
            pdf_lines(files[f"title-of-the-statement-en.{tag}.pdf"]),
        ]
        for lines in texts:
            body = letters(lines)
            for place in WORDS:
                assert letters([typed(place, tag)]) in body, (tag, place)
        order = ["title", "texts.preamble", "demands[2].text", "signatories[1].name"]
        assert in_order([typed(place, tag) for place in order], letters(texts[0])) == []


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_joint_statement_is_made_in_all_languages_and_its_pack_opened(
    chromium: Browser, address: str, workshop: "Workshop", *, script: bool
) -> None:
    tags = tuple(tag for tag in ("en", "de", "fr", "it", "ru") if tag in workshop.languages)
    with watched_page(chromium, java_script_enabled=script) as page:
        check_pack(make_statement(page, address, tags), tags)


def test_with_every_broken_plugin_installed_it_is_made_all_the_same_and_each_is_named(
    page: Page, broken_address: str
) -> None:
    check_pack(make_statement(page, broken_address, ("en", "de")), ("en", "de"))
    for name in ("endless", "gone", "raises"):
        failed = page.request.get(f"{broken_address}{FILES}/de.{name}")
        assert (failed.status, f"“{name}”" in failed.text()) == (422, True)
    page.get_by_role("link", name="Formats and plugins").click()
    named = page.locator("main").inner_text()
    assert [path.stem for path in BROKEN.iterdir()
            if path.name != "__pycache__" and path.stem not in named] == []  # fmt: skip
    assert "Traceback" not in page.content()
    assert accessibility_failures(page) == []
    page.get_by_role("link", name=re.compile("Where it failed.*raises_while_writing")).click()
    expect(page.locator("pre")).to_contain_text("Traceback (most recent call last)")
    assert accessibility_failures(page) == []


def opened(pack: bytes) -> dict[str, bytes]:
    """Return the files of a pack, after a look at their sums."""
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for line in files.pop("MANIFEST.sha256").decode().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(files[name]).hexdigest() == digest
    return files


def test_what_is_typed_is_saved_without_a_button_and_its_pages_drawn_anew(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/campaigns/joint-statement-2021/edit/about")
    before = page.locator("#preview img").first.get_attribute("src")
    fill(page, "title.en", "Typed and left alone")
    expect(page.locator(".state")).to_have_text("Saved")
    expect(page.locator("#preview img").first).not_to_have_attribute("src", before or "")
    page.reload()
    expect(page.locator("[name='title.en']")).to_have_value("Typed and left alone")


def test_a_mistake_is_shown_at_its_field_while_one_types(page: Page, address: str) -> None:
    page.goto(f"{address}/campaigns/joint-statement-2021/edit/look")
    fill(page, "options.accent", "red")
    error = page.locator("#options-accent-error")
    expect(error).to_contain_text("#1d4e89")
    fill(page, "options.accent", "#1d4e89")
    expect(error).to_have_count(0)
    expect(page.locator(".state")).to_have_text("Saved")


def test_leaving_a_page_with_unsaved_words_warns(page: Page, address: str) -> None:
    page.goto(f"{address}/campaigns/joint-statement-2021/edit/about")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.route("**/edit/about", lambda route: route.abort() if route.request.method == "POST"
               else route.continue_())  # fmt: skip
    fill(page, "title.en", "Not saved")
    expect(page.locator(".state")).to_have_text("Saving failed; it will be tried again")
    page.goto(address)
    assert asked == ["beforeunload"]


def test_two_browsers_on_the_same_campaign_lose_nothing(chromium: Browser, address: str) -> None:
    place = f"{address}/campaigns/joint-statement-2021/edit/about"
    with watched_page(chromium) as anna, watched_page(chromium) as boris:
        fill_author(anna, place, "Anna")
        fill_author(boris, place, "Boris")
        anna.goto(place)
        boris.goto(place)
        fill(anna, "title.en", "Anna's title")
        expect(anna.locator(".state")).to_have_text("Saved")
        fill(boris, "place.en", "Boris's place")
        expect(boris.locator(".state")).to_have_text("Saved")
        expect(boris.locator("[name='title.en']")).to_have_value("Anna's title")
        fill(anna, "title.en", "Anna's second title")
        expect(anna.locator(".state")).to_have_text("Saved")
        fill(boris, "title.en", "Boris's title")
        expect(boris.locator(".state")).to_contain_text("Somebody changed the same place")
        boris.get_by_role("button", name="Save", exact=True).last.click()
        expect(boris.locator(".conflict")).to_contain_text("Anna's second title")
        expect(boris.locator("[name='title.en']")).to_have_value("Boris's title")
        boris.get_by_role("button", name="Save", exact=True).last.click()
        anna.goto(f"{address}/campaigns/joint-statement-2021/history")
        expect(anna.locator("main")).to_contain_text("Boris")
        anna.goto(place)
        expect(anna.locator("[name='title.en']")).to_have_value("Boris's title")
        expect(anna.locator("[name='place.en']")).to_have_value("Boris's place")


def fill_author(page: Page, place: str, name: str) -> None:
    page.goto(place)
    fill(page, "author", name)
    page.get_by_role("button", name="Remember").click()
    expect(page.locator("[name='author']")).to_have_value(name)
