"""Composing: what becomes of a campaign in one language."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest

from advocacy import document as d
from advocacy.campaigns.data import from_data
from advocacy.campaigns.model import (
    Addressee,
    Campaign,
    Demand,
    MilestoneEntry,
    Options,
    Person,
    QuoteEntry,
    Signatory,
)
from advocacy.errors import NotReadyError, UnknownNameError
from advocacy.production.workshop import Workshop

OPENING = (
    "I am writing to express my grave concern about Anna Krol, who was detained on "
    "1\u00a0September 2026 and remains in custody."
)


def places(workshop: Workshop, campaign: Campaign, language: str = "en") -> list[str]:
    return [problem.where for problem in workshop.readiness(campaign, language)]


def block(document: d.Document, kind: type[d.Block]) -> d.Block:
    return next(block for block in document.blocks if isinstance(block, kind))


def test_a_letter_is_complete_from_facts_and_ticked_phrases(
    workshop: Workshop, letter: Campaign
) -> None:
    assert workshop.compose(letter, "en").lines() == (
        "Mary Roe",
        "Geneva, 7 September 2026",
        "Mr Ivan Stone",
        "Prosecutor General",
        "1 Main Street",
        "220030 Minsk",
        "Belarus",
        "Dear Prosecutor General,",
        "Anna Krol: release and an end to the prosecution",
        OPENING,
        "I therefore call on you to:",
        "release Anna Krol immediately and unconditionally;",
        "answer.",
        "I would be grateful for a reply in which you tell me what steps you have taken.",
        "Yours sincerely,",
        "Mary Roe",
    )


def test_the_same_campaign_gives_the_same_document(workshop: Workshop, letter: Campaign) -> None:
    assert workshop.compose(letter, "en") == workshop.compose(letter, "en")


def test_several_people_take_the_plural(workshop: Workshop, letter: Campaign) -> None:
    two = Person(id="eva", gender="f", name={"en": "Eva Lind"})
    lines = workshop.compose(replace(letter, people=(*letter.people, two)), "en").lines()
    assert "release Anna Krol and Eva Lind immediately and unconditionally;" in lines


def test_everything_that_is_missing_is_named_at_once(workshop: Workshop, letter: Campaign) -> None:
    bare = replace(letter, place={}, facts={}, people=(), demands=())
    assert set(places(workshop, bare)) == {
        "place.en",
        "people",
        "demands",
        "facts.detained_on",
    }


def test_a_gap_in_one_language_leaves_the_others_alone(
    workshop: Workshop, statement: Campaign
) -> None:
    assert places(workshop, statement) == []
    german = places(workshop, statement, "de")
    assert "title.de" in german
    assert "texts.preamble.de" in german
    with pytest.raises(NotReadyError, match=r"title\.de"):
        workshop.compose(statement, "de")


def test_a_draft_shows_its_gaps_and_says_so(workshop: Workshop, statement: Campaign) -> None:
    without = replace(statement, title={})
    document = workshop.compose(without, "en", draft=True)
    assert document.draft == "DRAFT"
    assert "[title.en]" in document.lines()
    assert workshop.compose(statement, "en", draft=True).draft == ""


def test_a_language_that_was_not_chosen_is_refused(workshop: Workshop, letter: Campaign) -> None:
    with pytest.raises(UnknownNameError, match="“fr”"):
        workshop.compose(letter, "fr")


def test_initiators_stand_first_and_each_tier_by_the_alphabet(
    workshop: Workshop, statement: Campaign
) -> None:
    signatures = block(workshop.compose(statement, "en"), d.Signatures)
    assert isinstance(signatures, d.Signatures)
    found = [
        (d.plain(group.label), [d.plain(line.name) for line in group.signatories])
        for group in signatures.groups
    ]
    assert found == [
        ("Initiated by", ["Beta", "Zebra"]),
        ("Supported by", ["“Meadow”", "Вясна"]),
    ]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("entered", ["Zebra", "“Meadow”", "Beta", "Вясна"]),
        ("name", ["Beta", "“Meadow”", "Zebra", "Вясна"]),
        ("country", ["Вясна", "“Meadow”", "Beta", "Zebra"]),
    ],
)
def test_signatories_come_in_the_order_that_was_chosen(
    workshop: Workshop, statement: Campaign, order: str, names: list[str]
) -> None:
    options = replace(statement.options, order=order)  # type: ignore[arg-type]
    document = workshop.compose(replace(statement, options=options), "en")
    signatures = block(document, d.Signatures)
    assert isinstance(signatures, d.Signatures)
    assert [d.plain(line.name) for line in signatures.groups[0].signatories] == names


def test_a_name_without_a_translation_is_marked_as_words_of_its_language(
    workshop: Workshop, statement: Campaign
) -> None:
    signatures = block(workshop.compose(statement, "en"), d.Signatures)
    assert isinstance(signatures, d.Signatures)
    last = signatures.groups[-1].signatories[-1]
    assert last.name == (d.Run("Вясна", lang="ru"),)


def test_a_signatory_without_any_name_is_named_by_its_place(
    workshop: Workshop, statement: Campaign
) -> None:
    nameless = replace(statement, signatories=(Signatory(name={"de": "Wiese"}),))
    assert places(workshop, nameless) == ["signatories[1].name.en"]


def test_own_paragraphs_keep_their_look_and_their_place(
    workshop: Workshop, statement: Campaign
) -> None:
    document = workshop.compose(statement, "en")
    paragraphs = [b for b in document.blocks if isinstance(b, d.Paragraph)]
    assert [b.key for b in paragraphs] == ["texts.preamble/1", "texts.preamble/2"]
    assert d.Run("with stress", italic=True) in paragraphs[1].text


def test_typography_is_corrected_across_runs_and_can_be_switched_off(
    workshop: Workshop, statement: Campaign
) -> None:
    quoted = replace(statement, texts={"preamble": {"en": 'They said "*never* again".'}})
    document = workshop.compose(quoted, "en")
    assert "They said “never again”." in document.lines()
    plain = replace(quoted, options=Options(typography=False))
    assert 'They said "never again".' in workshop.compose(plain, "en").lines()


def test_demands_get_the_punctuation_of_a_list(workshop: Workshop, statement: Campaign) -> None:
    own = (Demand(text={"en": "act now."}), Demand(text={"en": "report;"}))
    demands = block(workshop.compose(replace(statement, demands=own), "en"), d.Demands)
    assert isinstance(demands, d.Demands)
    assert [d.plain(item) for item in demands.items] == ["act now;", "report."]


def test_a_letter_has_one_addressee(workshop: Workshop, letter: Campaign) -> None:
    two = replace(letter, addressees=letter.addressees * 2)
    assert places(workshop, two) == ["addressees[2]"]


def test_facts_of_all_types_reach_the_sentence(workshop: Workshop, letter: Campaign) -> None:
    sentenced = replace(
        letter,
        facts={
            "sentenced_on": datetime.date(2026, 10, 1),
            "sentence_years": 1,
            "court": {"en": "the City Court"},
        },
        phrases=("opening.sentence",),
    )
    assert (
        "On 1\u00a0October 2026, the City Court sentenced Anna Krol to 1\u00a0year in prison. "
        "I am appalled by this judgment."
    ) in workshop.compose(sentenced, "en").lines()


def test_a_petition_shows_its_count_and_its_milestones_by_date(
    workshop: Workshop, statement: Campaign
) -> None:
    april, march = datetime.date(2026, 4, 1), datetime.date(2026, 3, 1)
    petition = replace(
        statement,
        appeal="petition",
        addressees=(Addressee(office={"en": "The Parliament"}),),
        texts={"appeal": {"en": "It."}, "why": {"en": "Because."}},
        facts={"signatures": 1200, "counted_on": april},
        milestones=(MilestoneEntry(count=1000, date=april), MilestoneEntry(count=1, date=march)),
    )
    document = workshop.compose(petition, "en")
    milestones = block(document, d.Milestones)
    assert list(map(d.plain, milestones.texts())) == [
        "1 signature", "1 March 2026", "1,000\u00a0signatures", "1 April 2026",
    ]  # fmt: skip
    assert (
        "By 1\u00a0April 2026, 1,200\u00a0people had signed this petition, "
        "counted over all its languages."
    ) in document.lines()
    uncounted = workshop.compose(replace(petition, facts={}, milestones=()), "en")
    assert not [line for line in uncounted.lines() if "signed" in line or "Milestones" in line]


def released(statement: Campaign) -> Campaign:
    return replace(
        statement,
        appeal="release-statement",
        people=(Person(id="eva", gender="f", name={"en": "Eva Lind"}),),
        texts={"opening": {"en": "Free."}},
    )


def test_an_embargo_stands_before_the_title(workshop: Workshop, statement: Campaign) -> None:
    facts = {"embargo_on": datetime.date(2026, 9, 8), "embargo_time": {"en": "noon in Riga"}}
    for known, line in (
        (facts, "Embargoed until 8\u00a0September 2026, noon in Riga"),
        ({"embargo_on": facts["embargo_on"]}, "Embargoed until 8\u00a0September 2026"),
    ):
        document = workshop.compose(replace(released(statement), facts=known), "en")
        kinds = [type(each) for each in document.blocks]
        assert kinds.index(d.Notice) < kinds.index(d.Title)
        assert [d.plain(each.text) for each in document.blocks if isinstance(each, d.Notice)] == [
            line
        ]


def test_a_quotation_names_its_speaker_and_the_function(
    workshop: Workshop, statement: Campaign
) -> None:
    quotes = (
        QuoteEntry(text={"en": "Good."}, speaker={"en": "A. Roe"}, function={"en": "chair"}),
        QuoteEntry(text={"en": "Yes."}, speaker={"en": "B. Doe"}),
        QuoteEntry(text={"en": "And."}),
    )
    document = workshop.compose(replace(released(statement), quotes=quotes), "en")
    said = [d.plain(each.attribution) for each in document.blocks if isinstance(each, d.Quote)]
    assert said == ["A. Roe, chair", "B. Doe", ""]


def test_an_empty_campaign_names_each_gap_once_and_by_a_place_there_is(workshop: Workshop) -> None:
    for kind in workshop.recipes:
        empty = from_data(
            {"slug": "x", "appeal": kind, "source": "en", "languages": ["en"], "date": "2026-11-26"}
        )
        places = [problem.where for problem in workshop.readiness(empty, "en")]
        assert len(places) == len(set(places))
        assert [place for place in places if not re.match(r"[a-z]+", place)] == []


def test_lines_do_not_break_in_a_date_of_own_or_standard_words(
    workshop: Workshop, letter: Campaign
) -> None:
    own = {"personal": {"en": "Since **17** May."}}
    document = workshop.compose(replace(letter, title={"en": "Since 17 May"}, texts=own), "en")
    lines = document.lines()
    assert {"Since 17\u00a0May", "Since 17\u00a0May.", OPENING} <= set(lines)


def test_what_is_searched_has_ordinary_spaces(workshop: Workshop, letter: Campaign) -> None:
    document = workshop.compose(replace(letter, title={"en": "No. 5, since 17 May"}), "en")
    assert document.title == document.running_title == "No. 5, since 17 May"


def test_own_words_that_want_no_typography_break_anywhere(
    workshop: Workshop, letter: Campaign
) -> None:
    plain = replace(letter, options=replace(letter.options, typography=False))
    document = workshop.compose(replace(plain, title={"en": "Since 17 May"}), "en")
    assert "Since 17 May" in document.lines()
    assert OPENING in document.lines()
