"""Writing a ZIP file whose bytes depend on its contents alone, from parts deflated earlier."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

__all__ = ["Entry", "archive", "entry", "entry_of_pieces"]

# The earliest date that the format knows, and no attributes, owner or system.
_DOS_TIME, _DOS_DATE = 0, 0x21
_VERSION, _UTF8_NAMES, _DEFLATED = 20, 0x800, 8
_LEVEL: Final = 6
# A few sentences need no more, and what is small begins soon.
_SMALL_WINDOW: Final = 12
_SMALL_MEMORY: Final = 5
_LONGEST_KEPT: Final = 20_000
_LISTED: Final = b"PK\x01\x02" + struct.pack("<H", _VERSION)
_OFFSET: Final = struct.Struct("<HI")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive, deflated.

    ``header`` holds the fields that its own header and the directory have in common.
    """

    name: bytes
    header: bytes
    deflated: bytes


def entry(name: str, data: bytes, *, level: int = _LEVEL) -> Entry:
    """Deflate one file."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _entry(name, data, packer.compress(data) + packer.flush())


def entry_of_pieces(name: str, pieces: Sequence[tuple[bytes, bool]]) -> Entry:
    """Deflate one file that comes in pieces; the second value says that one is like no other.

    All others are deflated once. No piece refers to what stands before it, and each ends at a
    whole byte (RFC 1951: a full flush), so that they can stand in any company.
    """
    packer = zlib.compressobj(1, zlib.DEFLATED, -_SMALL_WINDOW, _SMALL_MEMORY)
    packed: list[bytes] = []
    for piece, alone in pieces:
        if alone or len(piece) > _LONGEST_KEPT:
            packed += (packer.compress(piece), packer.flush(zlib.Z_FULL_FLUSH))
        else:
            packed.append(_flushed(piece))
    packed.append(packer.flush())
    return _entry(name, b"".join([piece for piece, _ in pieces]), b"".join(packed))


@lru_cache(maxsize=64)
def _flushed(piece: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)


def _entry(name: str, data: bytes, deflated: bytes) -> Entry:
    encoded = name.encode()
    header = struct.pack(
        "<HHHHHIIIHH",
        _VERSION,
        _UTF8_NAMES,
        _DEFLATED,
        _DOS_TIME,
        _DOS_DATE,
        zlib.crc32(data),
        len(deflated),
        len(data),
        len(encoded),
        0,
    )
    return Entry(encoded, header, deflated)


def archive(entries: Iterable[Entry]) -> bytes:
    """Put the entries together in the given order (APPNOTE.TXT 6.3, without extensions)."""
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for item in entries:
        files += (b"PK\x03\x04", item.header, item.name, item.deflated)
        directory += (_LISTED, item.header, bytes(8), _OFFSET.pack(0, offset), item.name)
        offset += 4 + len(item.header) + len(item.name) + len(item.deflated)
    count, size = len(directory) // 5, sum(map(len, directory))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, size, offset, 0)
    return b"".join((*files, *directory, end))
