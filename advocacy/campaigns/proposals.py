"""The way back, its last step: proposals that a person accepted become the campaign's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advocacy.campaigns.docx_reader import Proposal
from advocacy.campaigns.markdown import blocks
from advocacy.campaigns.markdown_edit import edited
from advocacy.campaigns.markdown_text import to_markdown
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.places import changed, text_at
from advocacy.document import Block, Demands, Document, Events, Subject
from advocacy.errors import UnknownNameError

__all__ = ["accepted", "place_of"]

_TEXT = re.compile(r"(?P<path>texts\.[^/]+)/(?P<number>\d+)")
_NO_BREAK = re.compile(r"(\S+)\u00a0(?=(\S+))")
_QUOTE = re.compile(r"quotes\[\d+\]")


@dataclass(frozen=True, slots=True)
class _Target:
    """A text of the campaign, and the block and part of it that a proposal is about.

    A ``block`` of zero means the whole text. ``label`` is what documents put before the text.
    """

    path: str
    block: int = 0
    part: int = 1
    label: str = ""
    clause: bool = False


def place_of(
    proposal: Proposal, campaign: Campaign, document: Document, language: str
) -> str | None:
    """Return the path of the text that a proposal changes (``texts.background.de``).

    None where the paragraph is not the organisers' own words: standard wording, an address put
    together from several fields. Somebody has to decide there what to change.
    """
    target = _target(proposal, campaign, document, language)
    return f"{target.path}.{language}" if target else None


def accepted(
    campaign: Campaign, document: Document, language: str, proposals: Iterable[Proposal]
) -> Campaign:
    """Return the campaign with the proposals in its texts; those without a place are passed over.

    ``document`` is the one that the edited file was compared with. Raises CampaignError where a
    text is refused, for instance for its length.
    """
    groups: dict[str, list[tuple[_Target, Proposal]]] = {}
    for proposal in proposals:
        if target := _target(proposal, campaign, document, language):
            groups.setdefault(target.path, []).append((target, proposal))
    return changed(
        campaign,
        {
            f"{path}.{language}": _new_text(campaign, language, group)
            for path, group in groups.items()
        },
    )


def _new_text(campaign: Campaign, language: str, group: list[tuple[_Target, Proposal]]) -> str:
    target, proposal = group[-1]
    source = text_at(campaign, target.path, language)
    if target.block:
        new = {(at.block, at.part): _loosened(one.new, one.old, source) for at, one in group}
        return edited(source, new)
    words = _loosened(proposal.new.removeprefix(target.label), proposal.old, source)
    return words.rstrip(" .;,") if target.clause else words


def _loosened(new: str, old: str, source: str) -> str:
    """Take out the no-break spaces that composing put in: the next document has them again."""
    put_in = set(_NO_BREAK.findall(old)) - set(_NO_BREAK.findall(source))
    return _NO_BREAK.sub(lambda pair: f"{pair[1]} " if pair.groups() in put_in else pair[0], new)


def _target(
    proposal: Proposal, campaign: Campaign, document: Document, language: str
) -> _Target | None:
    """Find the text that a proposal is about, if it can be put there."""
    found = _named(proposal.key, proposal.part, campaign, language)
    if found is None:
        block = next((one for one in document.blocks if one.key == proposal.key), None)
        found = _in_block(block, proposal.part, campaign)
    if found is None:
        return None
    try:
        _new_text(campaign, language, [(found, proposal)])
    except (KeyError, UnknownNameError):
        return None
    return found


def _named(key: str, part: int, campaign: Campaign, language: str) -> _Target | None:
    """Find a text whose place the key names by itself."""
    if match := _TEXT.fullmatch(key):
        return _Target(match["path"], int(match["number"]), part)
    if _QUOTE.fullmatch(key):
        return _quote(campaign, key, part, language)
    if key == "enclosures" and part > 1:
        return _Target(f"enclosures[{part - 1}]")  # the first text of the block is its label
    return _Target(key) if key in ("title", "note") else None


def _in_block(block: Block | None, part: int, campaign: Campaign) -> _Target | None:
    """Find a text by counting through the block that shows it."""
    match block:
        case Subject() if campaign.title:
            return _Target("title", label=f"{to_markdown(block.label)} " if block.label else "")
        case Demands():
            return _demand(campaign, part - bool(block.lead))
        case Events():
            return _at(_event_places(campaign), part)
    return None


def _quote(campaign: Campaign, key: str, part: int, language: str) -> _Target:
    """A quotation's paragraphs count on over its blocks; the speaker is the last."""
    quote = campaign.quotes[int(re.sub(r"\D", "", key)) - 1]
    places = [
        _Target(f"{key}.text", number, text)
        for number, block in enumerate(blocks(quote.text.get(language, ""), ""), start=1)
        for text, _ in enumerate(block.texts(), start=1)
    ]
    return places[part - 1] if part <= len(places) else _Target(f"{key}.speaker")


def _demand(campaign: Campaign, number: int) -> _Target | None:
    """A demand of the organisers' own; the list's punctuation is no part of it."""
    if not 0 < number <= len(campaign.demands) or campaign.demands[number - 1].phrase:
        return None
    return _Target(f"demands[{number}].text", clause=True)


def _event_places(campaign: Campaign) -> Iterator[_Target | None]:
    for number, event in enumerate(campaign.events, start=1):
        if event.country or event.place:
            yield None
        yield _Target(f"events[{number}].text")


def _at(places: Iterator[_Target | None], part: int) -> _Target | None:
    return next((place for number, place in enumerate(places, start=1) if number == part), None)
