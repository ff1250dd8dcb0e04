"""The faces: font files parsed once per process, and what their glyphs are called in a PDF."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import uharfbuzz as hb

from advocacy import font_path

from .pairs import Pairs

__all__ = ["Face", "Metrics", "face", "resource_names"]

# The name of a face in a page's resources, its file, and the face that helps out.
_FILES: Final = {
    "R": ("pt-serif/PTSerif-Regular.ttf", "NR"),
    "B": ("pt-serif/PTSerif-Bold.ttf", "NB"),
    "I": ("pt-serif/PTSerif-Italic.ttf", "NI"),
    "Z": ("pt-serif/PTSerif-BoldItalic.ttf", "NZ"),
    "NR": ("noto-serif/NotoSerif-Regular.ttf", ""),
    "NB": ("noto-serif/NotoSerif-Bold.ttf", ""),
    "NI": ("noto-serif/NotoSerif-Italic.ttf", ""),
    "NZ": ("noto-serif/NotoSerif-BoldItalic.ttf", ""),
}
_ESCAPES: Final = {ord("("): "\\(", ord(")"): "\\)", ord("\\"): "\\\\", ord("\r"): "\\r"}
_PRIVATE: Final = range(0xE000, 0xF900)
# Controls mapped by some fonts, and what Unicode says is never a character.
_NO_CHARACTERS: Final = {*range(0x20), *range(0x7F, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF}


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a font descriptor tells, in thousandths of the size."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    capitals: int
    slant: float
    weight: int


class Face:
    """One font file; codes are two-byte glyph numbers, so they hold whatever is subset later."""

    def __init__(self, name: str) -> None:
        path, helper = _FILES[name]
        file = font_path(path)
        self.name = name
        self.postscript = file.stem
        self._helper = helper
        self.hb_face = hb.Face(file.read_bytes())
        self.hb_font = hb.Font(self.hb_face)
        self.glyphs = self._glyphs()
        self.characters = frozenset(self.glyphs)
        self.advances = self._advances()
        self.codes = _CODES
        self._pairs = Pairs(self.hb_font, self.glyphs, self.advances, self.codes)
        self.space = self.glyphs[" "]
        self.words: dict[str, tuple[float, str, tuple[tuple[str, int], ...]]] = {}
        """Shaped words: width in thousandths, code, glyphs that do not follow from characters."""

    @property
    def helper(self) -> Face | None:
        """The face to show what this one lacks."""
        return face(self._helper) if self._helper else None

    def word(self, text: str) -> tuple[int, str] | None:
        """Return width in thousandths and code of letters in a row; None of anything else.

        A face that helps out may kern in another way; it is asked for little.
        """
        return self._pairs.word(text) if self._helper else None

    @cached_property
    def unicode(self) -> dict[int, str]:
        """The character each glyph stands for when text is taken out of a file."""
        return {glyph: character for character, glyph in self.glyphs.items()}

    @cached_property
    def metrics(self) -> Metrics:
        """Measures for the font descriptor."""
        head, hhea, os2, post = map(self._table, ("head", "hhea", "OS/2", "post"))
        return Metrics(
            box=struct.unpack(">4h", head[36:44]),
            ascent=struct.unpack(">h", hhea[4:6])[0],
            descent=struct.unpack(">h", hhea[6:8])[0],
            capitals=struct.unpack(">h", os2[88:90])[0],
            slant=struct.unpack(">i", post[4:8])[0] / 65536,
            weight=struct.unpack(">H", os2[4:6])[0],
        )

    def _table(self, tag: str) -> bytes:
        data: bytes = self.hb_face.reference_table(tag).data
        return data

    def _glyphs(self) -> dict[str, int]:
        glyphs: dict[str, int] = {}
        taken: set[int] = set()
        for code in sorted(self.hb_face.unicodes):
            glyph: int = self.hb_font.get_nominal_glyph(code)
            # Private characters look like anything in this font and like nothing in another. Two
            # characters of one glyph could not be told apart when text is taken out of a file.
            if code not in _PRIVATE and code not in _NO_CHARACTERS and glyph not in taken:
                glyphs[chr(code)] = glyph
                taken.add(glyph)
        return glyphs

    def _advances(self) -> tuple[int, ...]:
        count = struct.unpack(">H", self._table("hhea")[34:36])[0]
        table = self._table("hmtx")
        wide: tuple[int, ...] = struct.unpack(f">{count * 2}H", table[: count * 4])[::2]
        # Glyphs beyond the table's end are as wide as its last one.
        rest: int = self.hb_face.glyph_count - count
        return wide + (wide[-1],) * rest


@cache
def face(name: str) -> Face:
    """Return the face of a resource name."""
    return Face(name)


def resource_names() -> tuple[str, ...]:
    """Return the names of all faces a page may use."""
    return tuple(_FILES)


class _Codes(dict[int, str]):
    """Glyph numbers as the inside of a string, as characters of Latin-1; alike in all faces."""

    def __missing__(self, glyph: int) -> str:
        high, low = divmod(glyph, 256)
        code = self[glyph] = _ESCAPES.get(high, chr(high)) + _ESCAPES.get(low, chr(low))
        return code


_CODES: Final = _Codes()
