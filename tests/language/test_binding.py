"""Where a line must not break: the words and figures that each language keeps together."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given

from advocacy.errors import ResourceError
from advocacy.language.binding import bound, bound_pieces, loose
from advocacy.language.locale import Locale
from advocacy.language.locale_file import read_locale
from tests.language.conftest import locale_text
from tests.language.test_typography import ALL, LETTERS, WORDS, st

Locales = Callable[[str], Locale]

# ⍽ stands for a no-break space.
CASES = [
    ("ru", "В Минске и в Бресте, о суде", "В⍽Минске и⍽в⍽Бресте, о⍽суде"),
    ("ru", "«К свободе» (с ней и без)", "«К⍽свободе» (с⍽ней и⍽без)"),
    ("ru", "17 мая 2021 г., статья 19, № 5", "17⍽мая 2021⍽г., статья⍽19, №⍽5"),
    ("ru", "17 мая. 5 лет! 2021 года", "17⍽мая. 5⍽лет! 2021⍽года"),
    ("ru", "А. и то, и это; он сам и Я", "А. и⍽то, и⍽это; он сам и⍽Я"),
    ("de", "17. Mai 2021, § 5, Art. 5, 5 Jahre", "17.⍽Mai 2021, §⍽5, Art.⍽5, 5⍽Jahre"),
    ("de", "die Art. Nach 3 Mai", "die Art. Nach 3⍽Mai"),
    ("en", "On 17 May 2021, Article 19 and p. 5", "On 17⍽May 2021, Article⍽19 and p.⍽5"),
    ("en", "He said no. May I, 5, May it?", "He said no. May I, 5, May it?"),
    ("fr", "Le 17 mai 2021 et 1er mai, art. 5", "Le 17⍽mai 2021 et 1er⍽mai, art.⍽5"),
    ("it", "17 maggio 2021, 1º maggio, art. 5", "17⍽maggio 2021, 1º⍽maggio, art.⍽5"),
    ("ru", "https://a.org/ и `в коде`", "https://a.org/ и⍽`в коде`"),
]


@pytest.mark.parametrize(("key", "text", "expected"), CASES)
def test_what_belongs_together_stays_in_one_line(
    locale: Locales, key: str, text: str, expected: str
) -> None:
    done = bound(text, locale(key).typography.binding)
    assert done.replace("\u00a0", "⍽") == expected
    assert loose(done) == text


def test_a_month_in_bold_stays_with_its_day(locale: Locales) -> None:
    pieces = ["с 17 ", "мая", " и ", "до"]
    assert bound_pieces(pieces, locale("ru").typography.binding) == [
        "с\u00a017\u00a0", "мая", " и\u00a0", "до",
    ]  # fmt: skip


@pytest.mark.parametrize("key", sorted(ALL))
@given(text=LETTERS | WORDS, pieces=st.lists(LETTERS, min_size=1, max_size=4))
def test_only_spaces_change_and_once_is_enough(key: str, text: str, pieces: list[str]) -> None:
    binding = ALL[key].typography.binding
    done = bound(text, binding)
    assert bound(done, binding) == done
    assert loose(done) == loose(text)
    assert "".join(bound_pieces(pieces, binding)) == bound("".join(pieces), binding)


@pytest.mark.parametrize("key", sorted(ALL))
def test_every_language_keeps_the_days_of_its_months(key: str) -> None:
    for month in range(1, 13):
        day = format_date(datetime.date(2021, month, 17), "d MMMM", locale=ALL[key].code)
        assert bound(loose(day), ALL[key].typography.binding) == day.replace(" ", "\u00a0")


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    place = tmp_path / "xx"
    place.mkdir()
    text = locale_text("ru").replace("before_number =", "before_numbers =")
    (place / "locale.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        read_locale(place)
    assert "is “before_number” meant?" in str(caught.value.problems[0].message)
