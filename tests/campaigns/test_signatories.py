"""Signatories from e-mails and tables."""

from __future__ import annotations

import io
import random

import openpyxl
import pytest

from advocacy.campaigns.courtesies import courtesies
from advocacy.campaigns.model import Signatory
from advocacy.campaigns.signatories import from_file, from_text, to_csv, to_xlsx
from advocacy.errors import RefusedError

MAIL = """\
> Signatories:
>
> 1. Human Rights House Foundation (HRHF), Norway
> 2) ZMINA Human Rights Centre, Ukraine;
- NGO “Civil Journalism Agency “MIST”
• Truth Hounds (UA) <office@example.org>
*  Association "For Freedom", and friends
Civic Network OPORA; DEJURE Foundation

"""


def test_a_pasted_list_is_taken_apart_line_by_line() -> None:
    read = from_text(MAIL, "en")
    assert [(s.name["en"], s.acronym, s.country) for s in read.signatories] == [
        ("Human Rights House Foundation", "HRHF", "NO"),
        ("ZMINA Human Rights Centre", "", "UA"),
        ("NGO “Civil Journalism Agency “MIST”", "", ""),
        ("Truth Hounds", "", "UA"),
        ('Association "For Freedom", and friends', "", ""),
        ("Civic Network OPORA", "", ""),
        ("DEJURE Foundation", "", ""),
    ]
    assert [str(problem) for problem in read.problems] == [
        "1: “Signatories:” was taken for a heading.",
        "6: An e-mail address was left out.",
    ]


def test_countries_are_known_in_the_language_of_the_list() -> None:
    read = from_text("Вясна, Беларусь\nLibereco (Швейцария)", "ru")
    assert [s.country for s in read.signatories] == ["BY", "CH"]


def test_a_year_or_a_word_in_brackets_stays_part_of_the_name() -> None:
    read = from_text("Initiative (2020)\nBerlin (Mitte)", "en")
    assert [s.name["en"] for s in read.signatories] == ["Initiative (2020)", "Berlin (Mitte)"]


def test_a_line_with_a_forbidden_character_or_a_whole_text_is_named_and_left_out() -> None:
    read = from_text("a\u202eb\n" + "x" * 301 + "\nc\n...", "en")
    assert [s.name["en"] for s in read.signatories] == ["c"]
    assert [problem.where for problem in read.problems] == ["1", "2"]


TABLE = (
    "name.en;Name (de);acronym;country;tier;remarks\r\nTruth;Wahrheit;TH;Germany;Initiator;red\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_whatever_program_wrote_it(encoding: str, separator: str) -> None:
    read = from_file(TABLE.replace(";", separator).encode(encoding), "en")
    assert read.signatories == (
        Signatory(
            name={"en": "Truth", "de": "Wahrheit"}, acronym="TH", country="DE", tier="initiator"
        ),
    )
    assert [str(problem) for problem in read.problems] == [
        "1: The column “remarks” is not known and was left out."
    ]


def test_a_russian_table_in_the_windows_code_page_is_read() -> None:
    data = "name;country\r\nПравозащитный центр «Весна»;Беларусь\r\n".encode("cp1251")
    (signatory,) = from_file(data, "ru").signatories
    assert (signatory.name["ru"], signatory.country) == ("Правозащитный центр «Весна»", "BY")


def test_a_western_table_in_the_windows_code_page_is_not_taken_for_a_russian_one() -> None:
    data = "name\r\nFédération à l’été, Größe\r\n".encode("cp1252")
    assert from_file(data, "fr").signatories[0].name["fr"] == "Fédération à l’été"


def test_a_table_without_headings_has_the_names_in_its_first_column() -> None:
    read = from_file(b"Truth Hounds,UA\r\nZMINA,UA\r\n", "en")
    assert [s.name["en"] for s in read.signatories] == ["Truth Hounds", "ZMINA"]


def test_rows_that_cannot_be_taken_are_named_with_their_number() -> None:
    read = from_file(b"name,country,tier\nA,Atlantis,chief\n,DE,\nB,DE,\n", "en")
    assert [s.name["en"] for s in read.signatories] == ["A", "B"]
    assert [str(problem) for problem in read.problems] == [
        "2: “Atlantis” is not known as a country.",
        "2: A tier is “initiator” or “supporter”.",
        "3: There is no name in this line.",
    ]


def test_a_formula_is_left_out_and_its_cell_is_named() -> None:
    read = from_file(b"name,acronym\nA,\"=cmd|'/c calc'!A1\"\n", "en")
    assert read.signatories == (Signatory(name={"en": "A"}),)
    assert [str(problem) for problem in read.problems] == [
        "B2: This cell holds a formula and was left out."
    ]


DANGEROUS = (
    Signatory(name={"en": "+Respect", "de": "@home"}, acronym="-R-", tier="initiator"),
    Signatory(name={"ru": '«Весна», ПЦ"х"'}, language="ru", country="BY", article={"it": "la"}),
)


def test_no_cell_of_a_written_table_is_calculated() -> None:
    assert to_csv(DANGEROUS[:1], ["en"]).decode("utf-8-sig") == (
        "name.en,name.de,acronym,country,tier,language\r\n'+Respect,'@home,'-R-,,initiator,\r\n"
    )


@pytest.mark.parametrize("write", [to_csv, to_xlsx])
def test_written_signatories_are_read_again(write: object) -> None:
    assert callable(write)
    read = from_file(write(DANGEROUS, ["en", "de"]), "en")
    assert read.signatories == DANGEROUS
    assert read.problems == ()


def test_a_template_is_a_table_of_headings() -> None:
    assert to_csv((), ["de"]).decode("utf-8-sig") == "name.de,acronym,country,tier,language\r\n"


def test_a_written_workbook_is_the_same_bytes_and_names_nobody() -> None:
    first, second = to_xlsx(DANGEROUS, ["en"]), to_xlsx(DANGEROUS, ["en"])
    assert first == second
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert not book.properties.creator
    assert book.worksheets[0]["A2"].value == "+Respect"
    assert book.worksheets[0]["A2"].data_type == "s"


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_workbook_with_formulas_is_read_without_them() -> None:
    read = from_file(workbook([["name", "acronym"], ["A", "=1+1"], [7, None]]), "en")
    assert [s.name["en"] for s in read.signatories] == ["A", "7"]
    assert [problem.where for problem in read.problems] == ["B2"]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 nothing",
        b"x" * 5_000_001,
        b"name\n" + b"a\n" * 10_001,
        b"a\x00b,c\nd,e",
        b"\xff\xfea",
        b"name\n" + b"a" * 200_000,
    ],
)
def test_a_file_that_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError):
        from_file(data, "en")


def test_a_table_of_random_bytes_is_read_or_refused_and_never_breaks() -> None:
    source = random.Random(7)  # noqa: S311 - the same bytes in each run
    for _ in range(200):
        try:
            from_file(source.randbytes(200), "en")
        except RefusedError:
            continue


def test_an_empty_file_holds_nobody() -> None:
    assert from_file(b"", "en").signatories == ()
    assert from_text(" \n", "en").signatories == ()


def test_countries_are_known_in_whatever_language_an_organisation_names_its_own() -> None:
    mail = "A, Deutschland\nB ; Eesti\nC e. V., UK\nD, The Netherlands\nЦентр, Грузия"
    read = from_text(mail, "en").signatories
    assert [one.country for one in read] == ["DE", "EE", "GB", "NL", "GE"]
    assert read[2].name["en"] == "C e. V."


def test_greetings_and_the_senders_signature_are_told_from_signatories() -> None:
    names = [
        "Dear Hanna",
        "here is the list!",
        "Dear Neighbours of the Sea and the Land",
        "Netz Nord",
    ]
    names += ["Mit freundlichen Grüßen", "Paul Renaud", "+32 2 000 00 00"]
    assert courtesies(names) == {0, 1, 4, 5, 6}
    assert courtesies(["Best Practice Network", "Bonjour Media Centre Lyon (BMCL)"]) == frozenset()
