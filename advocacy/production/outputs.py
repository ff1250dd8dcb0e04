"""Merging: where the letters go, one ZIP, one folder, or one file of all."""

from __future__ import annotations

import itertools
import struct
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from advocacy.document import Document
from advocacy.errors import RefusedError, message
from advocacy.production import zip_stream
from advocacy.production.journal import Entry, Journal, sync
from advocacy.production.letters import Batch, Letter
from advocacy.production.pack import MANIFEST
from advocacy.writer import Merger

__all__ = ["FolderOutput", "JoinedOutput", "Output", "ZipOutput", "damaged", "move"]


class Output(ABC):
    """Takes the letters chunk by chunk into a data file, and makes the output of it in the end."""

    def __init__(self, target: Path, data: Path) -> None:
        self.target, self.data = target, data

    @abstractmethod
    def take(self, batch: Batch, file: BinaryIO) -> list[Entry]:
        """Append a chunk to the data file, and return what the journal has to keep of it."""

    @abstractmethod
    def finish(self, journal: Journal) -> None:
        """Complete the output beside its place; may be called again after it failed."""

    @abstractmethod
    def place(self) -> None:
        """Put the complete output into its place; does nothing where that was done before."""


class ZipOutput(Output):
    """One ZIP of all letters, with a manifest of their sums."""

    def take(self, batch: Batch, file: BinaryIO) -> list[Entry]:
        """Append the entries."""
        entries: list[Entry] = []
        offset = file.tell()
        for letter in batch.letters:
            entry = _entry(letter, offset)
            header = zip_stream.local_header(
                entry.name, crc=entry.crc, stored=entry.stored, size=entry.size,
                packed=entry.packed,
            )  # fmt: skip
            offset += file.write(header + letter.data)
            entries.append(entry)
        return entries

    def finish(self, journal: Journal) -> None:
        """Append the manifest and the table of contents."""
        with self.data.open("r+b") as file:
            file.truncate(journal.state.length)
            file.seek(journal.state.length)
            manifest = self._manifest(journal, file)
            zip_stream.finish(file, itertools.chain(journal.letters(), [manifest]))
            sync(file)

    def place(self) -> None:
        """Move the ZIP."""
        move(self.data, self.target)

    def _manifest(self, journal: Journal, file: BinaryIO) -> Entry:
        offset, stored, size, crc = file.tell(), 0, 0, 0
        # The header is written twice: what it says is known when the data are written.
        for last in (False, True):
            file.seek(offset)
            file.write(
                zip_stream.local_header(MANIFEST, crc=crc, stored=stored, size=size, packed=True)
            )
            if not last:
                stored = 0
                for packed, size, crc in zip_stream.pack_text(_sums(journal)):  # noqa: B007
                    file.write(packed)
                    stored += len(packed)
                end = file.tell()
        file.seek(end)
        return Entry(MANIFEST, "", size, crc, stored, packed=True, offset=offset)


class FolderOutput(Output):
    """A folder with a file for each letter, and a manifest of their sums."""

    def take(self, batch: Batch, file: BinaryIO) -> list[Entry]:
        """Write the files; those of a chunk that was cut by a crash are written again."""
        self.target.mkdir(parents=True, exist_ok=True)
        for letter in batch.letters:
            data = zlib.decompress(letter.data, -zlib.MAX_WBITS) if letter.packed else letter.data
            with (self.target / letter.name).open("wb") as made:
                made.write(data)
                sync(made)
        return [_entry(letter, 0) for letter in batch.letters]

    def finish(self, journal: Journal) -> None:
        """Write the manifest; raises RefusedError where a letter was taken away meanwhile."""
        for entry in journal.letters():
            path = self.target / entry.name
            if not path.is_file() or path.stat().st_size != entry.size:
                raise damaged(path)
        with (self.target / MANIFEST).open("wb") as manifest:
            for block in _sums(journal):
                manifest.write(block)
            sync(manifest)

    def place(self) -> None:
        """Nothing is left to do: the letters are in their places."""


class JoinedOutput(Output):
    """One file in which all letters follow each other."""

    def __init__(self, target: Path, data: Path, merger: Merger, about: Document) -> None:
        super().__init__(target, data)
        self._merger, self._about = merger, about
        self._joined = data.with_name("joined")

    def take(self, batch: Batch, file: BinaryIO) -> list[Entry]:
        """Append the part, behind its length."""
        if batch.part:
            file.write(struct.pack(">Q", len(batch.part)))
            file.write(batch.part)
        return []

    def finish(self, journal: Journal) -> None:
        """Join the parts."""
        with self._joined.open("wb") as out:
            self._merger.join(_parts(self.data), self._about, out)
            sync(out)

    def place(self) -> None:
        """Move the file."""
        move(self._joined, self.target)


def move(made: Path, target: Path) -> None:
    """Put a complete file into its place, unless that was done before."""
    if made.exists():
        made.replace(target)


def damaged(path: Path) -> RefusedError:
    """Say that a run cannot go on because somebody changed what it had made."""
    return RefusedError(
        message(
            "merge.damaged",
            "What the run had made was changed since: {path} is missing or cut. To begin again,"
            " add --restart.",
            path=path,
        )
    )


def _entry(letter: Letter, offset: int) -> Entry:
    return Entry(
        letter.name,
        letter.digest,
        letter.size,
        letter.crc,
        len(letter.data),
        packed=letter.packed,
        offset=offset,
    )


def _sums(journal: Journal) -> Iterator[bytes]:
    for entry in journal.letters():
        yield f"{entry.digest}  {entry.name}\n".encode()


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while length := file.read(8):
            yield file.read(struct.unpack(">Q", length)[0])
