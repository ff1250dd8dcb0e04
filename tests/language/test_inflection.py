"""A sentence is made from wording and values."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from advocacy.errors import WordingError
from advocacy.language.inflection import Name, Names, names_in, parse, render
from advocacy.language.locale import Locale

Locales = Callable[[str], Locale]

MARIA = Name(
    "Мария Колесникова",
    agreement="f",
    forms={"acc": "Марию Колесникову", "loc": "Марии Колесниковой", "ins": "Марией Колесниковой"},
    where="people[1].name_forms.ru",
)
ALES = Name(
    "Алесь Беляцкий",
    agreement="m",
    forms={"acc": "Алеся Беляцкого", "loc": "Алесе Беляцком"},
    where="people[2].name_forms.ru",
)
SVETLANA = Name("Светлана", agreement="f", forms={"ins": "Светланой", "loc": "Светлане"})


def test_a_name_appears_in_the_form_that_the_wording_asks_for(locale: Locales) -> None:
    assert render("освободить {person}[acc]", {"person": MARIA}, locale("ru")) == (
        "освободить Марию Колесникову"
    )


def test_each_name_of_a_list_is_inflected(locale: Locales) -> None:
    both = {"person": Names((MARIA, ALES))}
    assert render("освободить {person}[acc]", both, locale("ru")) == (
        "освободить Марию Колесникову и Алеся Беляцкого"
    )
    french = Names((Name("Ales Bialiatski"), Name("Maria Kalesnikava"), Name("Iryna")))
    assert render("la libération {person}[de]", {"person": french}, locale("fr")) == (
        "la libération d’Ales Bialiatski, de Maria Kalesnikava et d’Iryna"
    )


@pytest.mark.parametrize(
    ("classes", "said"),
    [
        (["f"], "détenue"),
        (["m"], "détenu"),
        (["f", "f"], "détenues"),
        (["m", "m"], "détenus"),
        (["f", "m"], "détenus"),
        (["", "f"], "détenus"),
    ],
)
def test_words_agree_with_one_woman_one_man_several_women_and_a_mixed_group(
    locale: Locales, classes: list[str], said: str
) -> None:
    people = Names(tuple(Name("X", agreement=each) for each in classes))
    wording = "[person: f=détenue|m=détenu|fpl=détenues|mpl=détenus]"
    assert render(wording, {"person": people}, locale("fr")) == said


def test_a_class_without_text_of_its_own_falls_back_to_the_nearest(locale: Locales) -> None:
    women = {"person": Names((Name("A", agreement="f"), Name("B", agreement="f")))}
    assert render("[person: pl=are|other=is]", women, locale("en")) == "are"
    assert render("[person: f=a|other=b]", women, locale("en")) == "b"
    assert render("[person: f=a|other=b]", {"person": Name("A", "m")}, locale("en")) == "b"


def test_a_class_without_any_text_is_an_error_that_shows_the_selection(locale: Locales) -> None:
    with pytest.raises(WordingError, match=r"\[person: f=a\] has no text for “m”"):
        render("[person: f=a]", {"person": Name("A", "m")}, locale("en"))


def test_an_empty_option_takes_its_space_with_it(locale: Locales) -> None:
    wording = "[addressee: f=Frau|m=Herrn|other=] {name}"
    nobody = {"addressee": Name(""), "name": "Kanzlei"}
    assert render(wording, nobody, locale("de")) == "Kanzlei"
    assert render(f"An {wording}", nobody, locale("de")) == "An Kanzlei"
    assert render("Dear[addressee: f=|m=r] you", {"addressee": Name("", "f")}, locale("de")) == (
        "Dear you"
    )


def test_a_missing_form_names_the_place_where_it_belongs(locale: Locales) -> None:
    with pytest.raises(WordingError, match="родительный") as caught:
        render("{person}[gen]", {"person": MARIA}, locale("ru"))
    assert caught.value.problems[0].where == "people[1].name_forms.ru.gen"


def test_a_missing_form_with_a_fallback_is_the_name_itself(locale: Locales) -> None:
    office = {"office": Name("Generalstaatsanwalt", "m")}
    assert render("An den {office}[acc]", office, locale("de")) == "An den Generalstaatsanwalt"


def test_an_unknown_form_is_an_error_with_the_nearest_known_one(locale: Locales) -> None:
    with pytest.raises(WordingError, match="“accu” is not known here; is “acc” meant"):
        render("{office}[accu]", {"office": Name("X")}, locale("de"))


def test_a_missing_value_is_named(locale: Locales) -> None:
    with pytest.raises(WordingError, match="a value for “person”"):
        render("{person}", {}, locale("en"))


@pytest.mark.parametrize(
    ("article", "said"),
    [("la", "della Federazione"), ("l’", "dell’Federazione"), ("", "di Federazione")],
)
def test_a_preposition_is_joined_with_the_stored_article(
    locale: Locales, article: str, said: str
) -> None:
    organisation = Name("Federazione", article=article)
    assert render("{organisation}[di]", {"organisation": organisation}, locale("it")) == said


@pytest.mark.parametrize(
    ("office", "agreement", "said"),
    [
        ("Procuratore generale", "m", "Al Procuratore generale"),
        ("Ambasciatrice", "f", "All’Ambasciatrice"),
        ("Ministra", "f", "Alla Ministra"),
        ("Procura", "", "Procura"),
    ],
)
def test_a_preposition_is_joined_with_the_article_of_the_gender(
    locale: Locales, office: str, agreement: str, said: str
) -> None:
    assert render("{office}[al]", {"office": Name(office, agreement)}, locale("it")) == said


@pytest.mark.parametrize(
    ("key", "wording", "day", "said"),
    [
        ("it", "{date}[da]", 7, "dal 7 settembre 2020"),
        ("it", "{date}[da]", 8, "dall’8 settembre 2020"),
        ("it", "{date}[da]", 11, "dall’11 settembre 2020"),
        ("it", "{date}[da]", 18, "dal 18 settembre 2020"),
        ("it", "{date}[da]", 1, "dal 1º settembre 2020"),
        ("ru", "{date}[from]", 2, "со 2 сентября 2020 года"),
        ("ru", "{date}[from]", 3, "с 3 сентября 2020 года"),
        ("ru", "{date}[from]", 22, "с 22 сентября 2020 года"),
        ("fr", "le {date}", 1, "le 1er septembre 2020"),
        ("fr", "{date}[de]", 2, "du 2 septembre 2020"),
        ("de", "{date}", 1, "1. September 2020"),
        ("de", "{date}[numeric]", 1, "01.09.2020"),
        ("en", "{date}", 1, "1 September 2020"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(
    locale: Locales, key: str, wording: str, day: int, said: str
) -> None:
    written = render(wording, {"date": datetime.date(2020, 9, day)}, locale(key))
    # Where a line must not break inside of a date is the locale's own business.
    assert written.replace("\u00a0", " ") == said


def test_a_computed_form_can_stand_before_a_stored_one(locale: Locales) -> None:
    russian = locale("ru")
    assert render("{person}[about]", {"person": ALES}, russian) == "об Алесе Беляцком"
    assert render("{person}[about]", {"person": MARIA}, russian) == "о Марии Колесниковой"
    assert render("{person}[with]", {"person": SVETLANA}, russian) == "со Светланой"


def test_numbers_are_grouped_as_the_language_groups_them(locale: Locales) -> None:
    assert render("{n}", {"n": 40000}, locale("de")) == "40.000"
    assert render("{n}", {"n": 40000}, locale("en")) == "40,000"


def test_doubled_brackets_are_literal_and_values_are_never_read_as_wording(
    locale: Locales,
) -> None:
    assert render("{{a}} [[b]] {c}", {"c": "{d} [e: f=g]"}, locale("en")) == "{a} [b] {d} [e: f=g]"


@pytest.mark.parametrize("wording", ["{", "}", "a] b", "{per son}", "{person}[", "[person f=a]"])
def test_a_bracket_that_stands_alone_is_an_error(wording: str) -> None:
    with pytest.raises(WordingError, match="stands alone"):
        parse(wording)


@pytest.mark.parametrize("wording", ["[person: f]", "[person: f=a|f=b]", "[person: ]"])
def test_options_that_cannot_be_read_are_an_error(wording: str) -> None:
    with pytest.raises(WordingError, match="cannot be read"):
        parse(wording)


def test_the_names_in_wording_are_those_of_places_and_selections() -> None:
    assert names_in("{person}[acc] [addressee: f=a|other=b] {date}") == {
        "person",
        "addressee",
        "date",
    }
