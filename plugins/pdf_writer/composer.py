"""Runs into words of a look: characters checked, links and languages made elements."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from advocacy import RefusedError, Run, message

from .colours import INK
from .engine import pdf_string
from .layout.boxes import Bookmark, TextBox
from .paragraphs import Align, Paragraph
from .setting import MissingCharactersError, setter
from .tagging import Element
from .words import Span, Words

if TYPE_CHECKING:
    from advocacy import Document, Text

    from .layout.designs import Look

__all__ = ["Composer", "shared"]

# The campaign's own limits are far below; these keep the writer's time in bounds by itself.
_LONGEST_PARAGRAPH: Final = 100_000
_LONGEST_LINE: Final = 1_000
# What is remembered of paragraphs takes a few megabytes at most, whatever people write.
_LONGEST_SHARED: Final = 2_000
_MOST_SHARED: Final = 256
_SAFE: Final = re.compile(r"(https?://|mailto:)[^\s]+\Z", re.IGNORECASE)


@dataclass(slots=True)
class Composer:
    """What the texts of one document share: language, characters used, count of notes."""

    document: Document
    looks: dict[str, Look]
    mark_colour: str = INK
    texts: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    shared: list[_Shared] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    """What may still be divided, by which glyphs may change."""
    chosen: set[tuple[str, int]] = field(default_factory=set)
    """Glyphs of words that nobody holds any more, each with its face."""
    notes: int = 0

    def box(
        self,
        runs: Text,
        look: str | Look,
        element: Element,
        *,
        x: float,
        measure: float,
        align: Align = "left",
        bookmark: Bookmark | None = None,
        short: bool = False,
        whole: bool = False,
        anchor: str = "",
    ) -> TextBox:
        """Set a paragraph; ``short`` texts are names and lines, ``whole`` ones are not divided."""
        chosen = self.looks[look] if isinstance(look, str) else look
        length = _check_length(runs, _LONGEST_LINE if short else _LONGEST_PARAGRAPH)
        balanced = bookmark is not None
        found = None
        if length <= _LONGEST_SHARED:
            found = shared(runs, chosen, self._dictionary(whole), (measure, align, balanced))
        if found is None:
            words = self.words_of((runs, chosen), short=short, whole=whole)
            self.words.append(words)
            leading = chosen.leading
            paragraph = Paragraph(
                words, measure=measure, leading=leading, align=align, balanced=balanced
            )
        else:
            self.shared.append(found)
            paragraph = found.paragraph
        return TextBox(paragraph, element=element, x=x, bookmark=bookmark, anchor=anchor)

    def words_of(
        self, *parts: tuple[Text, Look], short: bool = False, whole: bool = False
    ) -> Words:
        """Turn runs into words; each part has a look of its own, and a space before the next."""
        words = Words()
        dictionary = self._dictionary(whole)
        for runs, look in parts:
            _check_length(runs, _LONGEST_LINE if short else _LONGEST_PARAGRAPH)
            if words.spans:
                words.space()
            for run in runs:
                if run.text:
                    self._add(words, run, look, dictionary)
                if run.note:
                    self._mark(words, look)
        return words

    def _dictionary(self, whole: bool) -> str:
        hyphenated = self.document.layout.hyphenated and not whole
        return self.document.hyphenation if hyphenated else ""

    def _add(self, words: Words, run: Run, look: Look, dictionary: str) -> None:
        choose = self._special if run.href or run.lang else _plain_span
        span = choose(run, look, dictionary)
        self.texts[span.setter.name].append(run.text)
        _append(words, [run.text], span)

    def glyphs(self) -> dict[str, set[int]]:
        """Return, per face, the glyphs that do not follow from the characters alone."""
        glyphs: dict[str, set[int]] = {}
        for words in self.words:
            self.settle(words)
        for name, glyph in self.chosen.union(*[each.glyphs for each in self.shared]):
            glyphs.setdefault(name, set()).add(glyph)
        return glyphs

    def settle(self, words: Words) -> None:
        """Remember the glyphs of words that will not be divided any more."""
        self.chosen.update([each for _, _, uses in words.shapes if uses for each in uses])

    def use(self, name: str, text: str, size: float) -> None:
        """Check that a face, or its helper, has these characters, and remember them."""
        setter(name, size).check(set(unicodedata.normalize("NFC", text)))
        self.texts[name].append(text)

    def characters(self) -> dict[str, set[str]]:
        """Return, per face, the characters that are used."""
        # Words are composed before they are set: it is the composed letters that are needed.
        found = {
            name: set(unicodedata.normalize("NFC", " ".join([" ", *texts])))
            for name, texts in self.texts.items()
        }
        for each in self.shared:
            for name, characters in each.characters:
                found.setdefault(name, set()).update(characters)
        return found

    def _special(self, run: Run, look: Look, dictionary: str) -> Span:
        foreign = bool(run.lang) and run.lang != self.document.language
        if not foreign and not run.href:
            return _plain_span(run, look, dictionary)
        name = look.face(bold=run.bold, italic=run.italic)
        # The document's dictionary knows nothing of another language.
        span = Span(setter(name, look.size), look.colour, hyphenation="" if foreign else dictionary)
        if run.href and _SAFE.match(run.href):
            span.link = quote(run.href, safe=":/?#[]@!$&'()*+,;=%~-._")
            span.element = span.root = Element("Link", None, _language(run, self.document))
        elif foreign:
            span.element = span.root = Element("Span", None, _language(run, self.document))
        return span

    def _mark(self, words: Words, look: Look) -> None:
        """Append the mark of a source note, which leads to the note."""
        self.notes += 1
        reference = Element("Reference")
        small = replace(look, size=round(look.size * 0.62, 1))
        name = small.face()
        label = str(self.notes)
        self.use(name, label, small.size)
        words.add(
            label,
            Span(
                setter(name, small.size),
                self.mark_colour,
                element=Element("Link", reference),
                root=reference,
                destination=f"note-{self.notes}",
                rise=look.size * 0.34,
            ),
        )


def _language(run: Run, document: Document) -> bytes:
    if not run.lang or run.lang == document.language:
        return b""
    return b"/Lang" + pdf_string(run.lang)


def _check_length(runs: Text, limit: int) -> int:
    length = len(runs[0].text) if len(runs) == 1 else sum([len(run.text) for run in runs])
    if length > limit:
        raise RefusedError(
            message(
                "pdf.text.long",
                "A text of {length} characters is too long for a page; {limit} are allowed.",
                length=length,
                limit=limit,
            )
        )
    return length


class _Shared(NamedTuple):
    """A paragraph that many documents may have, and what has to be embedded for it."""

    paragraph: Paragraph
    characters: tuple[tuple[str, frozenset[str]], ...]
    glyphs: frozenset[tuple[str, int]]


@lru_cache(maxsize=_MOST_SHARED)
def shared(
    runs: Text, look: Look, dictionary: str, shape: tuple[float, Align, bool]
) -> _Shared | None:
    """Set a text once per process, because letters of many people differ in little.

    None is returned for one that has elements of its document in it.
    """
    measure, align, balanced = shape
    words, texts = Words(), dict[str, str]()
    if any(run.href or run.lang or run.note for run in runs):
        return None
    for lines, span in _in_lines([run for run in runs if run.text], look, dictionary):
        name = span.setter.name
        texts[name] = texts.get(name, " ") + "\n".join(lines)
        _append(words, lines, span)
    return _Shared(
        Paragraph(
            words,
            measure=measure,
            leading=look.leading,
            align=align,
            balanced=balanced,
            shared=True,
        ),
        tuple(
            (name, frozenset(unicodedata.normalize("NFC", found))) for name, found in texts.items()
        ),
        frozenset([each for _, _, uses in words.shapes if uses for each in uses]),
    )


def _plain_span(run: Run, look: Look, dictionary: str) -> Span:
    """Return the span of a look; all plain characters of it share one."""
    return _span_of(look, run.bold, run.italic, dictionary)


@lru_cache(maxsize=512)
def _span_of(look: Look, bold: bool, italic: bool, dictionary: str) -> Span:
    font = setter(look.face(bold=bold, italic=italic), look.size)
    return Span(font, look.colour, hyphenation=dictionary)


def _in_lines(runs: Sequence[Run], look: Look, dictionary: str) -> Iterator[tuple[list[str], Span]]:
    """Yield the lines of each span: what only ends of lines part, as in an address, is one."""
    spans = [_plain_span(run, look, dictionary) for run in runs]
    at = 0
    while at < len(runs):
        span, lines = spans[at], [runs[at].text]
        at += 1
        while (
            at + 1 < len(runs)
            and runs[at].text == "\n"
            and "\n" not in {lines[-1], runs[at + 1].text}
            and spans[at] is spans[at + 1] is span
        ):
            lines.append(runs[at + 1].text)
            at += 2
        yield lines, span


def _append(words: Words, lines: Sequence[str], span: Span) -> None:
    try:
        if len(lines) > 1:
            words.add_lines(lines, span)
        else:
            words.add(lines[0], span)
    except MissingCharactersError:
        # The first word that fails knows only its own characters.
        span.setter.check(set(unicodedata.normalize("NFC", "".join(lines))))
        raise
