"""Any campaign that the model can hold, in every format: whole, valid, and without a fault."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from lxml import etree, html

from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.model import Campaign
from advocacy.errors import AdvocacyError
from advocacy.testing import extract_text, missing
from tests import validators
from tests.campaigns.strategies import CAMPAIGNS
from tests.fuzz.trying import try_many
from tests.plugins.pdf import reading

if TYPE_CHECKING:
    from advocacy.document import Document
    from advocacy.production.workshop import Workshop


def sound(document: Document, extension: str, data: bytes) -> None:
    """Check a file by an opinion that is not the writer's."""
    if extension == "pdf":
        assert validators.pdf_failures(data, "ua1") == []
        assert reading.spoken(data) == reading.expected(document)
        return
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(name))
    elif extension == "html":
        html.fromstring(data)
    assert missing(document.lines(), extract_text(data, extension)) is None


def test_every_campaign_in_every_format(workshop: Workshop) -> None:
    tags, kinds = workshop.languages.keys(), sorted(workshop.recipes)
    drawn = st.tuples(CAMPAIGNS, st.sampled_from(tags), st.sampled_from(kinds))

    def check(value: tuple[Campaign, str, str]) -> None:
        campaign, tag, kind = value
        chosen = replace(campaign, appeal=kind, source=tag, languages=(tag,))
        assert from_data(to_data(chosen)) == chosen
        try:
            document = workshop.compose(chosen, tag, draft=True)
        except AdvocacyError:
            return
        for name, offered in workshop.formats.items():
            try:
                data = workshop.write(document, name)
            except AdvocacyError:
                continue
            sound(document, offered.extension, data)

    try_many("campaigns in every format", drawn, check, examples=20)
