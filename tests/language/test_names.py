"""Forms of names are suggested; a person is warned wherever the engine is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from advocacy.language.locale import Collation, Initials, Locale, Names, StoredForm
from advocacy.language.locale_file import read_locale
from advocacy.language.names import initials, split_name, suggest
from tests.language.conftest import LOCALES

GOLDEN = Path(__file__).parents[1] / "golden"
Locales = Callable[[str], Locale]


def russian() -> Locale:
    return read_locale(LOCALES / "ru")


GIVEN = (
    "Володимир Андрій Дмитро Олексій Іван Максим Олександра Леся Олег Надія Микола "
    "Станіслав Роман Ігор Людмила Марія Тарас Наталія Ольга Віктор Катерина Юлія"
)


def ukrainian() -> Locale:
    """A locale as a translator would write it; only its names matter here."""
    cases = {
        "gen": "genitive",
        "dat": "dative",
        "acc": "accusative",
        "ins": "ablative",
        "loc": "locative",
        "voc": "vocative",
    }
    base = russian()
    forms = {form: StoredForm(label=form, of=("person",)) for form in cases}
    names = Names(
        suggest="shevchenko",
        cases=cases,
        patronymic=re.compile(".+(?:ович|івна)"),
        doubtful=re.compile(".*(?:ок|ець|єць)"),
        given=frozenset(GIVEN.split()),
    )
    return replace(
        base,
        grammar=replace(base.grammar, forms=forms),
        names=names,
        initials=Initials(),
        collation=Collation(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    )


LANGUAGES = {"ru": russian, "uk": ukrainian}


@dataclass(frozen=True)
class Row:
    """One name of the table: its forms, each as the engine has it and as it should be."""

    name: str
    gender: str
    warned: tuple[str, ...]
    forms: tuple[tuple[str, str, str], ...]


def rows(tag: str) -> Iterator[Row]:
    text = (GOLDEN / f"names.{tag}.txt").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[fm] )", text)[1:]:
        head, *lines = block.strip().split("\n")
        name, _, warned = head[2:].partition(" ! ")
        forms = []
        for line in lines:
            form, _, texts = line.strip().partition(" ")
            said, _, right = texts.strip().partition(" ≠ ")
            forms.append((form, said, right or said))
        yield Row(name.strip(), head[0], tuple(warned.split()), tuple(forms))


@pytest.mark.parametrize(
    ("tag", "row"),
    [pytest.param(tag, row, id=f"{tag}-{row.name}") for tag in LANGUAGES for row in rows(tag)],
)
def test_the_table_of_real_names_shows_what_the_engine_says(tag: str, row: Row) -> None:
    suggestion = suggest(row.name, row.gender, LANGUAGES[tag]())  # type: ignore[arg-type]
    assert {form: said for form, said, _ in row.forms} == dict(suggestion.forms)
    assert tuple(each.key.removeprefix("names.") for each in suggestion.warnings) == row.warned


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_name_that_the_engine_gets_wrong_carries_a_warning(tag: str) -> None:
    wrong = [row for row in rows(tag) if any(said != right for _, said, right in row.forms)]
    assert [row.name for row in wrong if not row.warned] == []


def test_the_table_has_at_least_sixty_names_and_the_hard_ones() -> None:
    names = [f"{tag} {row.name}" for tag in LANGUAGES for row in rows(tag)]
    assert len(names) == len(set(names))
    assert len(names) >= 60
    for hard in (
        "Кара-Мурза",
        "Дедок",
        "Змитер",
        "Хадижа",
        "Жан-Клод",
        "Заяц",
        "Мазурок",
        "Кулеша",
    ):
        assert any(hard in name for name in names), hard


def test_an_addressee_gets_surname_before_initials_in_the_dative(locale: Locales) -> None:
    forms = suggest("Андрей Иванович Швед", "m", locale("ru"), of="addressee").forms
    assert forms["address"] == "Шведу\u00a0А.\u00a0И."
    assert forms["dat"] == "Андрею Ивановичу Шведу"
    assert suggest("Елена Швед", "f", locale("ru"), of="addressee").forms["address"] == (
        "Швед\u00a0Е."
    )


@pytest.mark.parametrize(
    ("name", "given", "patronymic", "surname"),
    [
        ("Андрей Иванович Швед", "Андрей", "Иванович", "Швед"),
        ("Швед Андрей Иванович", "Андрей", "Иванович", "Швед"),
        ("Андрей Иванович Мацкевич", "Андрей", "Иванович", "Мацкевич"),
        ("Валентин Стефанович", "Валентин", "", "Стефанович"),
        ("Швед Андрей", "Андрей", "", "Швед"),
        ("Швед", "", "", "Швед"),
        ("Мария", "Мария", "", ""),
    ],
)
def test_a_name_is_split_into_its_parts(
    locale: Locales, name: str, given: str, patronymic: str, surname: str
) -> None:
    parts, _ = split_name(name, locale("ru"))
    assert (parts.given, parts.patronymic, parts.surname) == (given, patronymic, surname)


def test_suggested_forms_keep_the_order_in_which_the_name_was_written(locale: Locales) -> None:
    forms = suggest("Швед Андрей Иванович", "m", locale("ru")).forms
    assert forms["gen"] == "Шведа Андрея Ивановича"


def test_initials_stand_on_one_line_with_the_surname(locale: Locales) -> None:
    assert initials("Дмитрий Юрьевич Гора", locale("ru")) == "Д.\u00a0Ю.\u00a0Гора"
    assert initials("Жан-Клод Юнкер", locale("ru"), surname_first=True) == "Юнкер\u00a0Ж.-К."


def test_a_name_in_other_letters_or_of_one_word_is_pointed_out(locale: Locales) -> None:
    keys = [each.key for each in suggest("Maria Kalesnikava", "f", locale("ru")).warnings]
    assert "names.letters" in keys
    keys = [each.key for each in suggest("Швед", "m", locale("ru")).warnings]
    assert keys == ["names.words"]


def test_a_language_without_an_engine_suggests_nothing(locale: Locales) -> None:
    assert suggest("Anna Müller", "f", locale("de")).forms == {}
