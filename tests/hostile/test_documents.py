"""Hostile text stays text in every format, whatever the field it was typed into."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from advocacy import resources
from advocacy.document import Document
from advocacy.errors import AdvocacyError
from advocacy.testing import extract_text, missing
from tests.hostile.campaigns import nasty_campaign
from tests.hostile.strings import ELEMENT, KEPT
from tests.plugins.pdf import reading

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

TURNS = range(0, len(KEPT), 9)
EXAMPLES = {path.stem: path for path in resources.examples()}


def markup(data: bytes, extension: str) -> list[str]:
    """Return text that became markup: an element, an attribute, a picture, a script."""
    if extension == "html":
        tree = html.fromstring(data)
        found = tree.xpath(f"//{ELEMENT} | //script | //img[not(starts-with(@src, 'data:'))]")
        events = tree.xpath("//@*[starts-with(name(), 'on')]")
        return [str(one) for one in (*found, *events)]
    if extension in {"docx", "odt"}:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
        names = {etree.QName(node).localname for part in parts for node in _elements(part)}
        return sorted(names & {ELEMENT, "script", "img"})
    if extension == "pdf":
        return [name for name in ("/JavaScript", "/Launch", "/Subtype /Image") if name.encode()
                in data]  # fmt: skip
    return []


def _elements(part: bytes) -> list[etree._Element]:
    return [node for node in etree.fromstring(part).iter() if isinstance(node.tag, str)]


def lost(document: Document, data: bytes, extension: str) -> str | None:
    """Return a word that is not where it belongs; a PDF is read in the order of its structure."""
    if extension == "pdf":
        return None if reading.spoken(data) == reading.expected(document) else "structure"
    return missing(document.lines(), extract_text(data, extension))


def composed(workshop: Workshop, path: Path, turn: int) -> Document:
    campaign = nasty_campaign(path, turn)
    return workshop.compose(campaign, campaign.source, draft=True)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_text_of_a_campaign_stays_text_in_every_format(
    workshop: Workshop, name: str, turn: int
) -> None:
    document = composed(workshop, EXAMPLES[name], turn)
    for format_name, offered in workshop.formats.items():
        data = workshop.write(document, format_name)
        assert lost(document, data, offered.extension) is None, format_name
        assert markup(data, offered.extension) == [], format_name


@pytest.mark.parametrize("data", [b"<html><nasty>a</nasty>", b"<p><img src=/etc/passwd>",
                                  b"<p onclick=a>b"])  # fmt: skip
def test_text_that_became_markup_is_noticed(data: bytes) -> None:
    assert markup(data, "html") != []


def test_a_character_that_no_font_has_is_refused_by_name_and_written_elsewhere(
    workshop: Workshop,
) -> None:
    campaign = nasty_campaign(EXAMPLES["joint-statement-2021"], 0)
    title = dict.fromkeys(campaign.languages, "Words 😀 and ა")
    document = workshop.compose(replace(campaign, title=title), campaign.source, draft=True)
    with pytest.raises(AdvocacyError) as refusal:
        workshop.write(document, "pdf")
    assert "GRINNING FACE" in str(refusal.value) or "😀" in str(refusal.value)
    assert "😀" in extract_text(workshop.write(document, "docx"), "docx")
