from dataclasses import replace

import advocacy_letterhead
from advocacy import Letterhead, plain, text
from advocacy.testing import every_block


def test_a_document_gets_the_letterhead_in_its_language():
    head = advocacy_letterhead.transform_document(every_block("ru-RU"), "ru").letterhead
    assert plain(head.organisation) == "Коалиция хоров"
    assert [logo.alternative for logo in head.logos] == ["Логотип: Коалиция хоров"]


def test_a_letterhead_of_its_own_stays():
    own = replace(every_block(), letterhead=Letterhead(organisation=text("Ours")))
    assert advocacy_letterhead.transform_document(own, "en") is own
