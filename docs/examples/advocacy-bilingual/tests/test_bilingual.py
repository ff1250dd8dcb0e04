import advocacy_bilingual
from advocacy import Paragraph
from advocacy.testing import every_block

GERMAN, ENGLISH = every_block("de-DE"), every_block("en-GB")


def test_the_second_language_follows_the_first():
    both = advocacy_bilingual.transform_document(GERMAN, "de", {"en": ENGLISH})
    assert both.blocks[: len(GERMAN.blocks)] == GERMAN.blocks
    assert both.title == "Freiheit für alle, die gesungen haben / Freedom for those who sang"
    assert "release her at once" in "".join(both.lines())


def test_words_of_the_second_language_say_so():
    both = advocacy_bilingual.transform_document(GERMAN, "de", {"en": ENGLISH})
    added = [b for b in both.blocks[len(GERMAN.blocks) :] if isinstance(b, Paragraph)]
    assert {run.lang for run in added[0].text} == {"en-GB", "ru-RU"}


def test_keys_stay_unique():
    both = advocacy_bilingual.transform_document(GERMAN, "de", {"en": ENGLISH})
    keys = [block.key for block in both.blocks if block.key]
    assert len(keys) == len(set(keys))


def test_without_a_finished_second_version_nothing_changes():
    assert advocacy_bilingual.transform_document(GERMAN, "de", {}) is GERMAN
    assert advocacy_bilingual.transform_document(ENGLISH, "en", {"en": ENGLISH}) is ENGLISH
