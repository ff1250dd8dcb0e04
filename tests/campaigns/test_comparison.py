"""Every figure, date, link and name of the source occurs in each translation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from advocacy.campaigns.comparison import compare
from advocacy.campaigns.data import from_data
from advocacy.campaigns.figures import Date, dates, figures
from advocacy.language.locale import Locale
from advocacy.language.locale_file import read_locale

LOCALES = Path(__file__).parents[2] / "locales"


@cache
def locale(key: str) -> Locale:
    return read_locale(LOCALES / key)


def found(source: str, target: str, language: str, **more: Any) -> list[str]:
    """What is missing in a translation of an English text."""
    campaign = from_data(
        {
            "slug": "a",
            "appeal": "a",
            "source": "en",
            "languages": ["en", language],
            "date": "2021-07-14",
            "texts": {"background": {"en": source, language: target}},
            **more,
        }
    )
    problems = compare(campaign, locale("en"), locale(language))
    assert all(problem.warning for problem in problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "On 7 September 2020 he", "Am 7. September 2020 wurde er"),
        ("de", "since 14 July", "seit dem 14.07.2021"),
        ("fr", "on 1 May 2021", "le 1er mai 2021"),
        ("fr", "on 9 August 2020", "le 9\u202faoût\u202f2020"),
        ("ru", "on 4 August 2013", "4 августа 2013 года"),
        ("ru", "in July 2021", "в июле 2021 года"),
        ("ru", "in May 2021", "в мае 2021 года"),
        ("it", "of 21 May 2021", "del 21 maggio 2021"),
        ("it", "on July 14, 2021", "il 14 luglio 2021"),
        ("de", "2020-08-09", "9. August 2020"),
        ("de", "40,000 people", "40.000 Menschen"),
        ("fr", "40,000 people", "40 000 personnes"),
        ("ru", "40,000 people", "40\u00a0тысяч человек"),
        ("fr", "2.5 million", "2,5 millions"),
        ("de", "2.5 per cent", "2,5 Prozent"),
        ("de", "more than 4 thousand", "mehr als 4.000"),
        ("ru", "eleven years", "11 лет"),
        ("it", "12 years", "dodici anni"),
        ("fr", "three of the five", "trois sur cinq"),
        ("de", "Article 361-1 and Article 130 (3)", "Artikel 361-1 und Artikel 130 (3)"),
        ("ru", "Articles 19 and 21", "статьи 19 и 21"),
        ("de", "in 2020–2021", "2020-2021"),
        ("ru", "Penal colony No. 9", "исправительная колония № 9 (ИК-9)"),
        ("de", "one man", "ein Mann"),
        ("de", "four and a half years", "viereinhalb Jahre"),
        ("fr", "four and a half years", "quatre ans et demi"),
        ("it", "four and a half years", "4,5 anni"),
        ("it", "four and a half years", "quattro anni e mezzo"),
        ("ru", "4½ years", "четыре с половиной года"),
        ("de", "a four-year sentence", "eine vierjährige Haftstrafe"),
        ("ru", "a four-year sentence", "четырёхлетний срок"),
        ("de", "four hundred people", "vierhundert Menschen"),
        ("fr", "twenty-four people", "vingt-quatre personnes"),
        ("ru", "four thousand people", "4000 человек"),
        ("it", "the fourth day, twofold", "il quarto giorno, due volte"),
        ("de", "1. a\n2. b", "1. a\n2. b"),
    ],
)
def test_figures_and_dates_are_understood_as_each_language_writes_them(
    language: str, source: str, target: str
) -> None:
    assert found(source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("40,000 people", "4.000 Menschen", "The figure “40,000”"),
        ("Article 361", "Artikel 362", "The figure “361”"),
        ("on 7 September 2020", "am 8. September 2020", "The date “7 September 2020”"),
        ("on 7 September 2020", "am 7. September 2021", "The date “7 September 2020”"),
        ("on 7 September 2020", "am 7. Oktober 2020", "The date “7 September 2020”"),
        ("three people", "vier Menschen", "The figure “three”"),
        ("four years", "viereinhalb Jahre", "The figure “four”"),
        ("four and a half years", "vier Jahre", "The figure “four and a half”"),
        ("[a](https://a.org/1)", "[a](https://a.org/2)", "The link https://a.org/1"),
        ("a[^1]\n\n[^1]: p. 17", "a", "The figure “17”"),
    ],
)
def test_what_is_missing_is_a_warning_with_both_places(
    source: str, target: str, missing: str
) -> None:
    assert found(source, target, "de") == [
        f"texts.background.de: {missing} of the source (texts.background.en) is missing."
    ]


WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici",
    "ru": "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "be": "два тры чатыры пяць шэсць сем восем дзевяць дзесяць адзінаццаць дванаццаць",
    "uk": "два три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять",
}


@pytest.mark.parametrize("language", sorted(WORDS.keys() - {"en"}))
def test_a_number_word_up_to_twelve_is_the_figure_and_no_other(language: str) -> None:
    english = WORDS["en"].split()
    for number, word in enumerate(WORDS[language].split(), start=2):
        assert found(f"{number} people", f"abc {word} xyz", language) == []
        assert found(f"{english[number - 2]} people", f"abc {word} xyz", language) == []
        assert found(f"{english[number - 2]} people", f"abc {number} xyz", language) == []
        assert len(found(f"{number} people", f"abc {number + 1} xyz", language)) == 1
        assert len(found(f"{number + 1} people", f"abc {word} xyz", language)) == 1


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("ru", "3 people, 5 of them women", "трое человек, пятеро из них женщины"),
        ("ru", "They went 2 times, 3 of them", "Ходили дважды, втроём"),
        ("ru", "2 of us saw the 4 and the 7", "нас двоих, тех четверых и семерых"),
        ("de", "1, and the 3 of them", "eins, und sie zu dritt"),
        ("it", "the 2 of them", "ambedue"),
        ("uk", "2 of them went 3 times", "двоє ходили тричі"),
        ("be", "2 of them went 3 times", "двое хадзілі тройчы"),
    ],
)
def test_words_for_so_many_together_count_as_well(language: str, source: str, target: str) -> None:
    assert found(source, target, language) == []


PEOPLE = [
    {
        "id": "m",
        "gender": "f",
        "name": {"en": "Maria Kolesnikova", "ru": "Мария Колесникова"},
        "name_forms": {"ru": {"gen": "Марии Колесниковой"}},
    },
    {"id": "li", "gender": "m", "name": {"en": "Li", "ru": "Ли"}},
]


def test_a_name_occurs_in_any_of_its_forms() -> None:
    said = "Maria Kolesnikova and Li"
    assert found(said, "дело Марии Колесниковой и Ли", "ru", people=PEOPLE) == []
    assert found(said, "дело М. Колесниковой и Ли", "ru", people=PEOPLE) == []
    (missing,) = found("Ms Kolesnikova", "дело её подруги", "ru", people=PEOPLE)
    assert missing.startswith("texts.background.ru: The name “Maria Kolesnikova” of the source")


def test_an_organisation_is_asked_for_where_its_whole_name_stands() -> None:
    names = {"en": "Free Russia House", "ru": "Дом свободной России"}
    signatories = [{"name": names}]
    assert found("a house in Russia", "город", "ru", signatories=signatories) == []
    said = "the Free Russia House says"
    assert found(said, "в «Доме свободной России»", "ru", signatories=signatories) == []
    assert len(found(said, "в доме", "ru", signatories=signatories)) == 1


def test_a_name_that_the_source_does_not_mention_is_not_asked_for() -> None:
    assert found("Nobody.", "Никто.", "ru", people=PEOPLE) == []


def test_a_text_without_translation_is_not_compared() -> None:
    campaign = {"title": {"en": "7 people"}}
    assert found("a", "b", "de", **campaign) == []


def test_figures_have_one_form_for_all_languages() -> None:
    text = "40 000 personnes, 2,5 %, 361-1, 1 300 et 2020-2021"
    assert [value for value, _ in figures(text, locale("fr"))] == [
        "40000",
        "2.5",
        "361-1",
        "1300",
        "2020",
        "2021",
    ]


def test_dates_are_read_as_far_as_they_are_named() -> None:
    text = "On 7 September, in July 2021 and on May 3, 2020, he may march"
    assert [date for date, _ in dates(text, locale("en"))] == [
        Date(7, 9, 0),
        Date(0, 7, 2021),
        Date(3, 5, 2020),
    ]


def test_a_long_text_is_compared_in_a_moment() -> None:
    source, target = (
        "On 7 May 2020, 40,000 people. " * 600,
        "Am 7. Mai 2020 40.000 Menschen. " * 600,
    )
    assert found(source, target, "de") == []
    assert found("1" * 19_000 + " thousand", "1 " * 9_000, "de")
