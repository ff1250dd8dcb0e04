"""Campaigns with those who endorsed them, and the stores of what is public."""

from __future__ import annotations

from dataclasses import replace

from advocacy.campaigns.data import to_data
from advocacy.campaigns.endorsements import Endorsement, joined
from advocacy.store import Stored
from advocacy.store.endorsements import Endorsements
from advocacy.store.signing import Signing
from advocacy.web.desk import campaign_of, desk

__all__ = ["endorsements", "left_out", "signing", "with_endorsements"]


def endorsements() -> Endorsements:
    """Return the endorsements of the application that answers."""
    return Endorsements(desk().store.engine)


def signing() -> Signing:
    """Return the public side of the endorsements."""
    return Signing(desk().store.engine)


def with_endorsements(stored: Stored) -> Stored:
    """Return a campaign with those among its signatories who endorsed the text as it is now.

    Nothing of it is stored: the campaign's own text stays as its organisers wrote it.
    """
    agreed = endorsements().agreed(stored.slug, stored.data)
    if not agreed:
        return stored
    return replace(stored, data=to_data(joined(campaign_of(stored), agreed)))


def left_out(stored: Stored) -> tuple[Endorsement, ...]:
    """Return who confirmed another text than the present one, and stands in no document of it."""
    confirmed = tuple(one for one in endorsements().all(stored.slug) if one.state == "confirmed")
    if not confirmed:
        return ()
    agreed = {one.number for one in endorsements().agreed(stored.slug, stored.data)}
    return tuple(one for one in confirmed if one.number not in agreed)
