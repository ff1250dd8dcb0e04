"""Every text field of the model × every class of nasty string: kept to the letter, or refused."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.file import parse_campaign, write_campaign
from advocacy.campaigns.model import Campaign
from advocacy.errors import CampaignError
from tests.hostile.fields import FIELDS, KEYS, Field
from tests.hostile.strings import NASTY, Nasty


def taken(data: dict[str, Any]) -> Campaign | CampaignError:
    try:
        return from_data(data)
    except CampaignError as error:
        return error


def value_at(data: Any, field: Field) -> Any:
    for step in field.path:
        data = data[step]
    return data


def composed(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).strip()


def must_be_kept(field: Field, nasty: Nasty) -> bool:
    """Whether the field is for any words of this length and number of lines."""
    text = composed(nasty.text)
    one_line = field.lines or "\n" not in text
    return field.free and not nasty.refused and one_line and len(text) <= field.longest


def fault(field: Field, nasty: Nasty) -> str:
    """Say what is wrong with the answer to one string in one field."""
    answer = taken(field.data(nasty.text))
    if isinstance(answer, Campaign):
        if nasty.refused:
            return "taken"
        kept = value_at(to_data(answer), field)
        again = parse_campaign(write_campaign(answer), "again.toml")
        return "" if kept == composed(nasty.text) and again == answer else f"became {kept!r:.60}"
    if must_be_kept(field, nasty):
        return f"refused: {answer}"
    places = {problem.where for problem in answer.problems}
    said = all(problem.message.text.strip().endswith(".") for problem in answer.problems)
    return "" if places == {str(field)} and said else f"named {places}"


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_a_text_is_kept_to_the_letter_or_refused_at_its_place(field: Field) -> None:
    found = {nasty.name: fault(field, nasty) for nasty in NASTY}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("field", KEYS, ids=str)
def test_a_name_that_is_no_name_is_refused_and_shown_safely(field: Field) -> None:
    for nasty in NASTY:
        answer = taken(field.data(nasty.text, as_key=True))
        assert isinstance(answer, CampaignError), nasty.name
        shown = str(answer)
        assert not any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in shown if sign != "\n")
        assert len(shown) < 1_000, nasty.name


def test_the_walk_finds_the_fields_of_every_part_of_a_campaign() -> None:
    places = {str(field) for field in FIELDS}
    assert len(places) > 60
    assert {
        "slug", "title.en", "people[1].name.en", "people[1].name_forms.en.gen", "facts.name",
        "facts.name.en", "facts.name[1].article", "texts.name.en", "options.logos[1].data",
        "sender.gender", "former.name", "enclosures[1].en",
    } <= places  # fmt: skip
