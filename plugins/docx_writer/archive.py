"""Writing a ZIP file whose bytes depend on its contents alone, from parts deflated earlier."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

__all__ = ["Entry", "archive", "entry"]

# The earliest date that the format knows, and no attributes, owner or system.
_DOS_TIME, _DOS_DATE = 0, 0x21
_VERSION, _UTF8_NAMES, _DEFLATED = 20, 0x800, 8
_LEVEL: Final = 6
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
    deflated = packer.compress(data) + packer.flush()
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
