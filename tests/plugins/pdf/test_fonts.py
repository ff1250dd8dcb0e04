"""Every character is accounted for: shown, shown by the second face, or refused by name."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pikepdf
import pytest

from advocacy import Document, Paragraph, RefusedError, Run, Signature, text
from tests.plugins.pdf import reading, samples

Write = Callable[[Document], bytes]
Part = Callable[[str], ModuleType]


def saying(words: str, key: str = "texts.background/1") -> Document:
    return replace(samples.letter_de(), blocks=(Paragraph(text=text(words), key=key),))


def fonts(data: bytes) -> list[str]:
    """Return the names of the embedded faces, without their tags."""
    file = pikepdf.open(io.BytesIO(data))
    return sorted(str(font.BaseFont)[8:] for font in file.pages[0].Resources.Font.values())


def test_ordinary_text_needs_one_face(write: Write) -> None:
    assert fonts(write(saying("Äpfel, pełny, прошение, № 5, 100 ₽, «да»"))) == ["PTSerif-Regular"]


def test_what_the_face_lacks_comes_from_the_second_one(write: Write) -> None:
    data = write(saying("Ελευθερία и свобода"))
    assert fonts(data) == ["NotoSerif-Regular", "PTSerif-Regular"]
    assert reading.spoken(data) == "Ελευθερία и свобода"


def test_a_letter_and_its_mark_come_from_one_face(write: Write) -> None:
    data = write(saying("q\u0306 ӑ"))
    assert fonts(data) == ["NotoSerif-Regular", "PTSerif-Regular"]
    assert reading.spoken(data) == reading.words("q\u0306 ӑ")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Danke \U0001f600", "U+1F600 GRINNING FACE"),
        ("ქალი", "U+10D0 GEORGIAN LETTER AN"),
        ("سلام", "U+0633 ARABIC LETTER SEEN"),
        ("שלום", "U+05E9 HEBREW LETTER SHIN"),
        ("a\tb", "U+0009 without a name"),
        ("\ue000", "U+E000 without a name"),
    ],
)
def test_what_no_face_has_is_refused_by_name_and_place(write: Write, words: str, name: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        write(saying(words))
    (problem,) = refusal.value.problems
    assert problem.where == "texts.background/1"
    assert name in str(problem.message)


def test_all_places_are_named_at_once(write: Write) -> None:
    document = replace(
        samples.letter_de(),
        blocks=(
            Paragraph(text=text("\U0001f600"), key="one"),
            Paragraph(text=text("fine"), key="two"),
            Signature(lines=(text("\U0001f601"),), key="three"),
        ),
    )
    with pytest.raises(RefusedError) as refusal:
        write(document)
    assert [problem.where for problem in refusal.value.problems] == ["one", "three"]


def test_furniture_is_checked_too(write: Write) -> None:
    with pytest.raises(RefusedError, match="U\\+1F600"):
        write(replace(samples.statement_ru(), page_label="{page} \U0001f600"))


def test_spaces_the_face_lacks_are_drawn_as_wide_as_they_are(part: Part) -> None:
    setter = part("setting").setter("R", 10.0)
    pair = setter.word("ab").width
    assert setter.word("a\u202fb").width == pytest.approx(pair + 2.0)
    assert setter.word("a\u2003b").width == pytest.approx(pair + 10.0)


def test_pairs_of_letters_are_kerned(part: Part) -> None:
    setter = part("setting").setter("R", 10.0)
    apart = setter.word("A").width + setter.word("V").width
    assert setter.word("AV").width < apart


def test_a_subset_depends_on_the_text_alone(write: Write) -> None:
    before = write(saying("Сначала одно"))
    write(saying("Потом совсем другое, с другими буквами: щэюЯ"))
    assert write(saying("Сначала одно")) == before


def test_letters_that_differ_by_a_name_share_their_subset(write: Write, part: Part) -> None:
    def program(name: str) -> bytes:
        base = samples.statement_ru(0)
        signed = (*base.blocks, Paragraph(text=text(name)))
        file = pikepdf.open(io.BytesIO(write(replace(base, blocks=signed))))
        font = file.pages[0].Resources.Font.R
        return bytes(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())

    assert program("Ирина Щукина") == program("Фёдор Жданов")


def test_every_glyph_of_a_page_is_in_its_font(write: Write) -> None:
    words = "и\u0306 é ﬁ fi ʼ µμ ΩΩ Δ ӗ \u2010 \u2011 ‘a’"
    document = replace(
        samples.letter_de(), blocks=(Paragraph(text=(Run(words), Run(words, bold=True))),)
    )
    data = write(document)
    assert reading.spoken(data) == reading.expected(document)
