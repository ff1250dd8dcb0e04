"""Three versions become one, or say where they cannot."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.store.merge import changes, merge
from advocacy.store.paths import parse, show

TEXTS = st.dictionaries(st.sampled_from(["en", "de", "fr"]), st.sampled_from("abc"), max_size=3)
ITEMS = st.lists(st.fixed_dictionaries({"name": TEXTS}), max_size=4)
DATA = st.fixed_dictionaries(
    {"title": TEXTS, "people": ITEMS, "languages": st.lists(st.sampled_from("xyz"), unique=True)}
)


def merged(base: Any, theirs: Any, mine: Any) -> Any:
    result, conflicts = merge(base, theirs, mine)
    assert conflicts == ()
    return result


@given(DATA, DATA)
def test_who_changes_nothing_gets_what_the_other_made(base: Any, other: Any) -> None:
    assert merge(base, other, base) == (other, ())
    assert merge(base, base, other) == (other, ())
    assert merge(base, other, other) == (other, ())


def words(data: Any) -> set[str]:
    if isinstance(data, dict):
        return set().union(*map(words, data.values()))
    if isinstance(data, list):
        return set().union(*map(words, data))
    return {data}


@given(DATA, DATA, DATA)
def test_no_word_that_somebody_wrote_is_lost(base: Any, theirs: Any, mine: Any) -> None:
    result, conflicts = merge(base, theirs, mine)
    told = words(result) | {
        word for one in conflicts for side in (one.theirs, one.mine) if side for word in words(side)
    }
    assert words(theirs) - words(base) <= told
    assert words(mine) - words(base) <= told


@given(DATA, DATA)
def test_a_list_of_changes_is_empty_only_for_equal_data(before: Any, after: Any) -> None:
    assert bool(list(changes(before, after))) == (before != after)


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "expected"),
    [
        pytest.param(["a"], ["a", "b"], ["a", "c"], ["a", "b", "c"], id="both add"),
        pytest.param(["a"], ["a", "b"], ["a", "b"], ["a", "b"], id="both add the same"),
        pytest.param(["a", "b"], ["b"], ["a", "b", "c"], ["b", "c"], id="one removes, one adds"),
        pytest.param(["a", "b"], ["b", "a"], ["a", "b", "c"], ["b", "c", "a"], id="one moves"),
        pytest.param(
            [{"n": "a", "x": "1"}, {"n": "b", "x": "2"}],
            [{"n": "b", "x": "2"}, {"n": "a", "x": "1"}],
            [{"n": "a", "x": "9"}, {"n": "b", "x": "2"}],
            [{"n": "b", "x": "2"}, {"n": "a", "x": "9"}],
            id="one moves what the other edits",
        ),
        pytest.param(
            [{"n": "a"}, {"n": "b"}],
            [{"n": "new"}, {"n": "a"}, {"n": "b"}],
            [{"n": "a"}, {"n": "b", "x": "2"}],
            [{"n": "new"}, {"n": "a"}, {"n": "b", "x": "2"}],
            id="one inserts before what the other edits",
        ),
        pytest.param({}, {"t": {"en": "a"}}, {"t": {"de": "b"}}, {"t": {"de": "b", "en": "a"}},
                     id="both begin a text in their language"),
        pytest.param({"t": {"en": "a", "de": "b"}}, {}, {"t": {"en": "a", "de": "b"}}, {},
                     id="one removes a text"),
    ],
)  # fmt: skip
def test_edits_that_do_not_touch_merge(base: Any, theirs: Any, mine: Any, expected: Any) -> None:
    assert merged(base, theirs, mine) == expected


def test_a_conflict_in_a_list_is_placed_where_the_item_is_now() -> None:
    base = [{"id": "x", "name": "a"}]
    theirs = [{"id": "w", "name": "new"}, {"id": "x", "name": "b"}]
    mine = [{"id": "x", "name": "c"}]
    result, [conflict] = merge({"people": base}, {"people": theirs}, {"people": mine})
    assert show(conflict.path) == "people[2].name"
    assert result["people"][1]["name"] == "c"
    assert (conflict.theirs, conflict.mine) == ("b", "c")


def test_what_one_removed_and_the_other_changed_stays_and_is_shown() -> None:
    result, [conflict] = merge(
        {"people": [{"id": "x", "name": "a"}]},
        {"people": []},
        {"people": [{"id": "x", "name": "b"}]},
    )
    assert result == {"people": [{"id": "x", "name": "b"}]}
    assert (show(conflict.path), conflict.theirs) == ("people[1]", None)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"t": {"en": "a"}}, {"t": {"en": "b"}}, ["t.en"]),
        ({"p": [{"n": "a"}]}, {"p": [{"n": "new"}, {"n": "a"}]}, ["p[1]"]),
        ({"p": [{"n": "a"}, {"n": "b"}]}, {"p": [{"n": "b"}]}, ["p[1]"]),
        ({"p": [{"n": "a"}, {"n": "b"}]}, {"p": [{"n": "b"}, {"n": "a"}]}, ["p"]),
        ({}, {"t": {"en": "a", "de": "b"}}, ["t.en", "t.de"]),
    ],
)
def test_changes_are_told_by_their_smallest_place(
    before: Any, after: Any, expected: list[str]
) -> None:
    assert [show(path) for path in changes(before, after)] == expected


@pytest.mark.parametrize(
    "written", ["title.de", "addressees[2].office.de", 'basis."texts.background.de"', "a[1][2].b"]
)
def test_a_path_is_read_as_it_is_written(written: str) -> None:
    assert show(parse(written)) == written


@pytest.mark.parametrize(
    "written", ["a[0]", "a[x]", "a..b", "a[1", 'a."b', "a[9999999]", "[", "a]"]
)
def test_what_is_no_path_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        parse(written)
