"""What every page works with: the store, the workshop, and campaigns between the two."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from flask import Response, current_app, session
from markupsafe import Markup

from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.model import Campaign
from advocacy.errors import AdvocacyError, Problem
from advocacy.language.languages import Language
from advocacy.production.workshop import Workshop
from advocacy.store import Edition, Outbox, Store, Stored
from advocacy.store.repository import canonical
from advocacy.store.values import Data
from advocacy.web.access import account, scope

__all__ = [
    "Desk",
    "attachment",
    "author",
    "campaign_of",
    "desk",
    "parsed",
    "readiness",
    "readiness_of",
    "readiness_of_edition",
]

MOST_KNOWN = 3_000


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, the workshop and the mail of one application."""

    store: Store
    workshop: Workshop
    outbox: Outbox
    mails: bool = False
    """Whether a mail server is set up: without one, people are told instead."""
    known: dict[tuple[str, str], tuple[Language, tuple[Problem, ...]]] = field(default_factory=dict)
    """Readiness by campaign and language: the list of campaigns asks for all of them."""
    drawn: dict[tuple[object, ...], tuple[Language, Markup]] = field(default_factory=dict)
    """Frozen texts as HTML: everybody who signs reads the same one."""
    packs: dict[str, bytes] = field(default_factory=dict)
    """Packs that were made before the eyes of somebody who has not fetched them yet."""


def desk() -> Desk:
    """Return the desk of the application that answers this request."""
    found: Desk = current_app.extensions["advocacy"]
    seen = scope()
    return found if seen is None else replace(found, store=found.store.within(seen))


def author() -> str:
    """Return the account's name, or the one that this browser's person typed in, or nothing."""
    if asking := account():
        return asking.name
    return str(session.get("author", ""))


def campaign_of(stored: Stored) -> Campaign:
    """Return a stored campaign as the model's values."""
    return parsed(stored.data)


def parsed(data: Data) -> Campaign:
    """Return plain data as the model's values; raises CampaignError with all that is wrong."""
    return _parsed(canonical(data))


# A page and the pictures on it ask for the same campaign a dozen times.
@lru_cache(maxsize=32)
def _parsed(content: str) -> Campaign:
    return from_data(json.loads(content))


def attachment(data: bytes, media_type: str, name: str) -> Response:
    """Answer with a file to keep."""
    response = Response(data, mimetype=media_type)
    # Slugs, languages and extensions are plain ASCII: nothing in the name needs quoting.
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def readiness(campaign: Campaign) -> dict[str, tuple[Problem, ...]]:
    """What each language version still needs; a language that is gone is a problem itself."""
    mark = hashlib.sha256(canonical(to_data(campaign)).encode()).hexdigest()
    return {tag: _readiness(lambda: campaign, tag, mark) for tag in campaign.languages}


def readiness_of(stored: Stored) -> dict[str, tuple[Problem, ...]]:
    """Do what `readiness` does, without reading a campaign that has not changed since."""
    mark = f"{stored.slug} {stored.version} {stored.changed.isoformat()}"
    return {
        tag: _readiness(lambda: campaign_of(stored), tag, mark) for tag in stored.data["languages"]
    }


def readiness_of_edition(edition: Edition) -> dict[str, tuple[Problem, ...]]:
    """Do what `readiness` does for a frozen text, which never changes."""
    mark = f"edition {edition.digest}"
    tags = edition.data["languages"]
    return {tag: _readiness(lambda: parsed(edition.data), tag, mark) for tag in tags}


def _readiness(campaign: Callable[[], Campaign], tag: str, mark: str) -> tuple[Problem, ...]:
    workshop, known = desk().workshop, desk().known
    try:
        language = workshop.languages.get(tag)
        found = known.get((mark, tag))
        # A language whose files have changed is another value.
        if found is None or found[0] is not language:
            if len(known) >= MOST_KNOWN:
                known.clear()
            found = known[mark, tag] = (language, workshop.readiness(campaign(), tag))
    except AdvocacyError as error:
        return error.problems or (Problem("languages", error.message),)
    return found[1]
