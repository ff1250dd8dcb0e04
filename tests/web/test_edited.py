"""An edited DOCX comes back into the browser: seen first, then taken in, change by change."""

from __future__ import annotations

import io
from typing import Any

import pytest

from advocacy.store import Store
from tests.campaigns.edited.editing import Word
from tests.web.forms import Page

SLUG = "joint-statement-2021"
PLACE = f"/campaigns/{SLUG}"
FORM = "//main//form"


def file(desk: Page, tag: str = "de", *, tracked: bool = True) -> Word:
    return Word(desk.client.get(f"{PLACE}/files/{tag}.docx").data, tracked=tracked)


def sent(desk: Page, data: bytes, tag: str = "de", **fill: str) -> Page:
    return desk.open(f"{PLACE}/edited").press(
        "",
        form=FORM,
        fill={"tag": tag, **fill},
        files={"file": (io.BytesIO(data), "answer.docx")},
    )


def text(store: Store, tag: str = "de") -> str:
    data: Any = store.get(SLUG).data
    return str(data["texts"]["background"][tag])


@pytest.fixture
def words(store: Store) -> tuple[str, str]:
    """Two words of the second and third German paragraph that stand there once."""
    paragraphs = text(store).split("\n\n")
    return paragraphs[0].split()[-1], paragraphs[1].split()[-1]


@pytest.fixture
def answer(desk: Page, words: tuple[str, str]) -> bytes:
    word = file(desk)
    for number, one in enumerate(words, start=1):
        word.change(one, f"Neuwort{number}.")
    return word.save()


def test_every_change_is_shown_before_anything_is_stored(
    desk: Page, store: Store, answer: bytes
) -> None:
    before = store.get(SLUG).version
    page = sent(desk, answer)
    assert [mark.text_content() for mark in page.all("//ins")] == ["Neuwort1", "Neuwort2"]
    assert store.get(SLUG).version == before


def test_only_what_is_ticked_is_taken_in(desk: Page, store: Store, answer: bytes) -> None:
    page = sent(desk, answer)
    page.press("", form=FORM, untick=["2"])
    assert "Neuwort1" in text(store)
    assert "Neuwort2" not in text(store)


def test_an_edited_translation_is_of_today_and_an_edited_source_makes_translations_stale(
    desk: Page, store: Store, answer: bytes
) -> None:
    sent(desk, answer).press("", form=FORM)
    data: Any = store.get(SLUG).data
    assert "the source has changed" not in desk.open(f"{PLACE}/translate/de").words
    english = data["texts"]["background"]["en"].split("\n\n")[0].split()[-1]
    word = file(desk, "en")
    word.change(english, "newword.")
    sent(desk, word.save(), "en").press("", form=FORM)
    assert desk.open(f"{PLACE}/translate/de").words.count("the source has changed") == 1


def test_tracked_changes_can_count_as_not_made(desk: Page, answer: bytes) -> None:
    page = sent(desk, answer, tracked="reject")
    assert "Nothing was changed" in page.words


def test_added_paragraphs_and_comments_are_listed_and_nothing_of_them_is_lost(
    desk: Page, words: tuple[str, str]
) -> None:
    word = file(desk)
    word.add_paragraph(words[0], "Ein Absatz, den jemand hinzugefügt hat.")
    page = sent(desk, word.save())
    assert "Ein Absatz, den jemand hinzugefügt hat." in page.words


def test_a_change_of_the_same_place_in_the_meantime_is_said_and_both_are_kept(
    desk: Page, store: Store, answer: bytes, words: tuple[str, str]
) -> None:
    page = sent(desk, answer)
    stored = store.get(SLUG)
    data: Any = dict(stored.data)
    other = text(store).replace(words[0], "Anderswort.", 1)
    data["texts"] = {
        **data["texts"],
        "background": {**data["texts"]["background"], "de": other},
    }
    store.save(SLUG, stored.version, data, "Vera")
    page = page.press("", form=FORM)
    assert page.status == 409
    assert "Somebody else has changed the same place" in page.words
    assert "Anderswort." in text(store)
    page.press("", form=FORM)
    assert "Neuwort1" in text(store)
    assert any(
        "Anderswort." in str(store.at_version(SLUG, one.version)) for one in store.history(SLUG)
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "DOCX"),
        (b"%PDF-1.7", "DOCX"),
        (b"PK\x03\x04cut off", "cut off"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_with_a_sentence(
    desk: Page, data: bytes, said: str
) -> None:
    page = sent(desk, data)
    assert page.status == 422
    assert said in page.one("//*[@role='alert']").text_content()


def test_a_file_of_another_campaign_or_language_is_refused(desk: Page) -> None:
    other = desk.client.get("/campaigns/solidarity-day-2013/files/de.docx").data
    assert "another campaign or in another language" in sent(desk, other).words
    assert "another campaign or in another language" in sent(desk, file(desk, "fr").save()).words


@pytest.mark.parametrize("tag", ["xx", "", "en/../de"])
def test_a_language_the_campaign_lacks_is_said(desk: Page, answer: bytes, tag: str) -> None:
    assert sent(desk, answer, tag).status in {404, 422}


def test_a_form_with_invented_places_changes_nothing(
    desk: Page, store: Store, answer: bytes
) -> None:
    page = sent(desk, answer)
    before = store.get(SLUG).version
    page.press("", form=FORM, fill={"place:1": "texts.nowhere/9/1", "place:2": "kicker/1"})
    assert store.get(SLUG).version == before


def test_the_file_with_comments_is_offered_for_a_version_that_is_not_ready(
    desk: Page, store: Store
) -> None:
    stored = store.get(SLUG)
    data: Any = {**stored.data, "title": {"en": "Only English"}}
    store.save(SLUG, stored.version, data, "")
    page = desk.open(f"{PLACE}/edit/review")
    link = page.one("//a[contains(@href, 'de.docx') and contains(@href, 'comments')]")
    answer = desk.client.get(link.get("href"))
    assert answer.status_code == 200
    assert "de.comments.docx" in answer.headers["Content-Disposition"]
