"""A bad campaign file is refused with its place and a sentence, and nothing is made of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from advocacy.campaigns.data import from_data
from advocacy.campaigns.file import read_campaign
from advocacy.errors import AdvocacyError, CampaignError
from tests.hostile.bad_campaigns import BROKEN, WRONG
from tests.hostile.fields import MINIMAL


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_campaign_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    content, where, key = BROKEN[name]
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(CampaignError) as refusal:
        read_campaign(path)
    (problem,) = refusal.value.problems
    assert (problem.where, problem.message.key) == (where, key)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_named_with_its_place(name: str) -> None:
    lines, where, key = WRONG[name]
    with pytest.raises(AdvocacyError) as refusal:
        from_data({**MINIMAL, **tomllib.loads(lines)})
    found = {(problem.where, problem.message.key) for problem in refusal.value.problems}
    assert (where, key) in found


def test_the_least_campaign_is_right() -> None:
    assert from_data(MINIMAL).slug == "x"
