"""Many letters in one file: every page, tag and bookmark of each, and one set of fonts."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from advocacy import Document, Letterhead, Logo, Merger, Paragraph, RefusedError, Run, text
from advocacy.plugin_manager import PluginManager
from advocacy.testing import every_block
from tests import validators
from tests.plugins.pdf.pictures import png

if TYPE_CHECKING:
    from tests.validators import VeraPdf

Letters = Sequence[tuple[str, Document]]


def letter(name: str, language: str = "de-DE") -> Document:
    """A letter with everything, by one person."""
    document = every_block(language)
    own = Paragraph(text=(Run(f"Ich bin {name}. "), Run("Mehr", href="https://example.org/a(b")))
    return replace(
        document,
        blocks=(*document.blocks, own),
        layout=replace(document.layout, design="letter"),
        letterhead=Letterhead(logos=(Logo(png((90, 30)), "image/png", "Zeichen"),)),
    )


LETTERS: Letters = [
    ("Anna", letter("Anna")),
    ("Борис", letter("Борис", "ru-RU")),
    ("Çelik", letter("Çelik")),
]


@pytest.fixture(scope="module")
def merger() -> Callable[[], Merger]:
    manager = PluginManager()
    manager.load()
    made = manager.formats["pdf"].merger
    assert made
    return made


def part(merger: Callable[[], Merger], letters: Letters) -> bytes:
    made = merger()
    for label, document in letters:
        made.add(label, document)
    return made.part()


def joined(merger: Callable[[], Merger], *parts: bytes) -> bytes:
    out = io.BytesIO()
    merger().join(parts, LETTERS[0][1], out)
    return out.getvalue()


@pytest.fixture(scope="module")
def file(merger: Callable[[], Merger]) -> bytes:
    return joined(merger, part(merger, LETTERS[:2]), part(merger, LETTERS[2:]))


def test_the_file_keeps_both_norms(file: bytes) -> None:
    assert validators.pdf_failures(file, "ua1") + validators.pdf_failures(file, "2a") == []


@pytest.mark.parametrize("profile", ["PDFUA-1", "PDFA-2A"])
def test_verapdf_finds_each_norm_kept(file: bytes, verapdf: VeraPdf, profile: str) -> None:
    assert verapdf.failures(file, profile) == {}


def test_a_file_that_is_not_marked_as_tagged_is_noticed(file: bytes) -> None:
    with pikepdf.open(io.BytesIO(file)) as pdf:
        del pdf.Root.MarkInfo
        spoilt = io.BytesIO()
        pdf.save(spoilt)
    assert validators.pdf_failures(spoilt.getvalue(), "ua1") != []


def struct_parts(data: bytes) -> list[tuple[str, str]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [(str(each.S), str(each.Lang)) for each in pdf.Root.StructTreeRoot.K.K]


def test_each_letter_is_a_part_of_the_structure_in_its_language(file: bytes) -> None:
    assert struct_parts(file) == [("/Part", "de-DE"), ("/Part", "ru-RU"), ("/Part", "de-DE")]


def test_each_letter_has_a_bookmark_on_its_first_page(
    file: bytes, write: Callable[[Document], bytes]
) -> None:
    lengths = [len(contents(write(document))) for _, document in LETTERS]
    with pikepdf.open(io.BytesIO(file)) as pdf, pdf.open_outline() as outline:
        numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        groups = [
            (group.title, [(each.title, numbers[each.destination[0].objgen]) for each in children])
            for group in outline.root
            for children in [group.children]
        ]
    second, third = lengths[0], lengths[0] + lengths[1]
    assert groups == [("1–2", [("Anna", 0), ("Борис", second)]), ("3–3", [("Çelik", third)])]


def test_a_single_part_needs_no_groups_in_the_outline(merger: Callable[[], Merger]) -> None:
    data = joined(merger, part(merger, LETTERS))
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert [each.title for each in outline.root] == ["Anna", "Борис", "Çelik"]


def test_the_pages_are_those_of_the_single_files_and_share_their_fonts(
    file: bytes, write: Callable[[Document], bytes]
) -> None:
    single = [contents(write(document)) for _, document in LETTERS]
    assert contents(file) == [page for pages in single for page in pages]
    with pikepdf.open(io.BytesIO(file)) as pdf:
        fonts = {page.obj.Resources.objgen for page in pdf.pages}
        logos = pdf.pages[0].obj.Resources.XObject
        assert len(fonts) == 1
        assert len(logos) == 1


def contents(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.obj.Contents.read_bytes() for page in pdf.pages]


def test_links_lead_to_their_own_letter(file: bytes) -> None:
    with pikepdf.open(io.BytesIO(file)) as pdf:
        numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        leads = [
            (at, numbers[link.Dest[0].objgen])
            for at, page in enumerate(pdf.pages)
            for link in page.obj.get("/Annots", [])
            if "/Dest" in link
        ]
        keys = [int(page.obj.StructParents) for page in pdf.pages]
    assert leads
    assert all(0 <= target - at <= 2 for at, target in leads)
    assert len(set(keys)) == len(keys)


def test_the_same_letters_give_the_same_bytes(merger: Callable[[], Merger], file: bytes) -> None:
    parts = part(merger, LETTERS[:2]), part(merger, LETTERS[2:])
    assert joined(merger, *parts) == file


def test_a_letter_that_cannot_be_printed_leaves_nothing_behind(
    merger: Callable[[], Merger],
) -> None:
    made = merger()
    made.add(*LETTERS[0])
    wrong = replace(LETTERS[1][1], blocks=(Paragraph(text=text("漢字"), key="own"),))
    with pytest.raises(RefusedError):
        made.add("wrong", wrong)
    assert made.part() == part(merger, LETTERS[:1])


def test_letters_with_different_logos_are_refused(merger: Callable[[], Merger]) -> None:
    other = Letterhead(logos=(Logo(png((30, 90)), "image/png", "Zeichen"),))
    strange = replace(LETTERS[0][1], letterhead=other)
    with pytest.raises(RefusedError, match="different logos"):
        joined(merger, part(merger, LETTERS[:1]), part(merger, [("strange", strange)]))
