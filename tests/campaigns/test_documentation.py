"""docs/campaign-file.md and the model say the same."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from advocacy.campaigns import model
from advocacy.campaigns.data import to_data
from advocacy.campaigns.file import parse_campaign, write_campaign
from advocacy.campaigns.markdown import blocks

PAGE = (Path(__file__).parents[2] / "docs" / "campaign-file.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
KINDS = [
    kind
    for kind in vars(model).values()
    if dataclasses.is_dataclass(kind) and kind is not model.Forms
]


def documented(kind: str) -> list[str]:
    """The fields in the table under the heading of one dataclass."""
    section = PAGE.split(f"### {kind}\n")[1].split("\n### ")[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_of_the_model_is_documented_in_its_order(kind: type) -> None:
    names = [field.name for field in dataclasses.fields(kind)]
    assert sorted(documented(kind.__name__)) == sorted(names)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_required_field_is_said_to_be_required(kind: type) -> None:
    section = PAGE.split(f"### {kind.__name__}\n")[1].split("\n### ")[0]
    said = set(re.findall(r"^\| `(\w+)` \| \*\*Required\.", section, re.MULTILINE))
    without_default = {
        field.name
        for field in dataclasses.fields(kind)
        if field.default is field.default_factory is dataclasses.MISSING
        and field.type != model.Localized
    }
    assert said == without_default


def test_the_example_is_a_campaign_that_survives_its_file() -> None:
    assert EXAMPLE
    campaign = parse_campaign(EXAMPLE[1], "example.toml")
    assert parse_campaign(write_campaign(campaign), "again.toml") == campaign
    assert len(blocks(campaign.texts["background"]["de"], "")) == 2


def test_the_example_shows_every_field_that_a_person_writes() -> None:
    assert EXAMPLE
    for kind in KINDS:
        for field in dataclasses.fields(kind):
            if field.name not in ("basis", "former", "name_forms"):
                assert re.search(rf"\b{field.name}\b", EXAMPLE[1]), field.name


def test_the_example_names_two_languages_of_every_text() -> None:
    assert EXAMPLE
    data = to_data(parse_campaign(EXAMPLE[1], "example.toml"))
    assert data["title"].keys() == data["note"].keys() == {"en", "de"}
