"""Runs into words: where a line may end, and what every word measures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .setting import Setter, Shape
    from .tagging import Element

__all__ = ["Glue", "Span", "Words"]


class Glue(IntEnum):
    """What follows a word: nothing, a space, a place to break, or the end of the line."""

    NONE = 0
    SPACE = 1
    BREAK = 2
    FORCED = 3


_NONE, _SPACE, *_ = Glue


@dataclass(slots=True, eq=False)
class Span:
    """Characters of one look.

    ``element`` is set where they are an element of their own, within the paragraph or, like the
    mark of a note, within another one: ``root`` is what the paragraph gets when it is painted.
    """

    setter: Setter
    colour: str
    element: Element | None = None
    root: Element | None = None
    link: str = ""
    destination: str = ""
    rise: float = 0.0
    hyphenation: str = ""


# Everything but the ordinary space that may end a line, or forbids to.
_SPECIAL: Final = re.compile(
    r"[\n\u200b\u2000-\u2006\u2008-\u200a\u205f]|(?<=\w\w)[-–—]+(?=[^\W\d_])"
)
_UNUSUAL: Final = re.compile(r"[\n\u200b\u2000-\u2006\u2008-\u200a\u205f/@]|[-–—](?=[^\W\d_])")
_ADDRESS: Final = re.compile(r"://|@|\w/\w")
_JOINT: Final = re.compile(r"(?<=[/?&=._~%#:@-])(?=\w)")
# What is longer is no word: it is cut, so that the time for dividing it stays in bounds.
_LONGEST: Final = 120
_CHUNK: Final = re.compile(r"(?s:.){1,8}")


class Words:
    """The words of a paragraph, in parallel lists: text, shape, span, and what follows."""

    __slots__ = ("even", "forced", "glues", "plain", "several", "shapes", "spans", "texts", "width")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.shapes: list[Shape] = []
        self.spans: list[Span] = []
        self.glues: list[Glue] = []
        self.width = 0.0
        """What the words measure in one line."""
        self.plain = True
        """Whether all characters are the paragraph's own and stand on its baseline."""
        self.several = False
        """Whether there are several spans."""
        self.even = True
        """Whether all that stands between two words of a line is a space."""
        self.forced = False
        """Whether a line ends somewhere whatever its measure."""

    def add(self, text: str, span: Span) -> None:
        """Append the characters of a span."""
        words = text.split(" ")
        if text == "\n":
            # The end of a line of an address.
            words, glues = ["", ""], [Glue.FORCED, _NONE]
            self.even, self.forced = False, True
        # A first look at the whole is cheaper than one at each word.
        elif _UNUSUAL.search(text) or (len(text) > _LONGEST and max(map(len, words)) > _LONGEST):
            words, glues = _divided(words)
            self.even = False
            self.forced |= Glue.FORCED in glues
        else:
            glues = [_SPACE] * len(words)
            glues[-1] = _NONE
        self._append(words, glues, span)

    def _append(self, words: list[str], glues: list[Glue], span: Span) -> None:
        setter = span.setter
        shapes = list(map(setter.shapes.__getitem__, words))
        self.width += sum([shape[0] for shape in shapes]) + glues.count(_SPACE) * setter.space
        if self.spans:
            self.several = True
            self.even &= self.glues[-1] is _SPACE
        self.texts += words
        self.shapes += shapes
        self.spans += [span] * len(words)
        self.glues += glues
        if span.element is not None or span.rise:
            self.plain = False

    def add_lines(self, lines: Sequence[str], span: Span) -> None:
        """Append the characters of a span in lines that end where they end, as in an address."""
        if any(_UNUSUAL.search(line) or len(line) > _LONGEST for line in lines):
            for number, line in enumerate(lines):
                if number:
                    self.add("\n", span)
                self.add(line, span)
            return
        texts: list[str] = []
        glues: list[Glue] = []
        for line in lines:
            if texts:
                texts += ("", "")
                glues += (Glue.FORCED, _NONE)
            words = line.split(" ")
            texts += words
            glues += [*[_SPACE] * (len(words) - 1), _NONE]
        self._append(texts, glues, span)
        self.even, self.forced = False, True

    def space(self) -> None:
        """Append a space to what is there."""
        if self.spans and self.glues[-1] is _NONE:
            self.glues[-1] = _SPACE
            self.width += self.spans[-1].setter.space

    def code(self, first: int, last: int, end: int, *, stretch: float = 0.0) -> str:
        """Return the code of words ``first`` to ``last``, which are of one span.

        The spaces after them are wider by ``stretch`` points; there is none after word ``end``.
        """
        setter = self.spans[first].setter
        units = round(-stretch * 1000 / setter.size) if stretch else 0
        space = f"){units}({setter.space_code}" if units else setter.space_code
        codes = [shape[1] for shape in self.shapes[first : last + 1]]
        if self.even:
            code = space.join(codes)
            return code + space if last < end else code
        glues = self.glues
        return "".join(
            [
                code + space if glues[at] is _SPACE and at < end else code
                for at, code in enumerate(codes, first)
            ]
        )

    def parts(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the first and the last word of each span among words ``first`` to ``last``."""
        if not self.several:
            return [(first, last)]
        spans = self.spans
        ends = [at for at in range(first, last) if spans[at + 1] is not spans[at]]
        ends.append(last)
        return list(zip([first, *[end + 1 for end in ends]], ends, strict=False))

    def divide(self, at: int, place: int, *, hyphen: bool) -> None:
        """Divide a word in two at a place in its text, with a hyphen or without."""
        text, span = self.texts[at], self.spans[at]
        self.even &= hyphen
        head, tail = text[:place], text[place:].removeprefix("\u00ad")
        shape = span.setter.word(head)
        if hyphen:
            mark = span.setter.hyphen
            shape = shape._replace(
                width=shape.width + mark.width,
                code=shape.code + mark.code,
                uses=shape.uses + mark.uses,
            )
        rest = span.setter.word(tail)
        self.width += shape.width + rest.width - self.shapes[at].width
        self.texts[at : at + 1] = [head, tail]
        self.shapes[at : at + 1] = [shape, rest]
        self.spans.insert(at, span)
        self.glues.insert(at, Glue.BREAK)


def _divided(words: list[str]) -> tuple[list[str], list[Glue]]:
    """Cut words where a line may end within them, and say what follows each part."""
    texts: list[str] = []
    glues: list[Glue] = []
    for word in words:
        if len(word) <= _LONGEST and not _UNUSUAL.search(word):
            texts.append(word)
            glues.append(_SPACE)
            continue
        for text, glue in _pieces(word):
            texts.append(text)
            glues.append(glue)
        glues[-1] = _SPACE
    glues[-1] = _NONE
    return texts, glues


def _pieces(word: str) -> Iterator[tuple[str, Glue]]:
    """Cut a word where a line may end within it."""
    start = 0
    for found in _SPECIAL.finditer(word):
        if found.group() == "\n":
            yield word[start : found.start()], Glue.FORCED
        else:
            yield from _address(word[start : found.end()])
        start = found.end()
    yield from _address(word[start:])


def _address(piece: str) -> Iterator[tuple[str, Glue]]:
    parts = _JOINT.split(piece) if _ADDRESS.search(piece) else [piece]
    for part in parts:
        for chunk in _chunks(part) if len(part) > _LONGEST else (part,):
            yield chunk, Glue.BREAK


def _chunks(piece: str) -> list[str]:
    chunks: list[str] = []
    for chunk in _CHUNK.findall(piece):
        # A mark stays with its letter, however many of them somebody stacks.
        if chunks and unicodedata.combining(chunk[0]):
            chunks[-1] += chunk
        else:
            chunks.append(chunk)
    return chunks
