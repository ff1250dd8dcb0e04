"""Campaigns as hypothesis draws them: everything the model can hold, nothing it refuses."""

from __future__ import annotations

import datetime
import unicodedata
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from advocacy.campaigns import model as m

LANGUAGES = st.sampled_from(["en", "de", "fr", "ru", "sr-Latn", "pt-BR"])
CHARACTERS = st.sampled_from([*"abcXYZ äßéЖж'\"\\#=[]{}%.,;:*_-–\u00a0\u00ad\u202f\u2011„“«»’😀"])
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}([_-][a-z0-9]{1,4})?", fullmatch=True)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)


def _usable(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


LINE = st.text(CHARACTERS, min_size=1, max_size=30).map(_usable).filter(bool)
LINES = (
    st.lists(st.one_of(LINE, st.just("")), min_size=1, max_size=4)
    .map("\n".join)
    .map(_usable)
    .filter(bool)
)
DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
COUNTRIES = st.sampled_from(["", "BY", "UA", "DE"])
GENDERS = st.sampled_from([None, "f", "m"])


def table(keys: Any, values: Any, *, least: int = 0) -> Any:
    return st.dictionaries(keys, values, min_size=least, max_size=3).map(MappingProxyType)


LOCAL, LOCAL_LINES = table(LANGUAGES, LINE), table(LANGUAGES, LINES)
FORMS = st.builds(
    m.Forms, forms=table(NAMES.filter("confirmed".__ne__), LINE, least=1), confirmed=st.booleans()
)
NAME_FORMS = table(LANGUAGES, FORMS)


def several(values: Any) -> Any:
    return st.lists(values, max_size=3).map(tuple)


CHARGES = st.lists(st.builds(m.Charge, article=LINE, name=LOCAL), min_size=1, max_size=2).map(tuple)
FACTS = st.one_of(
    DATES, st.integers(0, 2**53 - 1), LINES, table(LANGUAGES, LINES, least=1), CHARGES
)
PEOPLE = st.lists(
    st.builds(
        m.Person,
        id=SLUGS,
        gender=st.sampled_from(["f", "m"]),
        name=LOCAL,
        name_forms=NAME_FORMS,
        about=LOCAL,
    ),
    max_size=3,
    unique_by=lambda person: person.id,
).map(tuple)
ADDRESSEE = st.builds(
    m.Addressee,
    title=st.one_of(st.just(""), SLUGS),
    gender=GENDERS,
    office=LOCAL,
    office_forms=NAME_FORMS,
    name=LOCAL,
    name_forms=NAME_FORMS,
    address=LOCAL_LINES,
    country=COUNTRIES,
    email=st.sampled_from(["", "info@example.org"]),
    salutation=LOCAL,
)
OPTIONS = st.builds(
    m.Options,
    order=st.sampled_from(["name", "country", "initiators", "entered"]),
    countries=st.booleans(),
    signature_columns=st.sampled_from([0, 1, 2, 3]),
    window=st.sampled_from(["", "right"]),
    accent=st.sampled_from(["", "#1d4e89"]),
    organisation=LOCAL,
)
CAMPAIGNS = st.builds(
    m.Campaign,
    slug=SLUGS,
    appeal=SLUGS,
    source=LANGUAGES,
    languages=st.lists(LANGUAGES, unique=True, max_size=4).map(tuple),
    date=DATES,
    title=LOCAL_LINES,
    place=LOCAL,
    reference=st.one_of(st.just(""), LINE),
    country=COUNTRIES,
    people=PEOPLE,
    facts=table(NAMES, FACTS),
    addressees=several(ADDRESSEE),
    copies=several(ADDRESSEE),
    sender=st.builds(m.Sender, gender=GENDERS, name=LOCAL, address=LOCAL_LINES),
    texts=table(NAMES, table(LANGUAGES, LINES, least=1)),
    phrases=st.sampled_from([(), ("demand.release", "legal.iccpr19")]),
    demands=several(st.builds(m.Demand, text=LOCAL_LINES)),
    quotes=several(st.builds(m.QuoteEntry, text=LOCAL_LINES, speaker=LOCAL, function=LOCAL)),
    events=several(st.builds(m.EventEntry, text=LOCAL_LINES, place=LOCAL, country=COUNTRIES)),
    milestones=several(st.builds(m.MilestoneEntry, count=st.integers(1, 10**6), date=DATES)),
    enclosures=several(LOCAL_LINES),
    signatories=several(
        st.builds(
            m.Signatory,
            name=LOCAL,
            acronym=st.one_of(st.just(""), LINE),
            tier=st.sampled_from(["initiator", "supporter"]),
            article=LOCAL,
        )
    ),
    note=LOCAL_LINES,
    options=OPTIONS,
    basis=st.sampled_from([{}, {"texts.a.de": "0123456789ab 0123456789ac"}]).map(MappingProxyType),
    former=st.sampled_from([{}, {"0123456789ab": "Old\ntext"}]).map(MappingProxyType),
)
