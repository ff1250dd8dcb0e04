"""The organisers' text gets its language's typography."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.language.binding import bound
from advocacy.language.locale import Locale, Replacement
from advocacy.language.locale_file import read_locale
from advocacy.language.typography import SEAM, correct, correct_pieces, re
from tests.language.conftest import LOCALES

Locales = Callable[[str], Locale]
ALL = {path.parent.name: read_locale(path.parent) for path in LOCALES.glob("*/locale.toml")}

# ⍽ stands for a no-break space, · for a narrow one.
CASES = [
    ("en", "He said \"it's 'new'\" - really.", "He said “it’s ‘new’” – really."),
    ("en", "the '90s, the workers' rights", "the ’90s, the workers’ rights"),
    ("en", "Art. 19 and No. 9", "Art.⍽19 and No.⍽9"),
    ("de", "Sie sagte: \"Das ist 'neu'\", z.B. hier.", "Sie sagte: „Das ist ‚neu‘“, z.⍽B. hier."),
    ("de", "„schon“ »richtig« “falsch”", "„schon“ „richtig“ „falsch“"),
    ("de", "§ 193, Nr. 9, Art. 361", "§⍽193, Nr.⍽9, Art.⍽361"),
    ("fr", 'Il dit : "oui" !', "Il dit⍽: «⍽oui⍽»·!"),
    ("fr", '"Le mot "extrémiste" ?"', "«⍽Le mot “extrémiste”·?⍽»"),
    ("fr", "l'article 19 ; «mal»", "l’article⍽19·; «⍽mal⍽»"),
    ("it", "L'8 maggio \"art. 19\" - un po' tardi", "L’8⍽maggio «art.⍽19» – un po’ tardi"),
    ("it", 'l\'"Agenzia" e l’"Unione"', "l’«Agenzia» e l’«Unione»"),
    ("fr", 'l\'"Agence" et d’"Anna"', "l’«⍽Agence⍽» et d’«⍽Anna⍽»"),
    ("ru", 'Центр "Вясна" - это "центр "Вясна""', "Центр «Вясна»⍽— это «центр „Вясна“»"),
    ("ru", "А. И. Швед, № 9, ст. 19", "А.⍽И.⍽Швед, №⍽9, ст.⍽19"),
]


@pytest.mark.parametrize(("key", "text", "expected"), CASES)
def test_text_gets_the_marks_and_spaces_of_its_language(
    locale: Locales, key: str, text: str, expected: str
) -> None:
    corrected = bound(correct(text, locale(key)), locale(key).typography.binding)
    assert corrected.replace("\u00a0", "⍽").replace("\u202f", "·") == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a?b=\"c\"&d='e'",
        "http://example.org/it's...",
        "www.example.org/a-b...c",
        "o'neill@example.org",
        '`it\'s "code" - here`',
        'print("it\'s")',
        'class="a b"',
        "/usr/it's_here",
        "{person's}",
    ],
)
@pytest.mark.parametrize("key", sorted(ALL))
def test_links_addresses_and_code_stay_as_they_are(key: str, text: str) -> None:
    core = text.rstrip(".")
    assert core in correct(f"Siehe {text} und", ALL[key])


@pytest.mark.parametrize("text", ["5'10\" tall", 'a " b', 'open "quote', '(")'])
def test_a_mark_without_a_partner_stays(locale: Locales, text: str) -> None:
    assert correct(text, locale("en")) == text


def test_quotation_marks_span_runs_and_runs_keep_their_limits(locale: Locales) -> None:
    pieces = ['Er sagte "', "sehr laut", '" und ging - ', "z.", "B. fort."]
    assert correct_pieces(pieces, locale("de")) == [
        "Er sagte „", "sehr laut", "“ und ging – ", "z.", "\u00a0B. fort."
    ]  # fmt: skip
    assert correct(SEAM.join(pieces), locale("de")).count(SEAM) == 4


LETTERS = st.text(alphabet="aзéA1 \u00a0\u202f.,;:!?'\"“”„«»‘’‹›-–—()…%№§/@_=`{}<>x\n", max_size=40)
WORDS = st.lists(
    st.sampled_from(
        ['"', "'", "«", "»", "„", "“", "”", "‘", "’", " ", " ", " - ", "Art. 5", "№ 3", "А. И. Ш",
         "mot", "слово", "...", " ;", "?", "!", ":", "https://a.org/'x'", "a@b.org", "2020-2021"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("key", sorted(ALL))
@given(text=LETTERS | WORDS)
def test_correcting_twice_is_correcting_once(key: str, text: str) -> None:
    once = correct(text, ALL[key])
    assert correct(once, ALL[key]) == once


@pytest.mark.parametrize("key", sorted(ALL))
@given(text=LETTERS | WORDS)
def test_no_letter_and_no_digit_is_ever_lost(key: str, text: str) -> None:
    kept = [character for character in text if character.isalnum()]
    assert [each for each in correct(text, ALL[key]) if each.isalnum()] == kept


@pytest.mark.parametrize("key", sorted(ALL))
@given(pieces=st.lists(LETTERS | WORDS, min_size=1, max_size=4))
def test_pieces_are_corrected_as_the_whole_is(key: str, pieces: list[str]) -> None:
    done = correct_pieces(pieces, ALL[key])
    assert len(done) == len(pieces)
    assert "".join(done) == correct("".join(pieces), ALL[key])


def test_rules_that_undo_each_other_leave_the_text_as_it_was(locale: Locales) -> None:
    english = locale("en")
    fighting = tuple(Replacement(find=re.compile(a), put=b) for a, b in (("x", "xx"), ("yx", "y")))
    restless = replace(english, typography=replace(english.typography, rules=fighting))
    assert correct('"x"', restless) == '"x"'


def test_a_rule_whose_replacement_names_no_group_breaks_its_locale(tmp_path: Path) -> None:
    from advocacy.errors import ResourceError

    place = tmp_path / "xx"
    place.mkdir()
    text = (LOCALES / "en/locale.toml").read_text(encoding="utf-8")
    text = text.replace("rules = [", "rules = [\n    { find = 'a', put = '\\2' },")
    (place / "locale.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=r"typography.*cannot replace|cannot replace"):
        read_locale(place)
