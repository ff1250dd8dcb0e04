"""Where words are divided: as pyphen divides them, with patterns read when they are needed."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pyphen
import pytest

WORDS = {
    "be_BY": "праваабаронцы незаконна пераследуюць затрыманых",
    "en_GB": "organisations unconditionally imprisonment defenders",
    "fr": "immédiatement inconditionnellement défenseures emprisonnement",
    "hu_HU": "asszonnyal emberi jogvédők azonnali szabadlábra",
    "it_IT": "immediatamente incondizionatamente difensori",
    "ru_RU": "правозащитников безоговорочно преследование",
}


@pytest.mark.parametrize("name", WORDS)
def test_words_are_divided_where_pyphen_divides_them(
    part: Callable[[str], ModuleType], name: str
) -> None:
    patterns_of = part("patterns").patterns_of
    plain = pyphen.HyphDict(pyphen.LANGUAGES[name])
    places = {word: patterns_of(name).positions(word) for word in WORDS[name].split()}
    assert places == {word: plain.positions(word) for word in WORDS[name].split()}
    assert any(places.values())


@pytest.mark.parametrize("name", ["be_BY", "en_GB", "fr", "it_IT", "ru_RU"])
def test_no_pattern_is_read_otherwise_than_by_pyphen(
    part: Callable[[str], ModuleType], name: str
) -> None:
    plain, ours = pyphen.HyphDict(pyphen.LANGUAGES[name]), part("patterns").patterns_of(name)
    read = {letters: ours.patterns.get(letters) for letters in plain.patterns}
    assert read == plain.patterns
