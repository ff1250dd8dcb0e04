"""The libraries that inflect personal names, each by its own name; a locale chooses one.

Each is imported with the first name: documents hold forms that were confirmed long before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

__all__ = ["ENGINES", "Engine", "PersonName"]

Gender: TypeAlias = Literal["f", "m"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A personal name in its parts; a part that the person has not is empty."""

    given: str = ""
    patronymic: str = ""
    surname: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that are there: given name, patronymic, surname."""
        return tuple(part for part in (self.given, self.patronymic, self.surname) if part)


Engine: TypeAlias = Callable[[PersonName, Gender, str], PersonName]
"""Inflects a name for a gender into a grammatical case, which the engine names."""


def _pytrovich(name: PersonName, gender: Gender, case: str) -> PersonName:
    from pytrovich import enums  # noqa: PLC0415

    maker = _pytrovich_maker()
    sex = enums.Gender.FEMALE if gender == "f" else enums.Gender.MALE
    target = enums.Case[case.upper()]

    def part(kind: Any, text: str) -> str:
        return str(maker.make(kind, sex, target, text)) if text else ""

    return PersonName(
        given=part(enums.NamePart.FIRSTNAME, name.given),
        patronymic=part(enums.NamePart.MIDDLENAME, name.patronymic),
        surname=part(enums.NamePart.LASTNAME, name.surname),
    )


@cache
def _pytrovich_maker() -> Any:
    # Its rules are read from a file when it is made, hence late and once.
    from pytrovich.maker import PetrovichDeclinationMaker  # noqa: PLC0415

    return PetrovichDeclinationMaker()


def _shevchenko(name: PersonName, gender: Gender, case: str) -> PersonName:
    import shevchenko  # noqa: PLC0415

    fields = {
        "given_name": name.given,
        "patronymic_name": name.patronymic,
        "family_name": name.surname,
    }
    done = shevchenko.in_case(
        case,
        {field: text for field, text in fields.items() if text},
        gender="feminine" if gender == "f" else "masculine",
    )
    return PersonName(
        given=done.get("given_name", ""),
        patronymic=done.get("patronymic_name", ""),
        surname=done.get("family_name", ""),
    )


ENGINES: Mapping[str, tuple[Engine, frozenset[str]]] = {
    "pytrovich": (
        _pytrovich,
        frozenset({"genitive", "dative", "accusative", "instrumental", "prepositional"}),
    ),
    "shevchenko": (
        _shevchenko,
        frozenset({"genitive", "dative", "accusative", "ablative", "locative", "vocative"}),
    ),
}
"""Engines by name, with the cases that each of them knows."""
