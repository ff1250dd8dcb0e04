"""Composing: the organisers' own words become runs, with the typography of the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from advocacy import document as d
from advocacy.campaigns import markdown
from advocacy.language.binding import bound_pieces, loose
from advocacy.language.locale import Locale
from advocacy.language.typography import correct_pieces

__all__ = ["Words"]

_TEXTS: Final[Mapping[type, tuple[str, ...]]] = {
    d.Paragraph: ("text",),
    d.Heading: ("text",),
    d.Listing: ("items",),
    d.Quote: ("paragraphs", "attribution"),
}
"""What is said in each kind of block that Markdown makes."""


class Words:
    """Turns Markdown of one language into texts and blocks."""

    def __init__(self, locale: Locale, *, typography: bool = True) -> None:
        self.locale, self.typography = locale, typography

    def inline(self, source: str) -> d.Text:
        """One line or paragraph of Markdown."""
        return self._corrected(markdown.inline(source)) if source else ()

    def plain(self, source: str) -> str:
        """The characters of one line of Markdown without its look, for what is searched."""
        return loose(d.plain(self.inline(source)))

    def blocks(self, source: str, key: str) -> tuple[d.Block, ...]:
        """Markdown of several paragraphs, lists, quotations and headings."""
        return tuple(
            self._corrected_block(block, f"{key}/{place}" if key else "")
            for place, block in enumerate(markdown.blocks(source, ""), start=1)
        )

    def paragraphs(self, source: str) -> d.Lines:
        """The paragraphs of a quotation."""
        return tuple(text for block in self.blocks(source, "") for text in block.texts())

    def listed(self, items: list[d.Text]) -> d.Lines:
        """Give clauses the punctuation of a list in this language ("…;" and "….")."""
        marks = self.locale.demands
        last = len(items) - 1
        return tuple(
            (*_stripped(item), d.Run(marks.last if number == last else marks.separator))
            for number, item in enumerate(items)
        )

    def _corrected_block(self, block: d.Block, key: str) -> d.Block:
        changes: dict[str, Any] = {
            name: self._corrected_value(getattr(block, name)) for name in _TEXTS[type(block)]
        }
        return replace(block, key=key, **changes)

    def _corrected_value(self, value: Any) -> Any:
        if value and isinstance(value[0], d.Run):
            return self._corrected(value)
        return tuple(self._corrected_value(item) for item in value)

    def _corrected(self, runs: d.Text) -> d.Text:
        if not self.typography or not runs:
            return runs
        pieces = correct_pieces([run.text for run in runs], self.locale)
        pieces = bound_pieces(pieces, self.locale.typography.binding)
        return tuple([
            run if run.text == piece else replace(run, text=piece)
            for run, piece in zip(runs, pieces, strict=True)
        ])  # fmt: skip


def _stripped(item: d.Text) -> d.Text:
    """Take the final punctuation off a clause, to set that of the list."""
    if not item:
        return item
    *runs, last = item
    return (*runs, replace(last, text=last.text.rstrip(" .;,")))
