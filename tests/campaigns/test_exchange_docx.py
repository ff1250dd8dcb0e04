"""Campaign text goes out as a table of two columns and comes back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest

from advocacy.campaigns.data import from_data
from advocacy.campaigns.exchange_docx import export_docx, import_docx
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.places import changed, text_at
from advocacy.campaigns.saving import saved
from advocacy.campaigns.staleness import digest, stale
from advocacy.errors import RefusedError

DATA: dict[str, Any] = {
    "slug": "statement-2021",
    "appeal": "joint-statement",
    "source": "en",
    "languages": ["en", "de"],
    "date": "2021-07-14",
    "title": {"en": "Title", "de": "Titel"},
    "texts": {"background": {"en": "One.\n\nTwo\nlines."}},
}


@pytest.fixture
def campaign() -> Campaign:
    return saved(None, from_data(DATA))


def edit(before: Campaign, **texts: str) -> Campaign:
    return saved(before, changed(before, {k.replace("__", "."): v for k, v in texts.items()}))


def worked(data: bytes, work: Callable[[Any], None]) -> bytes:
    """The file after somebody worked on its table in a word processor."""
    document = docx.Document(io.BytesIO(data))
    work(document.tables[0])
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def cells(data: bytes) -> list[tuple[str, str]]:
    table = docx.Document(io.BytesIO(data)).tables[0]
    return [(row.cells[0].text, row.cells[1].text) for row in table.rows]


def test_an_export_shows_the_source_and_the_translation_side_by_side(campaign: Campaign) -> None:
    note = "Text, in Markdown: keep *, **, links and [^1] as they are"
    after = edit(campaign, title__en="New title")
    head = "New title\n↺ Title\nTitle or subject of the documents\n"
    assert cells(export_docx(after, "de")) == [
        ("English", "Deutsch"),
        (f"{head}[title {digest('New title')} {digest('Titel')}]", "Titel"),
        (f"One.\n{note}\n[texts.background/1 {digest('One.')} ------------]", ""),
        (f"Two\nlines.\n{note}\n[texts.background/2 {digest('Two lines.')} ------------]", ""),
    ]


def fill(table: Any) -> None:
    table.cell(1, 1).text = "Neuer Titel"
    table.cell(2, 1).text = "Eins."
    table.cell(3, 1).text = "Zwei\nZeilen."
    table.cell(3, 1).add_paragraph("Mehr.")


def test_a_filled_table_is_taken(campaign: Campaign) -> None:
    after = edit(campaign, title__en="New title")
    outcome = import_docx(after, "de", worked(export_docx(after, "de"), fill))
    assert outcome.taken == ("title", "texts.background/1", "texts.background/2")
    assert text_at(outcome.campaign, "texts.background", "de") == "Eins.\n\nZwei\nZeilen.\nMehr."
    assert stale(outcome.campaign, "de") == ()


def test_rows_may_move_and_a_source_that_changed_meanwhile_makes_a_row_stale(
    campaign: Campaign,
) -> None:
    def reverse(table: Any) -> None:
        fill(table)
        table._tbl.append(table.rows[2]._tr)

    data = worked(export_docx(campaign, "de"), reverse)
    after = edit(campaign, texts__background__en="One.\n\nTwo other lines.")
    outcome = import_docx(after, "de", data)
    assert text_at(outcome.campaign, "texts.background", "de").startswith("Eins.\n\nZwei")
    assert outcome.stale == ("texts.background/2",)
    (entry,) = stale(outcome.campaign, "de")
    assert (entry.source_then, entry.source_now) == ("Two\nlines.", "Two other lines.")


def test_a_stale_row_that_nobody_touched_stays_stale(campaign: Campaign) -> None:
    after = edit(campaign, title__en="New title")
    outcome = import_docx(after, "de", export_docx(after, "de"))
    assert outcome.campaign == after
    assert (outcome.taken, outcome.stale, outcome.rest) == ((), (), ())


def test_a_row_without_its_mark_is_named(campaign: Campaign) -> None:
    def damage(table: Any) -> None:
        fill(table)
        table.cell(2, 0).text = "One."

    outcome = import_docx(campaign, "de", worked(export_docx(campaign, "de"), damage))
    assert [str(problem) for problem in outcome.rest] == [
        "A row lost the line that names its text; this was not taken: “Eins.”."
    ]


def test_an_export_is_the_same_bytes_and_names_nobody(campaign: Campaign) -> None:
    data = export_docx(campaign, "de")
    assert data == export_docx(campaign, "de")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"python-docx" not in everything
    assert b"thumbnail" not in everything


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_a_file_that_is_no_docx_is_refused(data: bytes, campaign: Campaign) -> None:
    with pytest.raises(RefusedError):
        import_docx(campaign, "de", data)


def test_another_docx_is_refused(campaign: Campaign) -> None:
    made = io.BytesIO()
    docx.Document().save(made)
    with pytest.raises(RefusedError, match="no table of this program"):
        import_docx(campaign, "de", made.getvalue())


@pytest.mark.parametrize("head", ["English", "en"])
def test_a_head_that_a_program_made_a_plain_row_is_not_taken_for_a_translation(
    campaign: Campaign, head: str
) -> None:
    def forget(table: Any) -> None:
        table.rows[0]._tr.remove(table.rows[0]._tr.trPr)
        if head == "en":
            table.cell(0, 0).text, table.cell(0, 1).text = "en", "de"

    before = import_docx(campaign, "de", export_docx(campaign, "de"))
    after = import_docx(campaign, "de", worked(export_docx(campaign, "de"), forget))
    assert after == before


def test_a_language_that_nobody_knows_goes_by_its_tag(campaign: Campaign) -> None:
    assert cells(export_docx(campaign, "zz-ZZ"))[0] == ("English", "zz-ZZ")
