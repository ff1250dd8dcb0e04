"""Every figure, date, link and name of the source has to occur in each translation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from advocacy.campaigns.figures import dates, figures, number_words
from advocacy.campaigns.markdown import blocks
from advocacy.campaigns.model import Campaign, Localized, NameForms
from advocacy.campaigns.places import translatable
from advocacy.document import Text, plain
from advocacy.errors import Message, Problem, message
from advocacy.language.locale import Locale

__all__ = ["compare"]

COUNTED = frozenset(map(str, range(2, 13))) | {f"{whole}.5" for whole in range(1, 13)}
"""Numbers whose words count: one is an article as well, and a thousand mostly means many."""
SHORTEST_NAME = 4
"""Letters: shorter words stand in every text."""


@dataclass(frozen=True, slots=True)
class _Content:
    """A text without its Markdown: what is read, and where its links lead."""

    text: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the campaign in both languages, with the forms it may take in the second.

    A person goes by the surname; an organisation (``whole``) by all its words.
    """

    source: str
    targets: tuple[str, ...]
    whole: bool = False


def compare(campaign: Campaign, source: Locale, target: Locale) -> tuple[Problem, ...]:
    """Name what the source texts say and their translations do not: warnings, with both places.

    ``source`` and ``target`` are the campaign's source language and the language to look at.
    """
    names = tuple(_names(campaign, source.key, target.key))
    return tuple(
        Problem(f"{place.path}.{target.key}", fault, warning=True)
        for place in translatable(campaign)
        if target.key in place.texts
        for fault in _compared(
            f"{place.path}.{source.key}",
            (place.texts[source.key], place.texts[target.key]),
            () if re.fullmatch(r".*\bname", place.path) else names,
            (source, target),
        )
    )


# While somebody types in one text, all others are compared again with every save.
@lru_cache(maxsize=2_000)
def _compared(
    where: str, texts: tuple[str, str], names: tuple[_Name, ...], locales: tuple[Locale, Locale]
) -> tuple[Message, ...]:
    said, says = map(_content, texts)
    return (
        *_links(said, says, where),
        *_dates(said.text, says.text, where, *locales),
        *_figures(said.text, says.text, where, *locales),
        *_missing_names(said.text, says.text, where, names),
    )


def _links(said: _Content, says: _Content, where: str) -> Iterator[Message]:
    for link in dict.fromkeys(said.links):
        if link not in says.links:
            yield message(
                "comparison.link",
                "The link {link} of the source ({where}) is missing.",
                link=link,
                where=where,
            )


def _content(markdown: str) -> _Content:
    runs: list[Text] = [text for block in blocks(markdown, "") for text in block.texts()]
    notes = [run.note for text in runs for run in text if run.note]
    links = tuple(run.href for text in runs for run in text if run.href)
    return _Content("\n".join([*map(plain, runs), *notes]), links)


def _dates(said: str, says: str, where: str, source: Locale, target: Locale) -> Iterator[Message]:
    present = [date for date, _ in dates(says, target)]
    for date, words in dates(said, source):
        if not any(date.agrees(other) for other in present):
            yield message(
                "comparison.date",
                "The date “{date}” of the source ({where}) is missing.",
                date=words,
                where=where,
            )


def _figures(said: str, says: str, where: str, source: Locale, target: Locale) -> Iterator[Message]:
    spelt = {value: words for value, words in number_words(said, source) if value in COUNTED}
    present = {value for value, _ in (*figures(says, target), *number_words(says, target))}
    # A year or a day may stand in a date there and alone here.
    present |= {part for date, _ in dates(says, target) for part in date.parts()}
    for value, words in {**spelt, **dict(figures(said, source))}.items():
        if value not in present:
            yield message(
                "comparison.figure",
                "The figure “{figure}” of the source ({where}) is missing.",
                figure=words,
                where=where,
            )


def _names(campaign: Campaign, source: str, target: str) -> Iterator[_Name]:
    """Yield the names that texts may mention and that have one in both languages."""
    bearers: list[tuple[Localized, NameForms, bool]] = [
        *((person.name, person.name_forms, False) for person in campaign.people),
        *((to.name, to.name_forms, False) for to in (*campaign.addressees, *campaign.copies)),
        *((signatory.name, {}, True) for signatory in campaign.signatories),
    ]
    for name, forms, whole in bearers:
        if source in name and target in name:
            yield _Name(name[source], (name[target], *_forms(forms, target)), whole)


def _forms(forms: NameForms, language: str) -> tuple[str, ...]:
    return tuple(forms[language].forms.values()) if language in forms else ()


def _missing_names(said: str, says: str, where: str, names: tuple[_Name, ...]) -> Iterator[Message]:
    words, translated = _words(said), _words(says)
    joined, stems = f" {' '.join(words)} ", frozenset(translated)
    for name in names:
        mentioned = (
            f" {' '.join(_words(name.source))} " in joined
            if name.whole
            else _has(name.source, frozenset(words), whole=False)
        )
        if mentioned and not any(_has(way, stems, whole=name.whole) for way in name.targets):
            yield message(
                "comparison.name",
                "The name “{name}” of the source ({where}) is missing.",
                name=name.source,
                where=where,
            )


def _has(name: str, words: frozenset[str], *, whole: bool) -> bool:
    """Whether a name occurs, whatever its endings: its last long word, or most of its words."""
    parts = [part for part in _words(name) if len(part) >= SHORTEST_NAME] or _words(name)
    stems = [part[: max(SHORTEST_NAME - 1, len(part) - 2)] for part in parts]
    found = [any(word.startswith(stem) for word in words) for stem in stems]
    return bool(found) and (sum(found) * 2 > len(found) if whole else found[-1])


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).casefold())
