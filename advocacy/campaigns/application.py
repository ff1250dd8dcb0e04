"""Before an endorsement is kept: what somebody filled in becomes an application, or is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from advocacy.campaigns import guard
from advocacy.campaigns.endorsements import SHOWN, Application, Shown
from advocacy.campaigns.logo import logo_type, without_metadata
from advocacy.campaigns.model import Signatory
from advocacy.campaigns.signatories import country_code
from advocacy.campaigns.spreadsheet import FORMULA
from advocacy.errors import Message, Problem, RefusedError, message

__all__ = ["name_fault", "read_application"]

LONGEST_NAME = 200
LONGEST_ACRONYM = 20
SHOUTED = 10  # letters: below it, words in capitals may be an acronym
MARKUP = re.compile(r"[<>{}\[\]\\`]|https?:|www\.|&\w+;", re.IGNORECASE)


def read_application(
    fields: Mapping[str, str], language: str, logo: bytes = b""
) -> tuple[Application, tuple[Problem, ...]]:
    """Read what was typed: ``name.<language>``, acronym, country, tier, shown, contact, email.

    ``language`` is that of the page. The problems name the fields; with any of them the
    application must not be kept. The address is for whoever sends mail to judge.
    """
    problems: list[Problem] = []
    names = {
        name.removeprefix("name."): _line(name, text, problems)
        for name, text in fields.items()
        if name.startswith("name.") and text.strip()
    }
    if not names:
        sentence = message("signing.no_name", "Please write the name of the organisation.")
        problems.append(Problem(f"name.{language}", sentence))
    picture = _logo(logo, problems)
    application = Application(
        signatory=Signatory(
            name=MappingProxyType(names),
            language=_original(names, fields.get("language", ""), language),
            acronym=_line("acronym", fields.get("acronym", ""), problems, LONGEST_ACRONYM),
            country=_country(fields.get("country", ""), language, problems),
            tier="initiator" if fields.get("tier") == "initiator" else "supporter",
        ),
        language=language,
        shown=_shown(fields.get("shown", "")),
        contact=_line("contact", fields.get("contact", ""), problems),
        email=fields.get("email", "").strip(),
        logo=picture,
        logo_type=logo_type(picture) if picture else "",
    )
    return application, tuple(problems)


def name_fault(text: str, longest: int = LONGEST_NAME) -> Message | None:
    """Say why a name cannot be published as it was typed, or None."""
    if len(text) > longest:
        return message(
            "signing.long", "At most {limit} characters are possible here.", limit=longest
        )
    return next((fault for wrong, fault in _rules(text) if wrong), None)


def _rules(text: str) -> Iterator[tuple[bool, Message]]:
    """Yield whether a name breaks a rule, and what to say then."""
    yield (
        any(sign in text for sign in "\n\r\t"),
        message("signing.line", "Please write this in one line."),
    )
    yield (
        FORMULA.match(text) is not None,
        message(
            "signing.formula",
            "Please begin with a letter or a figure: “{sign}” is neither.",
            sign=text[:1],
        ),
    )
    yield (
        MARKUP.search(text) is not None,
        message(
            "signing.markup",
            "Please write the name alone, without links, tags or signs such as < > [ ].",
        ),
    )
    yield (
        not any(map(str.isalpha, text)),
        message("signing.no_letters", "There are no letters in this."),
    )
    yield (
        _shouted(text),
        message(
            "signing.capitals",
            "Please write it as you would in a sentence, not in capitals alone. An acronym has a "
            "field of its own.",
        ),
    )


def _shouted(text: str) -> bool:
    letters = "".join(filter(str.isalpha, text))
    return len(letters) >= SHOUTED and letters.isupper() and " " in text


def _line(field: str, text: str, problems: list[Problem], longest: int = LONGEST_NAME) -> str:
    """Clean one line; nothing is repaired silently but spaces at its ends."""
    cleaned, faults = guard.examine(text.strip(" "))
    problems += [Problem(field, fault) for fault in faults]
    if cleaned and not faults and (fault := name_fault(cleaned, longest)):
        problems.append(Problem(field, fault))
    return cleaned


def _original(names: Mapping[str, str], chosen: str, page: str) -> str:
    """The language whose name stands in for those that are missing."""
    return next((tag for tag in (chosen, page) if tag in names), next(iter(names), page))


def _country(typed: str, language: str, problems: list[Problem]) -> str:
    """An organisation that works in many countries may leave it out."""
    code = country_code(typed.strip(), language) if typed.strip() else ""
    if typed.strip() and not code:
        sentence = message("signing.country", "This country is not known. Please choose one.")
        problems.append(Problem("country", sentence))
    return code


def _shown(typed: str) -> Shown:
    return next((one for one in SHOWN if one == typed), "full")


def _logo(data: bytes, problems: list[Problem]) -> bytes:
    """Let a picture through the guard; its metadata stay outside."""
    try:
        return without_metadata(data) if data else b""
    except RefusedError as error:
        problems += [Problem("logo", problem.message) for problem in error.problems]
        return b""
