"""The organisers' Markdown: a small subset becomes runs and blocks, everything else stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, heading, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from advocacy.campaigns.guard import link_fault
from advocacy.document import Block, Heading, Listing, Paragraph, Quote, Run, Text

__all__ = ["blocks", "inline", "paragraphs", "spans"]

NOTE = re.compile(r"\[\^([A-Za-z0-9_-]{1,40})\]")
DEFINITION = re.compile(r"\[\^([A-Za-z0-9_-]{1,40})\]:[ \t]*(.*)")
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


# A line that the parser would return as it is, and that is no part of anything: it begins with a
# letter, ends with what is no space, and has no sign in it that means something.
_PLAIN = re.compile(r"[^\W\d_][^\x00-\x1f\x7f*_\[\]<>\\`\u2028\u2029]*[^\s*_\[\]<>\\`]")


# While somebody types in one text, all others are read again with every save.
@lru_cache(maxsize=1_000)
def _read(markdown: str) -> tuple[Block, ...]:
    if _PLAIN.fullmatch(markdown):
        return (Paragraph(text=(Run(markdown),)),)
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
    tokens = _parser().parseInline(markdown, {"notes": {}, "used": {}})
    return _runs(tokens[0].children or []) if tokens else ()


def paragraphs(markdown: str) -> tuple[str, ...]:
    """Divide a text at its empty lines, as translators see it."""
    return tuple(part.strip() for part in re.split(r"\n[ \t]*\n", markdown) if part.strip())


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 100})
    parser.enable(["emphasis", "link", "autolink", "escape", "newline"])
    parser.block.ruler.before("paragraph", "quotation", _quotation, {"alt": ["paragraph"]})
    parser.block.ruler.before("paragraph", "items", _items, {"alt": ["paragraph"]})
    parser.block.ruler.before("paragraph", "title", _title, {"alt": ["paragraph"]})
    parser.block.ruler.before("paragraph", "definition", _definition, {"alt": ["paragraph"]})
    parser.inline.ruler.before("link", "note", _note)
    parser.validateLink = _leads_on  # type: ignore[method-assign]
    return parser


def _leads_on(url: str) -> bool:
    """Whether a link is allowed; one that is not stays text, with its address."""
    return link_fault(url) is None


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _quotation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A quotation, at the outermost level only."""
    return state.level == 0 and blockquote(state, start, end, silent)


def _items(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list, at most within one other list or quotation; a deeper one still ends a paragraph."""
    return (silent or state.level <= 2) and list_block(state, start, end, silent)


def _title(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading of the second or third level, at the outermost level only."""
    wanted = re.match(r"#{2,3}[ \t]+[^\s#]", _line(state, start))
    return state.level == 0 and bool(wanted) and heading(state, start, end, silent)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The text of a source note, with the lines that continue it."""
    match = DEFINITION.fullmatch(_line(state, start))
    notes = state.env["notes"]
    if state.level or not match or not match[2].strip() or match[1] in notes:
        return False
    if silent:
        return True
    lines, following = [match[2].strip()], start + 1
    while following < end and (line := _line(state, following).strip()):
        if DEFINITION.match(line):
            break
        lines.append(line)
        following += 1
    notes[match[1]] = " ".join(lines)
    state.line = following
    return True


def _note(state: StateInline, silent: bool) -> bool:
    """The mark of a source note whose text is known."""
    match = NOTE.match(state.src, state.pos, state.posMax)
    if not match or match[1] not in state.env["notes"]:
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.content = state.env["notes"][match[1]]
        state.env["used"][match[1]] = ""
    state.pos = match.end()
    return True


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
