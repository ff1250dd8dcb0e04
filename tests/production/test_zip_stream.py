"""ZIP files as other programs read them, past the old limits of the format too."""

from __future__ import annotations

import io
import itertools
import zipfile
import zlib
from pathlib import Path

from advocacy.production import zip_stream
from advocacy.production.journal import Entry


def entry(name: str, data: bytes, offset: int) -> tuple[bytes, Entry]:
    crc = zlib.crc32(data)
    header = zip_stream.local_header(name, crc=crc, stored=len(data), size=len(data), packed=False)
    return header + data, Entry(name, "", len(data), crc, len(data), packed=False, offset=offset)


def test_more_entries_than_sixteen_bits_can_count() -> None:
    made, entries = io.BytesIO(), []
    for number in range(70_000):
        block, each = entry(f"письмо-{number}", b"%d" % number, made.tell())
        made.write(block)
        entries.append(each)
    zip_stream.finish(made, entries)
    with zipfile.ZipFile(made) as archive:
        assert len(archive.namelist()) == 70_000
        assert archive.read("письмо-69999") == b"69999"


def test_entries_beyond_four_gigabytes(tmp_path: Path) -> None:
    path, places = tmp_path / "far.zip", (0, 5 << 30)
    with path.open("wb") as file:
        entries = []
        for number, place in enumerate(places):
            file.seek(place)  # a hole that takes no room on the disk
            block, each = entry(f"{number}.txt", b"%d" % number, place)
            file.write(block)
            entries.append(each)
        zip_stream.finish(file, entries)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert [archive.read(name) for name in archive.namelist()] == [b"0", b"1"]


def test_text_is_packed_block_by_block() -> None:
    blocks = [f"line {n}\n".encode() for n in range(1_000)]
    *_, (_, size, crc) = made = list(zip_stream.pack_text(blocks))
    packed = b"".join(itertools.chain.from_iterable([block] for block, _, _ in made))
    whole = b"".join(blocks)
    assert zlib.decompress(packed, -zlib.MAX_WBITS) == whole
    assert (size, crc) == (len(whole), zlib.crc32(whole))
