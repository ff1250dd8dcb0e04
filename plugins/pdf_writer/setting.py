"""Words into glyphs: shaping by HarfBuzz, remembered per face and size."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import uharfbuzz as hb

from .engine import pdf_string
from .faces import Face, face
from .pairs import shaped

__all__ = ["SPACES", "MissingCharactersError", "Setter", "Shape", "setter"]

# Spaces that few fonts have, as shares of the size. They are drawn, and read out, as a space or
# no-break space of another width: to mark what they are would make poppler lose what follows.
SPACES: Final = {
    "\u2000": 0.5,
    "\u2001": 1.0,
    "\u2002": 0.5,
    "\u2003": 1.0,
    "\u2004": 0.333,
    "\u2005": 0.25,
    "\u2006": 0.167,
    "\u2007": 0.5,
    "\u2008": 0.25,
    "\u2009": 0.2,
    "\u200a": 0.1,
    "\u202f": 0.2,
    "\u205f": 0.222,
}
_NO_BREAK: Final = frozenset("\u2007\u202f")
_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\n")
# Enough for the words of some thousand letters; emptied when full, because order is no matter.
_REMEMBERED: Final = 30_000


class MissingCharactersError(Exception):
    """No bundled face can show these characters."""

    def __init__(self, characters: set[str]) -> None:
        self.characters = characters
        super().__init__(characters)


class Shape(NamedTuple):
    """A shaped word: its width in points and its code, to stand between ``[(`` and ``)]TJ``.

    ``uses`` are the glyphs that do not follow from the word's characters alone.
    """

    width: float
    code: str
    uses: tuple[tuple[str, int], ...] = ()


class Setter:
    """Sets words in one face and size."""

    def __init__(self, name: str, size: float) -> None:
        self.name = name
        self.face = face(name)
        self.size = size
        self.select = f"/{name} {size:g} Tf"
        self.shapes = _Memory(self)
        self.space = self.face.advances[self.face.space] * size / 1000
        self.space_code = self.face.codes[self.face.space]
        hyphen = self.face.glyphs["\u00ad"]
        self.hyphen = Shape(
            self.face.advances[hyphen] * size / 1000,
            self.face.codes[hyphen],
            ((name, hyphen),),
        )

    def word(self, text: str) -> Shape:
        """Return the shape of a word; one whose characters are missing raises, every time."""
        return self.shapes[text]

    def line(self, text: str, measure: float) -> Shape:
        """Shape one line of furniture; what is wider than the measure ends in an ellipsis."""
        shape = self.word(text)
        while shape.width > measure and len(text) > 1:
            text = text[: int(len(text) * 0.9)].rstrip(" …") + "…"
            shape = self.shape(text)
        return shape

    def check(self, characters: set[str]) -> None:
        """Raise MissingCharactersError where neither this face nor its helper has a glyph."""
        missing = characters - self.face.characters - _INVISIBLE - SPACES.keys()
        helper = self.face.helper
        if missing and helper:
            missing -= helper.characters
        if missing:
            raise MissingCharactersError(missing)

    def shape(self, text: str) -> Shape:
        """Shape characters of any length, and remember what is alike in all sizes."""
        if not text:
            return Shape(0.0, "")
        text = unicodedata.normalize("NFC", text)
        plain = self.face.word(text)
        if plain:
            units, code = plain
            self._remember(text, units, code, ())
            return Shape(units * self.size / 1000, code)
        line = _Line(self)
        if self.face.characters.issuperset(text) and "\u00ad" not in text:
            line.draw(self.face, text)
        else:
            self.check(set(text))
            for font, part in _parts(self.face, text):
                line.draw(font, part) if font else line.substitute(part)
        shape = line.shape()
        if not line.sized:
            self._remember(text, line.units, shape.code, shape.uses)
        return shape

    def _remember(
        self, text: str, units: float, code: str, uses: tuple[tuple[str, int], ...]
    ) -> None:
        """Keep a word for all sizes of its face."""
        words = self.face.words
        if len(words) >= _REMEMBERED:
            words.clear()
        words[text] = units, code, uses


class _Memory(dict[str, Shape]):
    """Words that were shaped once; looked up without a call, as there are so many."""

    def __init__(self, owner: Setter) -> None:
        super().__init__()
        self._owner = owner

    def __missing__(self, text: str) -> Shape:
        if len(self) >= _REMEMBERED:
            self.clear()
        owner = self._owner
        # A name is set in several sizes, but shaped once.
        found = owner.face.words.get(text)
        if found is None:
            shape = owner.shape(text)
        else:
            units, code, uses = found
            shape = Shape(units * owner.size / 1000, code, uses)
        self[text] = shape
        return shape


class _Line:
    """A word being put together: codes, adjustments in thousandths, changes of face."""

    def __init__(self, owner: Setter) -> None:
        self._owner = owner
        self._face = owner.face
        self._codes: list[str] = []
        self.units = 0.0
        """How wide it is, in thousandths of its size."""
        self.sized = False
        """Whether its code says a size."""
        self._uses: list[tuple[str, int]] = []

    def shape(self) -> Shape:
        self._change(self._owner.face)
        width = self.units * self._owner.size / 1000
        return Shape(width, "".join(self._codes), tuple(self._uses))

    def draw(self, font: Face, text: str) -> None:
        """Draw characters of one face."""
        self._change(font)
        infos, places = shaped(font.hb_font, text)
        glyphs = [info.codepoint for info in infos]
        if 0 in glyphs:
            raise MissingCharactersError({char for char in text if char not in font.characters})
        plain = glyphs == [font.glyphs.get(character) for character in text]
        if not plain or font is not self._owner.face:
            self._uses += [(font.name, glyph) for glyph in glyphs]
        if plain and "".join([font.unicode[glyph] for glyph in glyphs]) == text:
            self._glyphs(font, glyphs, places)
        else:
            self._clusters(font, text, infos, places)

    def substitute(self, character: str) -> None:
        """Draw a space that the face lacks by a relative of it."""
        if character in _INVISIBLE:
            return
        font = self._owner.face
        self._change(font)
        glyph = font.glyphs["\u00a0" if character in _NO_BREAK else " "]
        self._uses.append((font.name, glyph))
        self._codes.append(font.codes[glyph])
        self.units += font.advances[glyph]
        self._adjust(SPACES[character] * 1000 - font.advances[glyph])

    def _clusters(
        self,
        font: Face,
        text: str,
        infos: list[hb.GlyphInfo],
        places: list[hb.GlyphPosition],
    ) -> None:
        starts = sorted({info.cluster for info in infos})
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            members = [at for at, info in enumerate(infos) if info.cluster == start]
            glyphs = [infos[at].codepoint for at in members]
            said = "".join(font.unicode.get(glyph, "") for glyph in glyphs)
            spoken = said != text[start:end]
            if spoken:
                self._open(text[start:end])
            self._glyphs(font, glyphs, [places[at] for at in members])
            if spoken:
                self._close()

    def _glyphs(self, font: Face, glyphs: list[int], places: list[hb.GlyphPosition]) -> None:
        if [place for place in places if place.x_offset or place.y_offset]:
            self._placed(font, glyphs, places)
            return
        codes, advances, add = font.codes, font.advances, self._codes.append
        kerned = [place.x_advance for place in places]
        for glyph, advance in zip(glyphs, kerned, strict=True):
            add(codes[glyph])
            if advance != advances[glyph]:
                add(f"){advances[glyph] - advance:g}(")
        self.units += sum(kerned)

    def _placed(self, font: Face, glyphs: list[int], places: list[hb.GlyphPosition]) -> None:
        """Draw glyphs some of which stand beside their places, as marks do."""
        for glyph, place in zip(glyphs, places, strict=True):
            if place.x_offset or place.y_offset:
                self._shifted(font.codes[glyph], place)
            else:
                self._codes.append(font.codes[glyph])
            self.units += font.advances[glyph]
            if place.x_advance != font.advances[glyph]:
                self._adjust(place.x_advance - font.advances[glyph])

    def _shifted(self, code: str, place: hb.GlyphPosition) -> None:
        self.sized = True
        rise = place.y_offset * self._owner.size / 1000
        shift, back = -place.x_offset, place.x_offset
        self._codes.append(f")]TJ {rise:.2f} Ts[{shift}({code}){back}]TJ 0 Ts[(")

    def _adjust(self, units: float) -> None:
        self.units += units
        self._codes.append(f"){-units:g}(")

    def _change(self, font: Face) -> None:
        if font is not self._face:
            self.sized = True
            self._face = font
            self._codes.append(f")]TJ/{font.name} {self._owner.size:g} Tf[(")

    def _open(self, text: str) -> None:
        said = pdf_string(text).decode("ascii")
        self._codes.append(f")]TJ/Span<</ActualText{said}>>BDC[(")

    def _close(self) -> None:
        self._codes.append(")]TJ EMC[(")


def _parts(font: Face, text: str) -> Iterator[tuple[Face | None, str]]:
    """Cut text into parts of one face each; no face means a character to be substituted."""
    open_face: Face | None = None
    part = ""
    for cluster in _clusters_of(text):
        chosen = _face_for(font, cluster)
        if part and (chosen is not open_face or chosen is None):
            yield open_face, part
            part = ""
        open_face = chosen
        part += cluster
    if part:
        yield open_face, part


def _face_for(font: Face, cluster: str) -> Face | None:
    if font.characters.issuperset(cluster) and cluster != "\u00ad":
        return font
    if cluster in _INVISIBLE or cluster in SPACES:
        return None
    return font.helper


def _clusters_of(text: str) -> Iterator[str]:
    """Cut text before every character that is no mark on the one before it."""
    cluster = ""
    for character in text:
        if cluster and not unicodedata.combining(character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


@lru_cache(maxsize=128)
def setter(name: str, size: float) -> Setter:
    """Return the setter of a face and size: one per process."""
    return Setter(name, size)
