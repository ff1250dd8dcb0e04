"""Merging: the journal of a run, by which it goes on where it was stopped."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from advocacy.errors import RefusedError, message

if TYPE_CHECKING:
    from advocacy.production.people import Fault

__all__ = [
    "Entry",
    "Journal",
    "State",
    "check_free",
    "is_held",
    "lock",
    "open_journal",
    "state_of",
    "sync",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter that was written: what a table of contents says of it."""

    name: str
    digest: str
    size: int
    crc: int
    stored: int
    packed: bool
    offset: int


@dataclass(frozen=True, slots=True)
class State:
    """How far a run has come.

    ``chunks`` are done, ``length`` is that of the data file then, ``made`` and ``failed`` count
    letters and rows. ``ended`` says that everything is done and only has to take its place.
    """

    chunks: int = 0
    length: int = 0
    made: int = 0
    failed: int = 0
    ended: bool = False


class Journal:
    """Lines of JSON that are only ever appended; one of the kind ``chunk`` makes them count."""

    def __init__(self, path: Path, file: BinaryIO, state: State) -> None:
        self.path, self.state = path, state
        self._file = file

    def letters(self) -> Iterator[Entry]:
        """Read the letters that were written, in their order."""
        return (Entry(*values) for kind, values in _lines(self.path) if kind == "letter")

    def faults(self) -> Iterator[tuple[int, str]]:
        """Read the rows that could not be used, in their order, each with its reason."""
        return ((values[0], values[1]) for kind, values in _lines(self.path) if kind == "fault")

    def commit(
        self, entries: Iterable[Entry], faults: Iterable[Fault], *, made: int, length: int
    ) -> None:
        """Note a chunk as done; its data have to be on the disk already."""
        lines: list[tuple[str, list[Any]]] = [
            ("letter", [getattr(entry, name) for name in Entry.__slots__]) for entry in entries
        ]
        found = [("fault", [fault.number, str(fault.reason)]) for fault in faults]
        state = State(
            self.state.chunks + 1,
            length,
            self.state.made + made,
            self.state.failed + len(found),
        )
        self._note((*lines, *found), state)

    def end(self) -> None:
        """Note that the output is complete and only has to take its place."""
        self._note((), replace(self.state, ended=True))

    def _note(self, lines: Iterable[tuple[str, list[Any]]], state: State) -> None:
        values = [getattr(state, name) for name in State.__slots__]
        self._file.write(b"".join(map(_written, (*lines, ("chunk", values)))))
        sync(self._file)
        self.state = state

    def close(self) -> None:
        """Close the file; what could not be written was said when it was committed."""
        with contextlib.suppress(OSError):
            self._file.close()


def open_journal(path: Path, fingerprint: str) -> Journal:
    """Begin a journal, or go on with one of the same fingerprint after its last whole chunk.

    Raises RefusedError when another run was left unfinished there, or is at work there now.
    """
    file = path.open("a+b")
    try:
        lock(file)
        state = _resumed(path, file, fingerprint)
    except BaseException:
        file.close()
        raise
    return Journal(path, file, state)


def check_free(path: Path) -> None:
    """Raise RefusedError while a run writes to this journal."""
    with contextlib.suppress(FileNotFoundError), path.open("r+b") as file:
        lock(file)


def is_held(path: Path) -> bool:
    """Whether a process that lives holds this file's lock."""
    try:
        check_free(path)
    except RefusedError:
        return True
    return False


def state_of(path: Path) -> State:
    """Return how far the run of a journal has come; nowhere where none can be read."""
    try:
        return _examined(path)[2]
    except OSError:
        return State()


def lock(file: BinaryIO) -> None:
    """Keep others away until the file is closed or this process is gone, however it ends.

    Raises RefusedError where another one holds it.
    """
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - each system has one of the two

            # Far behind the end: nobody else could read what is locked.
            os.lseek(file.fileno(), 1 << 40, os.SEEK_SET)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise RefusedError(
            message("merge.running", "Another run is making these letters at this moment.")
        ) from error


def _resumed(path: Path, file: BinaryIO, fingerprint: str) -> State:
    """Leave the file as it was after its last whole chunk."""
    begun, end, state = _examined(path)
    if not begun:
        file.truncate(0)
        file.write(_written(("run", [fingerprint])))
        sync(file)
        return State()
    if begun != fingerprint:
        raise RefusedError(
            message(
                "merge.other",
                "Another run was left unfinished there: with another campaign, other people,"
                " other options or another version of the program. To give it up, add --restart.",
            )
        )
    file.truncate(end)
    return state


def sync(file: BinaryIO) -> None:
    """Bring what was written onto the disk."""
    file.flush()
    os.fsync(file.fileno())


def _examined(path: Path) -> tuple[str, int, State]:
    """Return the fingerprint, where the last whole chunk ends, and the state then."""
    fingerprint, end, state, position = "", 0, State(), 0
    with path.open("rb") as file:
        for line in file:
            position += len(line)
            kind, values = _read(line)
            if kind == "run":
                fingerprint, end = values[0], position
            elif kind == "chunk":
                state, end = State(*values), position
    return fingerprint, end, state


def _lines(path: Path) -> Iterator[tuple[str, list[Any]]]:
    with path.open("rb") as file:
        for line in file:
            yield _read(line)


def _read(line: bytes) -> tuple[str, list[Any]]:
    """Read a line; one that a crash has cut is of no kind."""
    try:
        kind, values = json.loads(line)
    except ValueError:
        return "", []
    return kind, values


def _written(line: tuple[str, list[Any]]) -> bytes:
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"
