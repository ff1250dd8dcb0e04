"""Merging, first step: a table of any length is read row by row, in a memory that does not grow."""

from __future__ import annotations

import csv
import itertools
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

from advocacy.campaigns.spreadsheet import (
    SEPARATORS,
    agreement,
    book_rows,
    cell_text,
    code_page,
)
from advocacy.errors import RefusedError, message

__all__ = ["MOST_COLUMNS", "read_rows"]

MOST_COLUMNS = 1_000
BLOCK = 65_536
LONGEST_LINE = 500_000
SAMPLE = 1_000_000
LARGEST_BOOK = 5_000_000
MOST_BOOK_ROWS = 1_048_576
"""As many as an office program can show; more come from a file made to do harm."""


def read_rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows of a CSV or XLSX file with the numbers that an office program shows.

    CSV may be in any usual encoding, with commas, semicolons or tabs. Of XLSX, the first sheet is
    read, and the file may have 5 MB. Raises RefusedError for anything else.
    """
    with path.open("rb") as file:
        is_archive = file.read(2) == b"PK"
    rows = _book_rows(path) if is_archive else _text_rows(path)
    for number, row in enumerate(rows, start=1):
        yield number, row[:MOST_COLUMNS]


def _text_rows(path: Path) -> Iterator[Sequence[str]]:
    with path.open("rb") as file:
        encoding = _encoding(file)
    with path.open(encoding=encoding, newline="") as text:
        lines = _lines(text)
        first = next(lines, "")
        given = re.fullmatch(r"sep=([,;\t])\s*", first)
        # A first row is handed to the reader again, together with what it goes on with.
        rows = lines if given else itertools.chain([first], lines)
        sample = "" if given else _sample(path, encoding)
        separator = given[1] if given else max(SEPARATORS, key=lambda s: agreement(sample, s))
        yield from _parsed(rows, separator)


def _lines(text: TextIO) -> Iterator[str]:
    try:
        while line := text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise RefusedError(message("table.line", "A line of the table is too long."))
            yield line
    except UnicodeError as error:
        raise _unknown_encoding() from error


def _parsed(lines: Iterator[str], separator: str) -> Iterator[Sequence[str]]:
    reader = csv.reader(lines, delimiter=separator)
    try:
        yield from reader
    except csv.Error as error:
        raise RefusedError(
            message(
                "table.row",
                "Line {line} of the table cannot be read: a cell is too long or a quotation mark"
                " is never closed.",
                line=reader.line_num,
            )
        ) from error


def _sample(path: Path, encoding: str) -> str:
    # What is broken is found by who reads the lines.
    with path.open(encoding=encoding, newline="", errors="replace") as text:
        return text.read(20_000)


def _encoding(file: BinaryIO) -> str:
    """Find out the encoding by the rules for smaller tables, in one pass over the file."""
    start = file.read(2)
    file.seek(0)
    if start in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if start[1:] == b"\x00":
        return "utf-16-le"
    if _is_utf8(file):
        return "utf-8-sig"
    file.seek(0)
    found = code_page(_not_ascii(file))
    file.seek(0)
    if not _decodes(file, found):
        raise _unknown_encoding()
    return found


def _is_utf8(file: BinaryIO) -> bool:
    if file.read(3) != b"\xef\xbb\xbf":
        file.seek(0)
    return _decodes(file, "utf-8")


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    try:
        while block := file.read(BLOCK):
            if "\x00" in decoder.decode(block):
                raise RefusedError(message("table.kind", "A CSV or XLSX file is expected here."))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _not_ascii(file: BinaryIO) -> bytes:
    """Return the first lines by which code pages can be told apart."""
    found, size = [], 0
    while size < SAMPLE and (line := file.readline(BLOCK)):
        if not line.isascii():
            found.append(line)
            size += len(line)
    return b"".join(found)


def _unknown_encoding() -> RefusedError:
    return RefusedError(
        message("table.encoding", "The encoding is not known; please save it in UTF-8.")
    )


def _book_rows(path: Path) -> Iterator[Sequence[str]]:
    if path.stat().st_size > LARGEST_BOOK:
        raise RefusedError(
            message("table.book", "The table is larger than 5 MB; please save it as CSV.")
        )
    width = MOST_COLUMNS
    rows = book_rows(path.read_bytes(), most_rows=MOST_BOOK_ROWS, most_columns=MOST_COLUMNS)
    for number, row in enumerate(rows):
        if not number:
            # A column without a heading is of no use, and a file of a few bytes may have a
            # million rows of a thousand such.
            width = 1 + max((i for i, value in enumerate(row) if value is not None), default=0)
        yield [cell_text(value) for value in row[:width]]
