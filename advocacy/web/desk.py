"""What every page works with: the store, the workshop, and campaigns between the two."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, current_app, session

from advocacy.campaigns.data import from_data
from advocacy.campaigns.model import Campaign
from advocacy.errors import AdvocacyError, Problem
from advocacy.production.workshop import Workshop
from advocacy.store import Store, Stored

__all__ = ["Desk", "attachment", "author", "campaign_of", "desk", "readiness"]


@dataclass(frozen=True, slots=True)
class Desk:
    """The store and the workshop of one application."""

    store: Store
    workshop: Workshop


def desk() -> Desk:
    """Return the desk of the application that answers this request."""
    found: Desk = current_app.extensions["advocacy"]
    return found


def author() -> str:
    """Return the name that this browser's person typed in, or nothing."""
    return str(session.get("author", ""))


def campaign_of(stored: Stored) -> Campaign:
    """Return a stored campaign as the model's values."""
    return from_data(stored.data)


def attachment(data: bytes, media_type: str, name: str) -> Response:
    """Answer with a file to keep."""
    response = Response(data, mimetype=media_type)
    # Slugs, languages and extensions are plain ASCII: nothing in the name needs quoting.
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def readiness(campaign: Campaign) -> dict[str, tuple[Problem, ...]]:
    """What each language version still needs; a language that is gone is a problem itself."""
    workshop = desk().workshop
    found: dict[str, tuple[Problem, ...]] = {}
    for language in campaign.languages:
        try:
            found[language] = workshop.readiness(campaign, language)
        except AdvocacyError as error:
            found[language] = error.problems or (Problem("languages", error.message),)
    return found
