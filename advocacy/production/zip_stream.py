"""Merging: a ZIP of any size, written from its beginning to its end without being remembered.

By PKWARE's APPNOTE 6.3.10. The library's own writer keeps every entry until the end, and cannot
go on with a file that a crash has cut; the same date everywhere makes the same bytes everywhere.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from advocacy.production.journal import Entry

__all__ = ["finish", "local_header", "pack_text"]

DATE: Final = 0x21
"""1 January 1980, the earliest day a ZIP can tell."""
UTF8: Final = 0x800
DEFLATED: Final = 8
UNIX: Final = 3 << 8
MODE: Final = 0o100644 << 16
SMALL: Final = 20
"""The version of the format that a reader needs; with 64-bit numbers it is another."""
LARGE: Final = 45
MOST: Final = 0xFFFFFFFF
MOST_ENTRIES: Final = 0xFFFF


def local_header(name: str, *, crc: int, stored: int, size: int, packed: bool) -> bytes:
    """Return what stands before an entry's data."""
    encoded = name.encode()
    method = DEFLATED if packed else 0
    return (
        struct.pack(
            "<4s5H3L2H",
            b"PK\x03\x04",
            SMALL, UTF8, method, 0, DATE, crc, stored, size, len(encoded), 0,
        )
        + encoded
    )  # fmt: skip


def pack_text(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, int, int]]:
    """Deflate text block by block; with each come size and sum of what was packed until then."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    size = crc = 0
    for block in blocks:
        size, crc = size + len(block), zlib.crc32(block, crc)
        yield packer.compress(block), size, crc
    yield packer.flush(), size, crc


def finish(out: BinaryIO, entries: Iterable[Entry]) -> None:
    """Append the table of contents to a file that holds the entries."""
    start, count = out.tell(), 0
    for entry in entries:
        out.write(_central(entry))
        count += 1
    end = out.tell()
    size = end - start
    if count >= MOST_ENTRIES or start >= MOST or size >= MOST:
        sizes = (count, count, size, start)
        out.write(struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, UNIX | LARGE, LARGE, 0, 0, *sizes))
        out.write(struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1))
    shown = min(count, MOST_ENTRIES)
    out.write(
        struct.pack(
            "<4s4H2LH", b"PK\x05\x06", 0, 0, shown, shown, min(size, MOST), min(start, MOST), 0
        )
    )


def _central(entry: Entry) -> bytes:
    encoded = entry.name.encode()
    far = entry.offset >= MOST
    extra = struct.pack("<2HQ", 1, 8, entry.offset) if far else b""
    version = LARGE if far else SMALL
    method = DEFLATED if entry.packed else 0
    return (
        struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            UNIX | version, version, UTF8, method, 0, DATE,
            entry.crc, entry.stored, entry.size, len(encoded), len(extra), 0, 0, 0,
            MODE, min(entry.offset, MOST),
        )
        + encoded
        + extra
    )  # fmt: skip
