"""A small letter and a small statement, as values."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from advocacy.campaigns.model import (
    Addressee,
    Campaign,
    Demand,
    Forms,
    Person,
    Sender,
    Signatory,
)

WOMAN = Person(
    id="anna",
    gender="f",
    name={"en": "Anna Krol", "de": "Anna Krol", "ru": "Анна Король"},
    name_forms={"ru": Forms(forms={"acc": "Анну Король", "gen": "Анны Король"})},
)
MAN = Person(id="jan", gender="m", name={"en": "Jan Beck", "de": "Jan Beck"})
OFFICIAL = Addressee(
    title="prosecutor-general",
    gender="m",
    office={"en": "Prosecutor General", "de": "Generalstaatsanwalt"},
    name={"en": "Ivan Stone", "de": "Ivan Stein"},
    address={"en": "1 Main Street\n220030 Minsk", "de": "1 Main Street\n220030 Minsk"},
    country="BY",
)


def made(**changes: Any) -> Campaign:
    """A letter for one woman, complete in English."""
    values: dict[str, Any] = {
        "slug": "letter",
        "appeal": "letter-to-prosecutor",
        "source": "en",
        "languages": ("en", "de"),
        "date": datetime.date(2026, 9, 7),
        "place": {"en": "Geneva", "de": "Genf"},
        "country": "BY",
        "people": (WOMAN,),
        "facts": {"detained_on": datetime.date(2026, 9, 1)},
        "addressees": (OFFICIAL,),
        "sender": Sender(name={"en": "Mary Roe", "de": "Mary Roe"}),
        "phrases": ("opening.detention", "request.reply"),
        "demands": (Demand(phrase="demand.release"), Demand(text={"en": "answer", "de": "…"})),
    }
    return Campaign(**(values | changes))


@pytest.fixture
def letter() -> Campaign:
    return made()


@pytest.fixture
def statement() -> Campaign:
    return made(
        slug="statement",
        appeal="joint-statement",
        title={"en": "Free them"},
        texts={"preamble": {"en": "First.\n\nSecond, *with stress*."}},
        phrases=(),
        signatories=(
            Signatory(name={"en": "Zebra"}, country="UA", tier="initiator"),
            Signatory(name={"en": "“Meadow”"}, country="PL"),
            Signatory(name={"en": "Beta"}, country="UA", tier="initiator"),
            Signatory(name={"ru": "Вясна"}, language="ru", country="BY"),
        ),
    )
