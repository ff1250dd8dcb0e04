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


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive, deflated."""

    name: bytes
    deflated: bytes
    checksum: int
    size: int

    def header(self) -> bytes:
        """Return the fields that the local header and the directory have in common."""
        return struct.pack(
            "<HHHHHIIIHH",
            _VERSION,
            _UTF8_NAMES,
            _DEFLATED,
            _DOS_TIME,
            _DOS_DATE,
            self.checksum,
            len(self.deflated),
            self.size,
            len(self.name),
            0,
        )


def entry(name: str, data: bytes, *, level: int = _LEVEL) -> Entry:
    """Deflate one file."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = packer.compress(data) + packer.flush()
    return Entry(name.encode(), deflated, zlib.crc32(data), len(data))


def archive(entries: Iterable[Entry]) -> bytes:
    """Put the entries together in the given order (APPNOTE.TXT 6.3, without extensions)."""
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for item in entries:
        header = item.header()
        files += (b"PK\x03\x04", header, item.name, item.deflated)
        directory += (
            b"PK\x01\x02",
            struct.pack("<H", _VERSION),
            header,
            struct.pack("<HHHII", 0, 0, 0, 0, offset),
            item.name,
        )
        offset += 4 + len(header) + len(item.name) + len(item.deflated)
    count, size = len(directory) // 5, sum(map(len, directory))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, size, offset, 0)
    return b"".join((*files, *directory, end))
