"""Every format that comes with the program keeps the contract that strangers' formats keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from advocacy import Document, resources
from advocacy.campaigns.file import read_campaign
from advocacy.plugin_manager import PluginManager
from advocacy.testing import CHECKS, LANGUAGES, check, every_block, extract_text
from tests.extraction import letters

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

FORMATS = ("docx", "html", "markdown", "odt", "pdf", "text")


@pytest.fixture(scope="module")
def manager() -> PluginManager:
    loaded = PluginManager()
    loaded.load()
    return loaded


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("format_name", FORMATS)
def test_the_format_keeps_the_contract(manager: PluginManager, format_name: str, name: str) -> None:
    check(manager.formats[format_name], name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_formats_hold_the_same_words(manager: PluginManager, language: str) -> None:
    check_words(manager, every_block(language))


@pytest.mark.parametrize("path", resources.examples(), ids=lambda path: path.stem)
def test_all_formats_hold_the_same_words_of_every_appeal_type(
    workshop: Workshop, path: Path
) -> None:
    campaign = read_campaign(path)
    for language in campaign.languages:
        check_words(workshop.plugins, workshop.compose(campaign, language))


def test_there_is_an_example_of_every_appeal_type(workshop: Workshop) -> None:
    shown = {read_campaign(path).appeal for path in resources.examples()}
    assert shown == workshop.recipes.keys()


def check_words(manager: PluginManager, document: Document) -> None:
    """Find every word in every format, in the order of the document."""
    for format_name in FORMATS:
        data = manager.write(document, format_name)
        extension = manager.formats[format_name].extension
        words = letters([extract_text(data, extension)])
        position = 0
        for line in document.lines():
            for word in map(letters, line.split()):
                position = words.find(word, position)
                assert position >= 0, f"{format_name} lost {word!r} of {line!r}"
                position += len(word)
