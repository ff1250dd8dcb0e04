"""What is too much, damaged or hostile is refused with a sentence, or printed as plain text."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from advocacy import (
    Document,
    Layout,
    Letterhead,
    Logo,
    Paragraph,
    RefusedError,
    Run,
    SignatoryLine,
    SignatureGroup,
    Signatures,
    Title,
    text,
)
from advocacy.testing import every_block
from tests.plugins.pdf import reading, samples
from tests.plugins.pdf.pictures import difference, pages, png

Write = Callable[[Document], bytes]
MARKUP = (
    '<b>x</b> & <font color="red">a<b &lt; "q" <img src="/etc/hostname"/> <para> '
    "<a href='javascript:alert(1)'>y</a> {{ 7*7 }} {% for %} %s \\ ( ) [ ] BT ET EMC"
)


def with_logo(data: bytes, kind: str) -> Document:
    logo = Logo(data, kind, "Zeichen")
    return replace(samples.letter_de(), letterhead=Letterhead(logos=(logo,)))


def svg(inside: str, attributes: str = 'viewBox="0 0 60 30"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def test_a_paragraph_of_a_megabyte(write: Write) -> None:
    document = replace(samples.letter_de(), blocks=(Paragraph(text=text("слово " * 170_000)),))
    with pytest.raises(RefusedError, match="1020000 characters is too long"):
        write(document)


def test_a_name_as_long_as_a_paragraph(write: Write) -> None:
    group = SignatureGroup((SignatoryLine(text("x" * 5_000)),))
    block = Signatures(heading=text("Namen"), groups=(group,))
    with pytest.raises(RefusedError, match="5000 characters is too long"):
        write(replace(samples.letter_de(), blocks=(block,)))


def test_ten_thousand_signatories(write: Write) -> None:
    data = write(samples.statement_ru(10_000))
    assert len(pikepdf.open(io.BytesIO(data)).pages) > 50


def test_markup_is_text_in_every_field(write: Write) -> None:
    from advocacy.testing.samples import replace_runs

    document = replace_runs(every_block(), lambda run: Run(MARKUP))
    data = write(document)
    assert reading.spoken(data) == reading.expected(document)
    file = pikepdf.open(io.BytesIO(data))
    assert "/XObject" not in file.pages[0].Resources


def test_markup_is_text_in_titles_and_running_heads(write: Write) -> None:
    document = replace(
        samples.statement_ru(0),
        title=MARKUP,
        running_title=MARKUP,
        description=MARKUP,
        page_label="{page} {0.__class__} {pages}",
        draft=MARKUP,
        blocks=(Title(text=text(MARKUP)),),
    )
    file = pikepdf.open(io.BytesIO(write(document)))
    assert str(file.docinfo.Title) == MARKUP
    with file.open_metadata() as metadata:
        assert metadata["dc:title"] == MARKUP


@pytest.mark.parametrize("cut", [0, 7, 60, 200])
@pytest.mark.parametrize(("kind", "name"), [("image/png", "PNG"), ("image/jpeg", "JPEG")])
def test_a_truncated_logo(write: Write, kind: str, name: str, cut: int) -> None:
    whole = io.BytesIO()
    noise = Image.frombytes("RGB", (40, 40), bytes(at * at % 251 for at in range(4800)))
    noise.save(whole, name)
    with pytest.raises(RefusedError, match="“Zeichen” is damaged"):
        write(with_logo(whole.getvalue()[:cut], kind))


def test_a_logo_of_another_kind_than_it_says(write: Write) -> None:
    with pytest.raises(RefusedError, match="not of the kind"):
        write(with_logo(png((9, 9)), "image/jpeg"))


def test_a_picture_that_would_unpack_to_gigabytes(write: Write) -> None:
    data = bytearray(png((8, 8)))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(RefusedError, match="damaged, too large"):
        write(with_logo(bytes(data), "image/png"))


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<image href="https://example.org/x.png"/>', "<image>"),
        ('<use href="#a"/>', "<use>"),
        ("<text>Hallo</text>", "<text>"),
        ('<foreignObject width="9" height="9"/>', "<foreignObject>"),
        ('<path d="M0 0h9v9z" onclick="alert(1)"/>', "“onclick”"),
        ('<path d="M0 0h9v9z" fill="url(https://example.org/g)"/>', "gradients"),
        ('<path d="M0 0h9v9z" opacity=".4"/>', "transparency"),
        ('<path d="M0 0h9v9z" fill="no-colour"/>', "colours"),
        ('<path d="M0 0 L9"/>', "paths"),
        ("<style>@import 'https://example.org/x.css';</style>", "style sheet"),
        ("<g>" * 80 + "</g>" * 80, "<g>"),
    ],
)
def test_a_drawing_that_is_more_than_a_drawing(write: Write, inside: str, reason: str) -> None:
    with pytest.raises(RefusedError, match="“Zeichen” cannot be printed because of") as refusal:
        write(with_logo(svg(inside), "image/svg+xml"))
    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"<html/>",
        svg("", 'width="0" height="0"'),
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 9 9">&x;</svg>',
    ],
)
def test_a_drawing_that_is_none(write: Write, data: bytes) -> None:
    with pytest.raises(RefusedError, match="cannot be printed because of"):
        write(with_logo(data, "image/svg+xml"))


def test_an_unknown_paper_or_design(write: Write) -> None:
    for layout in (Layout(paper="Letter"), Layout(design="poster")):
        with pytest.raises(RefusedError, match="There is no page of the design"):
            write(replace(samples.letter_de(), layout=layout))


@pytest.mark.parametrize("accent", ["red", "#12345", "#12345g", "0 0 0 rg\nBT"])
def test_an_accent_that_is_no_colour(write: Write, accent: str) -> None:
    with pytest.raises(RefusedError, match="is not a colour"):
        write(replace(samples.letter_de(), letterhead=Letterhead(accent=accent)))


def test_a_pale_accent_is_kept_for_bars_and_never_for_letters(write: Write) -> None:
    document = replace(samples.statement_ru(), letterhead=Letterhead(accent="#ffee88"))
    content = painted(write(document))
    assert content.count(b"1 0.933 0.533 rg") == 1
    dark = replace(document, letterhead=Letterhead(accent="#7a0000"))
    assert painted(write(dark)).count(b"0.478 0 0 rg") > 1


def painted(data: bytes) -> bytes:
    """Return the operators of the first page."""
    file = pikepdf.open(io.BytesIO(data))
    return bytes(file.pages[0].Contents.read_bytes())


def test_a_drawing_looks_the_same_as_its_picture(write: Write) -> None:
    drawn = svg(
        "<style>.a{fill:#204060}</style>"
        '<g transform="translate(10 5)"><rect class="a" width="20" height="20"/></g>'
        '<path fill="#204060" d="M50 15a10 10 0 1 1-.01 0z"/>'
        '<polygon points="55,30 60,30 60,25" style="fill:#204060"/>',
    )
    painted = Image.new("RGB", (600, 300), "white")
    from PIL import ImageDraw

    pen = ImageDraw.Draw(painted)
    pen.rectangle((100, 50, 300, 250), "#204060")
    pen.ellipse((400, 150, 600, 350), "#204060")
    pen.polygon(((550, 300), (600, 300), (600, 250)), "#204060")
    data = io.BytesIO()
    painted.save(data, "PNG")
    one = pages(write(with_logo(drawn, "image/svg+xml")))[0]
    other = pages(write(with_logo(data.getvalue(), "image/png")))[0]
    assert difference(one, other) < 0.1
    without = pages(write(samples.letter_de()))[0]
    assert difference(one, without) > 0.3
