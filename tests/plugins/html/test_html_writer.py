"""HTML that validators, screen readers and browsers take without a word."""

from __future__ import annotations

import base64
import dataclasses
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from advocacy import (
    Document,
    Layout,
    Letterhead,
    Logo,
    Milestones,
    Paragraph,
    Run,
    Subject,
    Title,
    resources,
    text,
)
from advocacy.campaigns.file import read_campaign
from advocacy.plugin_manager import PluginManager
from advocacy.testing import LANGUAGES, bare, empty, every_block, hostile
from tests.browser import accessibility_failures
from tests.validators import html_failures

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from advocacy.production.workshop import Workshop

MANAGER = PluginManager()
MANAGER.load()

DRAWING = (
    b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'>"
    b"<rect width='20' height='9'/></svg>"
)
LOGO = Logo(data=DRAWING, media_type="image/svg+xml", alternative="A choir")
LETTER = dataclasses.replace(
    every_block("ru-RU"),
    blocks=tuple(block for block in every_block("ru-RU").blocks if not isinstance(block, Title)),
    draft="ЧЕРНОВИК",
    letterhead=Letterhead(logos=(LOGO, LOGO), organisation=text("Chorus"), accent="#123456"),
    layout=Layout(design="letter", window="right", subject="centred", justified=True),
)
DOCUMENTS = {
    "bare": bare(),
    "empty": empty(),
    "hostile": hostile("ru-RU"),
    "letter": LETTER,
    **{language: every_block(language) for language in LANGUAGES},
}


def with_one_heading(document: Document) -> Document:
    """Drop the subject where there is a title, as in every document that is composed."""
    titled = any(isinstance(block, Title) for block in document.blocks)
    blocks = (b for b in document.blocks if not (titled and isinstance(b, Subject)))
    return dataclasses.replace(document, blocks=tuple(blocks))


def test_a_page_is_html_that_says_what_its_parts_are() -> None:
    document = Document(
        language="fr-FR",
        title="Le chœur",
        description="Douze voix",
        identifier="choir",
        date=datetime.date(2021, 7, 15),
        notes_label="Sources",
        blocks=(
            Title(text=text("Le chœur")),
            Paragraph(text=(Run("Vrai", note="Acte 7"), Run(" < "), Run("Вясна", lang="be-BY"))),
        ),
    )
    html = MANAGER.write(document, "html").decode()
    head, body = html.split("<main>\n")
    assert '<html lang="fr-FR" dir="ltr">' in head
    assert '<meta name="description" content="Douze voix">\n' in head
    assert "<title>Le chœur</title>\n" in head
    assert body == (
        "<h1>Le chœur</h1>\n"
        '<p>Vrai<sup id="mark-1"><a href="#note-1">1</a></sup> &lt; '
        '<span lang="be-BY">Вясна</span></p>\n'
        '<section class="sources" aria-labelledby="section-1">\n'
        '<h2 id="section-1">Sources</h2>\n'
        '<ol><li id="note-1">Acte 7 <a href="#mark-1">↑ 1</a></li></ol></section>\n'
        "</main>\n</body>\n</html>\n"
    )


def test_milestones_are_a_table_whose_rows_have_heads() -> None:
    ten = Milestones(items=((text("10"), text("18 May")), (text("25"), text("1 June"))))
    html = MANAGER.write(dataclasses.replace(empty(), blocks=(ten,)), "html").decode()
    rows = '<tr><th scope="row">10</th><td>18 May</td></tr><tr><th scope="row">25</th>'
    assert f'<table class="milestones">{rows}<td>1 June</td></tr></table>' in html


def test_every_sample_and_every_example_is_valid_html(workshop: Workshop, tmp_path: Path) -> None:
    for name, document in (*DOCUMENTS.items(), *examples(workshop)):
        (tmp_path / f"{name}.html").write_bytes(MANAGER.write(document, "html"))
    assert html_failures(tmp_path) == []


def test_every_appeal_type_is_accessible(workshop: Workshop, page: Page) -> None:
    for name, document in examples(workshop):
        if name.endswith(".ru"):
            page.set_content(MANAGER.write(document, "html").decode())
            assert accessibility_failures(page) == [], name


def examples(workshop: Workshop) -> Iterator[tuple[str, Document]]:
    """Yield every example in each of its languages."""
    for path in resources.examples():
        campaign = read_campaign(path)
        for language in campaign.languages:
            yield f"{path.stem}.{language}", workshop.compose(campaign, language)


def test_the_validator_can_say_no(tmp_path: Path) -> None:
    page = b"<!DOCTYPE html><html lang=en><title>x</title><p><ul><li>x</ul></p></html>"
    (tmp_path / "wrong.html").write_bytes(page)
    (complaint,) = html_failures(tmp_path)
    assert complaint.startswith("wrong.html: No “p” element in scope")


@pytest.mark.parametrize("name", ["en-GB", "ru-RU", "letter"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_accessible_and_asks_nobody_for_anything(
    page: Page, name: str, scheme: Literal["light", "dark"]
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.emulate_media(color_scheme=scheme)
    page.set_content(MANAGER.write(with_one_heading(DOCUMENTS[name]), "html").decode())
    assert accessibility_failures(page) == []
    assert [url for url in requests if not url.startswith("data:")] == []


def test_a_logo_is_shown_with_its_words(page: Page) -> None:
    page.set_content(MANAGER.write(LETTER, "html").decode())
    pictures = page.get_by_role("img", name="A choir")
    assert pictures.count() == 2
    assert pictures.first.evaluate("picture => picture.complete && picture.naturalWidth > 0")


def test_hostile_text_runs_nothing(page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.set_content(MANAGER.write(hostile(), "html").decode())
    assert page.locator("script").count() == 0
    assert page.locator("img").count() == 0


def test_only_a_colour_reaches_the_style_sheet() -> None:
    letterhead = Letterhead(accent="red;} body { display: none")
    html = MANAGER.write(dataclasses.replace(LETTER, letterhead=letterhead), "html").decode()
    assert "display: none" not in html
    assert "border-color: #123456" in MANAGER.write(LETTER, "html").decode()


def test_a_logo_lies_in_the_file_itself() -> None:
    html = MANAGER.write(LETTER, "html").decode()
    assert f"data:image/svg+xml;base64,{base64.b64encode(DRAWING).decode()}" in html
