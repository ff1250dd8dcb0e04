"""ODT that LibreOffice opens with the right text, in the styles that say what it is."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from advocacy import Document, Layout, Letterhead, Logo, replace_runs, text
from advocacy.plugin_manager import PluginManager
from advocacy.testing import bare, empty, every_block, extract_text, hostile, missing

if TYPE_CHECKING:
    from tests.office import Office

MANAGER = PluginManager()
MANAGER.load()

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'></svg>"
LETTER = dataclasses.replace(
    every_block("de-DE"),
    draft="ENTWURF",
    letterhead=Letterhead(
        logos=(Logo(data=DRAWING, media_type="image/svg+xml", alternative="Ein <Chor>"),),
        organisation=text("Chor der Nachbarschaften"),
    ),
    layout=Layout(design="letter", window="din5008-b", subject="centred"),
)


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def roots(data: bytes) -> tuple[ElementTree.Element, ElementTree.Element]:
    parts = files(data)
    content, styles = (_parsed(parts[name]) for name in ("content.xml", "styles.xml"))
    return content, styles


def _parsed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 - written by this test


@pytest.mark.parametrize("document", [every_block("fr-FR"), hostile("ru-RU"), LETTER])
def test_libreoffice_reads_every_text_in_order(
    office: Office, tmp_path: Path, document: Document
) -> None:
    data = MANAGER.write(document, "odt")
    path = tmp_path / "document.odt"
    path.write_bytes(data)
    read = extract_text(office.convert(path, "odt"), "odt")
    assert missing(document.lines(), read) is None


def test_libreoffice_saves_the_words_as_plain_text(office: Office, tmp_path: Path) -> None:
    # Its plain text has no footnotes.
    document = replace_runs(every_block("it-IT"), lambda run: dataclasses.replace(run, note=None))
    path = tmp_path / "document.odt"
    path.write_bytes(MANAGER.write(document, "odt"))
    assert missing(document.lines(), office.convert(path, "txt").decode("utf-8-sig")) is None


@pytest.mark.parametrize("document", [bare(), empty()])
def test_libreoffice_opens_documents_that_hold_little(
    office: Office, tmp_path: Path, document: Document
) -> None:
    path = tmp_path / "document.odt"
    path.write_bytes(MANAGER.write(document, "odt"))
    assert office.to_pdf(path).startswith(b"%PDF")


def test_the_package_begins_with_its_media_type() -> None:
    data = MANAGER.write(every_block(), "odt")
    media_type = b"application/vnd.oasis.opendocument.text"
    assert data[30:38] + data[38 : 38 + len(media_type)] == b"mimetype" + media_type


def test_the_manifest_lists_every_file() -> None:
    parts = files(MANAGER.write(LETTER, "odt"))
    listed = re.findall(rb'full-path="([^"]+)" manifest:media-type="([^"]+)"', _manifest(parts))
    assert dict(listed) == {
        b"content.xml": b"text/xml",
        b"styles.xml": b"text/xml",
        b"meta.xml": b"text/xml",
        b"Pictures/logo-1.svg": b"image/svg+xml",
    }
    assert set(parts) == {name.decode() for name, _ in listed} | {
        "mimetype",
        "META-INF/manifest.xml",
    }


def _manifest(parts: dict[str, bytes]) -> bytes:
    return parts["META-INF/manifest.xml"]


@pytest.mark.parametrize("document", [every_block("ru-RU"), LETTER])
def test_every_style_that_is_used_is_there(document: Document) -> None:
    content, styles = roots(MANAGER.write(document, "odt"))
    named = {element.get(f"{STYLE}name") for root in (content, styles) for element in root.iter()}
    used = {
        value
        for root in (content, styles)
        for element in root.iter()
        for key, value in element.attrib.items()
        if key.endswith(("}style-name", "}parent-style-name", "}page-layout-name"))
        and not key.endswith("}default-style-name")
    }
    assert used - named == set()
    assert {"Heading_20_1", "Bullets", "Numbers"} <= used


def test_headings_have_levels_and_lists_are_lists() -> None:
    content, _ = roots(MANAGER.write(every_block(), "odt"))
    levels = [heading.get(f"{TEXT}outline-level") for heading in content.iter(f"{TEXT}h")]
    assert levels == ["1", "1", "2", "3", "2"]
    lists = [item.get(f"{TEXT}style-name") for item in content.iter(f"{TEXT}list")]
    assert lists == ["Bullets", *["Numbers"] * 3, *["Bullets"] * 3]


def test_sources_are_true_footnotes() -> None:
    content, _ = roots(MANAGER.write(every_block(), "odt"))
    notes = list(content.iter(f"{TEXT}note"))
    assert [note.get(f"{TEXT}note-class") for note in notes] == ["footnote"] * 4
    assert ["".join(note.find(f"{TEXT}note-body").itertext()) for note in notes] == list(  # type: ignore[union-attr]
        every_block().notes()
    )


def test_the_file_says_its_language_and_that_of_foreign_words() -> None:
    content, styles = roots(MANAGER.write(every_block("de-DE"), "odt"))
    default = next(styles.iter(f"{STYLE}default-style")).find(f"{STYLE}text-properties")
    assert default is not None
    assert (default.get(f"{FO}language"), default.get(f"{FO}country")) == ("de", "DE")
    foreign = [look.get(f"{FO}language") for look in content.iter(f"{STYLE}text-properties")]
    assert "ru" in foreign


def test_the_metadata_hold_the_campaigns_date_and_no_other() -> None:
    meta = files(MANAGER.write(every_block(), "odt"))["meta.xml"].decode()
    assert re.findall(r"<(?:meta|dc):(\w[\w-]*)>", meta) == [
        "title",
        "description",
        "language",
        "date",
    ]
    assert "<dc:date>2021-07-15T00:00:00</dc:date>" in meta


def test_a_draft_says_so_on_every_page() -> None:
    _, styles = roots(MANAGER.write(LETTER, "odt"))
    header = next(styles.iter(f"{STYLE}header"))
    assert "".join(header.itertext()) == "ENTWURF"
    _, finished = roots(MANAGER.write(every_block(), "odt"))
    assert list(finished.iter(f"{STYLE}header")) == []


def test_the_footer_counts_pages_in_the_documents_language() -> None:
    _, styles = roots(MANAGER.write(every_block("de-DE"), "odt"))
    footer = next(styles.iter(f"{STYLE}footer"))
    assert "".join(footer.itertext()).startswith("Freiheit für alle, die gesungen haben · Seite")
    assert len(list(footer.iter(f"{TEXT}page-number"))) == 1


def test_the_address_stands_in_the_window_of_the_envelope() -> None:
    content, _ = roots(MANAGER.write(LETTER, "odt"))
    svg = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
    draw = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
    places = {
        frame.get(f"{draw}name"): (frame.get(f"{svg}x"), frame.get(f"{svg}y"))
        for frame in content.iter(f"{draw}frame")
    }
    assert places["Addressee"] == ("25mm", "45mm")
    assert places["Sender"] == ("125mm", "45mm")


def test_the_lead_stays_on_the_page_of_its_demands() -> None:
    content, styles = roots(MANAGER.write(every_block(), "odt"))
    leads = [each for each in content.iter(f"{TEXT}p") if each.get(f"{TEXT}style-name") == "Lead"]
    assert len(leads) == 1
    (style,) = (s for s in styles.iter(f"{STYLE}style") if s.get(f"{STYLE}name") == "Lead")
    look = style.find(f"{STYLE}paragraph-properties")
    assert look is not None
    assert look.get(f"{FO}keep-with-next") == "always"
