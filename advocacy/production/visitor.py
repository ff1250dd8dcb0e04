"""Production: a visitor's own letter, from a campaign's frozen text and a few words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from advocacy.campaigns.model import Campaign
from advocacy.production.letters import personal
from advocacy.production.people import Recipient

__all__ = ["BY_HAND", "Visitor", "letter_of"]

BY_HAND = "…" * 12
"""Stands for a name that is not typed: a line to write on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """What a visitor typed; only the language is certain to be there."""

    language: str
    sentence: str = ""
    name: str = ""
    address: str = ""
    place: str = ""


def letter_of(
    campaign: Campaign, visitor: Visitor, today: datetime.date, copy: int = 0
) -> Campaign:
    """Return the campaign as this visitor's letter of today.

    ``copy`` chooses the addressee: 0 is the letter itself, 1 the first of those who receive a
    copy, which then is a letter of its own with its own address and salutation.
    """
    recipient = Recipient(
        number=1,
        name=visitor.name or BY_HAND,
        address=visitor.address,
        sentence=visitor.sentence,
        language=visitor.language,
        addressee=1,
    )
    # Nothing is compared with its source any more: that was done before the text was frozen.
    letter = replace(personal(campaign, recipient), date=today, basis={}, former={})
    if visitor.place:
        letter = replace(letter, place={**campaign.place, visitor.language: visitor.place})
    if copy:
        letter = replace(letter, addressees=campaign.copies[copy - 1 : copy], copies=())
    return letter
