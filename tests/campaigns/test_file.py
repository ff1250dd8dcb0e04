"""The campaign file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from advocacy.campaigns.file import parse_campaign, read_campaign, write_campaign
from advocacy.campaigns.model import Campaign
from advocacy.errors import CampaignError

from .strategies import CAMPAIGNS

WRITTEN = '''\
slug = "letter-2020"
appeal = "letter-to-prosecutor"
source = "en"
languages = ["en", "de"]
date = 2020-11-17
title.en = "On the case of “M”"
title.de = "Zum Fall „M“"
country = "BY"
phrases = ["demand.release", "legal.iccpr19"]

[[people]]
id = "maria"
gender = "f"
name.en = "Maria"
name.ru = "Мария"
name_forms.ru.gen = "Марии"
name_forms.ru.confirmed = true

[facts]
arrest = 2020-09-07

[[facts.charges]]
article = "361"
name.en = "Calls to harm national security"

[[addressees]]
title = "prosecutor-general"
gender = "m"
address.en = """
22 International Street
Minsk"""

[texts]
background.en = """
First paragraph.

Second paragraph."""

[options]
prompt = true
'''


def test_a_file_is_written_as_a_person_would_write_it() -> None:
    assert write_campaign(parse_campaign(WRITTEN, "a.toml")) == WRITTEN


@given(CAMPAIGNS)
@settings(
    derandomize=True,
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_every_campaign_survives_its_file(campaign: Campaign) -> None:
    written = write_campaign(campaign)
    assert parse_campaign(written, "a.toml") == campaign
    assert write_campaign(parse_campaign(written, "a.toml")) == written


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + WRITTEN.replace("\n", "\r\n").encode())
    assert write_campaign(read_campaign(path)) == WRITTEN


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"slug = 'a'\nappeal = \n", "a.toml:2: TOML does not allow what stands at character "),
        (
            b"slug = 'a'\nslug = 'b'\n",
            "a.toml:2: TOML does not allow what stands at character ",
        ),
        (b"slug = 'a\x07'\n", "a.toml:1: TOML does not allow what stands at character "),
        (b"slug = [1,\n", "a.toml:2: The file ends too early: something is not closed."),
        (
            b"slug = 'a'\ntitle.de = '\xfc'\n",
            "a.toml:2: The file is not in UTF-8; please save it in",
        ),
        (b"a = " + b"[" * 5000, "a.toml: Values are nested too deeply"),
        (b"a = " + b"9" * 5000, "a.toml: Values are nested too deeply, or a number is too long"),
    ],
)
def test_a_file_that_is_no_toml_is_refused_in_a_sentence_with_its_line(
    content: bytes, found: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(
        CampaignError, match=r"^The file a\.toml is not a campaign file\."
    ) as caught:
        read_campaign(path)
    assert str(caught.value.problems[0]).startswith(found)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match=r"The file b\.toml cannot be opened: No such file"):
        read_campaign(tmp_path / "b.toml")


def test_a_folder_is_no_campaign_file(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="cannot be opened: Is a directory"):
        read_campaign(tmp_path)
