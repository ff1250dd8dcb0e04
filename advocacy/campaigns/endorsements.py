"""Who signs in public: an endorsement as values, and how it joins a campaign's signatories."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from advocacy.campaigns.model import Campaign, Localized, Signatory

__all__ = [
    "SHOWN",
    "STATES",
    "Application",
    "Endorsement",
    "Shown",
    "State",
    "as_published",
    "initials",
    "joined",
]

State: TypeAlias = Literal["pending", "confirmed", "refused", "withdrawn"]
Shown: TypeAlias = Literal["full", "initials", "hidden"]
STATES: tuple[State, ...] = get_args(State)
SHOWN: tuple[Shown, ...] = get_args(Shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What a signatory filled in, cleaned.

    ``contact`` and ``email`` are never published and expire. ``consent`` is the sentence that was
    agreed to, as it stood on the page; ``language`` the one of the page, and of messages.
    ``logo`` is a picture that the guard has let through, or empty.
    """

    signatory: Signatory
    language: str
    shown: Shown = "full"
    contact: str = ""
    email: str = ""
    consent: str = ""
    logo: bytes = b""
    logo_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement:
    """One organisation's endorsement of one edition, as the store keeps it.

    ``edition`` and ``digest`` name the text that was agreed to. ``changed`` is when it came into
    its present state. ``verified`` is when a link that was sent to its address was used, ``asked``
    the later edition that it has been asked to confirm (0: none). ``logo`` is a media type.
    """

    number: int
    signatory: Signatory
    language: str
    shown: Shown
    contact: str
    email: str
    consent: str
    consented: datetime.datetime | None
    edition: int
    digest: str
    state: State
    reason: str
    changed: datetime.datetime
    verified: datetime.datetime | None
    asked: int
    logo: str


def joined(campaign: Campaign, endorsements: Iterable[Endorsement]) -> Campaign:
    """Return the campaign with those who endorsed it among its signatories.

    Those who do not want to be published are left out: the count in the text is that of the list.
    """
    published = (as_published(one) for one in endorsements if one.state == "confirmed")
    added = tuple(one for one in published if one is not None)
    return replace(campaign, signatories=(*campaign.signatories, *added))


def as_published(endorsement: Endorsement) -> Signatory | None:
    """Return what is published of an endorsement, or None."""
    signatory = endorsement.signatory
    match endorsement.shown:
        case "full":
            return signatory
        case "initials":
            name = {tag: initials(text) for tag, text in signatory.name.items()}
            return replace(signatory, name=MappingProxyType(name), acronym="", article=_none())
        case _:
            return None


def initials(name: str) -> str:
    """Return the first letters of a name's words: "Initiative «Свобода»" becomes "I. С."."""
    return "\u00a0".join(f"{word[0].upper()}." for word in re.findall(r"[^\W\d_]+", name))


def _none() -> Localized:
    return MappingProxyType({})
