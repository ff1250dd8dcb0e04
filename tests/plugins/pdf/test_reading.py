"""What a screen reader says: everything, once, in order, with its meaning."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from advocacy import Document, Letterhead, Logo, Paragraph, Run
from advocacy.testing import LANGUAGES, every_block
from advocacy.testing import samples as contract_samples
from tests.plugins.pdf import reading, samples
from tests.plugins.pdf.pictures import png

Write = Callable[[Document], bytes]


def saying(*runs: Run, **changes: object) -> Document:
    """Return a letter of one paragraph."""
    return replace(samples.letter_de(), blocks=(Paragraph(text=runs),), **changes)


@pytest.mark.parametrize("at", range(3))
def test_samples_are_read_as_they_were_written(write: Write, at: int) -> None:
    document = samples.designs()[at]
    assert reading.spoken(write(document)) == reading.expected(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_is_read_as_it_was_written(write: Write, language: str) -> None:
    document = every_block(language)
    assert reading.spoken(write(document)) == reading.expected(document)


def test_hostile_text_is_read_as_it_was_written(write: Write) -> None:
    document = contract_samples.hostile()
    assert reading.spoken(write(document)) == reading.expected(document)


def test_reading_notices_a_word_that_is_missing(write: Write) -> None:
    document = samples.letter_de()
    shorter = replace(document, blocks=document.blocks[1:])
    assert reading.spoken(write(shorter)) != reading.expected(document)


def test_a_paragraph_that_runs_over_pages_is_one_element(write: Write) -> None:
    data = write(saying(Run("Ein Wort nach dem anderen. " * 400)))
    assert reading.kinds(data) == ["Document", "P"]
    file = pikepdf.open(io.BytesIO(data))
    parts = file.Root.StructTreeRoot.K[0].K.K
    assert len(file.pages) == len(parts) > 1


def test_lists_are_lists_with_their_numbers(write: Write) -> None:
    kinds = reading.kinds(write(samples.letter_de()))
    start = kinds.index("L")
    assert kinds[start : start + 7] == ["L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"]


def test_tables_have_rows_with_a_head(write: Write) -> None:
    file = pikepdf.open(io.BytesIO(write(samples.manifesto_fr())))
    table = next(one for one in file.Root.StructTreeRoot.K[0].K if one.S == "/Table")
    head, cell = table.K[0].K
    assert (head.S, head.A.Scope, cell.S) == ("/TH", "/Row", "/TD")


def test_another_language_is_said_to_be_one(write: Write) -> None:
    file = pikepdf.open(io.BytesIO(write(saying(Run("Motto: "), Run("Жыве", lang="be-BY")))))
    paragraph = file.Root.StructTreeRoot.K[0].K
    assert str(file.Root.Lang) == "de-DE"
    assert str(paragraph.K[1].Lang) == "be-BY"


def test_links_lead_to_their_address_and_say_so(write: Write) -> None:
    address = "https://example.org/прошение?a=1&b=(2)"
    data = write(saying(Run("Hier "), Run("unterschreiben", href=address), Run(".")))
    file = pikepdf.open(io.BytesIO(data))
    (link,) = file.pages[0].Annots
    uri = str(link.A.URI)
    assert uri.isascii()
    assert uri.startswith("https://example.org/%D0%BF")
    assert uri.endswith("?a=1&b=(2)")
    assert str(link.Contents) == uri
    assert reading.kinds(data) == ["Document", "P", "Link"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://a b"])
def test_other_addresses_stay_text(write: Write, address: str) -> None:
    data = write(saying(Run("Hier", href=address)))
    file = pikepdf.open(io.BytesIO(data))
    assert "/Annots" not in file.pages[0]
    assert reading.spoken(data) == "Hier"


def test_the_mark_of_a_note_leads_to_the_note(write: Write) -> None:
    data = write(saying(Run("Eine Zahl.", note="Quelle, 2021.")))
    file = pikepdf.open(io.BytesIO(data))
    (mark,) = file.pages[0].Annots
    assert mark.Dest[0].objgen == file.pages[0].objgen
    assert reading.kinds(data)[:4] == ["Document", "P", "Reference", "Link"]
    assert reading.kinds(data)[-1] == "Note"


def test_logos_have_words_for_those_who_do_not_see_them(write: Write) -> None:
    logo = Logo(png((40, 20)), "image/png", "Zeichen der Initiative")
    data = write(saying(Run("Text"), letterhead=Letterhead(logos=(logo, logo))))
    file = pikepdf.open(io.BytesIO(data))
    elements = file.Root.StructTreeRoot.K[0].K
    assert [str(one.S) for one in elements] == ["/Figure", "/Figure", "/P"]
    assert str(elements[0].Alt) == "Zeichen der Initiative"


def test_headings_are_bookmarks(write: Write) -> None:
    file = pikepdf.open(io.BytesIO(write(samples.manifesto_fr())))
    with file.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Pour que personne ne soit oublié"
        assert [one.title for one in title.children] == ["Nous déclarons", "Rendez-vous"]


def test_the_direction_and_the_title_are_told(write: Write) -> None:
    file = pikepdf.open(io.BytesIO(write(saying(Run("x"), direction="rtl"))))
    assert file.Root.ViewerPreferences.Direction == "/R2L"
    assert file.Root.ViewerPreferences.DisplayDocTitle
    assert str(file.docinfo.Title) == samples.letter_de().title


def test_furniture_is_not_read(write: Write) -> None:
    document = replace(samples.statement_ru(150), draft="ЧЕРНОВИК")
    heard = reading.spoken(write(document))
    assert "Страница" not in heard
    assert "ЧЕРНОВИК" not in heard
    assert heard.count("Подписали") == 1, "the heading is repeated for the eye alone"
