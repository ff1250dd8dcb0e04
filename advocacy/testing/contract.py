"""The contract of every writer, as named checks: for pytest, and for `advocacy plugin check`."""

from __future__ import annotations

import datetime
import io
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from advocacy.document import Document
from advocacy.errors import RefusedError
from advocacy.plugin_answers import formats
from advocacy.testing import samples
from advocacy.testing.extraction import KNOWN_KINDS, UnreadableError, extract_text, missing
from advocacy.testing.surroundings import elsewhere, no_network
from advocacy.writer import Format

__all__ = ["CHECKS", "ContractError", "Extract", "Result", "check", "check_all"]

Extract: TypeAlias = Callable[[bytes], str]
"""Returns the text of a file in reading order."""

SLOW_AFTER: Final = 0.5
"""Seconds for the sample of three pages above which a format is called slow."""
TOO_SLOW_AFTER: Final = 5.0


class ContractError(AssertionError):
    """A writer breaks the contract; the sentence says how."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one check ended; ``detail`` says what broke, or what was found."""

    check: str
    passed: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Subject:
    """The format under test, and how its files are read."""

    format: Format
    extract: Extract

    def write(self, document: Document) -> bytes:
        """Write as the program does, with a new writer."""
        data: object = self.format.writer().write(document)
        if not isinstance(data, bytes) or not data:
            raise ContractError(f"{document.identifier}: finish() returned {data!r:.60}, not bytes")
        return data

    def write_readable(self, document: Document) -> None:
        """Write, and find every text of the document in its place."""
        try:
            extracted = self.extract(self.write(document))
        except UnreadableError as error:
            raise ContractError(
                f"the text of the file cannot be read ({error}); give a function that reads it"
            ) from error
        lost = missing(document.lines(), extracted)
        if lost is not None:
            raise ContractError(
                f"{document.identifier} in {document.language}: lost or out of order: {lost}"
                f"{_how_read(self.format.extension)}"
            )


def _how_read(extension: str) -> str:
    if extension in KNOWN_KINDS:
        return ""
    return (
        f"; .{extension} files are read as plain text, unless you give a function that reads them"
    )


def check(format: Format, name: str, *, extract: Extract | None = None) -> str:  # noqa: A002 - the word of the API
    """Run one check of `CHECKS` and return what it found; raises ContractError.

    ``extract`` reads the text of a file; kinds that `extract_text` knows need none.
    """
    subject = _Subject(format, extract or (lambda data: extract_text(data, format.extension)))
    return CHECKS[name](subject) or ""


def check_all(format: Format, *, extract: Extract | None = None) -> Iterator[Result]:  # noqa: A002
    """Run every check, one at a time; a writer that raises breaks that check alone."""
    return (_result(format, name, extract) for name in CHECKS)


def _result(format: Format, name: str, extract: Extract | None) -> Result:  # noqa: A002
    try:
        return Result(name, passed=True, detail=check(format, name, extract=extract))
    except ContractError as error:
        return Result(name, passed=False, detail=str(error))
    # A writer is a stranger's code: whatever it raises is the finding.
    except (Exception, SystemExit) as error:  # noqa: BLE001
        return Result(name, passed=False, detail=f"{type(error).__name__}: {error}")


def _offer(subject: _Subject) -> str:
    refused = formats([subject.format]).refused
    if refused:
        raise ContractError(str(refused[0]))
    if subject.format.writer() is subject.format.writer():
        raise ContractError("the writer has to be made anew for each document")
    return f"{subject.format.label} (.{subject.format.extension}, {subject.format.media_type})"


def _every_block(subject: _Subject) -> str:
    document = samples.every_block()
    subject.write_readable(document)
    return f"{len({type(block) for block in document.blocks})} kinds of blocks"


def _languages(subject: _Subject) -> str:
    for language in samples.LANGUAGES:
        subject.write_readable(samples.every_block(language))
    return ", ".join(samples.LANGUAGES)


def _empty(subject: _Subject) -> str:
    for document in (samples.empty(), samples.bare()):
        subject.write_readable(document)
    return ""


def _long(subject: _Subject) -> str:
    document = samples.long()
    subject.write_readable(document)
    return f"{len(document.lines())} texts"


def _hostile(subject: _Subject) -> str:
    for language in ("en-GB", "ru-RU"):
        subject.write_readable(samples.hostile(language))
    return f"{len(samples.HOSTILE)} nasty strings stay text"


def _rare(subject: _Subject) -> str:
    try:
        subject.write_readable(samples.rare())
    except RefusedError as refusal:
        return f"refused: {refusal.message}"[:100]
    return "written"


def _deterministic(subject: _Subject) -> str:
    document = samples.every_block("ru-RU")
    first = subject.write(document)
    subject.write(samples.every_block("de-DE"))
    with elsewhere():
        second = subject.write(document)
    if first != second:
        raise ContractError(_difference(first, second))
    return ""


def _discreet(subject: _Subject) -> str:
    """Nothing in the file says when or where it was made."""
    content = b"\n".join(_unpacked(subject.write(samples.every_block())))
    today = datetime.datetime.now(tz=datetime.UTC).date()
    words = [str(Path.cwd()), str(Path.home()), f"{today:%Y-%m-%d}", f"{today:%Y%m%d}"]
    for word in words:
        if len(word) > 5 and word.encode() in content:
            raise ContractError(f"the file says where or when it was made: {word}")
    return ""


def _offline(subject: _Subject) -> str:
    with no_network() as attempts:
        try:
            subject.write(samples.every_block())
        except PermissionError as error:
            raise ContractError(str(error)) from error
    if attempts:
        raise ContractError(f"{attempts[0]} was tried; a writer stays in its process")
    return ""


def _speed(subject: _Subject) -> str:
    document = samples.every_block()
    subject.write(document)
    start = time.perf_counter()
    subject.write(document)
    seconds = time.perf_counter() - start
    if seconds > TOO_SLOW_AFTER:
        raise ContractError(f"too slow: {seconds:.1f} s for three pages")
    kind = "fast" if seconds < SLOW_AFTER / 10 else "medium" if seconds < SLOW_AFTER else "slow"
    return f"{kind}, {seconds * 1000:.1f} ms for three pages"


CHECKS: Final[Mapping[str, Callable[[_Subject], str]]] = MappingProxyType(
    {
        "offer": _offer,
        "every-block": _every_block,
        "languages": _languages,
        "empty": _empty,
        "long": _long,
        "hostile": _hostile,
        "rare-characters": _rare,
        "deterministic": _deterministic,
        "discreet": _discreet,
        "offline": _offline,
        "speed": _speed,
    }
)
"""The checks by name, in the order in which they teach most."""


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Yield a file and what is packed in it: the members of a ZIP, the streams of a PDF."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif data.startswith(b"%PDF"):
        for part in data.split(b"stream\n")[1:]:
            unpacker = zlib.decompressobj()
            try:
                yield unpacker.decompress(part)
            except zlib.error:
                continue


def _difference(first: bytes, second: bytes) -> str:
    at = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    around = first[max(at - 20, 0) : at + 20]
    return f"the same document gave other bytes elsewhere, from byte {at}: {around!r}"
