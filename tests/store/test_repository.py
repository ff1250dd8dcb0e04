"""Campaigns in and out of the database."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from advocacy.errors import AdvocacyError, CampaignError, UnknownNameError, message
from advocacy.store import ConflictError, Store

STATEMENT: dict[str, Any] = {
    "slug": "statement",
    "date": datetime.date(2021, 7, 14),
    "title": {"en": "Stop the raids", "de": "Schluss mit den Razzien"},
    "addressees": [{"office": {"en": "President"}}, {"office": {"en": "Speaker"}}],
}


def changed(**fields: Any) -> dict[str, Any]:
    return {**STATEMENT, **fields}


def test_what_goes_in_comes_out_with_dates_as_iso_text(store: Store) -> None:
    store.create(STATEMENT, "Anna")
    assert dict(store.get("statement").data) == {**STATEMENT, "date": "2021-07-14"}


def test_the_last_changed_campaign_is_listed_first(store: Store) -> None:
    store.create(changed(slug="older"))
    store.create(changed(slug="newer"))
    assert [one.slug for one in store.campaigns()] == ["newer", "older"]


def test_an_unknown_campaign_names_the_nearest(store: Store) -> None:
    store.create(STATEMENT)
    with pytest.raises(UnknownNameError, match="is “statement” meant"):
        store.get("statment")


def test_a_name_that_is_taken_is_refused_or_numbered_as_asked(store: Store) -> None:
    store.create(STATEMENT)
    with pytest.raises(AdvocacyError, match="already a campaign named “statement”"):
        store.create(STATEMENT)
    assert store.create(STATEMENT, number=True).slug == "statement-2"
    assert store.create(STATEMENT, number=True).data["slug"] == "statement-3"


def test_a_form_that_is_sent_many_times_at_once_makes_one_campaign(store: Store) -> None:
    def begin(_: int) -> str:
        return store.create(STATEMENT, number=True, submission="a form").slug

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(begin, range(8))) == {"statement"}
    assert store.count() == 1
    assert store.create(STATEMENT, number=True, submission="another form").slug == "statement-2"
    assert store.create(STATEMENT, number=True).slug == "statement-3"
    store.delete("statement")
    assert store.create(STATEMENT, number=True, submission="a form").slug == "statement"


def test_a_save_counts_the_version_and_tells_who_changed_what(store: Store) -> None:
    store.create(STATEMENT, "Anna")
    saved = store.save("statement", 1, changed(title={"en": "Stop!"}), "Boris")
    assert saved.version == 2
    last = store.history("statement")[0]
    assert (last.author, last.changes) == ("Boris", ("title.de", "title.en"))
    assert last.at == datetime.datetime(2021, 7, 14, 12, 2, tzinfo=datetime.UTC)


def test_saving_what_is_there_already_makes_no_version(store: Store) -> None:
    stored = store.create(STATEMENT)
    assert store.save("statement", 1, stored.data).version == 1
    assert len(store.history("statement")) == 1


def test_edits_of_different_places_merge(store: Store) -> None:
    store.create(STATEMENT)
    store.save("statement", 1, changed(title={"en": "Stop!", "de": "Schluss mit den Razzien"}))
    store.save("statement", 1, changed(title={"en": "Stop the raids", "de": "Schluss!"}))
    assert store.get("statement").data["title"] == {"en": "Stop!", "de": "Schluss!"}


def test_edits_of_the_same_place_conflict_and_show_both(store: Store) -> None:
    store.create(STATEMENT)
    store.save("statement", 1, changed(title={"en": "Hers"}), "Anna")
    with pytest.raises(ConflictError) as caught:
        store.save("statement", 1, changed(title={"en": "His"}), "Boris")
    [conflict] = caught.value.conflicts
    assert (str(conflict), conflict.theirs, conflict.mine) == ("title.en", "Hers", "His")
    assert caught.value.current.author == "Anna"
    assert store.get("statement").data["title"] == {"en": "Hers"}


def test_saving_the_merged_version_decides_a_conflict(store: Store) -> None:
    store.create(STATEMENT)
    store.save("statement", 1, changed(title={"en": "Hers"}))
    with pytest.raises(ConflictError) as caught:
        store.save("statement", 1, changed(title={"en": "His"}))
    error = caught.value
    store.save("statement", error.current.version, error.merged)
    assert store.get("statement").data["title"] == {"en": "His"}


def test_a_merge_that_is_wrong_as_a_whole_is_not_stored(store: Store) -> None:
    def refuse(data: object) -> None:
        raise CampaignError(message("test.twice", "Twice."))

    store.create(STATEMENT)
    store.save("statement", 1, changed(reference="1"))
    with pytest.raises(CampaignError):
        store.save("statement", 1, changed(country="BY"), check=refuse)
    assert "country" not in store.get("statement").data


def test_a_renamed_campaign_is_found_under_its_new_name_with_its_history(store: Store) -> None:
    store.create(STATEMENT)
    store.save("statement", 1, changed(slug="renamed"))
    assert len(store.history("renamed")) == 2
    with pytest.raises(UnknownNameError):
        store.get("statement")


def test_an_earlier_version_can_be_restored_and_the_later_one_stays_in_the_history(
    store: Store,
) -> None:
    store.create(STATEMENT)
    store.save("statement", 1, changed(title={"en": "Worse"}))
    restored = store.restore("statement", 1, "Anna")
    assert restored.data["title"] == STATEMENT["title"]
    assert store.at_version("statement", 2)["title"] == {"en": "Worse"}


def test_an_edition_keeps_its_text_while_the_campaign_goes_on(store: Store) -> None:
    store.create(STATEMENT)
    first = store.freeze("statement", "Anna", "as agreed")
    again = store.freeze("statement", "Boris")
    store.save("statement", 1, changed(title={"en": "Later"}))
    second = store.freeze("statement")
    assert (first.number, again.number, second.number) == (1, 1, 2)
    assert store.edition("statement", 1).data["title"] == STATEMENT["title"]
    assert first.digest != second.digest
    with pytest.raises(UnknownNameError, match="no edition 3"):
        store.edition("statement", 3)


def test_twenty_people_who_save_at_once_lose_nothing(store: Store) -> None:
    store.create({"slug": "statement", "facts": {}})

    def save(number: int) -> None:
        store.save("statement", 1, {"slug": "statement", "facts": {f"fact{number}": number}})

    threads = [threading.Thread(target=save, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = store.get("statement")
    assert stored.data["facts"] == {f"fact{number}": number for number in range(20)}
    assert stored.version == 21
