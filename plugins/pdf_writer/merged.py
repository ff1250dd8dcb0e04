"""Many letters in one file: parts are set anywhere, and joined with one set of fonts."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from advocacy import Document, Merger, RefusedError, message

from .assembly import write_pages
from .engine import File, check_version, pdf_string
from .images import Picture
from .joined import Join
from .pages import HEIGHT, number
from .tagging import Element, parent_rows, write_elements
from .writer import PdfWriter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .pages import Pages

__all__ = ["PdfMerger"]

# Numbers of objects that a part refers to and the joined file has. Its own follow them.
_TREE, _RESOURCES, _STRUCTURE, _OUTLINE = range(1, 5)
_SEPARATOR: Final = b"\0"


class PdfMerger(Merger):
    """Joins letters to one PDF/UA-1 and PDF/A-2a, each a part of its structure and outline."""

    def __init__(self) -> None:
        check_version()
        self._file: _Gathered | None = None
        self._characters: dict[str, set[str]] = {}
        self._glyphs: dict[str, set[int]] = {}
        self._pictures: dict[str, Picture] = {}
        self._labels: list[str] = []
        self._pages: list[list[int]] = []
        self._elements: list[int] = []
        self._rows: list[bytes] = []
        self._notes = 0

    def add(self, label: str, document: Document) -> None:
        """Set a letter and keep it."""
        writer = _Unassembled()
        writer.write(document)
        sheet = writer.sheet
        if sheet.head:
            self._share(sheet.head.pictures())
        for name, characters in sheet.composer.characters().items():
            self._characters.setdefault(name, set()).update(characters)
        for name, glyphs in sheet.composer.glyphs().items():
            self._glyphs.setdefault(name, set()).update(glyphs)
        self._labels.append(label)
        self._keep(document, sheet.root, writer.pages)

    def part(self) -> bytes:
        """Return the letters with what has to be shared, numbered from one."""
        file = self._file or _Gathered("")
        self._bookmarks(file)
        head = {
            "count": file.objectcounter,
            "numbers": [number for number, _ in file.bodies],
            "streams": [(number, len(body)) for number, body in file.streams],
            "notes": self._notes,
            "letters": len(self._labels),
            "pages": [each for pages in self._pages for each in pages],
            "elements": self._elements,
            "characters": {name: "".join(sorted(s)) for name, s in self._characters.items()},
            "glyphs": {name: sorted(glyphs) for name, glyphs in self._glyphs.items()},
            "pictures": {name: _packed(each) for name, each in self._pictures.items()},
        }
        texts = (
            json.dumps(head, ensure_ascii=False).encode(),
            _SEPARATOR.join([body for _, body in file.bodies]),
            _SEPARATOR.join(self._rows),
        )
        sizes = b" ".join(b"%d" % len(text) for text in texts)
        return b"".join([sizes, b"\n", *texts, *(body for _, body in file.streams)])

    def join(self, parts: Iterable[bytes], about: Document, out: BinaryIO) -> None:
        """Write the parts one after the other, then what they share."""
        join = Join(about, out)
        for part in parts:
            sizes, _, rest = part.partition(b"\n")
            head, bodies, rows = (int(size) for size in sizes.split())
            content: dict[str, Any] = json.loads(rest[:head])
            join.add(
                content,
                bodies=rest[head : head + bodies],
                rows=rest[head + bodies : head + bodies + rows],
                streams=memoryview(rest)[head + bodies + rows :],
            )
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

    def _keep(self, document: Document, root: Element, pages: Pages) -> None:
        if self._file is None:
            self._file = _Gathered(document.language)
        file, first = self._file, len(self._rows)
        # Keys of the parent tree count on from letter to letter.
        numbers, annotations = write_pages(file, pages, _TREE, _RESOURCES, first_key=first)
        root.tag = "Part"
        root.entries = b"/Lang" + pdf_string(document.language)
        self._number_notes(root)
        write_elements(file, root, _STRUCTURE, numbers)
        self._rows += parent_rows([page.owners for page in pages.pages], annotations)
        self._pages.append(numbers)
        self._elements.append(root.number)

    def _number_notes(self, root: Element) -> None:
        """Names of notes have to differ in a file; they too count on from letter to letter."""
        elements = [root]
        for element in elements:
            elements += [kid for kid in element.kids if isinstance(kid, Element)]
            if element.tag == "Note":
                self._notes += 1
                element.entries = b"/ID(note-%d)" % self._notes

    def _bookmarks(self, file: _Gathered) -> None:
        """Write a bookmark for each letter; they stand in a group of the outline."""
        first = file.reserve(len(self._labels))
        last = first + len(self._labels) - 1
        for own, (label, pages) in enumerate(zip(self._labels, self._pages, strict=True), first):
            before = b"/Prev %d 0 R" % (own - 1) if own > first else b""
            after = b"/Next %d 0 R" % (own + 1) if own < last else b""
            top = number(HEIGHT).encode("ascii")
            file.put(
                own,
                b"<</Title%b/Parent %d 0 R%b%b/Dest[%d 0 R/XYZ 0 %b null]>>"
                % (pdf_string(label), _OUTLINE, before, after, pages[0], top),
            )


class _Unassembled(PdfWriter):
    """Sets a letter and leaves it in pages."""

    def finish(self) -> bytes:
        self.pages = self.painted()
        return b""


class _Gathered(File):
    """Objects kept apart, with numbers of their own, instead of a file."""

    def __init__(self, language: str) -> None:
        super().__init__(language=language)
        self.objectcounter = _OUTLINE
        self.bodies: list[tuple[int, bytes]] = []
        self.streams: list[tuple[int, bytes]] = []

    def put_all(self, first: int, bodies: Sequence[bytes]) -> None:
        self.bodies += enumerate(bodies, first)

    def put_stream(self, number: int, data: bytes, entries: bytes = b"/Filter/FlateDecode") -> None:
        # Only pages' content comes here, which is always deflated and refers to nothing.
        self.streams.append((number, data))


def _packed(picture: Picture) -> list[Any]:
    data = [b64encode(each).decode("ascii") for each in (picture.entries, picture.data)]
    return [picture.width, picture.height, *data, picture.vector]


def _unpacked(values: list[Any]) -> Picture:
    width, height, entries, data, vector = values
    return Picture(width, height, b64decode(entries), b64decode(data), vector)
