"""A clock that jumps: the order of saves is counted, not timed, and nothing is lost or hidden."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from advocacy.store import Store, open_store
from advocacy.store.location import prepare

JUMPS = (2026, 2001, 2040, 1970, 2026)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store whose clock shows another year at each look."""
    opened = open_store(prepare(tmp_path / "data"))
    years = iter(JUMPS * 9)
    yield Store(opened.engine, lambda: datetime.datetime(next(years), 1, 1, tzinfo=datetime.UTC))
    opened.engine.dispose()


def test_the_history_stays_in_the_order_of_the_saves(store: Store) -> None:
    store.create({"slug": "a", "n": 0})
    for number in range(1, 5):
        store.save("a", number, {"slug": "a", "n": number})
    history = store.history("a")
    assert [one.version for one in history] == [5, 4, 3, 2, 1]
    assert [one.at.year for one in reversed(history)] == list(JUMPS)
    assert store.get("a").data["n"] == 4


def test_two_people_merge_whatever_the_clock_says(store: Store) -> None:
    store.create({"slug": "a", "title": {"en": "One"}, "note": {"en": "Two"}})
    store.save("a", 1, {"slug": "a", "title": {"en": "New"}, "note": {"en": "Two"}})
    store.save("a", 1, {"slug": "a", "title": {"en": "One"}, "note": {"en": "Newer"}})
    assert store.get("a").data == {"slug": "a", "title": {"en": "New"}, "note": {"en": "Newer"}}


def test_editions_count_on(store: Store) -> None:
    store.create({"slug": "a", "n": 0})
    first = store.freeze("a")
    store.save("a", 1, {"slug": "a", "n": 1})
    assert [first.number, store.freeze("a").number] == [1, 2]
