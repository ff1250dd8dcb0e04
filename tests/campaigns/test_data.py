"""A campaign and its plain data."""

from __future__ import annotations

import datetime
import json
import pickle
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.model import Campaign, Charge, Forms
from advocacy.errors import CampaignError, Problem

from .strategies import CAMPAIGNS

BOUNDED = settings(
    derandomize=True,
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
LEAST: dict[str, Any] = {
    "slug": "letter-2020",
    "appeal": "letter-to-prosecutor",
    "source": "en",
    "languages": ["en", "de"],
    "date": "2020-11-17",
}


A_SLUG = (
    "At most 80 lower-case letters (a to z), digits and single hyphens are expected here,"
    " such as “joint-statement-2021”."
)


def mistakes(**changes: Any) -> list[str]:
    """The problems of the least campaign with some changes."""
    with pytest.raises(CampaignError) as caught:
        from_data({**LEAST, **changes}, name="a.toml")
    return [str(problem) for problem in caught.value.problems]


@given(CAMPAIGNS)
@BOUNDED
def test_every_campaign_survives_plain_data(campaign: Campaign) -> None:
    assert from_data(to_data(campaign)) == campaign


@given(CAMPAIGNS)
@BOUNDED
def test_every_campaign_survives_json(campaign: Campaign) -> None:
    written = json.dumps(to_data(campaign), default=datetime.date.isoformat)
    read = from_data(json.loads(written))
    assert to_data(read) == to_data(campaign)


def test_a_campaign_with_nothing_but_its_head_is_valid() -> None:
    assert to_data(from_data(LEAST)) == {**LEAST, "date": datetime.date(2020, 11, 17)}


def test_a_campaign_can_be_sent_to_another_process() -> None:
    campaign = from_data({**LEAST, "title": {"en": "A"}, "facts": {"years": 3}})
    assert pickle.loads(pickle.dumps(campaign)) == campaign  # noqa: S301 - its own bytes


def test_every_mistake_is_named_at_once_with_its_place_counted_from_one() -> None:
    found = mistakes(
        slug="Letter 2020",
        source="English",
        addressees=[
            {"office": {"de": "Generalstaatsanwalt"}},
            {"office": {"de": 7}, "gendre": "f"},
        ],
        people=[{"id": "maria", "gender": "w"}],
        date="17.11.2020",
    )
    assert found == [
        f"slug: {A_SLUG}",
        "source: A language such as “de” or “sr-Latn” is expected here.",
        "date: A date such as 2021-07-14 is expected here.",
        "people[1].gender: One of these is expected here: f, m.",
        "addressees[2].gendre: This key is not known; “gender” is probably meant.",
        "addressees[2].office.de: A text in quotation marks is expected here.",
    ]


def test_the_error_says_whose_campaign_it_is_and_how_many_mistakes_it_has() -> None:
    with pytest.raises(CampaignError, match=r"a\.toml cannot be read; mistakes: 1"):
        from_data({**LEAST, "colour": "red"}, name="a.toml")


def test_an_unknown_key_without_a_near_one_lists_the_known_ones() -> None:
    assert mistakes(sender={"xyzzy": 1}) == [
        "sender.xyzzy: This key is not known; known are: gender, name, function, address, email."
    ]


@pytest.mark.parametrize("key", ["slug", "appeal", "source", "languages", "date"])
@pytest.mark.parametrize("absent", [None, "", "absent"])
def test_a_required_value_that_is_absent_is_missing(key: str, absent: str | None) -> None:
    data = {**LEAST, key: absent}
    if absent == "absent":
        del data[key]
    with pytest.raises(CampaignError) as caught:
        from_data(data)
    assert [str(problem) for problem in caught.value.problems] == [f"{key}: This is missing."]


def test_a_required_value_of_spaces_is_missing() -> None:
    assert mistakes(slug="   ") == ["slug: This is missing."]


def test_empty_texts_are_the_same_as_absent_ones() -> None:
    campaign = from_data({**LEAST, "title": {"en": "A", "de": "  "}, "texts": {"a": {"de": ""}}})
    assert to_data(campaign)["title"] == {"en": "A"}
    assert not campaign.texts


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (True, "A date, a whole number, a text, a text per language or a list of charges"),
        (1.5, "A date, a whole number, a text, a text per language or a list of charges"),
        (datetime.datetime(2020, 1, 1, 12), "A date such as"),
        ("2020-02-30", "There is no such day"),
        (2**53, "This number is too large"),
        (-1, "A number cannot be below zero here; take the minus sign away."),
        ([{"name": {"de": "x"}}], "This is missing"),
    ],
)
def test_a_fact_of_another_kind_is_refused(value: object, sentence: str) -> None:
    (found,) = mistakes(facts={"arrest": value})
    assert found.startswith("facts.arrest")
    assert sentence in found


def test_facts_are_read_by_the_kind_of_their_value() -> None:
    campaign = from_data(
        {
            **LEAST,
            "facts": {
                "arrest": "2020-09-07",
                "years": 11,
                "case": "No. 7",
                "court": {"de": "Gericht"},
                "charges": [{"article": "361", "name": {"en": "Calls"}}],
            },
        }
    )
    assert campaign.facts == {
        "arrest": datetime.date(2020, 9, 7),
        "years": 11,
        "case": "No. 7",
        "court": {"de": "Gericht"},
        "charges": (Charge(article="361", name={"en": "Calls"}),),
    }


def test_the_forms_of_a_name_stand_beside_their_confirmation() -> None:
    forms = {"ru": {"gen": "Марии", "confirmed": True}}
    person = {"id": "maria", "gender": "f", "name_forms": forms}
    campaign = from_data({**LEAST, "people": [person]})
    assert campaign.people[0].name_forms["ru"] == Forms(forms={"gen": "Марии"}, confirmed=True)
    assert to_data(campaign)["people"] == [person]


def test_nothing_is_counted_below_zero() -> None:
    def milestones(count: int) -> list[dict[str, object]]:
        return [{"count": count, "date": "2021-07-14"}]

    assert mistakes(milestones=milestones(-10)) == [
        "milestones[1].count: A number cannot be below zero here; take the minus sign away."
    ]
    assert from_data({**LEAST, "milestones": milestones(0)}).milestones[0].count == 0


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"languages": ["de", "fr", "de"]}, "languages[3]: “de” stands here twice."),
        ({"languages": "de"}, "languages: A list is expected here."),
        ({"title": "A"}, "title: A text per language is expected here"),
        ({"texts": "A"}, "texts: A table is expected here."),
        (
            {"title": {"DE": "A"}},
            "title.DE: A language such as “de” or “sr-Latn” is expected here.",
        ),
        ({"texts": {"Über": {}}}, "texts.Über: A name of lower-case letters"),
        ({"country": "by"}, "country: The code of a country is written in capitals: “BY”."),
        ({"country": "XX"}, "country: The two-letter code of a country is expected here"),
        ({"options": {"justified": 1}}, "options.justified: “true” or “false” is expected here."),
        ({"options": {"signature_columns": True}}, "options.signature_columns: One of these"),
        ({"options": {"accent": "red"}}, "options.accent: A colour such as “#1d4e89” is expected"),
        ({"sender": {"email": "a@b.org, c@d.org"}}, "sender.email: One e-mail address is expected"),
        ({"place": {"de": "Berlin\nMinsk"}}, "place.de: This has to stand in one line."),
        ({"place": {"de": "x" * 1001}}, "place.de: This has 1001 characters; at most 1000"),
        ({"title": {"de": "a\u202eb"}}, "title.de: There is a character that turns the direction"),
        ({"options": {"logos": [{"data": "%%"}]}}, "options.logos[1].data: A picture in base64"),
        ({"options": {"logos": [{"data": "AAAA"}]}}, "options.logos[1].data: A logo is a PNG"),
        ({"people": 3}, "people: A list is expected here."),
        ({"demands": [{}] * 10_001}, "demands: At most 10000 entries are possible here."),
        ({"phrases": ["Demand release"]}, "phrases[1]: The key of a phrase is expected here"),
        (
            {"basis": {"texts.a.de": "x"}},
            'basis."texts.a.de": Digests of twelve hexadecimal digits',
        ),
        ({"a\nb": 1}, '"a\\\\nb": This key is not known; known are: slug'),
    ],
)
def test_a_value_of_the_wrong_form_is_refused_at_its_place(changes: Any, found: str) -> None:
    (mistake,) = mistakes(**changes)
    assert mistake.startswith(found.replace("\\\\", "\\"))


@pytest.mark.parametrize("data", [None, [], "text", 3])
def test_data_that_is_no_table_is_refused(data: object) -> None:
    with pytest.raises(CampaignError):
        from_data(data)


KEYS = st.sampled_from(
    [
        *("slug", "title", "de", "people", "id", "facts", "years", "options", "logos", "data"),
        *("confirmed", "name_forms", "basis", "texts", "demands", "article", "date"),
        *("x", "", "a.b", "\x00"),
    ]
)
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.dates()
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.one_of(KEYS, st.sampled_from(sorted(LEAST))), ANYTHING))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_whatever_the_data_holds_it_is_read_or_refused_with_places(data: dict[str, Any]) -> None:
    refused: tuple[Problem, ...] = ()
    try:
        campaign = from_data({**LEAST, **data})
    except CampaignError as error:
        refused = error.problems
    assert refused or from_data(to_data(campaign)) == campaign


def test_thousands_of_unknown_keys_are_refused_in_a_moment() -> None:
    assert len(mistakes(**{f"key{number}": 1 for number in range(5_000)})) == 5_000
