import re
from dataclasses import replace

import advocacy_parallel
import pytest
from advocacy.testing import CHECKS, check, every_block, extract_text, missing

GERMAN, ENGLISH = every_block("de-DE"), every_block("en-GB")
(FORMAT,) = advocacy_parallel.register_formats()


def both(german=GERMAN, english=ENGLISH):
    document = advocacy_parallel.transform_document(german, "de", {"en": english})
    return advocacy_parallel.ParallelWriter().write(document)


def rows():
    return re.findall(r"<tr>(<td.*?)</tr>", both().decode())


@pytest.mark.parametrize("name", CHECKS)
def test_the_writer_keeps_the_contract(name):
    check(FORMAT, name)


def test_each_block_stands_beside_its_counterpart():
    found = rows()
    assert len(found) == len(GERMAN.blocks) + 1
    assert all(row.count("<td ") == 2 for row in found)
    (title,) = (row for row in found if "<h1>Freiheit für alle" in row and "[12]" in row)
    assert title.index('lang="de-DE"') < title.index('lang="en-GB"') < title.index("Freedom for")


def test_no_word_of_either_language_is_lost():
    text = extract_text(both(), "html")
    assert missing(GERMAN.lines(), text) is None
    assert missing(ENGLISH.lines(), text) is None


def test_what_one_version_alone_has_stands_alone():
    shorter = replace(ENGLISH, blocks=ENGLISH.blocks[:8] + ENGLISH.blocks[9:])
    page = both(english=shorter)
    assert page.decode().count('<td lang="en-GB"></td>') == 1
    assert missing(GERMAN.lines(), extract_text(page, "html")) is None


def test_other_formats_draw_the_first_language_as_always():
    document = advocacy_parallel.transform_document(GERMAN, "de", {"en": ENGLISH})
    assert document.lines() == GERMAN.lines()


def test_without_a_finished_second_version_nothing_changes():
    assert advocacy_parallel.transform_document(GERMAN, "de", {}) is GERMAN
    assert advocacy_parallel.transform_document(ENGLISH, "en", {"en": ENGLISH}) is ENGLISH
