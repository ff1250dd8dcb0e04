"""One person's letter: what is remembered of translations goes with the texts it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advocacy.campaigns.places import changed
from advocacy.campaigns.saving import saved
from advocacy.campaigns.staleness import stale
from advocacy.production.letters import personal
from advocacy.production.people import Recipient
from advocacy.production.workshop import Workshop
from tests.production import merging


def recipient(addressee: int) -> Recipient:
    return Recipient(
        number=1, name="Anna Beispiel", address="Lindenweg 7", language="de",
        sentence="Ich unterrichte Musik.", addressee=addressee,
    )  # fmt: skip


@pytest.fixture
def campaign():
    """A letter as the desk saves it, to two officials with offices of their own."""
    one = merging.campaign()
    second = replace(one.addressees[0], office={tag: f"{tag} office" for tag in one.languages})
    return saved(None, replace(one, addressees=(*one.addressees, second)))


@pytest.mark.parametrize("addressee", [1, 2])
def test_a_letter_to_any_of_the_officials_is_as_fresh_as_its_campaign(
    workshop: Workshop, campaign, addressee: int
):
    letter = personal(campaign, recipient(addressee))
    assert stale(letter, "de") == ()
    assert letter.addressees == campaign.addressees[addressee - 1 : addressee]
    assert not any(place.startswith(("sender.", "addressees[2]")) for place in letter.basis)


@pytest.mark.parametrize("addressee", [1, 2])
def test_an_outdated_office_holds_back_the_letters_to_that_official_alone(campaign, addressee: int):
    edited = saved(campaign, changed(campaign, {"addressees[2].office.en": "Another office"}))
    found = stale(personal(edited, recipient(addressee)), "de")
    assert [one.path for one in found] == (["addressees[1].office"] if addressee == 2 else [])
