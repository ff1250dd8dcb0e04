"""CommonMark, with footnotes as GitHub and pandoc write them: for websites and for versioning."""

from __future__ import annotations

import re
from html import escape

import advocacy
from advocacy import Format, Run, Text, Writer, hookimpl, text

# A backslash before any of these is dropped by every Markdown; the others mean nothing inline.
INLINE = re.compile(r"[\\`*_\[\]<~$|#]|&(?=[#\w])")
# What would begin a list, a quotation, a heading or a rule at the start of a line.
START = re.compile(r"^([ \t]*)([+=>-]|\d+(?=[.)]))", re.MULTILINE)
# A break needs text on both of its sides.
EDGES = re.compile(r"^(\s|\\\n)+|(\\\n|\s)+$")
SPACES = re.compile(r"^[ \t]+", re.MULTILINE)


@hookimpl
def register_formats() -> list[Format]:
    """Offer Markdown."""
    return [
        Format(
            name="markdown",
            label="Markdown",
            extension="md",
            media_type="text/markdown; charset=utf-8",
            writer=MarkdownWriter,
        )
    ]


class MarkdownWriter(Writer):
    """Writes blocks apart; text of the campaign is escaped, so that it stays text."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._marks = 0
        self._list_mark = ""

    def begin(self, document: advocacy.Document) -> None:
        """Say first that it is a draft, then whose letterhead it is."""
        if document.draft:
            self._add(self._inline(text(document.draft, bold=True)))
        if document.letterhead:
            self._add(self._inline(document.letterhead.organisation))

    def heading(self, block: advocacy.Heading) -> None:
        """Write a heading; it cannot break into lines."""
        self._add(f"{'#' * block.level} {self._inline(_one_line(block.text))}")

    def paragraph(self, block: advocacy.Paragraph) -> None:
        """Write running text."""
        self._add(self._inline(block.text))

    def listing(self, block: advocacy.Listing) -> None:
        """Write a list; a list right after a list of its kind needs another mark to be one."""
        marks = ("1.", "1)") if block.ordered else ("-", "+")
        mark = marks[1] if self._list_mark == marks[0] else marks[0]
        items = [self._item(mark, number, runs) for number, runs in enumerate(block.items, 1)]
        self._add("\n".join(items))
        self._list_mark = mark if items else self._list_mark

    def quote(self, block: advocacy.Quote) -> None:
        """Write a quotation with its speaker."""
        paragraphs = [self._inline(runs) for runs in block.paragraphs]
        if block.attribution:
            paragraphs.append(f"— {self._inline(block.attribution)}")
        lines = "\n\n".join(paragraphs).split("\n")
        self._add("\n".join(f"> {line}".rstrip() for line in lines))

    def prompt(self, block: advocacy.Prompt) -> None:
        """Show by brackets that somebody has to fill this in."""
        self._add(rf"\[{self._inline(block.text)}\]")

    def notes(self, label: str, notes: tuple[str, ...]) -> None:
        """Write the footnotes; renderers number and place them."""
        if notes:
            self._add(self._inline(text(label, bold=True)))
        for number, note in enumerate(notes, 1):
            self._add(f"[^{number}]: {_hang(_escaped(note), '    ')}")

    def finish(self) -> bytes:
        """Return the text as UTF-8."""
        return ("\n\n".join(self._blocks) + "\n").encode()

    def _item(self, mark: str, number: int, runs: Text) -> str:
        shown = mark.replace("1", str(number))
        return f"{shown} {_hang(self._inline(runs), ' ' * (len(shown) + 1))}".rstrip()

    def _add(self, block: str) -> None:
        if block.strip():
            self._blocks.append(block)
            self._list_mark = ""

    def _inline(self, runs: Text) -> str:
        written = ""
        for index, run in enumerate(runs):
            following = runs[index + 1].text if index + 1 < len(runs) else ""
            written += self._run(run, written, following)
        # A bracket that is not escaped begins a link, and "!" before it would make it a picture.
        return _starts_escaped(EDGES.sub("", written.replace("![", "\\![")))

    def _run(self, run: Run, before: str, after: str) -> str:
        """Write a run; its outer spaces stay outside of its marks, or they would not count."""
        words = run.text.strip()
        if not words:
            return _escaped(run.text) + self._mark(run)
        at = run.text.index(words)
        left, right = run.text[:at], run.text[at + len(words) :]
        free = _is_free(before + left, words, right + after)
        marked = _linked(_emphasised(_escaped(words), run, free=free), run)
        return f"{_escaped(left)}{marked}{self._mark(run)}{_escaped(right)}"

    def _mark(self, run: Run) -> str:
        if not run.note:
            return ""
        self._marks += 1
        return f"[^{self._marks}]"


def _emphasised(words: str, run: Run, *, free: bool) -> str:
    """Mark bold and italic: by stars between words, by tags where stars would be read as stars."""
    if run.italic:
        words = f"*{words}*" if free else f"<em>{words}</em>"
    if run.bold:
        words = f"**{words}**" if free else f"<strong>{words}</strong>"
    return words


def _linked(words: str, run: Run) -> str:
    if run.href:
        target = "".join(f"%{ord(sign):02X}" if sign in ' <>()\\"\n' else sign for sign in run.href)
        words = f"[{words}]({target})"
    return f'<span lang="{escape(run.lang)}">{words}</span>' if run.lang else words


def _is_free(before: str, words: str, after: str) -> bool:
    """Tell whether spaces stand around words that begin and end with a letter or digit."""
    outside = (before[-1:] or " ").isspace() and (after[:1] or " ").isspace()
    return outside and words[0].isalnum() and words[-1].isalnum()


def _escaped(words: str) -> str:
    """Escape what Markdown would read as its own; a forced break ends its line with a backslash."""
    return INLINE.sub(r"\\\g<0>", words).replace("\n", "\\\n")


def _starts_escaped(written: str) -> str:
    """Take line starts for text: neither lists, nor code by indentation."""
    return START.sub(_start, SPACES.sub("", written))


def _start(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _one_line(runs: Text) -> Text:
    return tuple(
        Run(run.text.replace("\n", " "), run.bold, run.italic, run.href, run.lang, run.note)
        for run in runs
    )


def _hang(words: str, indent: str) -> str:
    """Indent every line but the first, so that it belongs to the same item."""
    return words.replace("\n", f"\n{indent}")
