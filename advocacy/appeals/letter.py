"""Composing: the parts of a letter, in the order and the forms of the locale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from advocacy import document as d
from advocacy.appeals.knowledge import Knowledge, missing
from advocacy.appeals.words import Words
from advocacy.campaigns.model import Addressee, Sender
from advocacy.language import inflection
from advocacy.language.values import Name, Value
from advocacy.language.wording import names_in

__all__ = ["closing", "dateline", "head", "officials", "salutation", "signature", "subject"]


def head(knowledge: Knowledge, words: Words) -> dict[str, Callable[[], Iterator[d.Block]]]:
    """Return makers for the head of a letter, in the order of the locale."""
    makers: dict[str, Callable[[], Iterator[d.Block]]] = {
        "sender": lambda: _sender(knowledge),
        "address": lambda: _address(knowledge),
        "reference": lambda: _reference(knowledge),
        "dateline": lambda: dateline(knowledge),
        "subject": lambda: iter([subject(knowledge, words)]),
        "salutation": lambda: _salutation(knowledge),
    }
    return {part: makers[part] for part in knowledge.language.locale.letter.head}


def dateline(knowledge: Knowledge) -> Iterator[d.Block]:
    """Place and date; the date alone where the campaign has no place."""
    if knowledge.campaign.place:
        knowledge.localized(knowledge.campaign.place, "place")
        lines = _lines(
            knowledge, "dateline", {name: knowledge.value(name) for name in ("place", "date")}
        )
    else:
        lines = (
            d.text(
                inflection.render(
                    "{date}", {"date": knowledge.campaign.date}, knowledge.language.locale
                )
            ),
        )
    for line in lines:
        yield d.Dateline(text=line, key="dateline")


def subject(knowledge: Knowledge, words: Words) -> d.Subject:
    """The subject: the campaign's title, or the sentence of the bank about the people concerned."""
    campaign, language = knowledge.campaign, knowledge.language
    if campaign.title:
        text = words.inline(knowledge.localized(campaign.title, "title"))
    else:
        ticked = [key for key in campaign.phrases if key.startswith("subject.")]
        text = d.text(knowledge.say(ticked[0] if ticked else "subject.letter"))
    return d.Subject(label=d.text(language.locale.letter.subject_label), text=text, key="subject")


def salutation(knowledge: Knowledge) -> str:
    """The words that address the official: the organisers' own, or those of the office."""
    official = knowledge.addressee
    if official is None:
        raise missing("addressees")
    if official.salutation:
        return knowledge.localized(official.salutation, f"{knowledge.addressee_path}.salutation")
    key = f"salutation.{official.title or 'official'}"
    known = official.gender and (official.title or official.name)
    return knowledge.say(key if known and knowledge.language.has(key) else "salutation.unknown")


def closing(knowledge: Knowledge, words: Words) -> d.Closing:
    """The words that end a letter, by the rank of the office and by whether it has a name."""
    official = knowledge.addressee
    if official is None:
        raise missing("addressees")
    if official.title in ("president", "ambassador"):
        key = "closing.high"
    else:
        key = "closing.named" if official.title and official.gender else "closing.unnamed"
    repeated = salutation(knowledge).rstrip(" ,!")
    text = (
        knowledge.say(key, salutation=repeated)
        if "salutation" in knowledge.language.names_in(key)
        else knowledge.say(key)
    )
    return d.Closing(text=d.text(text), key="closing")


def signature(knowledge: Knowledge) -> d.Signature:
    """Who signs, with name and function."""
    return d.Signature(
        lines=_lines(knowledge, "signature", _sender_values(knowledge)), key="signature"
    )


def officials(knowledge: Knowledge, part: str, pattern: str) -> tuple[d.Lines, ...]:
    """The lines of each official in ``addressees`` or ``copies``."""
    entries: tuple[Addressee, ...] = getattr(knowledge.campaign, part)
    return tuple(
        _official(replace(knowledge, addressee=entry, addressee_path=f"{part}[{number}]"), pattern)
        for number, entry in enumerate(entries, start=1)
    )


def _official(knowledge: Knowledge, pattern: str) -> d.Lines:
    official = knowledge.addressee
    if official is None:
        raise missing("addressees")
    if not (official.office or official.name):
        raise missing(f"{knowledge.addressee_path}.office.{knowledge.language.key}")
    values: dict[str, Value] = {"addressee": Name("", agreement=official.gender or "")}
    for part in ("office", "name"):
        if getattr(official, part):
            values[part] = knowledge.official(part)
    if official.address:
        values["address"] = knowledge.localized(
            official.address, f"{knowledge.addressee_path}.address"
        )
    if official.country:
        values["country"] = knowledge.country(
            official.country, f"{knowledge.addressee_path}.country"
        )
    return _lines(knowledge, pattern, values)


def _address(knowledge: Knowledge) -> Iterator[d.Block]:
    yield d.Address(lines=_official(knowledge, "address"), key="addressees[1]")


def _reference(knowledge: Knowledge) -> Iterator[d.Block]:
    if knowledge.campaign.reference:
        yield d.Reference(text=d.text(knowledge.say("label.reference")), key="reference")


def _salutation(knowledge: Knowledge) -> Iterator[d.Block]:
    yield d.Salutation(text=d.text(salutation(knowledge)), key="salutation")


def _sender(knowledge: Knowledge) -> Iterator[d.Block]:
    yield d.Sender(lines=_lines(knowledge, "sender", _sender_values(knowledge)), key="sender")


def _sender_values(knowledge: Knowledge) -> dict[str, Value]:
    sender: Sender = knowledge.campaign.sender
    values: dict[str, Value] = {"sender": Name("", agreement=sender.gender or "")}
    values["name"] = knowledge.localized(sender.name, "sender.name")
    for part in ("function", "address"):
        texts = getattr(sender, part)
        if texts:
            values[part] = knowledge.localized(texts, f"sender.{part}")
    if sender.email:
        values["email"] = sender.email
    return values


def _lines(knowledge: Knowledge, pattern: str, values: dict[str, Value]) -> d.Lines:
    """Fill the locale's lines; a line appears only when every name in it has a value."""
    locale = knowledge.language.locale
    lines: list[d.Text] = []
    for wording in locale.lines[pattern]:
        if names_in(wording) <= values.keys():
            filled = inflection.render(wording, values, locale)
            lines += [d.text(line.strip()) for line in filled.split("\n") if line.strip()]
    return tuple(lines)
