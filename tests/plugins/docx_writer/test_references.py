"""Nothing in a file points to what is not there; the schema's validator does not look for that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from advocacy import document as d
from advocacy.plugin_manager import PluginManager
from advocacy.testing import extract_text, missing
from tests.plugins.docx_writer import samples
from tests.plugins.docx_writer.drawn import DOCUMENTS
from tests.plugins.docx_writer.parts import Parts, dangling, parts

Inside = Callable[[d.Document], Parts]


@pytest.mark.parametrize("name", samples.ALL)
def test_no_reference_dangles(inside: Inside, name: str):
    assert dangling(inside(samples.ALL[name]())) == []


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(document=DOCUMENTS)
def test_no_reference_dangles_and_no_word_is_lost_whatever_the_document(
    manager: PluginManager, document: d.Document
):
    data = manager.write(document, "docx")
    assert dangling(parts(data)) == []
    assert missing(document.lines(), extract_text(data, "docx")) is None


@pytest.mark.parametrize(
    ("part", "before", "after", "fault"),
    [
        ("document.xml", 'w:val="Demand"', 'w:val="Lost"', "word/document.xml: style Lost"),
        ("document.xml", 'numId w:val="4"', 'numId w:val="9"', "word/document.xml: numbering 9"),
        ("document.xml", 'r:id="rIdL1"', 'r:id="rIdL9"', "word/document.xml: relationship rIdL9"),
        ("document.xml", 'Reference w:id="1"', 'Reference w:id="8"', "footnote 8"),
        (
            "numbering.xml",
            'abstractNumId w:val="0"',
            'abstractNumId w:val="7"',
            "word/numbering.xml: definition 7",
        ),
        (
            "_rels/document.xml.rels",
            '"header1.xml"',
            '"header9.xml"',
            "word/_rels/document.xml.rels: target word/header9.xml",
        ),
    ],
)
def test_a_reference_that_dangles_is_found(
    inside: Inside, part: str, before: str, after: str, fault: str
):
    files = dict(inside(samples.letter_de()).files)
    name = f"word/{part}"
    broken = files[name].decode().replace(before, after)
    assert broken != files[name].decode()
    assert fault in dangling(Parts({**files, name: broken.encode()}))


def test_a_part_without_a_type_is_found(inside: Inside):
    files = inside(samples.letter_de()).files
    found = dangling(Parts({**files, "word/media/x.tiff": b""}))
    assert found == ["word/media/x.tiff: no content type"]


def test_marks_are_unique_and_short_enough_for_word(inside: Inside):
    package = inside(samples.statement_ru(4))
    names = package.values("//w:bookmarkStart/@w:name")
    assert len(names) > 15
    assert len(set(names)) == len(names)
    assert {len(name) for name in names} == {24}
    assert package.values("//w:bookmarkStart/@w:id") == package.values("//w:bookmarkEnd/@w:id")
