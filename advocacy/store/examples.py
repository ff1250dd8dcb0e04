"""On the first start: the example campaigns that come with the program."""

from __future__ import annotations

from advocacy import resources
from advocacy.campaigns.data import to_data
from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.saving import saved
from advocacy.store.repository import Store
from advocacy.store.values import Stored

__all__ = ["load_examples"]


def load_examples(store: Store) -> tuple[Stored, ...]:
    """Keep every example whose name is not taken yet; return those that were added."""
    taken = {stored.slug for stored in store.campaigns()}
    campaigns = map(read_campaign, reversed(resources.examples()))
    new = (saved(None, one) for one in campaigns if one.slug not in taken)
    return tuple(store.create(to_data(one)) for one in new)
