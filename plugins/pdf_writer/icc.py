"""The output intent: an sRGB profile (ICC version 4), made from the numbers of IEC 61966-2-1."""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

__all__ = ["srgb"]

# Primaries and white adapted to the D50 of the profile connection space (ICC.1:2010, annex E).
_COLUMNS: Final = {
    b"wtpt": (0.9642, 1.0, 0.8249),
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_ADAPTATION: Final = (
    (1.04788, 0.02292, -0.05020),
    (0.02959, 0.99048, -0.01707),
    (-0.00925, 0.01508, 0.75168),
)
# Y = (aX + b) ** g above d, cX below: function type 3.
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@cache
def srgb() -> bytes:
    """Return the profile: the same bytes everywhere."""
    curve = struct.pack(">4sIHH", b"para", 0, 3, 0) + _fixed(*_CURVE)
    tags = {
        b"desc": _words("sRGB"),
        b"cprt": _words("No copyright"),
        **{name: b"XYZ \0\0\0\0" + _fixed(*values) for name, values in _COLUMNS.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
        b"chad": b"sf32\0\0\0\0" + b"".join(_fixed(*row) for row in _ADAPTATION),
    }
    return _profile(tags)


def _profile(tags: dict[bytes, bytes]) -> bytes:
    offset = 128 + 4 + 12 * len(tags)
    table, data, places = b"", b"", dict[bytes, int]()
    for name, body in tags.items():
        if body not in places:
            places[body] = offset + len(data)
            data += body + bytes(-len(body) % 4)
        table += struct.pack(">4sII", name, places[body], len(body))
    return _header(offset + len(data)) + struct.pack(">I", len(tags)) + table + data


def _header(size: int) -> bytes:
    start = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    # An undated profile is allowed no zeros for its date; this is the day of the standard.
    date = struct.pack(">6H", 1999, 10, 18, 0, 0, 0)
    rest = b"acsp" + bytes(28) + _fixed(0.9642, 1.0, 0.8249)
    return (start + date + rest).ljust(128, b"\0")


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _words(words: str) -> bytes:
    data = words.encode("utf-16-be")
    head = struct.pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"US", len(data), 28)
    return head + data
