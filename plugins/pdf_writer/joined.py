"""The file of many letters: objects of each part under new numbers, written as they come."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

from advocacy import RefusedError, message

from .assembly import catalogue, info, resources, write_fonts
from .engine import File, pdf_string
from .pages import HEIGHT
from .pages import number as page_number
from .subsets import fonts_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advocacy import Document

    from .images import Picture

__all__ = ["Join"]

# Numbers of objects that a letter refers to and the joined file has. Its own follow them.
TREE, RESOURCES, STRUCTURE = range(1, 4)
SHARED: Final = 3
SEPARATOR: Final = b"\0"
# ISO 19005-2, 6.1.13.
_MOST_OBJECTS: Final = 8_388_607
_NUMBERED: Final = re.compile(rb"(\d+) 0 R|(/StructParents? )(\d+)|/ID\(note-(\d+)\)")


@dataclass(frozen=True, slots=True)
class Frame:
    """What letters have in common whose pages are built alike: all objects but the content.

    ``numbers`` are those of the objects, ``streams`` those of the content, both counted from the
    letter's first one, which follows the shared ones. ``bodies`` are the objects and, behind them,
    as many ``rows`` of the parent tree, with separators between all of them.
    """

    count: int
    numbers: tuple[int, ...]
    streams: tuple[int, ...]
    pages: tuple[int, ...]
    root: int
    rows: int
    notes: int
    bodies: str


# A letter's frame, its label, and the lengths of its pages' content.
_Letter: TypeAlias = tuple[Frame, str, list[int]]


class Join:
    """One file in the making; only numbers are remembered of what is written."""

    def __init__(self, about: Document, out: BinaryIO) -> None:
        self._about = about
        self._file = _Streamed(about.language, out)
        names = ("tree", "resources", "structure", "document", "outline")
        self._own = {name: self._file.reserve() for name in names}
        self._characters: dict[str, set[str]] = {}
        self._glyphs: dict[str, set[int]] = {}
        self._nodes: list[tuple[int, int]] = []
        self._leaves: list[bytes] = []
        self._elements: list[int] = []
        self._groups: list[tuple[int, int, int, int]] = []
        self._keys = 0
        self._notes = 0

    def add(self, head: Mapping[str, Any], *, streams: memoryview) -> None:
        """Write a part's objects."""
        frames = [Frame(*values) for values in head["frames"]]
        letters = [(frames[place], label, lengths) for place, label, lengths in head["letters"]]
        node = self._reserved(letters)
        starts = list(
            itertools.accumulate(
                [frame.count for frame, *_ in letters], initial=node + 2 - SHARED - 1
            )
        )
        self._contents(letters, starts, streams)
        rows, pages = self._objects(letters, starts, node)
        self._bookmarks(letters, pages, starts[-1] + SHARED + 1, node + 1)
        self._pages(node, [page for own in pages for page in own])
        self._leaf(rows)
        for name, characters in head["characters"].items():
            self._characters.setdefault(name, set()).update(characters)
        for name, glyphs in head["glyphs"].items():
            self._glyphs.setdefault(name, set()).update(glyphs)

    def _reserved(self, letters: Sequence[_Letter]) -> int:
        """Return the number of the part's node of pages; its group of the outline follows."""
        file = self._file
        node = file.reserve(2 + sum(frame.count + 1 for frame, *_ in letters))
        if file.objectcounter > _MOST_OBJECTS:
            raise RefusedError(
                message(
                    "pdf.merged.objects",
                    "These are too many letters for one PDF file; please divide the list.",
                )
            )
        return node

    def _contents(
        self, letters: Sequence[_Letter], starts: Sequence[int], streams: memoryview
    ) -> None:
        at = 0
        for (frame, _, lengths), start in zip(letters, starts, strict=False):
            for number, length in zip(frame.streams, lengths, strict=True):
                self._file.put_stream(start + number, bytes(streams[at : at + length]))
                at += length

    def _objects(
        self, letters: Sequence[_Letter], starts: Sequence[int], node: int
    ) -> tuple[list[bytes], list[list[int]]]:
        """Write the objects; return the rows of the parent tree, and each letter's pages."""
        shared = (0, node, self._own["resources"], self._own["document"])
        rows: list[bytes] = []
        pages: list[list[int]] = []
        for (frame, *_), start in zip(letters, starts, strict=False):
            filled = _blank(frame.bodies).filled(
                (*shared, start, self._keys + len(rows), self._notes)
            )
            own = len(frame.numbers)
            self._file.put_all([start + number for number in frame.numbers], filled[:own])
            rows += filled[own:]
            pages.append([start + page for page in frame.pages])
            self._elements.append(start + frame.root)
            self._notes += frame.notes
        return rows, pages

    def _bookmarks(
        self, letters: Sequence[_Letter], pages: Sequence[list[int]], first: int, group: int
    ) -> None:
        """Write a bookmark for each letter; they stand in a group of the outline."""
        last = first + len(letters) - 1
        self._groups.append((group, first, last, len(letters)))
        top = page_number(HEIGHT).encode("ascii")
        bodies = []
        for own, ((_, label, _), numbers) in enumerate(zip(letters, pages, strict=True), first):
            before = b"/Prev %d 0 R" % (own - 1) if own > first else b""
            after = b"/Next %d 0 R" % (own + 1) if own < last else b""
            bodies.append(
                b"<</Title%b/Parent %d 0 R%b%b/Dest[%d 0 R/XYZ 0 %b null]>>"
                % (pdf_string(label), group, before, after, numbers[0], top)
            )
        self._file.put_all(range(first, last + 1), bodies)

    def finish(self, pictures: Mapping[str, Picture]) -> None:
        """Write what all parts share, and the file's end."""
        file, own = self._file, self._own
        fonts = write_fonts(file, fonts_for(self._characters, self._glyphs))
        file.put(own["resources"], resources(file, fonts, dict(pictures)))
        file.put(
            own["tree"],
            b"<</Type/Pages/Count %d/Kids[%b]>>"
            % (
                sum(count for _, count in self._nodes),
                _references([node for node, _ in self._nodes]),
            ),
        )
        file.put(
            own["document"],
            b"<</S/Document/P %d 0 R/K[%b]>>" % (own["structure"], _references(self._elements)),
        )
        parents = file.add(b"<</Kids[%b]>>" % b" ".join(self._leaves))
        file.put(
            own["structure"],
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            % (own["document"], parents, self._keys),
        )
        start = catalogue(
            file,
            self._about,
            structure=own["structure"],
            tree=own["tree"],
            outline=self._outline(),
        )
        file.finish(start, info(self._about))

    def _pages(self, node: int, pages: list[int]) -> None:
        self._file.put(
            node,
            b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>"
            % (self._own["tree"], len(pages), _references(pages)),
        )
        self._nodes.append((node, len(pages)))

    def _leaf(self, rows: list[bytes]) -> None:
        """Write a part's leaf of the parent tree."""
        first, self._keys = self._keys, self._keys + len(rows)
        body = b"<</Limits[%d %d]/Nums[%b]>>" % (
            first,
            self._keys - 1,
            b"\n".join(b"%d %b" % pair for pair in enumerate(rows, first)),
        )
        self._leaves.append(b"%d 0 R" % self._file.add(body))

    def _outline(self) -> int:
        """Write the groups of the outline; a single one needs no group and is the outline."""
        if len(self._groups) == 1:
            number, first, last, count = self._groups[0]
            children = b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, count)
            self._file.put(number, b"<</Type/Outlines%b>>" % children)
            return number
        groups, counted = self._groups, 0
        for at, (number, first, last, count) in enumerate(groups):
            before = b"/Prev %d 0 R" % groups[at - 1][0] if at else b""
            after = b"/Next %d 0 R" % groups[at + 1][0] if at + 1 < len(groups) else b""
            title = pdf_string(f"{counted + 1}–{counted + count}")
            counted += count
            self._file.put(
                number,
                b"<</Title%b/Parent %d 0 R%b%b/First %d 0 R/Last %d 0 R/Count -%d>>"
                % (title, self._own["outline"], before, after, first, last, count),
            )
        self._file.put(
            self._own["outline"],
            b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>"
            % (groups[0][0], groups[-1][0], len(groups)),
        )
        return self._own["outline"]


class _Blank:
    """A frame's objects with blanks where the numbers of a file have to stand."""

    def __init__(self, bodies: str) -> None:
        self._slots: list[tuple[int, int]] = []
        text = bodies.encode("latin-1").replace(b"%", b"%%")
        self._text = _NUMBERED.sub(self._slot, text)

    def _slot(self, match: re.Match[bytes]) -> bytes:
        number, name, key, note = match.groups()
        if name:
            self._slots.append((SHARED + 2, int(key)))
            return name + b"%d"
        if note:
            self._slots.append((SHARED + 3, int(note)))
            return b"/ID(note-%d)"
        target = int(number)
        self._slots.append((target, 0) if target <= SHARED else (SHARED + 1, target))
        return b"%d 0 R"

    def filled(self, numbers: tuple[int, ...]) -> list[bytes]:
        """Return the objects.

        ``numbers`` are those of the shared ones, then where a letter's own objects, its keys and
        its notes begin.
        """
        text = self._text % tuple([numbers[which] + more for which, more in self._slots])
        return text.split(SEPARATOR)


_blank = lru_cache(maxsize=64)(_Blank)


class _Streamed(File):
    """A file that is written as it grows, instead of being kept."""

    def __init__(self, language: str, out: BinaryIO) -> None:
        super().__init__(language=language)
        self._out = out
        out.write(b"".join(self._chunks))
        self._chunks = []

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._length += len(data)
        self._digest.update(data)


def _references(numbers: list[int]) -> bytes:
    return b" ".join([b"%d 0 R" % number for number in numbers])
