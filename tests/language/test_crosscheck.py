"""Nothing that the source states may get lost in a translation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advocacy.language.crosscheck import Lack, lacking, problems
from advocacy.language.inflection import Name
from advocacy.language.locale import Locale

Locales = Callable[[str], Locale]

SOURCE = (
    "On 7 September 2020 and again on 1 May 2021, 40,000 people were detained; two of them "
    "under Article 361. In 2020–2021, 1,800 cases and 3.5 per cent: see https://example.org/a?b=1."
)
TRANSLATIONS = {
    "de": "Am 7. September 2020 und wieder am 1. Mai 2021 wurden 40.000 Menschen gefasst, zwei "
    "nach Artikel 361. 2020–2021: 1800 Fälle und 3,5 Prozent, https://example.org/a?b=1.",
    "fr": "Le 7 septembre 2020 puis le 1er mai 2021, 40\u202f000 personnes ont été arrêtées, deux "
    "selon l’article 361. En 2020–2021, 1\u00a0800 cas et 3,5\u00a0% (https://example.org/a?b=1).",
    "it": "Il 7 settembre 2020 e il 1º maggio 2021 sono state fermate 40.000 persone, due per "
    "l’art. 361. Nel 2020-2021, 1.800 casi e il 3,5 per cento: https://example.org/a?b=1",
    "ru": "7 сентября 2020 года и 01.05.2021 задержали 40 тысяч человек, двоих по статье 361. "
    "В 2020—2021 годах — 1800 случаев и 3,5 процента: https://example.org/a?b=1.",
}


@pytest.mark.parametrize("key", TRANSLATIONS)
def test_figures_dates_and_links_are_found_in_the_format_of_each_language(
    locale: Locales, key: str
) -> None:
    assert lacking(SOURCE, TRANSLATIONS[key], locale("en"), locale(key)) == ()
    assert lacking(TRANSLATIONS[key], SOURCE, locale(key), locale("en")) == ()


@pytest.mark.parametrize(
    ("old", "new", "lack"),
    [
        ("40.000", "14.000", Lack("figure", "40,000")),
        ("361", "316", Lack("figure", "361")),
        ("3,5", "5,3", Lack("figure", "3.5")),
        ("7. September", "8. September", Lack("date", "7 September 2020")),
        ("1. Mai 2021", "1. Mai 2012", Lack("date", "1 May 2021")),
        (
            "https://example.org/a?b=1",
            "https://example.org",
            Lack("link", "https://example.org/a?b=1"),
        ),
    ],
)
def test_what_is_missing_is_named_as_the_source_writes_it(
    locale: Locales, old: str, new: str, lack: Lack
) -> None:
    changed = TRANSLATIONS["de"].replace(old, new)
    assert changed != TRANSLATIONS["de"]
    assert lacking(SOURCE, changed, locale("en"), locale("de")) == (lack,)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("de", "drei Menschen"),
        ("fr", "trois personnes"),
        ("it", "tre persone"),
        ("ru", "трёх человек"),
    ],
)
def test_a_small_figure_may_be_spelt_out(locale: Locales, key: str, text: str) -> None:
    assert lacking("3 people", text, locale("en"), locale(key)) == ()
    assert lacking("4 people", text, locale("en"), locale(key)) == (Lack("figure", "4"),)


def test_a_date_may_leave_out_its_year_and_american_order_is_understood(locale: Locales) -> None:
    assert lacking("on 9 August 2020", "am 9. August", locale("en"), locale("de")) == ()
    assert lacking("on August 9, 2020", "am 9. August 2020", locale("en"), locale("de")) == ()


def test_a_name_is_found_in_any_of_its_forms(locale: Locales) -> None:
    pair = (
        Name("Maria Kalesnikava"),
        Name("Мария Колесникова", forms={"acc": "Марию Колесникову"}),
    )
    found = lacking("Kalesnikava is free", "Колесникову освободили", locale("en"), locale("ru"),
                    names=[pair])  # fmt: skip
    assert found == ()
    lost = lacking("Kalesnikava is free", "Её освободили", locale("en"), locale("ru"), names=[pair])
    assert lost == (Lack("name", "Maria Kalesnikava"),)
    unnamed = lacking("She is free", "Её освободили", locale("en"), locale("ru"), names=[pair])
    assert unnamed == ()


def test_a_warning_names_both_places(locale: Locales) -> None:
    (problem,) = problems(
        ("texts.background.en", "23 people", locale("en")),
        ("texts.background.de", "32 Menschen", locale("de")),
    )
    assert problem.warning
    assert str(problem) == ("texts.background.de: “23” from texts.background.en is missing here.")
