"""The contract says no to every writer that deserves it."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from advocacy import (
    Document,
    Format,
    Heading,
    Listing,
    Paragraph,
    RefusedError,
    Run,
    Writer,
    message,
    plain,
    replace_runs,
)
from advocacy.testing import (
    CHECKS,
    ContractError,
    UnreadableError,
    check,
    check_all,
    every_block,
    extract_text,
    missing,
)
from advocacy.testing.surroundings import no_network


class Lines(Writer):
    """The smallest writer that keeps the contract."""

    def begin(self, document: Document) -> None:
        self.lines = [document.identifier]

    def heading(self, block: Heading) -> None:
        self.lines.append(plain(block.text))

    def paragraph(self, block: Paragraph) -> None:
        self.lines.append(plain(block.text))

    def listing(self, block: Listing) -> None:
        self.lines += map(plain, block.items)

    def finish(self) -> bytes:
        return "\n".join(self.lines).encode()


GOOD = Format(name="lines", label="Lines", extension="txt", media_type="text/plain", writer=Lines)


def with_finish(finish: Callable[[Lines], object]) -> Format:
    """The good format, but for the way in which its file is finished."""
    kind = type("Broken", (Lines,), {"finish": finish})
    return dataclasses.replace(GOOD, writer=kind)


def good(writer: Lines) -> str:
    return "\n".join(writer.lines)


COUNTER = itertools.count()
WRITER = Lines()


def no_title(writer: Lines) -> bytes:
    return "\n".join(line for line in writer.lines if "[12]" not in line).encode()


def swapped(writer: Lines) -> bytes:
    return "\n".join(
        [writer.lines[0], writer.lines[2], writer.lines[1], *writer.lines[3:]]
    ).encode()


def without_markup(writer: Lines) -> bytes:
    return good(writer).replace("<", "").encode()


def only_short(writer: Lines) -> bytes:
    return good(writer)[:50_000].encode()


def western(writer: Lines) -> bytes:
    return good(writer).encode("cp1252", "ignore").decode("cp1252").encode()


def fails_when_empty(writer: Lines) -> bytes:
    return f"{writer.lines[1]}\n{good(writer)}".encode()


def counted(writer: Lines) -> bytes:
    return f"{good(writer)}{next(COUNTER)}".encode()


def clocked(writer: Lines) -> bytes:
    return f"{good(writer)}{time.localtime().tm_yday}".encode()


def zoned(writer: Lines) -> bytes:
    return f"{good(writer)}{os.environ.get('TZ')}".encode()


def placed(writer: Lines) -> bytes:
    return f"{good(writer)}{Path.cwd()}".encode()


def dated(writer: Lines) -> bytes:
    return f"{good(writer)}{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}".encode()


def calls_home(writer: Lines) -> bytes:
    with socket.socket() as connection:
        connection.connect(("127.0.0.1", 9))
    return good(writer).encode()


def calls_home_in_secret(writer: Lines) -> bytes:
    with contextlib.suppress(OSError):
        socket.getaddrinfo("example.org", 80)
    return good(writer).encode()


def runs_a_program(writer: Lines) -> bytes:
    subprocess.run([sys.executable, "-c", ""], check=True)
    return good(writer).encode()


BROKEN = {
    "loses a title": (no_title, "every-block", "lost or out of order: [12] (Freedom"),
    "swaps two lines": (swapped, "every-block", "lost or out of order"),
    "writes one alphabet": (western, "every-block", "lost or out of order: Приветствие"),
    "needs a block": (fails_when_empty, "empty", "list index out of range"),
    "stops in the middle": (only_short, "long", "long in en-GB: lost or out of order"),
    "drops what looks like markup": (without_markup, "hostile", "hostile in en-GB: lost"),
    "drops what it cannot show": (western, "rare-characters", "rare in en-GB: lost"),
    "counts its files": (counted, "deterministic", "other bytes elsewhere, from byte"),
    "asks the clock": (clocked, "deterministic", "other bytes elsewhere, from byte"),
    "asks the time zone": (zoned, "deterministic", "other bytes elsewhere, from byte"),
    "says where it was made": (placed, "discreet", "says where or when it was made: /"),
    "says when it was made": (dated, "discreet", "says where or when it was made: 20"),
    "calls home": (calls_home, "offline", "socket.connect is not allowed to a writer"),
    "calls home in secret": (calls_home_in_secret, "offline", "socket.getaddrinfo was tried"),
    "runs a program": (runs_a_program, "offline", "subprocess.Popen is not allowed"),
    "returns text": (good, "every-block", "not bytes"),
    "returns nothing": (lambda _: b"", "every-block", "not bytes"),
}


def test_the_smallest_writer_passes_every_check() -> None:
    results = list(check_all(GOOD))
    assert [result.check for result in results] == list(CHECKS)
    assert [result for result in results if not result.passed] == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_writer_fails_the_check_it_breaks(name: str) -> None:
    finish, failing, words = BROKEN[name]
    results = {result.check: result for result in check_all(with_finish(finish))}
    assert not results[failing].passed
    assert words in results[failing].detail


def test_a_broken_writer_raises_in_pytest() -> None:
    with pytest.raises(ContractError, match="every-block in en-GB: lost or out of order"):
        check(with_finish(no_title), "every-block")


def test_a_writer_that_is_used_again_fails() -> None:
    with pytest.raises(ContractError, match="made anew for each document"):
        check(dataclasses.replace(GOOD, writer=lambda: WRITER), "offer")


def test_a_format_without_a_proper_name_fails() -> None:
    with pytest.raises(ContractError, match="cannot have the name 'My lines'"):
        check(dataclasses.replace(GOOD, name="My lines"), "offer")


def test_rare_characters_may_be_refused() -> None:
    def refuse(writer: Lines) -> bytes:
        raise RefusedError(message("lines.emoji", "No dove in this font."))

    assert check(with_finish(refuse), "rare-characters") == "refused: No dove in this font."


def test_a_slow_writer_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = itertools.count(step=2)
    monkeypatch.setattr(time, "perf_counter", lambda: next(ticks))
    assert check(GOOD, "speed") == "slow, 2000.0 ms for three pages"


def test_a_writer_that_is_too_slow_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = itertools.count(step=6)
    monkeypatch.setattr(time, "perf_counter", lambda: next(ticks))
    with pytest.raises(ContractError, match=r"too slow: 6\.0 s"):
        check(GOOD, "speed")


def test_a_file_of_an_unknown_kind_needs_a_reader() -> None:
    backwards = with_finish(lambda writer: b"\xff" + good(writer).encode("utf-16-le")[::-1])
    with pytest.raises(ContractError, match="give a function that reads it"):
        check(backwards, "every-block")
    read = lambda data: data[1:][::-1].decode("utf-16-le")  # noqa: E731 - a reader in one line
    check(backwards, "every-block", extract=read)


def test_the_network_is_free_again_after_the_check() -> None:
    with no_network() as attempts:
        pass
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
    assert attempts == []


def test_missing_text_is_found_between_marks_and_broken_lines() -> None:
    lines = ("one two-fold", "three")
    assert missing(lines, "1. one\ntwo-\nfold¹ three") is None
    assert missing(lines, "three one twofold") == "three (three)"
    assert missing(lines, "one three") == "twofold (one two-fold)"


@pytest.mark.parametrize(
    ("extension", "data", "expected"),
    [
        ("txt", b"<b>plain</b>", "<b>plain</b>"),
        ("html", b"<p>a&amp;b<script>x</script><style>y</style></p>", "a&b"),
        ("md", b"**a** \\*b\\*\n\n[^1]: note", "a *b* 1 note"),
    ],
)
def test_the_text_of_a_file_is_read_by_its_kind(extension: str, data: bytes, expected: str) -> None:
    assert extract_text(data, extension).split() == expected.split()


def test_an_archive_without_known_text_is_unreadable() -> None:
    empty_zip = b"PK\x05\x06" + bytes(18)
    with pytest.raises(UnreadableError):
        extract_text(empty_zip, "zip")


def test_runs_are_replaced_everywhere_and_nowhere_else() -> None:
    document = every_block()
    upper = replace_runs(document, lambda run: Run(run.text.upper(), note=run.note))
    assert upper.title == document.title
    body = len(document.lines()) - len(document.notes())
    assert upper.lines()[:body] == tuple(line.upper() for line in document.lines()[:body])
