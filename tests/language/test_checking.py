"""A translation is checked against its source before anybody prints it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advocacy.language.catalog import read_catalog
from advocacy.language.checking import check, check_interface, typography
from advocacy.language.extraction import documents_template
from advocacy.language.languages import catalog_path
from advocacy.language.locale import Locale
from advocacy.language.phrases import PhraseBank, read_phrases
from advocacy.language.review import progress, review
from tests.language.conftest import PHRASES, locale_text, po

Locales = Callable[[str], Locale]
SOURCE = "{person} [person: pl=have|other=has] been in custody since {date}."


def said(problems: tuple[object, ...]) -> list[str]:
    return [str(each) for each in problems]


def test_a_right_translation_has_no_problems(locale: Locales) -> None:
    text = "{person} [person: f=détenue|m=détenu|fpl=détenues|mpl=détenus] depuis le {date}."
    assert check(SOURCE, text, locale("fr")) == ()
    assert check(SOURCE, "{date}[da] {person}.", locale("it")) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{person}.", "The place {date} of the source is missing."),
        (
            "{person} {date} {court}.",
            "This sentence has no value “court”. It may mention: date, person.",
        ),
        ("{persn} {person} {date}.", "“persn” is not known here; is “person” meant?"),
        ("{person}[dat] {date}.", "The form [dat] does not exist in this language."),
        ("{person} {date} [person: f=a|m=b].", "[person: f=a|m=b] has no text for “fpl”."),
        ("{person} {date} [person: f=a|m=b|plu=c|other=d].", "“plu” is not known here; is “pl”"),
        ("{person} [date} {date}.", "A bracket or brace stands alone"),
        ("{person} {date} [person f=a].", "A bracket or brace stands alone"),
        ("{person} {date} [person: a].", "cannot be read"),
        ("{person} {date}", "The source ends with “.”, the translation does not."),
        ("{person}  {date}.", "Two spaces follow each other."),
        ("{person} mot , {date}.", "A space stands before a comma or full stop."),
        (" {person} {date}.", "Spaces at the beginning or end differ from the source."),
    ],
)
def test_each_kind_of_mistake_is_named(locale: Locales, text: str, problem: str) -> None:
    assert any(each.startswith(problem) or problem in each
               for each in said(check(SOURCE, text, locale("fr"))))  # fmt: skip


def test_values_that_a_phrase_declares_may_be_mentioned(locale: Locales) -> None:
    assert check("Yours,", "Bien à vous, {salutation},", locale("fr"), needs={"salutation"}) == ()


def test_only_the_people_concerned_have_to_be_several(locale: Locales) -> None:
    text = "[addressee: f=Chère|m=Cher] {addressee},"
    assert check("Dear {addressee},", text, locale("fr")) == ()


def test_a_clause_must_not_end_like_a_sentence(locale: Locales) -> None:
    (problem,) = check("release {person}", "libérer {person}.", locale("fr"))
    assert str(problem) == "The translation ends with “.”, the source does not."


def test_strings_of_the_interface_keep_their_places() -> None:
    assert check_interface("{n} files", "{n} fichiers") == ()
    assert said(check_interface("{n} files", "{m} fichiers")) == [
        "The place {n} of the source is missing.",
        "“m” is not known here. Known are: n.",
    ]
    assert check_interface("{n} file", "un fichier", optional=True) == ()


def test_typography_is_judged_without_reading_the_notation(locale: Locales) -> None:
    right = "{person} [person: f=a|m=b] « mot »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    assert list(typography(right, locale("fr"))) == []
    (problem,) = typography('{person} "mot"', locale("fr"))
    assert str(problem).endswith("expected: {person} «⍽mot⍽»")


@pytest.fixture
def bank(tmp_path: Path) -> PhraseBank:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases/small.toml").write_text(PHRASES, encoding="utf-8")
    return read_phrases([tmp_path / "phrases"])


ASIDE = "“advocacy locale update” puts it aside."
ENTRIES = """
# (?) peut-être « immédiatement »
msgctxt "demand.release"
msgid "release {person} immediately"
msgstr "libérer {persn} immédiatement"

#, fuzzy
msgctxt "opening.since"
msgid "{person} has been in custody since {date}."
msgstr "{"

msgctxt "formula.undersigned"
msgid "{count} organisation"
msgid_plural "{count} organisations"
msgstr[0] "une organisation"
msgstr[1] ""

msgctxt "demand.gone"
msgid "old"
msgstr "vieux"
"""


def test_a_review_names_file_and_line_of_each_problem(
    folder: Callable[..., Path], bank: PhraseBank
) -> None:
    place = folder("fr", documents=po(ENTRIES), web=po('msgctxt "a"\nmsgid "b {c}"\nmsgstr "d"\n'))
    assert said(review(place, bank)) == [
        "fr/LC_MESSAGES/documents.po:8: The place {person} of the source is missing.",
        "fr/LC_MESSAGES/documents.po:8: “persn” is not known here; is “person” meant?",
        "fr/LC_MESSAGES/documents.po:17: msgstr[1] is empty: this language has 2 plural forms.",
        "fr/LC_MESSAGES/documents.po:23: The phrase bank has no “demand.gone”; " + ASIDE,
        "fr/LC_MESSAGES/web.po:6: The place {c} of the source is missing.",
    ]


def test_a_changed_source_asks_for_an_update(folder: Callable[..., Path], bank: PhraseBank) -> None:
    entry = 'msgctxt "demand.release"\nmsgid "free {person}"\nmsgstr "libérer {person}"\n'
    (problem,) = review(folder("fr", documents=po(entry)), bank)
    assert "The source of “demand.release” has changed" in str(problem)


def test_a_review_of_a_broken_folder_names_what_is_broken(
    folder: Callable[..., Path], bank: PhraseBank
) -> None:
    place = folder("fr", toml=locale_text() + "\n[lettre]\n", documents=b"msgid x\n")
    assert [each.where for each in review(place, bank)][1:] == ["fr/LC_MESSAGES/documents.po:1"]


def test_progress_counts_each_entry_once(folder: Callable[..., Path], bank: PhraseBank) -> None:
    place = folder("fr", documents=po(ENTRIES))
    counted = progress(documents_template(bank), read_catalog(catalog_path(place, "documents")))
    assert (counted.total, counted.translated, counted.fuzzy, counted.missing) == (3, 1, 1, 1)
    assert counted.unsure == 1
    assert not counted.complete


@pytest.mark.parametrize(
    ("dictionary", "sentence"),
    [
        ("fr", None),
        ("", None),
        ("fr_Fr", "There is no hyphenation dictionary “fr_Fr”; is “fr” meant?"),
        ("qqq", "There is no hyphenation dictionary “qqq”. There are: af, af_ZA, as,"),
    ],
)
def test_a_hyphenation_dictionary_that_is_not_there_is_named_with_its_line(
    folder: Callable[..., Path], bank: PhraseBank, dictionary: str, sentence: str | None
) -> None:
    toml = locale_text().replace('hyphenation = "fr"', f'hyphenation = "{dictionary}"')
    line = toml.split("hyphenation")[0].count("\n") + 1
    found = [one for one in review(folder("xx", toml=toml), bank) if "locale.toml" in one.where]
    assert [one.where for one in found] == [f"locales/xx/locale.toml:{line}"] * bool(sentence)
    assert sentence is None or str(found[0].message).startswith(sentence)
    assert not any(one.warning for one in found)
