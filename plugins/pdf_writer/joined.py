"""The file of many letters: objects of each part under new numbers, written as they come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from advocacy import RefusedError, message

from .assembly import catalogue, info, resources, write_fonts
from .engine import FREE, File, pdf_string

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advocacy import Document

    from .images import Picture

__all__ = ["Join"]

# ISO 19005-2, 6.1.13.
_MOST_OBJECTS: Final = 8_388_607
_SHARED: Final = 4
_NUMBERED: Final = re.compile(rb"(\d+) 0 R|(/StructParents? )(\d+)|/ID\(note-(\d+)\)")


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

    def add(
        self, head: Mapping[str, Any], *, bodies: bytes, rows: bytes, streams: memoryview
    ) -> None:
        """Write a part's objects."""
        file = self._file
        base = file.reserve(head["count"] - _SHARED + 2) + 2 - _SHARED - 1
        node, group = base + _SHARED - 1, base + _SHARED
        if file.objectcounter > _MOST_OBJECTS:
            raise RefusedError(
                message(
                    "pdf.merged.objects",
                    "These are too many letters for one PDF file; please divide the list.",
                )
            )
        shared = (0, node, self._own["resources"], self._own["document"], group)
        renumbered = _Renumbered(shared, base, self._keys, self._notes)
        self._notes += head["notes"]
        start = 0
        for number, length in head["streams"]:
            file.put_stream(base + number, bytes(streams[start : start + length]))
            start += length
        for number, body in zip(head["numbers"], renumbered(bodies), strict=True):
            file.put(base + number, body)
        self._pages(node, [base + page for page in head["pages"]])
        self._leaf(renumbered(rows))
        self._elements += [base + element for element in head["elements"]]
        last = base + head["count"]
        self._groups.append((group, last - head["letters"] + 1, last, head["letters"]))
        for name, characters in head["characters"].items():
            self._characters.setdefault(name, set()).update(characters)
        for name, glyphs in head["glyphs"].items():
            self._glyphs.setdefault(name, set()).update(glyphs)

    def finish(self, pictures: Mapping[str, Picture]) -> None:
        """Write what all parts share, and the file's end."""
        file, own = self._file, self._own
        fonts = write_fonts(file, self._characters, self._glyphs)
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


class _Renumbered:
    """Gives the objects, keys and notes of a part their numbers in the file."""

    def __init__(self, shared: tuple[int, ...], base: int, keys: int, notes: int) -> None:
        self._shared, self._base, self._keys, self._notes = shared, base, keys, notes

    def __call__(self, texts: bytes) -> list[bytes]:
        return _NUMBERED.sub(self._renumber, texts).split(b"\0") if texts else []

    def _renumber(self, match: re.Match[bytes]) -> bytes:
        number, name, key, note = match.groups()
        if name:
            return b"%b%d" % (name, self._keys + int(key))
        if note:
            return b"/ID(note-%d)" % (self._notes + int(note))
        target = int(number)
        if target <= _SHARED:
            return b"%d 0 R" % self._shared[target]
        return b"%d 0 R" % (self._base + target)


class _Streamed(File):
    """A file that is written as it grows, with the places of its objects packed."""

    def __init__(self, language: str, out: BinaryIO) -> None:
        super().__init__(language=language)
        self._out = out
        self._places = _Places()  # type: ignore[assignment]  # what is used of a dictionary
        out.write(b"".join(self._chunks))
        self._chunks = []

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._length += len(data)
        self._digest.update(data)


class _Places:
    """The rows of the cross-references one after the other, by the numbers of their objects."""

    def __init__(self) -> None:
        self._rows = bytearray()

    def __setitem__(self, number: int, row: bytes) -> None:
        self._rows += FREE * (number + 1 - len(self._rows) // len(FREE))
        self._rows[number * len(FREE) : (number + 1) * len(FREE)] = row

    def get(self, number: int, default: bytes) -> bytes:
        return bytes(self._rows[number * len(FREE) : (number + 1) * len(FREE)]) or default


def _references(numbers: list[int]) -> bytes:
    return b" ".join([b"%d 0 R" % number for number in numbers])
