"""Tables of people: what office programs save is understood, and what cannot be used is named."""

from __future__ import annotations

import re
import tracemalloc
import zipfile
from itertools import islice
from pathlib import Path

import openpyxl
import pytest

from advocacy.errors import RefusedError
from advocacy.production.long_table import read_rows
from advocacy.production.people import open_people
from advocacy.production.workshop import Workshop
from tests.production import merging

RUSSIAN = ("Анна Примерова", "Липовая ул., 7\nБерлин", "ru", "Я учительница.", "1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [
        ("utf-8", ","),
        ("utf-8-sig", ";"),
        ("utf-8", "\t"),
        ("cp1251", ";"),
        ("utf-16", "\t"),
        ("utf-16-le", ";"),
    ],
)
def test_whatever_encoding_and_separator_the_person_is_the_same(
    workshop: Workshop, path: Path, encoding: str, separator: str
) -> None:
    path.write_bytes(merging.csv_text([RUSSIAN], separator).encode(encoding))
    [person], faults = merging.read(workshop, path)
    assert faults == []
    assert (person.name, person.address, person.sentence) == (RUSSIAN[0], RUSSIAN[1], RUSSIAN[3])
    assert (person.number, person.language, person.addressee) == (2, "ru", 1)


def test_a_line_that_names_the_separator_is_no_heading(workshop: Workshop, path: Path) -> None:
    path.write_text("sep=;\n" + merging.csv_text([RUSSIAN], ";"), encoding="utf-8")
    [person], _ = merging.read(workshop, path)
    assert person.name == RUSSIAN[0]


def test_a_spreadsheet_gives_the_same_people_as_a_csv(workshop: Workshop, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (merging.HEADINGS, *merging.persons(3)):
        book.worksheets[0].append(row)
    book.save(tmp_path / "people.xlsx")
    from_book, _ = merging.read(workshop, tmp_path / "people.xlsx")
    from_csv, _ = merging.read(workshop, merging.table(tmp_path, merging.persons(3)))
    assert from_book == from_csv


def test_columns_are_found_by_their_headings_in_any_order_among_three_hundred(
    workshop: Workshop, path: Path
) -> None:
    headings = [f"Column {n}" for n in range(300)]
    row = [f"cell {n}" for n in range(300)]
    headings[299], row[299] = "Full name", "Anna"
    headings[7], row[7] = "LANG.", "Français"
    path.write_text(f"{','.join(headings)}\n{','.join(row)}\n", encoding="utf-8")
    people = open_people(path, merging.campaign(), workshop.languages)
    assert people.columns == {"language": (7, "LANG."), "name": (299, "Full name")}
    assert len(people.unknown) == 298
    [person], _ = merging.read(workshop, path)
    assert (person.name, person.language) == ("Anna", "fr")


def test_rows_that_cannot_be_used_are_named_by_number_and_reason_and_the_others_go_on(
    workshop: Workshop, tmp_path: Path
) -> None:
    path = merging.table(
        tmp_path,
        [
            ("Anna", "", "de", "", ""),
            ("", "Lindenweg 1", "de", "", ""),
            ("Bela", "", "Klingon", "", ""),
            ("=HYPERLINK(1)", "", "de", "", ""),
            ("Chlo\u202eé", "", "fr", "", ""),
            ("", "", "", "", ""),
            ("Dora", "", "", "", "9"),
            ("E" * 201, "", "de", "", ""),
            ("Fritz", "\n".join("abcdefghijk"), "de", "", ""),
            ("Gina", "", "", "“quoted,\nin two lines”", ""),
        ],
    )
    people, faults = merging.read(workshop, path)
    assert [(each.number, each.name, each.language) for each in people] == [
        (2, "Anna", "de"),
        (11, "Gina", "en"),
    ]
    reasons = {each.number: str(each.reason) for each in faults}
    assert sorted(reasons) == [3, 4, 5, 6, 8, 9, 10]
    for number, words in {
        3: "no name",
        4: "no version in “Klingon”",
        5: "formula",
        6: "U+202E",
        8: "no addressee “9”; the campaign has 1",
        9: "201 characters; at most 200",
        10: "10 lines in an address",
    }.items():
        assert words in reasons[number]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "No column of the table is headed as a name. The headings are: –."),
        (b"Vorwahl,Ort\n1,2\n", "The headings are: Vorwahl, Ort."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "A CSV or XLSX file is expected"),
        (b"PK\x03\x04 is no archive", "not of the expected kind"),
        (b"Name\n\x98\xc0\xe0\xed\n", "The encoding is not known"),
        ("Name\nАнна\n".encode("utf-16")[:-1], "The encoding is not known"),
        (b'Name\n"' + b"Anna\n" * 30_000, "a quotation mark is never closed"),
        (b"Name\n" + b"a" * 600_000, "too long"),
    ],
    ids=["empty", "headings", "picture", "archive", "encoding", "cut", "open quote", "one line"],
)
def test_what_is_no_table_of_people_is_refused_with_the_reason(
    workshop: Workshop, path: Path, content: bytes, words: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(RefusedError, match=re.escape(words)):
        merging.read(workshop, path)


def sheet(path: Path, rows: str) -> Path:
    """A spreadsheet whose rows are written by hand."""
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(
        b"<sheetData></sheetData>", f"<sheetData>{rows}</sheetData>".encode()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_spreadsheet_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(
    workshop: Workshop, tmp_path: Path
) -> None:
    path = sheet(tmp_path / "bomb.xlsx", f'<row r="1">{cell("A1", "Name" * 10_000_000)}</row>')
    assert path.stat().st_size < 200_000
    tracemalloc.start()
    try:
        with pytest.raises(RefusedError, match=r"unpack|larger|compress"):
            merging.read(workshop, path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000


def test_a_row_far_down_does_not_make_a_billion_rows(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "far.xlsx",
        f'<row r="1">{cell("A1", "Name")}</row>'
        f'<row r="999999999999">{cell("XFD999999999999", "Anna")}</row>',
    )
    rows = islice(read_rows(path), 2_000_000)
    assert [(number, row) for number, row in rows if any(row)] == [(1, ["Name"])]
    assert next(rows, None) is None


def test_ten_times_as_many_rows_take_no_more_memory(workshop: Workshop, tmp_path: Path) -> None:
    peaks = []
    for count in (300, 3_000):
        path = merging.table(tmp_path, merging.persons(count))
        people = open_people(path, merging.campaign(), workshop.languages)
        tracemalloc.start()
        try:
            assert sum(1 for _ in people) == count
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert peaks[1] < peaks[0] + 20_000
