"""Signatories that may be the same one twice."""

from __future__ import annotations

import pytest

from advocacy.campaigns.duplicates import merged, proposals
from advocacy.campaigns.model import Signatory


def named(*names: str, language: str = "en") -> list[Signatory]:
    return [Signatory(name={language: name}) for name in names]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Truth Hounds", "TRUTH HOUNDS", "duplicates.equal"),
        ("NGO “Docudays”", "Docudays", "duplicates.equal"),
        ("Libereco e.V.", "Libereco", "duplicates.equal"),
        ("Fédération Été", "Federation Ete", "duplicates.equal"),
        ("Весна", "Vesna", "duplicates.equal"),
        ("Human Rights House Foundation", "HRHF", "duplicates.initials"),
        ("Center for Civil Liberties", "Centre for Civil Liberties", "duplicates.alike"),
        ("Human Rights Centre Viasna", "Human Rights Center “Viasna”", "duplicates.alike"),
    ],
)
def test_near_duplicates_are_proposed_with_a_reason(one: str, other: str, reason: str) -> None:
    (merge,) = proposals(named(one, other))
    assert (merge.first, merge.second, merge.reason.key) == (0, 1, reason)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Truth Hounds", "Truth and Justice"),
        ("Human Rights House Chernihiv", "Human Rights House Crimea"),
        ("ZMINA", "OPORA"),
        ("Blue Bird", "Active Civil Position"),
    ],
)
def test_different_organisations_are_not_proposed(one: str, other: str) -> None:
    assert proposals(named(one, other)) == ()


def test_a_translated_name_is_known_by_the_acronym_or_by_any_language() -> None:
    present = Signatory(name={"en": "Spring", "ru": "Весна"}, acronym="HRC")
    by_acronym = Signatory(name={"de": "Menschenrechtszentrum"}, acronym="hrc")
    by_language = Signatory(name={"ru": "«Весна»"})
    found = proposals([present, by_acronym, by_language])
    assert [(m.first, m.second, m.reason.key) for m in found] == [
        (0, 1, "duplicates.acronym"),
        (0, 2, "duplicates.equal"),
    ]


def test_sections_in_different_countries_are_different() -> None:
    sections = [Signatory(name={"de": "Libereco"}, country=code) for code in ("DE", "CH")]
    assert proposals(sections) == ()


def test_an_accepted_merge_loses_no_name_and_keeps_the_higher_tier() -> None:
    one = Signatory(name={"en": "Spring"}, acronym="S")
    other = Signatory(name={"en": "SPRING", "de": "Frühling"}, country="BY", tier="initiator")
    assert merged([one, other], proposals([one, other])) == (
        Signatory(
            name={"en": "Spring", "de": "Frühling"}, acronym="S", country="BY", tier="initiator"
        ),
    )


def test_a_refused_merge_leaves_both() -> None:
    entries = named("A One", "a one", "Other")
    assert merged(entries, ()) == tuple(entries)


def test_a_chain_of_merges_ends_in_the_first() -> None:
    entries = [*named("Truth Hounds", "TRUTH HOUNDS", "“Truth Hounds”"), *named("Other")]
    assert [s.name["en"] for s in merged(entries, proposals(entries))] == ["Truth Hounds", "Other"]


def test_ten_thousand_names_are_compared_in_seconds() -> None:
    entries = named(
        *(f"Organisation of {n % 100}{'abcdefghij'[n % 10] * 5} town{n}" for n in range(10_000))
    )
    assert len(proposals([*entries, *named("organisation of 0aaaaa TOWN0")])) >= 1
