"""Composing: how the pages look, from the locale's customs and the campaign's choices."""

from __future__ import annotations

import base64
from dataclasses import replace

from advocacy import document as d
from advocacy.appeals.knowledge import missing
from advocacy.appeals.recipe import Recipe
from advocacy.appeals.words import Words
from advocacy.campaigns.logo import logo_type
from advocacy.campaigns.model import Campaign, LogoEntry
from advocacy.errors import AdvocacyError, Problem
from advocacy.language.languages import Language
from advocacy.language.locale import Locale

__all__ = ["layout", "letterhead"]


def layout(campaign: Campaign, recipe: Recipe, locale: Locale) -> d.Layout:
    """Decide the arrangement of the pages."""
    options, letter = campaign.options, locale.letter
    return d.Layout(
        design=recipe.design,
        window=options.window or letter.window,
        fold_marks=letter.fold_marks and recipe.design == "letter",
        dateline=letter.dateline,
        subject=letter.subject,
        justified=options.justified,
        hyphenated=options.hyphenated,
        signature_columns=options.signature_columns,
    )


def letterhead(
    campaign: Campaign, language: Language, words: Words, problems: list[Problem]
) -> d.Letterhead | None:
    """Make the letterhead, or None when the campaign has none; what is missing is reported."""
    options = campaign.options
    if not (options.logos or options.organisation or options.accent):
        return None
    head = d.Letterhead(accent=options.accent)
    try:
        if options.organisation:
            if language.key not in options.organisation:
                raise missing(f"options.organisation.{language.key}")
            head = replace(head, organisation=words.inline(options.organisation[language.key]))
        return replace(
            head,
            logos=tuple(
                _logo(entry, language.key, f"options.logos[{number}]")
                for number, entry in enumerate(options.logos, start=1)
            ),
        )
    except AdvocacyError as error:
        problems += error.problems
        return head


def _logo(entry: LogoEntry, tag: str, path: str) -> d.Logo:
    if tag not in entry.alternative:
        raise missing(f"{path}.alternative.{tag}")
    data = base64.b64decode(entry.data)
    return d.Logo(data, logo_type(data, f"{path}.data"), entry.alternative[tag])
