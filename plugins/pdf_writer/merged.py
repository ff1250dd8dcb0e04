"""Many letters in one file: parts are set anywhere, and joined with one set of fonts."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, BinaryIO

from advocacy import Document, Merger, RefusedError, message

from .assembly import write_pages
from .engine import File, pdf_string
from .images import Picture
from .joined import RESOURCES, SEPARATOR, SHARED, STRUCTURE, TREE, Frame, Join
from .tagging import in_order, parent_rows, write_elements
from .writer import PdfWriter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .assembly import Printed
    from .tagging import Element

__all__ = ["PdfMerger"]


class PdfMerger(Merger):
    """Joins letters to one PDF/UA-1 and PDF/A-2a, each a part of its structure and outline."""

    def __init__(self) -> None:
        self._file = _Gathered()
        self._characters: dict[str, set[str]] = {}
        self._glyphs: dict[str, set[int]] = {}
        self._pictures: dict[str, Picture] = {}
        self._frames: dict[Frame, int] = {}
        self._places: dict[Hashable, int] = {}
        """The frames by the shape of the letters that they were made for."""
        self._letters: list[tuple[int, str, list[int]]] = []
        self._streams: list[bytes] = []

    def add(self, label: str, document: Document) -> None:
        """Set a letter and keep it."""
        writer = _PartWriter()
        writer.write(document)
        printed = writer.printed
        self._share(printed.pictures)
        for name, characters in printed.characters.items():
            self._characters.setdefault(name, set()).update(characters)
        for name, glyphs in printed.glyphs.items():
            self._glyphs.setdefault(name, set()).update(glyphs)
        place = self._places.get(printed.shape) if printed.shape else None
        if place is None:
            frame = self._frame(printed)
            place = self._frames.setdefault(frame, len(self._frames))
            self._places[printed.shape] = place
        self._letters.append((place, label, [len(each) for each in printed.contents]))
        self._streams += printed.contents

    def part(self) -> bytes:
        """Return the letters with what has to be shared."""
        head = {
            "frames": [astuple(frame) for frame in self._frames],
            "letters": self._letters,
            "characters": {
                name: "".join(sorted(found)) for name, found in sorted(self._characters.items())
            },
            "glyphs": {name: sorted(glyphs) for name, glyphs in sorted(self._glyphs.items())},
            "pictures": {name: _packed(each) for name, each in self._pictures.items()},
        }
        return b"".join([json.dumps(head, ensure_ascii=False).encode(), b"\n", *self._streams])

    def join(self, parts: Iterable[bytes], about: Document, out: BinaryIO) -> None:
        """Write the parts one after the other, then what they share."""
        join = Join(about, out)
        for part in parts:
            end = part.index(b"\n")
            content: dict[str, Any] = json.loads(part[:end])
            join.add(content, streams=memoryview(part)[end + 1 :])
            self._share({name: _unpacked(each) for name, each in content["pictures"].items()})
        join.finish(self._pictures)

    def _share(self, pictures: Mapping[str, Picture]) -> None:
        for name, picture in pictures.items():
            if self._pictures.setdefault(name, picture) != picture:
                raise RefusedError(
                    message(
                        "pdf.merged.logos", "Letters with different logos cannot be in one file."
                    )
                )

    def _frame(self, printed: Printed) -> Frame:
        """Return all objects of a letter but its content, which letters seldom differ in."""
        file, root, pages = self._file, printed.root, printed.pages
        file.clear()
        numbers, contents, annotations = write_pages(file, pages, TREE, RESOURCES)
        write_elements(file, root, STRUCTURE, numbers)
        rows = parent_rows([page.owners for page in pages.pages], annotations)
        return Frame(
            count=file.objectcounter - SHARED,
            numbers=tuple(file.numbers),
            streams=tuple(contents),
            pages=tuple(numbers),
            root=root.number,
            rows=len(rows),
            notes=sum(each.tag == "Note" for each in in_order(root)),
            bodies=SEPARATOR.join([*file.bodies, *rows]).decode("latin-1"),
        )


class _PartWriter(PdfWriter):
    """Sets a letter as a part of a file, and leaves it in pages."""

    def entitle(self, root: Element) -> None:
        """Name the part's language, and its notes by numbers that count on from part to part."""
        root.tag = "Part"
        root.entries = b"/Lang" + pdf_string(self.sheet.document.language)
        notes = (each for each in in_order(root) if each.tag == "Note")
        for number, each in enumerate(notes, start=1):
            each.entries = b"/ID(note-%d)" % number

    def file(self, printed: Printed) -> bytes:
        """Keep what is to be joined."""
        self.printed = printed
        return b""


class _Gathered(File):
    """The objects of one letter kept apart, with numbers of their own, instead of a file."""

    def __init__(self) -> None:
        super().__init__(language="")
        self.clear()

    def clear(self) -> None:
        """Begin the next letter."""
        self.objectcounter = SHARED
        self.numbers: list[int] = []
        self.bodies: list[bytes] = []

    def put_all(self, numbers: Sequence[int], bodies: Sequence[bytes]) -> None:
        self.numbers += numbers
        self.bodies += bodies


def _packed(picture: Picture) -> list[Any]:
    data = [b64encode(each).decode("ascii") for each in (picture.entries, picture.data)]
    return [picture.width, picture.height, *data, picture.vector]


def _unpacked(values: list[Any]) -> Picture:
    width, height, entries, data, vector = values
    return Picture(width, height, b64decode(entries), b64decode(data), vector)
