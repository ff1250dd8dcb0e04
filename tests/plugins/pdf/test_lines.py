"""Lines are broken where a typesetter would break them."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import ModuleType

import pytest

Part = Callable[[str], ModuleType]
SIZE = 10.0


@pytest.fixture(scope="module")
def broken(part: Part) -> Callable[..., list[str]]:
    """Return what breaks a text into lines of a measure, given in points."""
    words_module, lines, setting = part("words"), part("lines"), part("setting")

    def breaker(
        text: str, measure: float, *, dictionary: str = "", justified: bool = False
    ) -> list[str]:
        words = words_module.Words()
        span = words_module.Span(setting.setter("R", SIZE), "0 g", hyphenation=dictionary)
        words.add(text, span)
        found = lines.break_lines(words, measures=(measure,), justified=justified)
        return [_said(words, line) for line in found]

    def _said(words: object, line: object) -> str:
        said = ""
        for at in range(line.first, line.last + 1):
            said += words.texts[at]
            # A word that was divided by the rules ends in the hyphen's glyph.
            if words.shapes[at].code.endswith(span_hyphen) and at == line.last:
                said += "-"
            elif words.glues[at] == 1 and at < line.last:
                said += " "
        return said

    span_hyphen = setting.setter("R", SIZE).hyphen.code
    return breaker


def test_words_fill_the_line(broken: Callable[..., list[str]]) -> None:
    assert broken("eins zwei drei vier fünf", 70) == ["eins zwei drei", "vier fünf"]


def test_words_are_divided_by_the_dictionary(broken: Callable[..., list[str]]) -> None:
    assert broken("die Untersuchungshaft an", 75, dictionary="de_DE", justified=True) == [
        "die Untersu-",
        "chungshaft an",
    ]


def test_words_stay_whole_without_a_dictionary(broken: Callable[..., list[str]]) -> None:
    assert broken("die Untersuchungshaft dauert", 100) == ["die", "Untersuchungshaft", "dauert"]


def test_a_soft_hyphen_is_the_only_place_in_its_word(broken: Callable[..., list[str]]) -> None:
    text = "die Unter\u00adsuchungshaft dauert"
    assert broken(text, 100, dictionary="de_DE")[0] == "die Unter-"


def test_a_no_break_space_holds_words_together(broken: Callable[..., list[str]]) -> None:
    assert broken("vom 5.\u00a0Mai an", 45) == ["vom", "5.\u00a0Mai an"]
    assert broken("was\u202f: nichts", 30) == ["was\u202f:", "nichts"]


def test_a_line_feed_ends_a_line(broken: Callable[..., list[str]]) -> None:
    assert broken("eins\nzwei", 500) == ["eins", "zwei"]


def test_a_compound_may_break_after_its_hyphen(broken: Callable[..., list[str]]) -> None:
    assert broken("der Nord-Süd-Dialog", 50) == ["der Nord-", "Süd-Dialog"]


def test_an_address_breaks_after_its_signs_and_gets_no_hyphen(
    broken: Callable[..., list[str]],
) -> None:
    found = broken("https://example.org/one/two?three=four", 80)
    assert "".join(found) == "https://example.org/one/two?three=four"
    assert all(line[-1] in "/?=." for line in found[:-1])


def test_a_word_wider_than_the_line_is_broken_anywhere(broken: Callable[..., list[str]]) -> None:
    found = broken("x" * 100, 50)
    assert "".join(found) == "x" * 100
    assert len(found) > 5


def test_a_mark_is_never_parted_from_its_letter(broken: Callable[..., list[str]]) -> None:
    found = broken("z\u0301" * 400, 50)
    assert "".join(found) == "z\u0301" * 400
    assert not [line for line in found if line.startswith("\u0301")]


def test_three_hyphens_never_stand_one_above_the_other(broken: Callable[..., list[str]]) -> None:
    found = broken("Untersuchungshaft " * 12, 110, dictionary="de_DE", justified=True)
    ends = "".join("-" if line.endswith("-") else "." for line in found)
    assert "--" in ends
    assert "---" not in ends


@pytest.mark.parametrize(
    "text", ["слово " * 3_400, "x" * 20_000, "a-b " * 5_000, "\u0301" * 20_000]
)
def test_twenty_thousand_characters_take_a_fifth_of_a_second(
    broken: Callable[..., list[str]], text: str
) -> None:
    # CPU time, so that a busy machine does not matter; the first call fills the caches.
    broken(text, 400)
    start = time.process_time()
    broken(text, 400)
    assert time.process_time() - start < 0.2
