"""The action page: a visitor's letter is finished before their eyes, and kept nowhere."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from advocacy.store import PublicPages, Store
from advocacy.web import create_app
from tests.data_dirs import DataDir
from tests.extraction import docx_lines, pdf_lines
from tests.web.forms import Page
from tests.web.signing import FORM, LETTER, STATEMENT, publish

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

WORDS = {
    "sentence": "Ich leite einen Kanarienchor.",
    "name": "Kanarina Vogel",
    "address": "Käfigweg 7",
    "place": "Vogelsang",
}
PLACE = f"/act/{LETTER}"


@pytest.fixture(scope="module")
def public(
    tmp_path_factory: pytest.TempPathFactory, workshop: "Workshop", first_start: DataDir
) -> DataDir:
    """What lies in the data directory of a desk whose letter is open to everybody."""
    folder = first_start.at(tmp_path_factory.mktemp("public"))
    publish(create_app(data_dir=folder, workshop=workshop).test_client(), LETTER)
    return DataDir.read(folder)


@pytest.fixture
def app(tmp_path: Path, workshop: "Workshop", public: DataDir) -> Flask:
    return create_app(data_dir=public.at(tmp_path / "data"), workshop=workshop)


def letters(store: Store) -> int:
    page = PublicPages(store.engine).get(LETTER)
    assert page is not None
    return page.letters


def finished(client: FlaskClient, tag: str = "de", **words: str) -> Page:
    page = Page(client, client.get(f"{PLACE}/{tag}"))
    return page.press("", form=FORM, fill={**WORDS, **words})


def taken(page: Page, format_name: str, copy: int = 0) -> bytes:
    """Press the button for a file of one of the letters."""
    form = (
        f"//form[contains(@action, 'letter.{format_name}') and .//input[@name='copy' "
        f"and @value='{copy}']]"
    )
    return bytes(page.press("", form=form).response.data)


def test_the_finished_letter_has_the_visitors_words_and_todays_date(client: FlaskClient) -> None:
    page = finished(client)
    text = page.one("//section[1]/article").text_content()
    for words in (
        "Ich leite einen Kanarienchor.",
        "Kanarina Vogel",
        "Käfigweg 7",
        "Vogelsang, den",
    ):
        assert words in text
    assert text.index("Kanarienchor") < text.index("Anlass meines Schreibens")
    assert "2020" not in page.one("//section[1]/article//*[@class='end']").text_content()


@pytest.mark.parametrize("tag", ["en", "fr", "ru", "it"])
def test_every_language_makes_a_letter_from_nothing_typed(client: FlaskClient, tag: str) -> None:
    page = finished(client, tag, sentence="", name="", address="", place="")
    assert page.status == 200
    assert "……" in page.one("//section[1]/article").text_content()
    assert page.tree.get("lang") == tag


def test_the_letter_is_taken_as_pdf_docx_and_text(client: FlaskClient) -> None:
    page = finished(client)
    for lines in (pdf_lines(taken(page, "pdf")), docx_lines(taken(page, "docx")),
                  taken(page, "text").decode().splitlines()):  # fmt: skip
        assert "Kanarienchor" in " ".join(lines)
        assert "Kanarina Vogel" in " ".join(lines)


def test_a_copy_is_a_letter_of_its_own_with_its_own_salutation(client: FlaskClient) -> None:
    page = finished(client)
    [main, copy] = [one.text_content() for one in page.all("//section/article")]
    assert "Sehr geehrter Herr Generalstaatsanwalt" in main
    assert "Sehr geehrter Herr Geschäftsträger" in copy
    assert "Kopie an" not in copy
    assert "350 Sparks Street" in " ".join(pdf_lines(taken(page, "pdf", copy=1)))
    assert "Minsk" not in copy[: copy.index("Sehr geehrter")]


def test_the_mail_link_has_the_address_filled_in_and_says_where_the_letter_is_too_long(
    client: FlaskClient, store: Store
) -> None:
    stored = store.get(LETTER)
    [official] = stored.data["addressees"]
    mailed = {**stored.data, "addressees": [{**official, "email": "office@example.org"}]}
    store.save(LETTER, stored.version, mailed)
    publish(client, LETTER)
    page = finished(client)
    [link] = page.all("//a[starts-with(@href, 'mailto:')]")
    assert link.get("href").startswith("mailto:office@example.org?subject=")
    assert "Freilassung von Maria Kolesnikowa" in unquote(link.get("href"))
    assert "zu lang" in page.words
    assert "Kanarienchor" in page.one("//textarea[@id='words-0']").text


def test_only_finished_letters_are_counted_and_each_once(client: FlaskClient, store: Store) -> None:
    client.get(f"{PLACE}/de")
    assert letters(store) == 0
    page = finished(client)
    taken(page, "pdf")
    taken(page, "text", copy=1)
    again = page.press("change", form="//form[.//button[@value='change']]")
    assert again.value("name") == "Kanarina Vogel"
    assert again.value("address").strip() == WORDS["address"]
    again.press("", form=FORM)
    assert letters(store) == 1
    finished(client, "fr")
    assert letters(store) == 2


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("sentence", "s" * 1_001, "höchstens 1000 Zeichen"),
        ("name", "Anna\nBcc: all@example.org", "in eine Zeile"),
        ("name", "An\u202ena", "Schreibrichtung"),
    ],
)
def test_what_cannot_be_printed_is_said_at_its_field(
    client: FlaskClient, store: Store, field: str, typed: str, said: str
) -> None:
    page = finished(client, **{field: typed})
    assert page.status == 422
    assert said in page.one(f"//div[@role='alert']//a[@href='#{field}']").text_content()
    assert letters(store) == 0


def test_markup_is_text_and_carries_nothing_into_the_page_or_the_file(client: FlaskClient) -> None:
    page = finished(client, sentence="<img src=x onerror=alert(1)> [x](javascript:1)")
    assert page.status == 200
    assert page.all("//article//img") == []
    assert [a for a in page.all("//a/@href") if a.startswith("javascript")] == []


def test_a_form_from_elsewhere_is_shown_again_and_makes_nothing(
    client: FlaskClient, store: Store
) -> None:
    answer = client.post(f"{PLACE}/de", data=WORDS)
    assert answer.status_code == 400
    assert Page(client, answer).value("name") == "Kanarina Vogel"
    assert client.post(f"{PLACE}/de/letter.pdf", data=WORDS).status_code == 400
    assert letters(store) == 0


@pytest.mark.parametrize("place", ["de/letter.html", "xx", "de/letter.exe"])
def test_only_what_is_offered_is_given(client: FlaskClient, place: str) -> None:
    page = finished(client)
    token = page.all("//input[@name='form']")[0].get("value")
    assert client.post(f"{PLACE}/{place}", data={**WORDS, "form": token}).status_code == 404


def test_nothing_that_was_typed_is_kept_logged_or_put_into_an_address(
    client: FlaskClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = finished(client)
    taken(page, "pdf")
    taken(page, "docx", copy=1)
    for address in page.all("//form/@action") + page.all("//a/@href"):
        assert not re.search("kanar", address, re.IGNORECASE)
    assert page.response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.response.headers
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    for words in ("Kanarienchor", "Kanarina", "Käfigweg", "Vogelsang"):
        assert words.encode() not in kept
        assert words not in caplog.text


def test_an_ended_action_is_read_and_not_written(client: FlaskClient) -> None:
    open_form = Page(client, client.get(f"{PLACE}/de"))
    Page(client, client.get(f"/campaigns/{LETTER}/public")).press("end", form=FORM)
    page = Page(client, client.get(f"{PLACE}/de"))
    assert "endete am" in page.words
    assert page.all("//form") == []
    assert open_form.press("", form=FORM, fill=WORDS).status == 404
    assert client.get(f"/act/{STATEMENT}/de").status_code == 404
