"""A word that is put together of pairs of letters is the word that HarfBuzz shapes as a whole."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from types import ModuleType

import pytest

from advocacy import resources

WORDS = 4_000
NAMES = ("R", "B", "I", "Z")

Part = Callable[[str], ModuleType]


def whole(part: Part, name: str, text: str) -> tuple[int, str]:
    """Shape a word of simple letters as a whole."""
    font = part("faces").face(name)
    infos, places = part("pairs").shaped(font.hb_font, text)
    code = "".join(
        font.codes[info.codepoint] + (f"){closer}(" if closer else "")
        for info, place in zip(infos, places, strict=True)
        for closer in [font.advances[info.codepoint] - place.x_advance]
    )
    return sum(place.x_advance for place in places), code


def test_every_face_is_tried(part: Part) -> None:
    faces = part("faces")
    helped = [name for name in faces.resource_names() if faces.face(name).helper]
    assert helped == list(NAMES)


def test_faces_that_help_out_are_left_to_harfbuzz(part: Part) -> None:
    assert part("faces").face("NR").word("word") is None


@pytest.mark.parametrize("name", NAMES)
def test_letters_of_a_face_in_any_company_stand_as_harfbuzz_sets_them(
    part: Part, name: str
) -> None:
    font = part("faces").face(name)
    chance = random.Random(name)  # noqa: S311 - nothing secret
    letters = sorted(font.characters)
    tried = 0
    for _ in range(WORDS):
        text = "".join(chance.choices(letters, k=chance.randint(1, 12)))
        word = font.word(text)
        if word is not None:
            tried += 1
            assert word == whole(part, name, text), text
    assert tried > WORDS // 10


@pytest.mark.parametrize("tag", ["de", "en", "fr", "it", "ru", "uk", "be"])
def test_all_words_of_the_catalogs_are_letters_in_a_row(part: Part, tag: str) -> None:
    folder = resources.folder("locales") / tag / "LC_MESSAGES"
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.po")))
    for word in set(re.findall(r"[\w’'-]+", text)):
        for name in ("R", "B"):
            assert part("faces").face(name).word(word) == whole(part, name, word)


@pytest.mark.parametrize("text", ["e\u0301\u0323a", "a\u00adb", "a\u200db", "שלום", "x\u0336y"])
def test_what_is_more_than_letters_in_a_row_is_left_to_harfbuzz(part: Part, text: str) -> None:
    assert part("faces").face("R").word(text) is None


def test_letters_are_kerned(part: Part) -> None:
    font = part("faces").face("R")
    apart = sum(font.advances[font.glyphs[each]] for each in "AVATAR")
    word = font.word("AVATAR")
    assert word is not None
    assert word[0] < apart
