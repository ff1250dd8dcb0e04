"""Letters in pairs: most words are letters in a row, each as near to the next as HarfBuzz says.

The text faces kern letter by letter: what stands between two of them depends on no third. So a
word is put together of pairs, each of which is shaped once; whatever is more than letters in a row
is left to be shaped as a whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import uharfbuzz as hb

__all__ = ["Pairs", "shaped"]

# Letters are kerned and marks placed, but glyphs stay those of single characters: others have no
# character of their own that text taken out of the file could hold.
_FEATURES: Final = dict.fromkeys(("liga", "clig", "calt", "ccmp", "locl"), False)

# Marks are placed, and what steers others has no place of its own (Unicode, general categories).
_PLACED: Final = frozenset("MC")
_REMEMBERED: Final = 30_000


def shaped(font: hb.Font, text: str) -> tuple[list[hb.GlyphInfo], list[hb.GlyphPosition]]:
    """Let HarfBuzz choose and place the glyphs of characters that a face has."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, _FEATURES)
    return buffer.glyph_infos, buffer.glyph_positions


class _Step(NamedTuple):
    """From one letter to the next: thousandths of the size, and the code of the first."""

    units: int
    code: str


class Pairs(dict[str, "_Step | None"]):
    """The steps of a face by the two letters; None where they are more than letters in a row."""

    def __init__(
        self,
        font: hb.Font,
        glyphs: Mapping[str, int],
        advances: Sequence[int],
        codes: Mapping[int, str],
    ) -> None:
        super().__init__()
        self._font = font
        self._glyphs, self._advances, self._codes = glyphs, advances, codes

    def word(self, text: str) -> tuple[int, str] | None:
        """Return width in thousandths and code of letters in a row; None of anything else."""
        steps = [self[text[at : at + 2]] for at in range(len(text))]
        if None in steps:
            return None
        units, codes = zip(*steps, strict=True)
        return sum(units), "".join(codes)

    def __missing__(self, pair: str) -> _Step | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        step = self[pair] = self._step(pair)
        return step

    def _step(self, pair: str) -> _Step | None:
        glyphs = [self._glyphs.get(each, 0) for each in pair]
        if not all(glyphs) or any(unicodedata.category(each)[0] in _PLACED for each in pair):
            return None
        infos, places = shaped(self._font, pair)
        moved = [place for place in places if place.x_offset or place.y_offset]
        if moved or [info.codepoint for info in infos] != glyphs:
            return None
        # The second letter is as far from the third as that pair says.
        if len(pair) > 1 and places[1].x_advance != self._advances[glyphs[1]]:
            return None
        units, advance, code = (
            places[0].x_advance,
            self._advances[glyphs[0]],
            self._codes[glyphs[0]],
        )
        return _Step(units, code if units == advance else f"{code}){advance - units}(")
