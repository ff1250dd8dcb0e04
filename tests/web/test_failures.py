"""Whatever fails is said on a page of the program, in the person's language, with a way on."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from advocacy.web import campaigns
from tests.web.forms import Page

LANGUAGES = ("de", "en", "fr", "it", "ru")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", [403, 404, 405, 413, 500])
def test_each_failure_speaks_the_language_of_the_person(
    app: Flask, monkeypatch: pytest.MonkeyPatch, language: str, status: int
) -> None:
    page = failed(app, monkeypatch, language, status)
    assert page.status == status
    assert page.tree.get("lang") == language
    [title] = page.all("//main//h1")
    sentences = [one.text_content() for one in page.all("//main//p")]
    assert len(set(sentences)) > 1
    assert "Traceback" not in page.response.text
    assert page.all("//main//a[@href='/']") != []
    assert title.text_content() == said(app, language)


def failed(app: Flask, monkeypatch: pytest.MonkeyPatch, language: str, status: int) -> Page:
    """Provoke a failure as a browser of a language sees it."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    client = app.test_client()
    headers = {"Accept-Language": language}
    if status == 500:
        monkeypatch.setattr(campaigns, "_list", lambda: 1 / 0)
    asked = {
        403: lambda: client.post("/you", headers={**headers, "Sec-Fetch-Site": "cross-site"}),
        404: lambda: client.get("/nothing", headers=headers),
        405: lambda: client.get("/you", headers=headers),
        413: lambda: client.post("/you", data=b"x" * 8_100_000, headers=headers),
        500: lambda: client.get("/", headers=headers),
    }
    return Page(client, asked[status]())


def said(app: Flask, language: str) -> str:
    """Return the heading of failures as the catalog of a language has it."""
    if language == "en":
        return "This did not work"
    catalog = app.extensions["advocacy"].workshop.languages.get(language).web
    return str(catalog.gettext("failure.title", "This did not work"))


def test_no_two_languages_say_it_alike(app: Flask) -> None:
    assert len({said(app, language) for language in LANGUAGES}) == len(LANGUAGES)


def test_a_foreign_name_gets_one_sentence_and_no_page(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
