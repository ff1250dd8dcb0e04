"""What is remembered changes nothing: a document is as if composed for the first time."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType

import pytest

from advocacy import resources
from advocacy.appeals.compose import compose
from advocacy.appeals.memory import Memory
from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.model import Campaign, Options, Sender
from advocacy.production.workshop import Workshop

EMPTY = {str: "", tuple: (), MappingProxyType: MappingProxyType({})}
KEPT = {"slug", "appeal", "source", "languages", "date"}


def changed(campaign: Campaign) -> list[Campaign]:
    """The campaign with each of its parts taken away, and with some others."""
    parts = {each.name: getattr(campaign, each.name) for each in fields(campaign)}
    return (
        [
            replace(campaign, **{name: EMPTY[type(value)]})  # type: ignore[arg-type]
            for name, value in parts.items()
            if name not in KEPT and type(value) in EMPTY and value
        ]
        + [
            replace(campaign, sender=Sender(name={"de": "Anna"})),
            replace(campaign, options=Options(prompt=True, countries=False)),
            replace(campaign, addressees=campaign.addressees[::-1]),
            replace(campaign, people=campaign.people[:1]),
            replace(campaign, texts={**campaign.texts, "personal": {"de": "Ich bin Lehrerin."}}),
        ]
    )


@pytest.mark.parametrize("path", resources.examples(), ids=lambda path: path.stem)
@pytest.mark.parametrize("tag", ["de", "ru"])
def test_after_any_change_the_document_is_as_if_composed_for_the_first_time(
    workshop: Workshop, path: Path, tag: str
) -> None:
    campaign = read_campaign(path)
    recipe, language = workshop.recipe(campaign.appeal), workshop.languages.get(tag)
    memory = Memory()
    variants = changed(campaign)
    assert len(variants) > 10
    for each in (campaign, *variants, campaign, *reversed(variants)):
        assert compose(each, recipe, language, memory) == compose(each, recipe, language)


def test_a_part_that_reads_the_same_is_not_made_again(workshop: Workshop) -> None:
    campaign = read_campaign(resources.examples()[0])
    recipe, language = workshop.recipe(campaign.appeal), workshop.languages.get("de")
    memory = Memory()
    first = compose(campaign, recipe, language, memory).document
    second = compose(replace(campaign, phrases=()), recipe, language, memory).document
    kept = [block for block in second.blocks if any(block is one for one in first.blocks)]
    assert 0 < len(kept) < len(first.blocks)
