"""Names of letters: by a pattern, one for each, and possible on every system."""

from __future__ import annotations

import pytest

from advocacy.errors import RefusedError
from advocacy.production.file_names import PATTERN, check_pattern, file_name
from advocacy.production.people import Recipient


def named(pattern: str, name: str, number: int = 7) -> str:
    check_pattern(pattern)
    person = Recipient(number, name, "", "ru", "", 1)
    return file_name(pattern, person, extension="pdf")


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        (PATTERN, "Анна Примерова-Йованович", "000007-анна-примерова-йованович.ru.pdf"),
        (PATTERN, "../../etc/passwd", "000007-etc-passwd.ru.pdf"),
        (PATTERN, "…", "000007-letter.ru.pdf"),
        ("{number}", "Anna", "000007.pdf"),
        ("Brief ({language}) {number}", "Anna", "Brief (ru) 000007.pdf"),
    ],
)
def test_a_pattern_names_the_files(pattern: str, name: str, expected: str) -> None:
    assert named(pattern, name) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "{name}",
        "letter",
        "{number}/{name}",
        "..{number}",
        "{number}\\{name}",
        "{number}:{name}",
        "{number}{title}",
        "{number!r}",
        "{number:>99999}",
        "con.{number}",
        "{number}{name}{name}",
        "{name}{number}" + "я" * 80,
        "{number}" + "a" * 100,
    ],
)
def test_a_pattern_without_number_or_with_what_a_system_forbids_is_refused(pattern: str) -> None:
    with pytest.raises(RefusedError, match=r"cannot name the files: it needs \{number\}"):
        check_pattern(pattern)


def test_two_people_of_one_name_have_two_files() -> None:
    assert named(PATTERN, "Anna", 1) != named(PATTERN, "Anna", 2)


def test_the_longest_name_fits_every_file_system() -> None:
    made = named("{number} {name} {language} " + "я" * 20, "𐐷" * 200, number=10**19)
    assert 150 < len(made.encode()) <= 255
