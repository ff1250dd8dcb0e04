"""Pictures for the letterhead."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from advocacy.campaigns.logo import logo_type, without_metadata
from advocacy.errors import RefusedError

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = "<svg {namespaces} {view}>{body}</svg>"
VIEW = 'viewBox="0 0 40 20"'


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 3), **options: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#1d4e89").save(made, kind, **options)
    return made.getvalue()


def drawing(body: str = "<path d='M0 0h9v9z'/>", view: str = VIEW) -> bytes:
    return SVG.format(namespaces=NAMESPACES, body=body, view=view).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        logo_type(data, "options.logos[1].data")
    (problem,) = caught.value.problems
    assert problem.where == "options.logos[1].data"
    return str(problem.message)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture(), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (drawing(), "image/svg+xml"),
        (drawing(view='width="4cm" height="20"'), "image/svg+xml"),
        (
            drawing("<defs><linearGradient id='image1'/></defs><g fill='url(#image1)'/>"),
            "image/svg+xml",
        ),
        (drawing("<style>.a{fill:#fff}</style><!-- c --><text>Ж</text>"), "image/svg+xml"),
    ],
)
def test_png_jpeg_and_plain_svg_are_logos(data: bytes, kind: str) -> None:
    assert logo_type(data) == kind


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<metadata><script>alert(1)</script></metadata>",
        "<foreignObject/>",
        "<image href='x.png'/>",
        "<use href='#a'/>",
        "<animate/>",
        "<g onclick='x()'/>",
        "<g xlink:href='https://example.org'/>",
        "<linearGradient href='other.svg#a'/>",
        "<g fill='url(https://example.org#a)'/>",
        "<g style='background:url(x)'/>",
        "<g style='fill:ur\\6c(x)'/>",
        "<style>@import 'x.css';</style>",
        '<style>a{fill:url( "x" )}</style>',
        "<?php x?>",
        "<b xmlns='http://www.w3.org/1999/xhtml'/>",
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(body: str) -> None:
    assert refusal(drawing(body)).startswith(("The drawing holds ", "The drawing refers to "))


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + drawing("<text>&a;</text>"),
        b"<!DOCTYPE svg>" + drawing(),
    ],
)
def test_a_drawing_with_a_document_type_is_refused(data: bytes) -> None:
    assert refusal(data).startswith("The drawing holds ")


def test_entities_that_multiply_are_refused() -> None:
    levels = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    data = f"<!DOCTYPE svg [<!ENTITY a0 'x'>{levels}]>".encode() + drawing("<text>&a9;</text>")
    assert refusal(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "A logo has at most 1 MB"),
        (b"x" * 1_000_001, "A logo has at most 1 MB"),
        (b"GIF89a", "A logo is a PNG, JPEG or SVG file"),
        (b"<html/>", "A logo is a PNG, JPEG or SVG file"),
        (picture()[:-20], "The picture is damaged"),
        (picture("JPEG")[:200], "The picture is damaged"),
        (b"\x89PNG\r\n\x1a\n", "The picture is damaged"),
        (picture(size=(6001, 1)), "The picture measures 6001 × 1; a logo has at most 6000 pixels"),
        (picture(size=(5000, 5000)), "The picture measures 5000 × 5000"),
        (drawing(view=""), "The drawing has no size"),
        (drawing(view='viewBox="0 0 0 20"'), "The drawing has no size"),
        (drawing("<g/>" * 5_001), "The drawing has too many elements"),
    ],
)
def test_what_is_no_usable_picture_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    assert refusal(data).startswith(sentence)


def test_a_picture_tells_nothing_about_who_made_it() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "Somebody")
    exif = Image.Exif()
    exif[0x013B] = "Somebody"
    described = drawing("<!-- Somebody --><metadata>Somebody</metadata><path d='M0 0'/>")
    for data in (picture(pnginfo=note), picture("JPEG", exif=exif), described):
        assert b"Somebody" in data
        bare = without_metadata(data)
        assert b"Somebody" not in bare
        assert logo_type(bare) == logo_type(data)


def test_a_picture_of_a_turned_camera_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(without_metadata(picture("JPEG", exif=exif)))) as upright:
        assert upright.size == (3, 4)
