"""The embedded fonts: small subsets, kept deflated because many documents need the same ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import uharfbuzz as hb

from .engine import deflate, padded
from .faces import Face, face

if TYPE_CHECKING:
    from .engine import File

__all__ = ["Subset", "embed", "fonts_for", "subset"]

# A text that uses a good part of a group gets the whole group. The rule looks at the document
# alone, so bytes do not depend on what was made before; and letters that differ by a name, an
# address and a date find their subset ready.
_GROUPS: Final = tuple(
    map(
        frozenset,
        (
            "0123456789",
            " .,:;()-–\u00a0",
            "abcdefghijklmnopqrstuvwxyz",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "àâäçèéêëîïôöùûüßœ’",
            "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
            "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ",
        ),
    )
)
_SHARE: Final = 2
# A face that sets a heading only has no such variety from one letter to the next.
_MANY: Final = 40
_KEEP: Final = frozenset({"glyf", "head", "hhea", "hmtx", "loca", "maxp"})
_CMAP: Final = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass(frozen=True, slots=True)
class Subset:
    """A face cut down to some glyphs, ready for a file; the glyphs keep their numbers."""

    name: bytes
    data: bytes
    length: int
    widths: bytes
    unicode: bytes


def fonts_for(
    characters: dict[str, set[str]], glyphs: dict[str, set[int]]
) -> dict[str, frozenset[int]]:
    """Return the glyphs of each face to embed for its characters and those that shaping chose."""
    return {
        name: _glyphs_for(
            name, frozenset(characters.get(name, ())), frozenset(glyphs.get(name, ()))
        )
        for name in sorted(characters.keys() | glyphs.keys())
    }


@lru_cache(maxsize=256)
def _glyphs_for(name: str, characters: frozenset[str], extra: frozenset[int]) -> frozenset[int]:
    wanted = set(characters)
    for group in _GROUPS if len(characters) >= _MANY else ():
        if len(group & characters) * _SHARE >= len(group):
            wanted |= group
    glyphs = face(name).glyphs
    return extra.union([glyphs[character] for character in wanted if character in glyphs])


@lru_cache(maxsize=256)
def subset(name: str, glyphs: frozenset[int]) -> Subset:
    """Cut a face to these glyphs."""
    font, ordered = face(name), sorted(glyphs)
    data = padded(_cut(font, ordered))
    tag = hashlib.sha256(repr((font.postscript, ordered)).encode("ascii")).digest()
    letters = bytes(65 + byte % 26 for byte in tag[:6])
    return Subset(
        name=letters + b"+" + font.postscript.encode("ascii"),
        data=deflate(data, 9),
        length=len(data),
        widths=_widths(font, ordered),
        unicode=deflate(_to_unicode(font, ordered), 9),
    )


def embed(file: File, name: str, glyphs: frozenset[int]) -> int:
    """Put a subset into a file and return the object number of the font."""
    cut, metrics = subset(name, glyphs), face(name).metrics
    entries = b"/Filter/FlateDecode/Length1 %d" % cut.length
    descriptor = file.add(
        b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %g"
        b"/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R>>"
        % (
            cut.name,
            68 if metrics.slant else 4,
            *metrics.box,
            metrics.slant,
            metrics.ascent,
            metrics.descent,
            metrics.capitals,
            metrics.weight // 5,
            file.add_stream(cut.data, entries),
        )
    )
    descendant = file.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDToGIDMap/Identity"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/W[%b]>>" % (cut.name, descriptor, cut.widths)
    )
    return file.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H"
        b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (cut.name, descendant, file.add_stream(cut.unicode))
    )


def _cut(font: Face, glyphs: list[int]) -> bytes:
    request = hb.SubsetInput()
    # Numbers stay, so that a page's text can be written before its font is cut. Hints are of no
    # use at the resolution of paper and of today's screens, and are half of the file.
    request.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
    request.glyph_set.update(glyphs)
    dropped = set(font.hb_face.table_tags) - _KEEP
    request.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii")) for tag in dropped)
    data: bytes = hb.subset(font.hb_face, request).blob.data
    return data


def _widths(font: Face, glyphs: list[int]) -> bytes:
    runs: list[list[int]] = []
    for glyph in glyphs:
        if runs and runs[-1][-1] == glyph - 1:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return b"".join(
        b"%d[%b]" % (run[0], b" ".join(b"%d" % font.advances[glyph] for glyph in run))
        for run in runs
    )


def _to_unicode(font: Face, glyphs: list[int]) -> bytes:
    ranges: list[list[int]] = []
    for glyph in glyphs:
        if glyph not in font.unicode:
            continue
        code = ord(font.unicode[glyph])
        # A range ends where the last byte of either number would overflow.
        if ranges and glyph & 255 and code & 255 and [glyph - 1, code - 1] == ranges[-1][1:]:
            ranges[-1][1:] = [glyph, code]
        else:
            ranges.append([glyph, glyph, code])
    rows = [_range(first, last, code - (last - first)) for first, last, code in ranges]
    # A section holds a hundred rows at most.
    sections = (rows[start : start + 100] for start in range(0, len(rows), 100))
    body = "\n".join(
        f"{len(section)} beginbfrange\n" + "\n".join(section) + "\nendbfrange"
        for section in sections
    )
    return _CMAP.format(body).encode("ascii")


def _range(first: int, last: int, code: int) -> str:
    return f"<{first:04X}> <{last:04X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
