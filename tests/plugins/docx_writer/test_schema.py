"""Microsoft's schema has nothing to say about our files, and would if it had."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from advocacy import document as d
from advocacy.plugin_manager import PluginManager
from advocacy.testing import samples as shared
from tests.campaigns.edited.editing import repacked
from tests.plugins.docx_writer import samples
from tests.plugins.docx_writer.drawn import DOCUMENTS
from tests.validators import docx_failures

Write = Callable[[d.Document], bytes]
pytestmark = pytest.mark.tools


@pytest.mark.parametrize("name", samples.ALL)
def test_every_sample_is_valid(write: Write, tmp_path: Path, name: str):
    path = tmp_path / "sample.docx"
    path.write_bytes(write(samples.ALL[name]()))
    assert docx_failures(path) == []


def test_a_document_with_every_block_and_its_fonts_is_valid(manager: PluginManager, tmp_path: Path):
    path = tmp_path / "fonts.docx"
    path.write_bytes(manager.write(shared.every_block("ru-RU"), "docx-fonts"))
    assert docx_failures(path) == []


@settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    # A smaller example is worth less than the minutes that looking for it takes here.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(document=DOCUMENTS)
def test_drawn_documents_are_valid(manager: PluginManager, tmp_path: Path, document: d.Document):
    path = tmp_path / "drawn.docx"
    path.write_bytes(manager.write(document, "docx"))
    assert docx_failures(path) == []


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("word/document.xml", b"<w:body>", b"<w:body><w:bogus/>"),
        ("word/settings.xml", b"<w:zoom", b"<w:rsids/><w:zoom"),
        ("word/styles.xml", b'w:type="paragraph"', b'w:type="poem"'),
    ],
)
def test_an_element_that_is_not_allowed_is_found(
    write: Write, tmp_path: Path, part: str, before: bytes, after: bytes
):
    def spoil(parts: dict[str, bytes]) -> None:
        assert before in parts[part]
        parts[part] = parts[part].replace(before, after, 1)

    path = tmp_path / "spoilt.docx"
    path.write_bytes(repacked(write(samples.letter_ru()), spoil))
    assert docx_failures(path) != []
