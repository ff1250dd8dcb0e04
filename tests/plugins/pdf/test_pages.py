"""Pages end where a reader does not stumble."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pypdfium2
import pytest

from advocacy import (
    Closing,
    Demands,
    Document,
    Heading,
    Layout,
    Letterhead,
    Note,
    Paragraph,
    SignatoryLine,
    Signature,
    SignatureGroup,
    Signatures,
    text,
)
from tests.plugins.pdf import samples
from tests.plugins.pdf.places import where

Write = Callable[[Document], bytes]
LINE = Paragraph(text=text("Zeile"))
THREE = Paragraph(text=text("Ein Absatz aus genau drei Zeilen, der lang genug dafür ist. " * 4))


def pages(data: bytes) -> list[list[str]]:
    """Return the lines of each page, without head and foot."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range().split("\r\n") for page in document]
    finally:
        document.close()


def letter(*blocks: object, **layout: object) -> Document:
    return replace(
        samples.letter_de(),
        blocks=blocks,
        running_title="",
        page_label="",
        layout=Layout(design="letter", **layout),
    )


@pytest.mark.parametrize("before", range(30, 40))
def test_a_heading_never_ends_a_page(write: Write, before: int) -> None:
    heading = Heading(text=text("Überschrift"))
    found = pages(write(letter(*[LINE] * before, heading, LINE, LINE)))
    assert [page for page in found if page[-1] == "Überschrift"] == []


@pytest.mark.parametrize("before", range(24, 36))
def test_a_page_neither_begins_nor_ends_with_one_line_of_a_paragraph(
    write: Write, before: int
) -> None:
    five = Paragraph(text=text("Ein Absatz aus einigen Zeilen, der lang genug dafür ist. " * 7))
    first, second, *_ = [*pages(write(letter(*[LINE] * before, five, LINE))), []]
    on_first = sum(1 for line in first if line != "Zeile")
    on_second = sum(1 for line in second if line != "Zeile")
    assert on_first != 1
    assert on_second != 1


@pytest.mark.parametrize("before", range(26, 38))
def test_the_closing_stands_with_text_and_with_the_name(write: Write, before: int) -> None:
    signed = (Closing(text=text("Mit Grüßen")), Signature(lines=(text("Ida Muster"),)))
    found = pages(write(letter(*[LINE] * before, *signed)))
    last = found[-1]
    assert last[-2:] == ["Mit Grüßen", "Ida Muster"]
    assert last[0] == "Zeile"


@pytest.mark.parametrize("before", range(26, 40))
def test_demands_do_not_leave_their_lead_behind(write: Write, before: int) -> None:
    demands = Demands(lead=text("Wir fordern:"), items=samples.lines("eins;", "zwei;", "drei."))
    for page in pages(write(letter(*[LINE] * before, demands))):
        assert page[-1] not in {"Wir fordern:", "1.", "2."}


def signatories(count: int, name: str = "Verein {}") -> Signatures:
    names = tuple(SignatoryLine(text(name.format(at))) for at in range(count))
    return Signatures(heading=text("Unterzeichnende"), groups=(SignatureGroup(names),))


@pytest.mark.parametrize(("count", "columns"), [(7, 1), (8, 2), (23, 2), (24, 3), (200, 3)])
def test_signatories_stand_in_as_many_columns_as_they_deserve(
    write: Write, count: int, columns: int
) -> None:
    data = write(letter(signatories(count)))
    edges = {round(where(data, f"Verein{at}")[0].x) for at in range(count) if at < 150}
    assert len(edges) == columns


def test_long_names_get_fewer_columns(write: Write) -> None:
    data = write(letter(signatories(30, "Verein zur Förderung der Menschenrechte, Gruppe {}")))
    assert len({round(where(data, f"Gruppe {at}")[0].x, 1) for at in (10, 25)}) == 2


def test_the_number_of_columns_may_be_decided(write: Write) -> None:
    data = write(letter(signatories(30), signature_columns=1))
    assert len({round(where(data, f"Verein{at}")[0].x, 1) for at in range(10, 30)}) == 1


def test_columns_are_balanced(write: Write) -> None:
    data = write(letter(signatories(31)))
    columns: dict[int, int] = {}
    for at in range(31):
        x = round(where(data, f"Verein{at}")[0].x)
        columns[x] = columns.get(x, 0) + 1
    assert sorted(columns.values()) == [9, 11, 11]


def test_a_list_that_goes_on_repeats_its_heading(write: Write) -> None:
    found = pages(write(letter(signatories(400))))
    assert len(found) == 3
    for page in found:
        assert page[0] == "Unterzeichnende"


def test_all_signatories_are_there_once_and_in_order(write: Write) -> None:
    found = [line for page in pages(write(letter(signatories(500)))) for line in page]
    names = [int(line.split()[1]) for line in found if line.startswith("Verein")]
    assert names == list(range(500))


NOTE = Note(text=text("Historisches Beispiel."))


@pytest.mark.parametrize("before", range(28, 40))
def test_no_page_is_turned_for_small_print_alone(write: Write, before: int) -> None:
    assert pages(write(letter(*[LINE] * before, THREE, NOTE)))[-1][0] != "Historisches Beispiel."


@pytest.mark.parametrize("before", range(15, 30))
def test_no_page_is_turned_for_the_last_names(write: Write, before: int) -> None:
    found = pages(write(letter(*[LINE] * before, signatories(21), NOTE)))
    names = [line for line in found[-1] if line.startswith("Verein")]
    assert len(found) == 1 or len(names) > 6


def test_what_other_documents_left_behind_changes_no_byte(
    write: Write, part: Callable[[str], ModuleType]
) -> None:
    shared = part("composer").shared
    documents = [
        letter(*[LINE] * 34, THREE, LINE),
        letter(LINE, THREE, justified=True),
        replace(letter(THREE, LINE), letterhead=Letterhead(accent="#7d1d2b")),
        samples.letter_de(),
    ]
    fresh = []
    for document in documents:
        shared.cache_clear()
        fresh.append(write(document))
    assert [write(each) for each in documents] == fresh
    assert [write(each) for each in reversed(documents)] == fresh[::-1]


def test_paragraphs_are_remembered_in_a_bounded_memory(
    write: Write, part: Callable[[str], ModuleType]
) -> None:
    shared = part("composer").shared
    write(letter(*[Paragraph(text=text(f"Absatz {at}")) for at in range(600)]))
    assert shared.cache_info().currsize <= 256
    before = shared.cache_info().misses
    write(letter(Paragraph(text=text("Sehr langer Absatz. " * 200))))
    assert shared.cache_info().misses == before
