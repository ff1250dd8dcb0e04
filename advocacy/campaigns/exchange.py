"""Campaign text goes to translators, paragraph by paragraph, and comes back without harm."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from advocacy.campaigns import guard
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.places import Place, changed, translatable
from advocacy.campaigns.staleness import State, digest, pairs_of, with_basis
from advocacy.errors import CampaignError, Message, Problem, message

__all__ = ["Entry", "Outcome", "Returned", "entries", "take"]

KEY = re.compile(r"(?P<path>[^/]+)(?:/(?P<number>[1-9]\d{0,5}))?")
UNDONE = "0" * 12
"""The basis of a translation that its translator marked as not finished."""

CONTEXT: Mapping[str, str] = MappingProxyType(
    {
        "title": "Title or subject of the documents",
        "place": "Place in the date line",
        "people.name": "Name of a person",
        "people.about": "Function or occupation of a person, behind the name",
        "facts": "A fact that sentences mention",
        "facts.name": "Name of an offence in the criminal code",
        "addressees.office": "Office of an addressee",
        "addressees.name": "Name of an addressee",
        "addressees.address": "Address, a line per line",
        "addressees.salutation": "Salutation of the letter",
        "copies.office": "Office of somebody who receives a copy",
        "copies.name": "Name of somebody who receives a copy",
        "copies.address": "Address, a line per line",
        "copies.salutation": "Salutation of the letter",
        "sender.name": "Name of the sender",
        "sender.function": "Function of the sender, under the name",
        "sender.address": "Address, a line per line",
        "texts": "Text, in Markdown: keep *, **, links and [^1] as they are",
        "demands.text": "A demand; it continues a sentence: no capital, no full stop",
        "quotes.text": "Somebody's words",
        "quotes.speaker": "Who said it",
        "quotes.function": "Function of the speaker, behind the name",
        "events.text": "An action of the day",
        "events.place": "Place of an action",
        "enclosures": "What is enclosed",
        "note": "Small print at the end",
        "options.organisation": "Line of the letterhead",
        "options.logos.alternative": "Words for somebody who does not see the logo",
    }
)
"""What a translator is told about a text, in English like all notes in PO files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A paragraph as it goes out; ``previous`` is the source a stale translation was made from."""

    key: str
    source: str
    text: str = ""
    state: State = "missing"
    note: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A paragraph as it came back.

    ``source`` is what the translator saw. ``was`` is the digest of the translation that went
    out, or empty; ``unfinished`` says that somebody has to look at it again.
    """

    key: str
    source: str
    text: str
    was: str = ""
    unfinished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The campaign after an import: what fits now, what is stale, and what was not taken."""

    campaign: Campaign
    taken: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    rest: tuple[Problem, ...] = ()


def entries(campaign: Campaign, language: str) -> tuple[Entry, ...]:
    """Return every source paragraph of a campaign with its translation, in the file's order."""
    return tuple(
        entry for place in translatable(campaign) for entry in _entries(campaign, place, language)
    )


def _entries(campaign: Campaign, place: Place, language: str) -> Iterator[Entry]:
    rows = [row for row in pairs_of(campaign, place, language) if row.source_now]
    for number, row in enumerate(rows, start=1):
        yield Entry(
            key=f"{place.path}/{number}" if len(rows) > 1 else place.path,
            source=row.source_now,
            text=row.translated,
            state=row.state,
            note=CONTEXT.get(place.field, ""),
            previous=row.source_then,
        )


def take(campaign: Campaign, language: str, returned: Iterable[Returned]) -> Outcome:
    """Take a translator's work into the campaign.

    What was made from the source of today is taken; what was made from an earlier one is taken
    as stale. A text that was changed since the work went out is never overwritten, and whatever
    has no place any more is named.
    """
    known = {place.path: place for place in translatable(campaign)}
    groups: dict[str, list[Returned]] = defaultdict(list)
    rest = []
    for item in returned:
        match = KEY.fullmatch(item.key)
        if not item.text.strip():
            continue
        if not match or match["path"] not in known:
            rest.append(Problem(item.key, _no_place(item)))
        else:
            groups[match["path"]].append(item)
    texts = [_Text(campaign, known[path], language) for path in groups]
    for text in texts:
        text.take(groups[text.path])
    return _applied(campaign, language, texts, rest)


def _applied(
    campaign: Campaign, language: str, texts: Sequence[_Text], rest: list[Problem]
) -> Outcome:
    """Change all texts at once; those that the campaign refuses are left and named."""
    new = {f"{text.path}.{language}": text for text in texts if text.taken or text.stale}
    try:
        made = changed(campaign, {path: text.joined() for path, text in new.items()})
    except CampaignError as error:
        refused = {problem.where for problem in error.problems} & new.keys()
        if not refused:
            raise
        kept = [text for text in texts if f"{text.path}.{language}" not in refused]
        return _applied(campaign, language, kept, [*rest, *error.problems])
    return Outcome(
        campaign=with_basis(
            made,
            {path: text.basis() for path, text in new.items()},
            [source for text in texts for source in text.former],
        ),
        taken=tuple(key for text in texts for key in text.taken),
        stale=tuple(key for text in texts for key in text.stale),
        rest=(*rest, *(problem for text in texts for problem in text.rest)),
    )


class _Text:
    """One text of the campaign while a translator's paragraphs are put into it."""

    def __init__(self, campaign: Campaign, place: Place, language: str) -> None:
        self.path = place.path
        self.taken: list[str] = []
        self.stale: list[str] = []
        self.former: list[str] = []
        self.rest: list[Problem] = []
        self.claimed: set[int] = set()
        # Without a basis nothing is known, not even that the translation fits.
        self.known = f"{place.path}.{language}" in campaign.basis
        self.rows = [
            row if self.known or not row.source_now else replace(row, basis=digest(row.source_now))
            for row in pairs_of(campaign, place, language)
        ]

    def joined(self) -> str:
        return "\n\n".join(row.translated for row in self.rows if row.translated)

    def basis(self) -> str:
        digests = (row.basis for row in self.rows if row.translated or row.state == "current")
        return " ".join(filter(None, digests))

    def take(self, returned: Iterable[Returned]) -> None:
        """Put in what fits, then what was made from an earlier source, where there is room."""
        late = []
        for item in returned:
            text, faults = guard.examine(re.sub(r"\n[ \t]*\n\s*", "\n", item.text))
            clean = replace(item, text=text)
            self.rest += [Problem(item.key, fault) for fault in faults]
            if not faults and (place := self._fitting(item)) is not None:
                self._put(place, clean, fits=True)
            elif not faults:
                late.append(clean)
        for item in late:
            if (place := self._former(item)) is None:
                self.rest.append(Problem(item.key, _no_place(item)))
            else:
                self._put(place, item, fits=False)

    def _fitting(self, item: Returned) -> int | None:
        """Find the paragraph that still says what the translator saw, wherever it moved to."""
        wanted, number = digest(item.source), _number(item.key)
        same = [
            index
            for index, row in enumerate(self.rows)
            if row.source_now and digest(row.source_now) == wanted
        ]
        place = min(same, key=lambda index: abs(index + 1 - number)) if same else None
        return self._claim(place)

    def _former(self, item: Returned) -> int | None:
        """Find the paragraph that the translator saw before it was changed."""
        wanted, number = digest(item.source), _number(item.key)
        for index, row in enumerate(self.rows):
            if row.basis == wanted and row.state != "current":
                return self._claim(index)
        sources = [index for index, row in enumerate(self.rows) if row.source_now]
        place = sources[number - 1] if number <= len(sources) else None
        return None if place in self.claimed else self._claim(place)

    def _claim(self, place: int | None) -> int | None:
        if place is not None:
            self.claimed.add(place)
        return place

    def _put(self, place: int, item: Returned, *, fits: bool) -> None:
        row = self.rows[place]
        same = row.translated == item.text
        if same and (item.unfinished or not fits or (row.state == "current" and self.known)):
            return
        if not same and row.translated and digest(row.translated) != item.was:
            self.rest.append(Problem(item.key, _newer(row.translated, item.text)))
        elif not fits and row.state == "current" and row.translated and self.known:
            self.rest.append(Problem(item.key, _up_to_date(item.text)))
        elif fits and not item.unfinished:
            self.taken.append(item.key)
            made = digest(row.source_now)
            self.rows[place] = replace(row, state="current", translated=item.text, basis=made)
        else:
            self.stale.append(item.key)
            self.former.append(item.source)
            made = (row.basis if row.state == "stale" else UNDONE) if fits else digest(item.source)
            self.rows[place] = replace(row, state="stale", translated=item.text, basis=made)


def _number(key: str) -> int:
    match = KEY.fullmatch(key)
    return int(match["number"] or 1) if match else 1


def _no_place(item: Returned) -> Message:
    return message(
        "exchange.no_place",
        "The campaign has no such text any more; this was not taken: “{text}”.",
        text=_short(item.text),
    )


def _newer(present: str, returned: str) -> Message:
    return message(
        "exchange.newer",
        "The text was changed in the meantime and stays “{present}”; not taken: “{returned}”.",
        present=_short(present),
        returned=_short(returned),
    )


def _up_to_date(returned: str) -> Message:
    return message(
        "exchange.up_to_date",
        "The source has changed and its translation fits it already; not taken: “{returned}”.",
        returned=_short(returned),
    )


def _short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:199]}…"
