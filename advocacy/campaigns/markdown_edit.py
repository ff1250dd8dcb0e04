"""Putting edited paragraphs back into the organisers' Markdown; what was not edited stays as is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from advocacy.campaigns.markdown import blocks, spans
from advocacy.campaigns.markdown_text import to_markdown
from advocacy.document import Block, Heading, Listing, Paragraph, Quote

__all__ = ["edited"]

_MARK = re.compile(r"\[\^([A-Za-z0-9_-]{1,40})\](?!:)")
_DEFINITION = re.compile(r"^\[\^([A-Za-z0-9_-]{1,40})\]:[ \t]*(.*)$", re.MULTILINE)


def edited(markdown: str, changes: Mapping[tuple[int, int], str]) -> str:
    """Return a text with other words at some places.

    A place is the number of a block and that of a text within it, both from one, as `blocks` and
    `Block.texts` count them. The new words are Markdown of one or more paragraphs with their own
    notes; empty ones take the place away. Raises KeyError for a place that cannot be found again.
    """
    lines = markdown.split("\n")
    found, places = blocks(markdown, ""), spans(markdown)
    notes = _Notes(markdown)
    wanted: dict[int, dict[int, str]] = {}
    for (number, part), words in changes.items():
        if not 0 < number <= len(found) or places.count(places[number - 1]) > 1:
            raise KeyError(number)
        wanted.setdefault(number, {})[part] = words
    for number in sorted(wanted, reverse=True):
        place = places[number - 1]
        written = _written(found[number - 1], wanted[number], notes)
        lines[place.start : place.stop] = written.split("\n")
    return notes.put_back("\n".join(lines))


def _written(block: Block, changes: Mapping[int, str], notes: _Notes) -> str:
    """Write a block anew."""
    texts = {part: to_markdown(text) for part, text in enumerate(block.texts(), start=1)}
    if not changes.keys() <= texts.keys():
        raise KeyError(min(changes.keys() - texts.keys()))
    kept = [notes.taken_in(text) for text in {**texts, **changes}.values() if text]
    match block:
        case Paragraph():
            return "".join(kept)
        case Heading():
            # A heading is one line; what was divided from it follows as a paragraph.
            return "".join(f"{'#' * block.level} {text}" for text in kept)
        case Listing():
            signs = (f"{n}." if block.ordered else "-" for n in range(1, len(texts) + 1))
            return "\n".join(_indented(sign, text) for sign, text in zip(signs, kept, strict=False))
        case Quote():
            return "\n>\n".join(re.sub("^", "> ", text, flags=re.MULTILINE) for text in kept)
        case _:
            raise KeyError(1)


def _indented(sign: str, text: str) -> str:
    return f"{sign} " + text.replace("\n", "\n" + " " * (len(sign) + 1))


class _Notes:
    """The notes of a text while paragraphs with notes of their own are put into it."""

    def __init__(self, markdown: str) -> None:
        self.names: dict[str, str] = {
            text.strip(): name for name, text in _DEFINITION.findall(markdown)
        }
        self.new: dict[str, str] = {}

    def taken_in(self, words: str) -> str:
        """Give the notes of a paragraph the names that they have in the text."""
        names: dict[str, str] = {
            name: self._name(text.strip()) for name, text in _DEFINITION.findall(words)
        }
        bare = _DEFINITION.sub("", words).strip()
        return _MARK.sub(lambda mark: f"[^{names.get(str(mark[1]), mark[1])}]", bare)

    def _name(self, text: str) -> str:
        if text not in self.names:
            free = (str(number) for number in range(1, 10_000))
            name = next(one for one in free if one not in self.names.values())
            self.names[text] = name
            self.new[name] = text
        return self.names[text]

    def put_back(self, markdown: str) -> str:
        """Add the new notes, and take away those that nothing refers to any more."""
        marked = set(_MARK.findall(markdown))
        kept = _DEFINITION.sub(lambda one: one[0] if one[1] in marked else "", markdown)
        added = "\n".join(f"[^{name}]: {text}" for name, text in self.new.items())
        text = "\n\n".join(filter(None, (kept.strip(), added)))
        return re.sub(r"\n{3,}", "\n\n", text)
