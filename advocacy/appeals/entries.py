"""Composing: the lists of a campaign by entry: quotations, actions, milestones, enclosures."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy import document as d
from advocacy.appeals.knowledge import Knowledge
from advocacy.appeals.words import Words
from advocacy.language.formats import format_date

__all__ = ["enclosures", "events", "milestones", "quotes"]


def quotes(knowledge: Knowledge, words: Words) -> Iterator[d.Quote]:
    """Somebody's words, with the speaker and the function in one line."""
    for number, quote in enumerate(knowledge.campaign.quotes, start=1):
        path = f"quotes[{number}]"
        text = knowledge.localized(quote.text, f"{path}.text")
        speaker = ", ".join(
            knowledge.localized(texts, f"{path}.{part}")
            for part, texts in (("speaker", quote.speaker), ("function", quote.function))
            if texts
        )
        yield d.Quote(
            paragraphs=words.paragraphs(text), attribution=words.inline(speaker), key=path
        )


def events(knowledge: Knowledge, words: Words) -> Iterator[d.Events]:
    """Actions, each with its country and its place."""
    items = []
    for number, event in enumerate(knowledge.campaign.events, start=1):
        path = f"events[{number}]"
        place = []
        if event.country:
            place.append(knowledge.country(event.country, f"{path}.country").text)
        if event.place:
            place.append(knowledge.localized(event.place, f"{path}.place"))
        text = knowledge.localized(event.text, f"{path}.text")
        items.append(d.Event(d.text(", ".join(place)), words.inline(text)))
    if items:
        yield d.Events(items=tuple(items), key="events")


def milestones(knowledge: Knowledge, *, count: str) -> Iterator[d.Milestones]:
    """How many signatures there were on which day, from the first day to the last.

    ``count`` is the key of the phrase that says a number of them.
    """
    items = tuple(
        (
            d.text(knowledge.say(count, count=entry.count)),
            d.text(format_date(entry.date, knowledge.language.locale)),
        )
        for entry in sorted(knowledge.campaign.milestones, key=lambda one: (one.date, one.count))
    )
    if items:
        yield d.Milestones(items=items, key="milestones")


def enclosures(knowledge: Knowledge, words: Words, *, label: str) -> Iterator[d.Enclosures]:
    """What lies in the envelope, under a label that agrees with the number."""
    found = knowledge.campaign.enclosures
    if found:
        items = tuple(
            words.inline(knowledge.localized(entry, f"enclosures[{number}]"))
            for number, entry in enumerate(found, start=1)
        )
        said = knowledge.say(label, count=len(found))
        yield d.Enclosures(label=d.text(said), items=items, key="enclosures")
