"""Accepted proposals: an edited DOCX changes exactly the texts in which it was edited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advocacy import resources
from advocacy.campaigns.docx_reader import Proposal, read_edits
from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.markdown_edit import edited
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.places import places
from advocacy.campaigns.proposals import accepted, place_of
from advocacy.production.workshop import Workshop
from tests.campaigns.edited.editing import Word

STATEMENT = "joint-statement-2021"
TEXT = """## The cases

First paragraph with a source.[^1]

* one
* two

> Words of a witness.
>
> More of them.

Last paragraph.[^b]

[^1]: Source one.
[^b]: Source two.
"""


def campaign(name: str = STATEMENT) -> Campaign:
    return read_campaign(next(path for path in resources.examples() if path.stem == name))


def changed_paths(before: Campaign, after: Campaign) -> set[str]:
    """Name every text that differs, with its language."""
    then = {place.path: place.texts for place in places(before)}
    return {
        f"{place.path}.{tag}"
        for place in places(after)
        for tag in place.texts.keys() | then[place.path].keys()
        if place.texts.get(tag) != then[place.path].get(tag)
    }


def test_edited_paragraphs_and_demands_come_back_into_their_texts_and_nothing_else(
    workshop: Workshop,
):
    before = campaign()
    document = workshop.compose(before, "de")
    word = Word(workshop.write(document, "docx"))
    word.change("Erklärung", "Stellungnahme")
    edits = read_edits(word.save(), document)
    assert [one.key for one in edits.proposals] != []
    after = accepted(before, document, "de", edits.proposals)
    own = {place_of(one, before, document, "de") for one in edits.proposals} - {None}
    assert changed_paths(before, after) == own
    # What was taken in is in the next file: nothing is proposed a second time.
    again = read_edits(word.save(), workshop.compose(after, "de"))
    assert [one.key for one in again.proposals] == [
        one.key for one in edits.proposals if place_of(one, before, document, "de") is None
    ]


@pytest.mark.parametrize("name", [path.stem for path in resources.examples()])
@pytest.mark.parametrize("tag", ["de", "fr"])
def test_every_own_paragraph_can_be_changed_and_comes_back_as_it_was_written(
    workshop: Workshop, name: str, tag: str
):
    """Each paragraph of an example gets a word more; the campaign then composes to that text."""
    before = campaign(name)
    document = workshop.compose(before, tag)
    untouched = read_edits(workshop.write(document, "docx"), document)
    assert untouched.proposals == ()
    found = [one for one in _all_proposals(document) if place_of(one, before, document, tag)]
    assert {one.key.partition("/")[0].partition(".")[0] for one in found} >= {"texts"}
    after = accepted(before, document, tag, found)
    lines = workshop.compose(after, tag).lines()
    assert sum("Zusatz" in line for line in lines) == len(found)
    assert {path.rpartition(".")[2] for path in changed_paths(before, after)} == {tag}


def _all_proposals(document):
    from advocacy.campaigns.docx_reader import _places

    for place in _places(document).values():
        if place.key.partition("/")[0].partition("[")[0].startswith(("texts", "demands", "title")):
            old = " ".join(run.text for run in place.text)
            yield Proposal(place.key, place.part, old, f"Zusatz {old}".rstrip(".;"))


def test_standard_wording_has_no_place_and_is_left_to_a_person(workshop: Workshop):
    before = campaign("letter-prosecutor-2020")
    document = workshop.compose(before, "en")
    proposal = Proposal("salutation", 1, "Dear Prosecutor General,", "Dear Sir,")
    assert place_of(proposal, before, document, "en") is None
    assert accepted(before, document, "en", [proposal]) == before


def test_a_title_that_went_back_to_nothing_is_an_empty_place(workshop: Workshop):
    before = campaign()
    document = workshop.compose(before, "en")
    after = accepted(before, document, "en", [Proposal("title", 1, "old", "")])
    assert "en" not in after.title
    assert replace(after, title=before.title) == before


@pytest.mark.parametrize(
    ("place", "words", "expected"),
    [
        ((1, 1), "The people", TEXT.replace("## The cases", "## The people")),
        (
            (2, 1),
            "Another one.[^1]\n\n[^1]: Source one.",
            TEXT.replace("First paragraph with a source.", "Another one."),
        ),
        (
            (2, 1),
            "Another one.[^1]\n\n[^1]: Source three.",
            TEXT.replace("First paragraph with a source.[^1]", "Another one.[^2]")
            .replace("[^1]: Source one.\n", "")
            .replace("[^b]: Source two.", "[^b]: Source two.\n\n[^2]: Source three."),
        ),
        ((3, 2), "zwei", TEXT.replace("* one\n* two", "- one\n- zwei")),
        ((3, 1), "", TEXT.replace("* one\n* two", "- two")),
        ((4, 2), "", TEXT.replace("\n>\n> More of them.", "")),
        (
            (5, 1),
            "Divided.\n\nLast.",
            TEXT.replace("Last paragraph.[^b]", "Divided.\n\nLast.").replace(
                "[^b]: Source two.\n", ""
            ),
        ),
        (
            (5, 1),
            "",
            TEXT.replace("Last paragraph.[^b]\n\n", "").replace("[^b]: Source two.\n", ""),
        ),
    ],
)
def test_one_paragraph_is_edited_and_the_others_stay_as_they_were_typed(
    place: tuple[int, int], words: str, expected: str
):
    assert edited(TEXT, {place: words}) == expected.strip()


@pytest.mark.parametrize("place", [(0, 1), (6, 1), (3, 3), (1, 2)])
def test_a_place_that_is_not_there_is_said(place: tuple[int, int]):
    with pytest.raises(KeyError):
        edited(TEXT, {place: "words"})


def test_no_break_spaces_that_the_program_put_in_do_not_come_back_as_text(workshop: Workshop):
    source = "Arrested on 17 May, held for 5\u00a0days."
    before = replace(campaign(), texts={"preamble": {"en": source}})
    document = workshop.compose(before, "en", draft=True)
    word = Word(workshop.write(document, "docx"))
    word.change("Arrested", "Seized with 3\u00a0others")
    edits = read_edits(word.save(), document)
    assert edits.proposals[0].new == (
        "Seized with 3\u00a0others on 17\u00a0May, held for 5\u00a0days."
    )
    after = accepted(before, document, "en", edits.proposals)
    assert after.texts["preamble"]["en"] == (
        "Seized with 3\u00a0others on 17 May, held for 5\u00a0days."
    )


def test_a_label_with_a_no_break_space_is_no_part_of_the_title(workshop: Workshop):
    before = replace(campaign("letter-prosecutor-2020"), title={"fr": "Depuis le 17 mai"})
    document = workshop.compose(before, "fr", draft=True)
    word = Word(workshop.write(document, "docx"))
    word.change("Depuis", "Dès")
    edits = read_edits(word.save(), document)
    assert edits.proposals[0].new == "Objet\u00a0: Dès le 17\u00a0mai"
    after = accepted(before, document, "fr", edits.proposals)
    assert after.title == {"fr": "Dès le 17 mai"}
