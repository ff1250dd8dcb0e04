"""Reading a campaign: what a single text has to look like, by the field it stands in."""

from __future__ import annotations

import base64
import binascii
import difflib
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import babel

from advocacy.campaigns import guard
from advocacy.campaigns.logo import LARGEST_LOGO, logo_type
from advocacy.errors import Message, RefusedError, message

__all__ = ["RULES", "Rule", "language_fault", "name_fault", "nearest", "rule_of"]

Check: TypeAlias = Callable[[str], Message | None]

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
NAME = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
KEY = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
DIGESTS = re.compile(r"[0-9a-f]{12}( [0-9a-f]{12})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What holds for the text of one field: its length, line feeds, and a check of its form."""

    lines: bool = False
    longest: int = 1_000
    check: Check | None = None

    def examine(self, text: str) -> tuple[str, tuple[Message, ...]]:
        """Return the cleaned text and what is wrong with it."""
        cleaned, faults = guard.examine(text)
        if faults or not cleaned:
            return cleaned, faults
        if not self.lines and "\n" in cleaned:
            return cleaned, (message("campaign.one_line", "This has to stand in one line."),)
        if len(cleaned) > self.longest:
            return cleaned, (
                message(
                    "campaign.too_long",
                    "This has {count} characters; at most {limit} are possible.",
                    count=len(cleaned),
                    limit=self.longest,
                ),
            )
        fault = self.check(cleaned) if self.check else None
        return cleaned, (fault,) if fault else ()


class Base64Rule(Rule):
    """Base64 may be broken into lines, and is checked by what it holds."""

    __slots__ = ()

    def examine(self, text: str) -> tuple[str, tuple[Message, ...]]:
        """Return the base64 in one piece and what is wrong with the picture."""
        if len(text) > 2 * LARGEST_LOGO:
            return "", (message("logo.size", "A logo has at most 1 MB, and is not empty."),)
        joined = "".join(text.split())
        try:
            logo_type(base64.b64decode(joined, validate=True))
        except RefusedError as error:
            return joined, tuple(problem.message for problem in error.problems)
        except (binascii.Error, ValueError):
            return joined, (message("campaign.base64", "A picture in base64 is expected here."),)
        return joined, ()


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that was probably meant, or an empty string."""
    close = difflib.get_close_matches(name[:80].lower(), list(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def language_fault(tag: str) -> Message | None:
    """Say why a text is no language tag (BCP 47, as the folders under ``locales`` are named)."""
    if LANGUAGE.fullmatch(tag):
        return None
    return message("campaign.language", "A language such as “de” or “sr-Latn” is expected here.")


def name_fault(name: str) -> Message | None:
    """Say why a text cannot name a fact or a text."""
    if len(name) <= 80 and NAME.fullmatch(name):
        return None
    return message(
        "campaign.name",
        "A name of lower-case letters, digits, hyphens and underscores is expected here.",
    )


def _slug(text: str) -> Message | None:
    if guard.is_slug(text):
        return None
    return message(
        "campaign.slug",
        "At most 80 lower-case letters (a to z), digits and single hyphens are expected here,"
        " such as “joint-statement-2021”.",
    )


def _key(text: str) -> Message | None:
    if KEY.fullmatch(text):
        return None
    return message(
        "campaign.key", "The key of a phrase is expected here, such as “demand.release”."
    )


def _email(text: str) -> Message | None:
    if guard.is_email(text):
        return None
    return message("campaign.email", "One e-mail address is expected here.")


def _accent(text: str) -> Message | None:
    if re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        return None
    return message("campaign.accent", "A colour such as “#1d4e89” is expected here.")


def _digests(text: str) -> Message | None:
    if DIGESTS.fullmatch(text):
        return None
    return message("campaign.digests", "Digests of twelve hexadecimal digits are expected here.")


@functools.cache
def _countries() -> frozenset[str]:
    codes = map(str, babel.Locale("en").territories)
    return frozenset(code for code in codes if re.fullmatch("[A-Z]{2}", code))


def _country(text: str) -> Message | None:
    if text in _countries():
        return None
    if text.upper() in _countries():
        return message(
            "campaign.country_case",
            "The code of a country is written in capitals: “{near}”.",
            near=text.upper(),
        )
    return message("campaign.country", "The two-letter code of a country is expected here (“BY”).")


LINES = Rule(lines=True, longest=guard.LONGEST_TEXT)
ONE_LINE = Rule()
SLUG, KEY_RULE, COUNTRY = Rule(check=_slug), Rule(check=_key), Rule(check=_country)
EMAIL, LANGUAGE_RULE = Rule(check=_email), Rule(check=language_fault)

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "Campaign.slug": SLUG,
        "Campaign.appeal": SLUG,
        "Campaign.source": LANGUAGE_RULE,
        "Campaign.languages": LANGUAGE_RULE,
        "Campaign.title": LINES,
        "Campaign.country": COUNTRY,
        "Campaign.facts": LINES,
        "Campaign.texts": LINES,
        "Campaign.phrases": KEY_RULE,
        "Campaign.enclosures": LINES,
        "Campaign.note": LINES,
        "Campaign.basis": Rule(longest=guard.LONGEST_TEXT, check=_digests),
        "Campaign.former": LINES,
        "Person.id": SLUG,
        "Addressee.title": SLUG,
        "Addressee.address": LINES,
        "Addressee.country": COUNTRY,
        "Addressee.email": EMAIL,
        "Sender.address": LINES,
        "Sender.email": EMAIL,
        "Demand.phrase": KEY_RULE,
        "Demand.text": LINES,
        "Signatory.language": LANGUAGE_RULE,
        "Signatory.country": COUNTRY,
        "EventEntry.text": LINES,
        "EventEntry.country": COUNTRY,
        "QuoteEntry.text": LINES,
        "LogoEntry.data": Base64Rule(),
        "Options.accent": Rule(check=_accent),
    }
)
"""Fields of the model that are not just one line of text."""


def rule_of(owner: str, field: str) -> Rule:
    """Return the rule of a field; most hold one line."""
    return RULES.get(f"{owner}.{field}", ONE_LINE)
