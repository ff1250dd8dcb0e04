"""The whole path in a real browser: from an empty form to files that are opened.

Each appeal type with and without scripts, each language of the interface likewise: their pairs go
round, so that every one is met both ways at the cost of ten walks. Before a release all fifty are
walked: ``WALKS=all``.
"""

import hashlib
import itertools
import os
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from advocacy import resources
from tests.browser import accessibility_failures, follow, watched_page
from tests.extraction import docx_lines, letters, pdf_lines
from tests.web.browser.organiser import fill_step

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

BROKEN = Path(__file__).parents[2] / "broken_plugins"
KINDS = sorted(path.stem for path in (resources.folder("templates") / "appeals").glob("*.toml"))
LANGUAGES = ("en", "de", "fr", "ru", "it")
OWN_WORDS = re.compile(
    r"(title|place|texts\.\w+|demands\[\d+\]\.text|quotes\[\d+\]\.\w+|events\[\d+\]\.\w+"
    r"|signatories\[\d+\]\.name)\.(?P<tag>\w+)"
)
"""What is printed as it was typed: names stand in other cases, facts in sentences of the bank."""


def walks() -> "Iterator[tuple[str, str, bool]]":
    """Yield each appeal type and each language, both with scripts and without."""
    if os.environ.get("WALKS") == "all":
        yield from itertools.product(KINDS, LANGUAGES, (True, False))
        return
    for turn in range(max(len(KINDS), len(LANGUAGES))):
        for script in (True, False):
            language = LANGUAGES[(turn + (0 if script else 2)) % len(LANGUAGES)]
            yield KINDS[turn % len(KINDS)], language, script


@pytest.mark.parametrize(("kind", "language", "script"), tuple(walks()))
def test_an_appeal_is_made_from_an_empty_form_to_its_files(
    chromium: Browser, bare_address: str, kind: str, language: str, *, script: bool
) -> None:
    other = LANGUAGES[LANGUAGES.index(language) - 1]
    with watched_page(chromium, java_script_enabled=script, locale=language) as page:
        make(page, bare_address, kind, (language, other))


def make(page: Page, address: str, kind: str, tags: tuple[str, str]) -> str:
    """Make an appeal from an empty form, and look for what was typed in its files."""
    # Pictures of the pages have tests of their own.
    page.route("**/*.png*", lambda route: route.abort())
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == tags[0]
    slug = begin(page, kind, *tags)
    words = walk(page, tags[1])
    files = packed(page, slug)
    assert sorted(files) == sorted(f"{slug}.{tag}.{end}" for tag in tags for end in ("docx", "pdf"))
    for tag in tags:
        expected = {name: text for name, text in words.items() if is_own(name, tag, kind)}
        assert len(expected) > 3
        for found in (
            docx_lines(files[f"{slug}.{tag}.docx"]),
            pdf_lines(files[f"{slug}.{tag}.pdf"]),
        ):
            body = letters(found)
            assert [name for name, text in expected.items() if text not in body] == []
    return slug


def test_with_every_broken_plugin_installed_it_is_made_all_the_same_and_each_is_named(
    page: Page, broken_address: str
) -> None:
    slug = make(page, broken_address, "joint-statement", ("en", "de"))
    for name in ("endless", "gone", "raises"):
        failed = page.request.get(f"{broken_address}/campaigns/{slug}/files/de.{name}")
        assert (failed.status, f"“{name}”" in failed.text()) == (422, True)
    follow(page.get_by_role("link", name="Formats and plugins"))
    named = page.locator("main").inner_text()
    assert [path.stem for path in BROKEN.iterdir()
            if path.name != "__pycache__" and path.stem not in named] == []  # fmt: skip
    assert "Traceback" not in page.content()
    assert accessibility_failures(page) == []
    page.get_by_role("link", name=re.compile("Where it failed.*raises_while_writing")).click()
    expect(page.locator("pre")).to_contain_text("Traceback (most recent call last)")
    assert accessibility_failures(page) == []


def begin(page: Page, kind: str, language: str, other: str) -> str:
    """Choose the kind of appeal and its languages; return the campaign's short name."""
    follow(page.locator("main a[href$='/campaigns/new']").first)
    page.locator(f"[name='appeal'][value='{kind}']").check()
    page.locator("#title").fill("Wbegun")
    page.locator("[name='source']").select_option(language)
    page.locator(f"[name='languages'][value='{other}']").check()
    follow(page.locator("main form button.main"))
    return page.url.split("/")[-3]


def walk(page: Page, other: str) -> dict[str, str]:
    """Fill in every step in both languages, save with the button to the next; return the words."""
    words: dict[str, str] = {}
    step = "about"
    follow(page.locator(f".tongues-bar [value='go:about:{other}']"))
    while step != "review":
        words |= fill_step(page)
        steps = [str(one.get_attribute("value")) for one in page.locator(".path button").all()]
        following = steps[[one.split(":")[1] for one in steps].index(step) + 1]
        follow(page.locator(f".save [value='{following}']"))
        assert page.locator(".notice.bad").all_text_contents() == []
        step = following.split(":")[1]
    return words


def packed(page: Page, slug: str) -> dict[str, bytes]:
    """Download the pack with its default formats and return its files, after a look at the sums."""
    page.locator("h1").wait_for()
    assert page.locator("aside li:not(.note)").all_text_contents() == []
    with page.expect_download(timeout=60_000) as download:
        page.locator("form[action$='/pack'] button.main").click()
    assert download.value.suggested_filename == f"{slug}.zip"
    with zipfile.ZipFile(download.value.path()) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for line in files.pop("MANIFEST.sha256").decode().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(files[name]).hexdigest() == digest
    return files


def is_own(name: str, tag: str, kind: str) -> bool:
    """Whether a field holds words of the organisers' own for the file of a language."""
    found = OWN_WORDS.fullmatch(name)
    # A letter has no title but a subject.
    own = found and not (name.startswith("title") and kind.startswith("letter"))
    return bool(found and own and found["tag"] == tag)
