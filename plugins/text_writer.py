"""Plain text: for the body of an e-mail, and for everything that knows no fonts.

Paragraphs are single long lines, so that the text can be pasted anywhere without broken lines.
"""

from __future__ import annotations

import advocacy
from advocacy import Format, Run, Text, Writer, hookimpl


@hookimpl
def register_formats() -> list[Format]:
    """Offer plain text."""
    return [
        Format(
            name="text",
            label="Plain text",
            extension="txt",
            media_type="text/plain; charset=utf-8",
            writer=TextWriter,
        )
    ]


class TextWriter(Writer):
    """Sets blocks apart by empty lines, and spells out links and source notes."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._marks = 0

    def begin(self, document: advocacy.Document) -> None:
        """Say first that it is a draft, then whose letterhead it is."""
        self._add(f"*** {document.draft} ***" if document.draft else "")
        if document.letterhead:
            self._add(self._inline(document.letterhead.organisation))

    def title(self, block: advocacy.Title) -> None:
        """Underline the title twice."""
        self._underlined(block.text, "=")

    def subject(self, block: advocacy.Subject) -> None:
        """Keep the subject a plain line, as in the head of an e-mail."""
        self._add(" ".join(filter(None, map(self._inline, (block.label, block.text)))))

    def heading(self, block: advocacy.Heading) -> None:
        """Underline a heading; the lower level does without."""
        self._underlined(block.text, "-" if block.level < 3 else "")

    def paragraph(self, block: advocacy.Paragraph) -> None:
        """Write running text."""
        self._add(self._inline(block.text))

    def listing(self, block: advocacy.Listing) -> None:
        """Write a list with hyphens or numbers, and its further lines below the text."""
        marks = (f"{number}. " if block.ordered else "- " for number in range(1, 1_000_000))
        items = zip(marks, map(self._inline, block.items), strict=False)
        self._add("\n".join(mark + _hang(item, " " * len(mark)) for mark, item in items))

    def quote(self, block: advocacy.Quote) -> None:
        """Indent a quotation: the sign > means something else in an e-mail."""
        paragraphs = [self._inline(runs) for runs in block.paragraphs]
        if block.attribution:
            paragraphs.append(f"— {self._inline(block.attribution)}")
        self._add("\n\n".join(f"    {_hang(paragraph, '    ')}" for paragraph in paragraphs))

    def prompt(self, block: advocacy.Prompt) -> None:
        """Show by brackets that somebody has to fill this in."""
        self._add(f"[{self._inline(block.text)}]")

    def notes(self, label: str, notes: tuple[str, ...]) -> None:
        """Write the sources under the marks they have in the text."""
        if notes:
            lines = [label, *(f"[{number}] {note}" for number, note in enumerate(notes, 1))]
            self._add("\n".join(filter(None, lines)))

    def finish(self) -> bytes:
        """Return the text as UTF-8."""
        return ("\n\n".join(self._blocks) + "\n").encode()

    def _underlined(self, runs: Text, line: str) -> None:
        words = self._inline(runs)
        longest = max(map(len, words.split("\n")))
        self._add(f"{words}\n{line * min(longest, 72)}" if line and words else words)

    def _add(self, block: str) -> None:
        if block.strip():
            self._blocks.append("\n".join(line.rstrip() for line in block.split("\n")))

    def _inline(self, runs: Text) -> str:
        # Whoever reads it breaks the lines; forms and old mail programs show U+00A0 as a sign.
        return "".join(self._run(run) for run in runs).replace("\u00a0", " ")

    def _run(self, run: Run) -> str:
        words = run.text
        target = (run.href or "").removeprefix("mailto:")
        if target and target != words.strip():
            words = f"{words.rstrip()} <{target}>{' ' * words.endswith(' ')}"
        if run.note:
            self._marks += 1
            words = f"{words}[{self._marks}]"
        return words


def _hang(text: str, indent: str) -> str:
    """Indent every line but the first."""
    return text.replace("\n", f"\n{indent}")
