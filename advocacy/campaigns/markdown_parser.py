"""The parser of the organisers' Markdown: CommonMark without what documents have no use for."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, heading, list_block
from markdown_it.rules_inline import StateInline

from advocacy.campaigns.guard import link_fault

__all__ = ["parser"]

NOTE = re.compile(r"\[\^([A-Za-z0-9_-]{1,40})\]")
DEFINITION = re.compile(r"\[\^([A-Za-z0-9_-]{1,40})\]:[ \t]*(.*)")


@cache
def parser() -> MarkdownIt:
    """Return the one parser."""
    made = MarkdownIt("zero", {"maxNesting": 100})
    made.enable(["emphasis", "link", "autolink", "escape", "newline"])
    made.block.ruler.before("paragraph", "quotation", _quotation, {"alt": ["paragraph"]})
    made.block.ruler.before("paragraph", "items", _items, {"alt": ["paragraph"]})
    made.block.ruler.before("paragraph", "title", _title, {"alt": ["paragraph"]})
    made.block.ruler.before("paragraph", "definition", _definition, {"alt": ["paragraph"]})
    made.inline.ruler.before("link", "note", _note)
    made.validateLink = _leads_on  # type: ignore[method-assign]
    return made


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
