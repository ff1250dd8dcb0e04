"""Which translations were made from a source that has changed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.file import parse_campaign, write_campaign
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.places import changed, places, text_at, translatable
from advocacy.campaigns.saving import saved
from advocacy.campaigns.staleness import accept, digest, pairs, stale
from advocacy.errors import CampaignError, UnknownNameError

DATA: dict[str, Any] = {
    "slug": "a",
    "appeal": "joint-statement",
    "source": "en",
    "languages": ["en", "de", "fr"],
    "date": "2021-07-14",
    "title": {"en": "Title", "de": "Titel", "fr": "Titre"},
    "texts": {
        "background": {
            "en": "One.\n\nTwo.\n\nThree.",
            "de": "Eins.\n\nZwei.\n\nDrei.",
            "fr": "Un.\n\nDeux.\n\nTrois.",
        }
    },
    "demands": [
        {"text": {"en": "release", "de": "freilassen", "fr": "libérer"}},
        {"text": {"en": "investigate", "de": "untersuchen", "fr": "enquêter"}},
    ],
    "signatories": [{"name": {"en": "Spring", "de": "Frühling"}}],
}


@pytest.fixture
def campaign() -> Campaign:
    return saved(None, from_data(DATA))


def edit(before: Campaign, **texts: str) -> Campaign:
    """Save other texts; in the names two underscores are a dot."""
    return saved(before, changed(before, {k.replace("__", "."): v for k, v in texts.items()}))


def marked(campaign: Campaign, language: str) -> list[tuple[str, int, str, str]]:
    return [(s.path, s.index, s.state, s.translated) for s in stale(campaign, language)]


def test_after_it_was_first_saved_nothing_is_stale(campaign: Campaign) -> None:
    assert stale(campaign, "de") == stale(campaign, "fr") == ()
    assert campaign.basis["title.de"] == digest("Title")


def test_an_edited_paragraph_is_stale_in_each_language_and_nothing_else_is(
    campaign: Campaign,
) -> None:
    after = edit(campaign, texts__background__en="One.\n\nTwo and a half.\n\nThree.")
    assert marked(after, "de") == [("texts.background", 2, "stale", "Zwei.")]
    assert marked(after, "fr") == [("texts.background", 2, "stale", "Deux.")]
    (entry,) = stale(after, "de")
    assert (entry.source_then, entry.source_now) == ("Two.", "Two and a half.")


def test_two_edits_before_anybody_translates_show_the_source_that_was_translated(
    campaign: Campaign,
) -> None:
    after = edit(campaign, title__en="Second title")
    after = edit(after, title__en="Third title")
    (entry,) = stale(after, "de")
    assert (entry.source_then, entry.source_now) == ("Title", "Third title")
    assert list(after.former.values()) == ["Title"]


def test_an_edit_that_is_taken_back_leaves_nothing_stale(campaign: Campaign) -> None:
    after = edit(edit(campaign, title__en="Other"), title__en="Title")
    assert stale(after, "de") == ()
    assert after.former == {}


def test_a_new_source_paragraph_is_missing_and_a_deleted_one_leaves_a_surplus(
    campaign: Campaign,
) -> None:
    after = edit(campaign, texts__background__en="Zero.\n\nOne.\n\nThree.")
    assert marked(after, "de") == [
        ("texts.background", 1, "missing", ""),
        ("texts.background", 3, "surplus", "Zwei."),
    ]


def test_spaces_and_line_ends_do_not_make_a_translation_stale(campaign: Campaign) -> None:
    after = edit(campaign, texts__background__en="One.\n\n\n Two.\n\nThree.")
    assert stale(after, "de") == ()


def test_an_edited_translation_is_of_today_and_leaves_its_neighbours_stale(
    campaign: Campaign,
) -> None:
    after = edit(campaign, texts__background__en="1.\n\n2.\n\nThree.")
    after = edit(after, texts__background__de="Eins.\n\nZwo.\n\nDrei.")
    assert marked(after, "de") == [("texts.background", 1, "stale", "Eins.")]


def test_a_paragraph_added_to_a_translation_translates_the_one_that_was_missing(
    campaign: Campaign,
) -> None:
    after = edit(campaign, texts__background__en="One.\n\nNew.\n\nTwo.\n\nThree.")
    after = edit(after, texts__background__de="Eins.\n\nNeu.\n\nZwei.\n\nDrei.")
    assert stale(after, "de") == ()
    assert marked(after, "fr") == [("texts.background", 2, "missing", "")]


def test_source_and_translation_edited_in_one_go_belong_together(campaign: Campaign) -> None:
    after = edit(campaign, title__en="New", title__de="Neu")
    assert stale(after, "de") == ()
    assert marked(after, "fr") == [("title", 1, "stale", "Titre")]


def test_a_whole_text_or_one_paragraph_can_be_accepted(campaign: Campaign) -> None:
    after = edit(campaign, texts__background__en="1.\n\nTwo.\n\n3.")
    one = accept(after, "texts.background", "de", index=3)
    assert marked(one, "de") == [("texts.background", 1, "stale", "Eins.")]
    assert stale(accept(after, "texts.background", "de"), "de") == ()
    assert len(stale(one, "fr")) == 2


def test_what_was_accepted_stays_accepted_when_it_is_saved(campaign: Campaign) -> None:
    before = edit(campaign, title__en="New")
    after = saved(before, accept(before, "title", "de"))
    assert stale(after, "de") == ()
    assert len(stale(after, "fr")) == 1


def test_a_demand_that_moves_takes_its_basis_along(campaign: Campaign) -> None:
    before = edit(campaign, **{"demands[2]__text__en": "investigate well"})
    data = to_data(before)
    data["demands"] = [{"text": {"en": "new"}}, data["demands"][1]]
    after = saved(before, from_data(data))
    assert marked(after, "de") == [("demands[2].text", 1, "stale", "untersuchen")]


def test_a_deleted_demand_leaves_the_others_alone(campaign: Campaign) -> None:
    data = to_data(campaign)
    del data["demands"][0]
    after = saved(campaign, from_data(data))
    assert stale(after, "de") == ()
    assert "demands[2].text.de" not in after.basis


def test_a_translation_that_is_deleted_is_forgotten(campaign: Campaign) -> None:
    after = edit(campaign, title__de="")
    assert "title.de" not in after.basis


def test_a_text_without_a_basis_is_not_called_stale() -> None:
    assert stale(from_data(DATA), "de") == ()


def test_staleness_survives_the_file(campaign: Campaign) -> None:
    after = edit(campaign, title__en="New")
    again = parse_campaign(write_campaign(after), "a.toml")
    assert stale(again, "de") == stale(after, "de")


def test_names_of_signatories_are_not_translated_and_so_never_stale(campaign: Campaign) -> None:
    assert "signatories[1].name" in [place.path for place in places(campaign)]
    assert "signatories[1].name" not in [place.path for place in translatable(campaign)]
    assert stale(edit(campaign, **{"signatories[1]__name__en": "Vesna"}), "de") == ()


def test_a_text_is_read_and_changed_by_its_path(campaign: Campaign) -> None:
    after = changed(campaign, {"demands[2].text.de": "aufklären", "title.fr": ""})
    assert text_at(after, "demands[2].text", "de") == "aufklären"
    assert "fr" not in after.title
    with pytest.raises(UnknownNameError, match=r"no text at demands\[9\]"):
        text_at(after, "demands[9].text", "de")


def test_a_changed_text_is_checked_like_a_file(campaign: Campaign) -> None:
    with pytest.raises(CampaignError) as caught:
        changed(campaign, {"title.de": "a\x00"})
    assert [problem.where for problem in caught.value.problems] == ["title.de"]


PARAGRAPHS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), min_size=1, max_size=6)


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
@settings(derandomize=True, max_examples=150, deadline=None)
def test_no_paragraph_is_ever_lost_between_source_and_translation(
    first: list[str], second: list[str], translation: list[str]
) -> None:
    data = {**DATA, "title": {"en": "\n\n".join(first), "de": "\n\n".join(translation)}}
    before = saved(None, from_data(data))
    after = edit(before, title__en="\n\n".join(second))
    rows = pairs(after, "title", "de")
    assert [row.source_now for row in rows if row.source_now] == second
    assert "\n\n".join(row.translated for row in rows if row.translated) == "\n\n".join(translation)
    assert stale(accept(after, "title", "de"), "de") == ()


def test_a_translation_typed_with_fewer_paragraphs_than_its_source_lacks_the_last_ones(
    campaign: Campaign,
) -> None:
    before = changed(campaign, {"texts.background.de": ""})
    short = saved(before, changed(before, {"texts.background.de": "Eins.\n\nZwei."}))
    [gap] = stale(short, "de")
    assert (gap.state, gap.source_now) == ("missing", "Three.")
