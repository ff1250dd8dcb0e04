"""Production: what is stale or doubtful in a version becomes remarks at its places in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from advocacy.campaigns.model import Campaign
from advocacy.campaigns.staleness import StaleParagraph, stale
from advocacy.document import Block, Demands, Document, Remark
from advocacy.errors import Message, Problem, message

__all__ = ["STALE", "remarks"]

STALE: Final = "readiness.stale"
"""The key of the problem that `remarks` says at more length, with both sources."""

_ENTRY: Final = re.compile(r"(?P<part>\w+)\[(?P<number>\d+)\]")
_TEXT: Final = re.compile(r"(?P<text>texts\.[^.]+)")
_BLOCKS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "place": ("dateline",),
        "sender": ("sender", "signature"),
        "title": ("title", "subject"),
    }
)
"""Where a part of a campaign stands in documents, when its block has another name."""

Say = Callable[[Message], str]


def remarks(
    document: Document, campaign: Campaign, language: str, problems: Iterable[Problem], say: Say
) -> tuple[Remark, ...]:
    """Say at each place of a document what somebody who works on the text should know.

    ``problems`` are those of the version's readiness. What has no place of its own in the text
    (the forms of a name) stands at the first paragraph, with its place in the campaign.
    """
    return (
        *(_stale(one, document, say) for one in stale(campaign, language)),
        *(_remark(one, document, say) for one in problems if one.message.key != STALE),
    )


def _stale(found: StaleParagraph, document: Document, say: Say) -> Remark:
    exact = f"{found.path}/{found.index}"
    known = any(block.key == exact for block in document.blocks)
    key, part, _ = (exact, 1, True) if known else _place(found.path, document)
    return Remark(key, say(_changed(found)), part)


def _changed(found: StaleParagraph) -> Message:
    if found.state == "missing":
        return message(
            "remark.untranslated",
            "This paragraph of the source is not translated yet: “{now}”",
            now=found.source_now,
        )
    if found.state == "surplus":
        return message(
            "remark.surplus", "The source has no paragraph any more that this translates."
        )
    if not found.source_then:
        return message(
            "remark.stale",
            "The source has changed since this was translated. It says now: “{now}”",
            now=found.source_now,
        )
    return message(
        "remark.changed",
        "The source has changed since this was translated. It said: “{then}” It says now: “{now}”",
        then=found.source_then,
        now=found.source_now,
    )


def _remark(problem: Problem, document: Document, say: Say) -> Remark:
    key, part, exact = _place(problem.where, document)
    said = say(problem.message)
    return Remark(key, said if exact or not problem.where else f"{problem.where}: {said}", part)


def _place(where: str, document: Document) -> tuple[str, int, bool]:
    """Return the key and the part of the text that a place in the campaign became.

    The last value says whether there is one; else it is the first place that can hold a remark.
    """
    keyed = [block for block in document.blocks if block.key]
    for block in keyed:
        if any(block.key == name or block.key.startswith(f"{name}/") for name in _names(where)):
            return block.key, _part(where, block), True
    return keyed[0].key if keyed else "", 1, False


def _names(where: str) -> Iterator[str]:
    if text := _TEXT.match(where):
        yield text["text"]
    elif entry := _ENTRY.match(where):
        yield entry[0]
        yield from _BLOCKS.get(entry["part"], (entry["part"],))
    else:
        head = where.partition(".")[0]
        yield from _BLOCKS.get(head, (head,))


def _part(where: str, block: Block) -> int:
    entry = _ENTRY.match(where)
    if entry and isinstance(block, Demands):
        return int(entry["number"]) + bool(block.lead)
    return 1
