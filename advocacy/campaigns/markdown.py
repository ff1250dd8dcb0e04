"""The organisers' Markdown: a small subset becomes runs and blocks, everything else stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from advocacy.document import Block, Heading, Listing, Paragraph, Quote, Run, Text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["blocks", "inline", "paragraphs", "spans"]

BREAK = "\n"
SUB_ITEM = "– "
"""Marks an item of a list within a list, which the documents set as a line of its item."""


def blocks(markdown: str, key: str) -> tuple[Block, ...]:
    """Return the blocks of a text: headings (``##``, ``###``), paragraphs, lists, quotations.

    ``key`` names the text; the blocks are called ``key/1``, ``key/2`` …
    """
    made = _read(markdown)
    if not key:
        return made
    return tuple(replace(block, key=f"{key}/{place}") for place, block in enumerate(made, start=1))


# A line that is nothing but itself: it begins with a letter or a quotation mark, ends with what is
# no space, and has no sign in it that means something.
_PLAIN = re.compile(
    r"[«„“\"‘’(]*[^\W\d_](?:[^\x00-\x1f\x7f*_\[\]<>\\`\u2028\u2029]*[^\s*_\[\]<>\\`])?"
)


# While somebody types in one text, all others are read again with every save.
@lru_cache(maxsize=1_000)
def _read(markdown: str) -> tuple[Block, ...]:
    plain = [part.split("\n") for part in markdown.split("\n\n")]
    if all(_PLAIN.fullmatch(line) for lines in plain for line in lines):
        return tuple(Paragraph(text=(Run(" ".join(lines)),)) for lines in plain)
    env: dict[str, dict[str, str]] = {"notes": {}, "used": {}}
    tokens = _parser().parse(markdown, env)
    made = list(_blocks(_tree(tokens)))
    # A note that nothing refers to would be lost.
    unused = [name for name in env["notes"] if name not in env["used"]]
    made += [Paragraph(text=(Run(f"[^{name}]: {env['notes'][name]}"),)) for name in unused]
    return tuple(made)


def spans(markdown: str) -> tuple[range, ...]:
    """Return for each of the `blocks` of a text the lines that it was read from, from zero.

    Blocks that were read from the same lines have the same span; empty lines after one are left
    out of it.
    """
    lines = markdown.split("\n")
    nodes = _tree(_parser().parse(markdown, {"notes": {}, "used": {}}))
    return tuple(_span(lines, node) for node in nodes for _ in _blocks((node,)))


def _span(lines: Sequence[str], node: _Node) -> range:
    start, end = node.token.map or (0, 0)
    while end > start and not lines[end - 1].strip():
        end -= 1
    return range(start, end)


def inline(markdown: str) -> Text:
    """Return the runs of one line or paragraph: emphasis, strong emphasis and links."""
    if _PLAIN.fullmatch(markdown):
        return (Run(markdown),)
    tokens = _parser().parseInline(markdown, {"notes": {}, "used": {}})
    return _runs(tokens[0].children or []) if tokens else ()


def paragraphs(markdown: str) -> tuple[str, ...]:
    """Divide a text at its empty lines, as translators see it."""
    return tuple(part.strip() for part in re.split(r"\n[ \t]*\n", markdown) if part.strip())


def _parser() -> MarkdownIt:
    # Most texts are plain, and the parser takes its time to load.
    from advocacy.campaigns.markdown_parser import parser  # noqa: PLC0415

    return parser()


@dataclass(frozen=True, slots=True)
class _Node:
    """A block of the parser with what it encloses."""

    token: Token
    inside: tuple[_Node, ...] = ()

    @property
    def text(self) -> Text:
        return _runs(self.token.children or [])


def _tree(tokens: Sequence[Token]) -> tuple[_Node, ...]:
    """Fold the parser's flat opening and closing tokens into nodes."""
    stack: list[tuple[Token | None, list[_Node]]] = [(None, [])]
    for token in tokens:
        if token.nesting > 0:
            stack.append((token, []))
        elif token.nesting < 0:
            opening, inside = stack.pop()
            if opening is not None:
                stack[-1][1].append(_Node(opening, tuple(inside)))
        else:
            stack[-1][1].append(_Node(token))
    return tuple(stack[0][1])


def _blocks(nodes: Sequence[_Node]) -> Iterator[Block]:
    for node in nodes:
        match node.token.type:
            case "heading_open":
                yield Heading(text=_text(node), level=int(node.token.tag[1]))
            case "blockquote_open":
                lines = tuple(_lines(node.inside))
                yield Quote(paragraphs=lines) if lines else Paragraph(text=(Run(">"),))
            case "bullet_list_open" | "ordered_list_open" if _counts(node):
                ordered = node.token.type.startswith("ordered")
                yield Listing(items=tuple(map(_item, node.inside)), ordered=ordered)
            case _:
                yield from (Paragraph(text=line) for line in _lines((node,)))


def _counts(node: _Node) -> bool:
    """Whether a list's own numbers say what counting says; others have to stay: 4. August."""
    numbers = [item.token.info for item in node.inside]
    expected = [str(number) for number in range(1, len(numbers) + 1)]
    counted = not any(numbers) or numbers == expected or set(numbers) == {"1"}
    return counted and all(item.inside for item in node.inside)


def _lines(nodes: Sequence[_Node]) -> Iterator[Text]:
    """Return the lines of nodes where no list can stand; items carry their marks as text."""
    for node in nodes:
        if node.token.type in ("bullet_list_open", "ordered_list_open"):
            counted = _counts(node)
            for place, item in enumerate(node.inside, start=1):
                number = str(place) if counted else item.token.info
                mark = f"{number}{item.token.markup} " if item.token.info else SUB_ITEM
                yield _merged((Run(mark), *_item(item)))
        elif text := _text(node):
            yield text


def _text(node: _Node) -> Text:
    return node.text if node.token.type == "inline" else _joined(map(_text, node.inside))


def _item(node: _Node) -> Text:
    """One item; further paragraphs and inner lists follow in lines of their own."""
    return _joined(_lines(node.inside))


def _joined(texts: Iterator[Text]) -> Text:
    runs: list[Run] = []
    for text in texts:
        runs += [Run(BREAK), *text] if runs else text
    return _merged(runs)


def _runs(tokens: Sequence[Token]) -> Text:
    look, title = Run(""), ""
    runs: list[Run] = []
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                look = replace(look, bold=token.nesting > 0)
            case "em_open" | "em_close":
                look = replace(look, italic=token.nesting > 0)
            case "link_open":
                look = replace(look, href=str(token.attrs["href"]))
                title = str(token.attrs.get("title", ""))
            case "link_close":
                runs += [replace(look, text=f" ({title})")] if title else []
                look = replace(look, href=None)
            case "note":
                runs.append(replace(look, note=_note_text(token.content)))
            case "softbreak":
                runs.append(replace(look, text=" "))
            case "hardbreak":
                runs.append(replace(look, text=BREAK))
            case _:
                runs.append(replace(look, text=token.content))
    return _merged(runs)


def _note_text(markdown: str) -> str:
    """A note is plain text, so a link in it shows its address."""
    shown = ""
    for address, runs in groupby(inline(markdown), key=lambda run: run.href):
        words = "".join(run.text for run in runs)
        known = address is None or address.removeprefix("mailto:") == words
        shown += words if known else f"{words} ({address})"
    return shown


def _merged(runs: Sequence[Run]) -> Text:
    """Join neighbours of one look; a note belongs to the run before its mark."""
    merged: list[Run] = []
    for run in runs:
        if not run.text and not run.note:
            continue
        last = merged[-1] if merged else None
        if last and not last.note and _look(last) == _look(run):
            merged[-1] = replace(last, text=last.text + run.text, note=run.note)
        elif last and not last.note and run.note and not run.text:
            merged[-1] = replace(last, note=run.note)
        else:
            merged.append(run)
    return tuple(merged)


def _look(run: Run) -> tuple[bool, bool, str | None]:
    return run.bold, run.italic, run.href
