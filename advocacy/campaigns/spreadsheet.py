"""Tables in and out: CSV and XLSX of any office program become rows of text, and back."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from advocacy.campaigns.archive import repacked
from advocacy.campaigns.guard import open_archive
from advocacy.errors import Problem, RefusedError, message

__all__ = [
    "LARGEST_TABLE",
    "MOST_ROWS",
    "SEPARATORS",
    "Table",
    "agreement",
    "book_rows",
    "cell_text",
    "code_page",
    "read_table",
    "without_formulas",
    "write_csv",
    "write_xlsx",
]

LARGEST_TABLE = 5_000_000
MOST_ROWS = 10_000
MOST_COLUMNS = 60
SEPARATORS = ",;\t"

FORMULA = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""Signs that make an office program calculate, the full-width ones included."""
CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]{2,}")
MIXED_WORD = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")

Row: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of trimmed cells, by the numbers an office program shows, and what was left out."""

    rows: tuple[tuple[int, Row], ...]
    problems: tuple[Problem, ...] = ()


def read_table(data: bytes) -> Table:
    """Read CSV (any usual encoding and separator) or XLSX (its first sheet).

    Raises RefusedError for files of more than 5 MB, of more than 10,000 rows, or of another
    kind. A cell that holds a formula is left out and named.
    """
    if len(data) > LARGEST_TABLE:
        raise RefusedError(message("table.size", "The file is larger than 5 MB."))
    rows = _xlsx_rows(data) if data.startswith(b"PK") else _csv_rows(_decoded(data))
    kept, problems = [], []
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS + 1:
            raise RefusedError(message("table.rows", "The table has more than 10,000 rows."))
        cells, faults = without_formulas(number, row[:MOST_COLUMNS])
        problems += faults
        if any(cells):
            kept.append((number, cells))
    return Table(tuple(kept), tuple(problems))


def without_formulas(number: int, row: Sequence[str]) -> tuple[Row, list[Problem]]:
    """Trim the cells of a row; what an office program would calculate is left out and named."""
    cells, problems = [], []
    for place, cell in enumerate(row):
        text = cell.strip()
        if text.startswith("="):
            from openpyxl.utils import get_column_letter  # noqa: PLC0415

            where = f"{get_column_letter(place + 1)}{number}"
            sentence = message("table.formula", "This cell holds a formula and was left out.")
            problems.append(Problem(where, sentence, warning=True))
            text = ""
        # The apostrophe that write_csv puts before such signs is taken off again.
        cells.append(text[1:] if text[:1] == "'" and FORMULA.match(text[1:]) else text)
    return tuple(cells), problems


def _decoded(data: bytes) -> str:
    """Decode by byte order mark, as UTF-8, as UTF-16 without a mark, or as a Windows code page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(data, "utf-16")
    if data[1:2] == b"\x00":
        return _strictly(data, "utf-16-le")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strictly(data, code_page(data))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(
            message("table.encoding", "The encoding is not known; please save it in UTF-8.")
        ) from (error)


def code_page(data: bytes) -> str:
    """Windows 1251 makes Cyrillic words; in a Western text it makes single letters among Latin."""
    cyrillic = data.decode("cp1251", errors="replace")
    mixed = len(MIXED_WORD.findall(cyrillic))
    return "cp1251" if len(CYRILLIC_WORD.findall(cyrillic)) > mixed else "cp1252"


def _csv_rows(text: str) -> Iterable[Sequence[str]]:
    if "\x00" in text:
        raise RefusedError(message("table.kind", "A CSV or XLSX file is expected here."))
    first, _, rest = text.partition("\n")
    if match := re.fullmatch(r"sep=([,;\t])\s*", first):
        return _rows(rest, match[1])
    return _rows(text, max(SEPARATORS, key=lambda sign: agreement(text, sign)))


def agreement(text: str, separator: str) -> tuple[int, int]:
    """How well a separator divides: rows that agree on more than one column, then columns."""
    widths = [len(row) for row in _rows(text[:20_000], separator)[:20] if any(row)]
    most = max(set(widths), key=widths.count, default=0)
    return (widths.count(most) if most > 1 else 0, most)


def _rows(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise RefusedError(
            message("table.cell", "A cell of the table is too long or broken.")
        ) from error


def _xlsx_rows(data: bytes) -> Iterable[Sequence[str]]:
    rows = book_rows(data, most_rows=MOST_ROWS + 2, most_columns=MOST_COLUMNS)
    return [[cell_text(value) for value in row] for row in rows]


def book_rows(data: bytes, *, most_rows: int, most_columns: int) -> Iterator[Sequence[object]]:
    """Yield the values of each row of the first sheet of an XLSX file, row by row.

    Raises RefusedError for what is none.
    """
    # Most tables are CSV, and most commands read none.
    import openpyxl  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    open_archive(data).close()
    try:
        with warnings.catch_warnings():
            # It warns of styles and validations, which are not read.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            yield from sheet.iter_rows(max_row=most_rows, max_col=most_columns, values_only=True)
    except (InvalidFileException, KeyError, IndexError, ValueError, TypeError, AttributeError,
            SyntaxError, zipfile.BadZipFile, OSError) as error:  # fmt: skip
        raise RefusedError(message("table.kind", "A CSV or XLSX file is expected here.")) from error


def cell_text(value: object) -> str:
    """Return what a cell of a spreadsheet shows."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat()[:10] if isinstance(value, datetime.date) else str(value)


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Write CSV that every office program opens rightly: UTF-8 with a mark, commas, CRLF.

    A cell that would be calculated gets an apostrophe, which `read_table` takes off again.
    """
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\r\n").writerows(
        [f"'{cell}" if FORMULA.match(cell) else cell for cell in row] for row in rows
    )
    return made.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Iterable[Sequence[str]], title: str) -> bytes:
    """Write a sheet of text cells; the same rows give the same bytes, without a clock."""
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = re.sub(r"[\\/*?:\[\]]", " ", title)[:31] or "Sheet"
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place, text)
            # Nothing is a formula, whatever it begins with.
            cell.data_type = "s"
    book.properties.creator = ""
    made = io.BytesIO()
    book.save(made)
    return repacked(made.getvalue())
