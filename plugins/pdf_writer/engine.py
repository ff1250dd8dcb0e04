"""The file: ReportLab's document, made to hold thousands of small objects in compressed streams.

Everything that departs from ReportLab is in this module, because it leans on parts that are not
promised to stay: `check_version` refuses any other series than the one it was written for.
Two traps of ReportLab are mended here by subclassing, so nothing changes for other users of the
library in the same process: streams get the end of line before ``endstream`` that PDF/A asks for
(ISO 19005-2, 6.1.7.1), because the file writes them itself; and the clock is never asked.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

import reportlab
from reportlab.pdfbase import pdfdoc

from advocacy import PluginError, message

if TYPE_CHECKING:
    from hashlib import _Hash as Digest

__all__ = [
    "SERIES",
    "File",
    "Unfilled",
    "check_version",
    "deflate",
    "deflate_pieces",
    "padded",
    "pdf_string",
]

SERIES: Final = "5.1"
_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# Readers unpack a whole object stream to reach one object, so streams stay small.
_OBJECTS_PER_STREAM: Final = 400
# A row of the cross-references: kind, place or stream, generation or place in the stream; and that
# of an object that does not exist.
_ROW: Final = struct.Struct(">BIH")
# The head of compressed data: the method, its window, and that speed was more than size (RFC 1950).
_ZLIB: Final = b"\x78\x01"
_BLOCK: Final = struct.Struct("<BHH")
_SHORT: Final = 256
# The window and the memory for a table of numbers, in powers of two: it begins soon.
_SMALL: Final = 12, 5
_FREE: Final = _ROW.pack(0, 0, 65535)


def check_version(version: str = reportlab.Version) -> None:
    """Raise PluginError unless this is the series of ReportLab that the module was written for."""
    if not version.startswith(f"{SERIES}."):
        raise PluginError(
            message(
                "pdf.engine.version",
                "The PDF writer needs ReportLab {wanted}, but {found} is installed.",
                wanted=SERIES,
                found=version,
            )
        )


def padded(data: bytes) -> bytes:
    """Append a space where the deflated data would end in what looks like an end of line.

    Their last byte is that of the checksum. Before the end of line that PDF/A wants, a carriage
    return would be read as a part of it, and the length would seem wrong. A space more
    does nothing in a page, in a character map and behind a font or a picture.
    """
    while zlib.adler32(data) & 0xFF in b"\r\n":
        data += b" "
    return data


def deflate(data: bytes, level: int = 3) -> bytes:
    """Compress by the method of FlateDecode."""
    return zlib.compress(padded(data), level)


def deflate_pieces(pieces: Sequence[tuple[bytes, bool]]) -> bytes:
    """Compress pieces that follow each other; the second value says that one is like no other.

    All others are compressed once. No piece refers to what stands before it, and each ends at a
    whole byte (RFC 1951), so that they can stand in any company.
    """
    data = b"".join([piece for piece, _ in pieces])
    spaces = padded(data)[len(data) :]
    packed = [_packed(piece) if alone else _kept(piece) for piece, alone in pieces]
    check = zlib.adler32(data + spaces).to_bytes(4, "big")
    return b"".join((_ZLIB, *packed, _stored(spaces, last=True), check))


def _packed(piece: bytes) -> bytes:
    """Compress a piece by itself; a short one is hardly worth it, and stays as it is."""
    return _flushed(piece, 1) if len(piece) > _SHORT else _stored(piece)


@lru_cache(maxsize=64)
def _kept(piece: bytes) -> bytes:
    return _flushed(piece, 9)


def _flushed(piece: bytes, level: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)


def _stored(piece: bytes, *, last: bool = False) -> bytes:
    """Return a block that is not compressed (RFC 1951, 3.2.4)."""
    size = len(piece)
    return _BLOCK.pack(last, size, size ^ 0xFFFF) + piece


def pdf_string(text: str) -> bytes:
    """Write a text string as UTF-16 in hexadecimal, which needs no escapes."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode("ascii") + b">"


class File(pdfdoc.PDFDocument):
    """A PDF 1.7 file: ReportLab's objects and raw ones, in object streams where allowed."""

    def __init__(self, *, language: str) -> None:
        super().__init__(dummyoutline=1, compression=1, invariant=1, lang=language)
        # An empty dictionary of the fonts that every reader used to have: none of them is used.
        self.numberToId.clear()
        # Two lists, because pairs by the ten thousand would be counted as garbage to look for.
        self._numbers: list[int] = []
        self._bodies: list[bytes] = []
        self._places = _Places()
        self._chunks: list[bytes] = [_HEADER]
        self._length = len(_HEADER)
        self._digest = hashlib.sha256()

    def reserve(self, count: int = 1) -> int:
        """Return the first of ``count`` object numbers nobody else will get."""
        first: int = self.objectcounter + 1
        self.objectcounter += count
        return first

    def put(self, number: int, body: bytes) -> None:
        """Add an object that is no stream."""
        self.put_all((number,), (body,))

    def put_all(self, numbers: Sequence[int], bodies: Sequence[bytes]) -> None:
        """Add objects that are no streams, with their numbers."""
        self._numbers += numbers
        self._bodies += bodies
        full = len(self._bodies) // _OBJECTS_PER_STREAM * _OBJECTS_PER_STREAM
        if full:
            for start in range(0, full, _OBJECTS_PER_STREAM):
                self._flush(slice(start, start + _OBJECTS_PER_STREAM))
            del self._numbers[:full], self._bodies[:full]

    def put_stream(self, number: int, data: bytes, entries: bytes = b"/Filter/FlateDecode") -> None:
        """Add a stream whose data are filtered already; ``entries`` are its dictionary's."""
        self._places.put((number,), [_ROW.pack(1, self._length, 0)])
        self._write(_stream(number, data, entries))

    def add(self, body: bytes) -> int:
        """Add an object that is no stream under a new number, which is returned."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, data: bytes, entries: bytes = b"/Filter/FlateDecode") -> int:
        """Add a stream under a new number, which is returned."""
        number = self.reserve()
        self.put_stream(number, data, entries)
        return number

    def reference(self, item: pdfdoc.PDFObject) -> pdfdoc.PDFObjectReference:
        """Number one of ReportLab's objects and return a reference to it."""
        return self.Reference(item)  # type: ignore[no-untyped-call, no-any-return]

    def finish(self, catalogue: pdfdoc.PDFDictionary, info: pdfdoc.PDFDictionary) -> None:
        """Write ReportLab's own objects, the cross-references and the end."""
        self._write(self.unfilled(catalogue, info).rest(()))

    def unfilled(self, catalogue: pdfdoc.PDFDictionary, info: pdfdoc.PDFDictionary) -> Unfilled:
        """Write ReportLab's own objects; return the file, which lacks reserved streams only."""
        root, about = self.reference(catalogue), self.reference(info)
        self._registered()
        if self._bodies:
            self._flush(slice(None))
        number = self.reserve()
        return Unfilled(
            head=b"".join(self._chunks),
            length=self._length,
            digest=self._digest,
            rows=self._places.table(number + 1),
            number=number,
            root=root.format(self),
            info=about.format(self),
        )

    def _registered(self) -> None:
        for number, name in self.numberToId.items():
            body: bytes = pdfdoc.format(self.idToObject[name], self, toplevel=1)
            self.put(number, body)

    def _write(self, data: bytes) -> None:
        self._chunks.append(data)
        self._length += len(data)
        self._digest.update(data)

    def _flush(self, chosen: slice) -> None:
        numbers, bodies = self._numbers[chosen], self._bodies[chosen]
        number = self.reserve()
        self._places.put(numbers, [_ROW.pack(2, number, place) for place in range(len(bodies))])
        offsets = accumulate([len(body) + 1 for body in bodies], initial=0)
        index = [f"{member} {offset}" for member, offset in zip(numbers, offsets, strict=False)]
        head = " ".join(index).encode("ascii") + b"\n"
        data = deflate(head + b"\n".join(bodies), 5)
        entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(bodies), len(head))
        self.put_stream(number, data, entries)


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A file that lacks streams only, whose numbers are known: it can be finished many times."""

    head: bytes
    length: int
    digest: Digest
    rows: bytes
    number: int
    root: bytes
    info: bytes

    def rest(self, streams: Iterable[tuple[int, bytes]]) -> bytes:
        """Return what follows the head: deflated streams, the cross-references and the end."""
        rows, digest, start = bytearray(self.rows), self.digest.copy(), self.length
        chunks: list[bytes] = []
        for number, data in streams:
            chunk = _stream(number, data)
            _place(rows, number, start)
            digest.update(chunk)
            chunks.append(chunk)
            start += len(chunk)
        _place(rows, self.number, start)
        # Here it is a free entry that makes another checksum.
        while zlib.adler32(rows) & 0xFF in b"\r\n":
            rows += _FREE
        # The identifier comes from the content: equal files are equal in it, others are not.
        name = digest.hexdigest()[:32].encode("ascii")
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %b/Info %b/ID[<%b><%b>]/Filter/FlateDecode" % (
            len(rows) // _ROW.size,
            self.root,
            self.info,
            name,
            name,
        )
        packer = zlib.compressobj(1, zlib.DEFLATED, *_SMALL)
        table = _stream(self.number, packer.compress(rows) + packer.flush(), entries)
        return b"".join([*chunks, table, b"startxref\n%d\n%%%%EOF\n" % start])


def _stream(number: int, data: bytes, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    head = b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, entries, len(data))
    return b"%b%b\nendstream\nendobj\n" % (head, data)


def _place(rows: bytearray, number: int, start: int) -> None:
    size = _ROW.size
    rows[number * size : (number + 1) * size] = _ROW.pack(1, start, 0)


class _Places:
    """The rows of the cross-references one after the other, by the numbers of their objects."""

    def __init__(self) -> None:
        self._rows = bytearray()

    def put(self, numbers: Sequence[int], rows: Sequence[bytes]) -> None:
        """Say where objects are; most of their numbers follow each other."""
        size, start = len(_FREE), 0
        ends = [at for at in range(1, len(numbers)) if numbers[at] != numbers[at - 1] + 1]
        for end in (*ends, len(numbers)):
            first, last = numbers[start], numbers[end - 1]
            self._rows += _FREE * (last + 1 - len(self._rows) // size)
            self._rows[first * size : (last + 1) * size] = b"".join(rows[start:end])
            start = end

    def table(self, count: int) -> bytes:
        """Return the rows of so many objects."""
        return bytes(self._rows) + _FREE * (count - len(self._rows) // len(_FREE))
