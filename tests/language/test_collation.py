"""Names are sorted as the reader's alphabet has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from advocacy.language.collation import sort_key
from advocacy.language.locale import Collation, Locale

ORDERS = {
    "en": ["«Alpha»", "Amnesty 2", "Amnesty International", "Église", "Zebra", "Вясна"],
    "de": [
        "17. Mai", "Ahorn", "Ähre", "„Libera“", "Libereco", "Muller", "Müller", "Muller-Thurgau",
        "Österreich", "Ostrow", "Weiß", "Weisz", "Zollner", "Zöllner",
    ],
    "fr": [
        "cote", "coté", "côte", "Élysée", "« Liberté »", "Ligue des droits", "Œuvre", "Oiseau",
        "Zola",
    ],
    "it": ["Città", "Citta di Roma", "Èlite", "«Noi»", "Però", "Zia"],
    "ru": [
        "«Вясна»", "Вяснова", "Евсеев", "Ежов", "Елкин", "Ёлкин", "Жук", "Иванов", "Йод",
        "Колесников Мирон", "Колесникова Мария", "Правозащитный центр «А»", "Щукин", "Amnesty",
    ],
}  # fmt: skip


@pytest.mark.parametrize("key", ORDERS)
def test_names_stand_in_the_order_of_the_language(
    locale: Callable[[str], Locale], key: str
) -> None:
    # Neither of these starts is in order.
    for mixed in (ORDERS[key][::-1], ORDERS[key][::2] + ORDERS[key][1::2]):
        assert sorted(mixed, key=sort_key(locale(key))) == ORDERS[key]


@pytest.mark.parametrize(
    ("alphabet", "order"),
    [
        ("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", ["Гончар", "Ґалаґан", "Ева", "Єва", "Їжак", "Йосип"]),
        ("абвгдеёжзійклмнопрстуўфхцчшыьэюя", ["Ермак", "Ёлкін", "Іваноў", "Уладзь", "Ўладзь"]),
        (
            "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
            ["Czech", "Ćwik", "Lukas", "Łukasz", "Źrebak", "Żak"],
        ),
    ],
)
def test_any_alphabet_of_a_locale_file_is_followed(
    locale: Callable[[str], Locale], alphabet: str, order: list[str]
) -> None:
    other = replace(locale("en"), collation=Collation(alphabet=alphabet))
    mixed = order[::2] + order[1::2]
    assert sorted(mixed, key=sort_key(other)) == order


def test_a_legal_form_before_a_name_in_quotation_marks_does_not_count(
    locale: Callable[[str], Locale],
) -> None:
    names = ["Гонар", "НПО «Вясна»", "Агенцтва"]
    assert sorted(names, key=sort_key(locale("ru"))) == ["Агенцтва", "НПО «Вясна»", "Гонар"]
