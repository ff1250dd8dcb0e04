"""From a place in a campaign to the step, the field and the language it is mended in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from advocacy.store.paths import Path, parse

__all__ = ["FIRST_STEP", "Place", "anchor", "place_of"]

FIRST_STEP = "about"
STEP_OF = {
    "people": "people",
    "facts": "people",
    "addressees": "addressees",
    "copies": "addressees",
    "sender": "addressees",
    "texts": "text",
    "phrases": "text",
    "quotes": "text",
    "events": "text",
    "milestones": "text",
    "enclosures": "text",
    "note": "text",
    "demands": "demands",
    "signatories": "signatories",
    "options": "look",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A step of the form, the anchor of a field in it, and the language to show beside."""

    step: str
    anchor: str
    language: str = ""


def anchor(where: str) -> str:
    """Return a path as an HTML id: ``addressees[2].office.de`` becomes addressees-2-office-de."""
    return re.sub(r"[^\w-]+", "-", where).strip("-")


def place_of(where: str, languages: Iterable[str]) -> Place | None:
    """Return where a problem is mended; None where the path is not one of a campaign."""
    try:
        path: Path = parse(where)
    except ValueError:
        return None
    if not path:
        return None
    step = STEP_OF.get(str(path[0]), FIRST_STEP)
    # Indices are no languages, and neither is the first key.
    named = [one for one in path[1:] if one in set(languages)]
    return Place(step, anchor(where), str(named[-1]) if named else "")
