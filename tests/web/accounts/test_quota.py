"""How often one may ask for what costs much: enough for everybody's work, and not for a flood."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from advocacy.store import Endorsements
from advocacy.web import quota
from advocacy.web.pressure import EXPENSIVE
from advocacy.web.quota import QUOTAS, Allowance, Quotas, Visitors
from tests.web.accounts.house import House
from tests.web.accounts.test_public import publish
from tests.web.forms import Page
from tests.web.signing import FORM, filled

if TYPE_CHECKING:
    pass

ONCE = Allowance("once", 1, 28)
READS_FILES = {"edit.save_step", "endorsement_entry.add", "endorsement_entry.correct"}
"""Forms with a logo: they are saved like any other, and a logo is small."""


class Clock:
    """A clock that shows what it is told."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_whatever_makes_or_reads_whole_files_has_an_allowance(house: House) -> None:
    assert set(QUOTAS) >= EXPENSIVE
    assert set(QUOTAS) <= set(house.app.view_functions)
    uploads = {
        name for name, view in house.app.view_functions.items()
        if {"files", "uploaded", "_uploaded"} & set(view.__code__.co_names)
    }  # fmt: skip
    assert uploads - READS_FILES <= set(QUOTAS)
    assert len(uploads) > 5


@pytest.mark.parametrize("allowance", sorted(set(QUOTAS.values()), key=lambda one: one.name))
def test_an_allowance_is_given_at_once_and_comes_back_with_time(allowance: Allowance) -> None:
    clock = Clock()
    quotas = Quotas(clock)
    assert [quotas.take(1, allowance) for _ in range(allowance.at_once)] == [0] * allowance.at_once
    wait = quotas.take(1, allowance)
    assert wait == pytest.approx(allowance.seconds)
    assert quotas.take(2, allowance) == 0
    clock.now += wait + 0.001
    assert quotas.take(1, allowance) == 0
    assert quotas.take(1, allowance) > 0
    clock.now += allowance.at_once * allowance.seconds + 0.001
    assert [quotas.take(1, allowance) for _ in range(allowance.at_once)] == [0] * allowance.at_once


def test_an_hour_of_hurried_work_meets_no_quota() -> None:
    # Each minute: four saves whose eight pages are drawn anew, a file, every third a whole pack.
    clock = Clock()
    quotas = Quotas(clock)
    for minute in range(60):
        drawn = [quotas.take(1, QUOTAS["preview.picture"]) for _ in range(4 * 9)]
        made = [quotas.take(1, QUOTAS["download.file"])]
        packed = [quotas.take(1, QUOTAS["download.pack"])] if minute % 3 == 0 else []
        assert not any(drawn + made + packed)
        clock.now += 60


def test_counts_fill_no_memory_and_the_busiest_are_remembered() -> None:
    quotas = Quotas(Clock(), most=100)
    for _ in range(2):
        assert quotas.take("busy", Allowance("a", 2, 60)) == 0
    for number in range(5_000):
        assert quotas.take(number, Allowance("a", 2, 60)) == 0
        assert len(quotas) <= 100
    assert quotas.take("busy", Allowance("a", 2, 60)) > 0


def test_a_visitor_is_known_for_an_hour_by_a_mark_that_tells_nothing() -> None:
    clock = Clock()
    one, other = Visitors(clock), Visitors(clock)
    mark = one.digest("192.0.2.7")
    assert mark == one.digest("::ffff:192.0.2.7") != one.digest("192.0.2.8")
    assert mark != other.digest("192.0.2.7")
    assert one.digest("2001:db8::1") == one.digest("2001:db8::ffff") != one.digest("2001:db8:1::1")
    assert one.digest("unknown") is one.digest("") is None
    clock.now += quota.KEY_SECONDS
    assert one.digest("192.0.2.7") != mark


def test_who_has_used_it_up_waits_and_nobody_else(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    house.app.extensions["advocacy-quotas"] = Quotas(clock)
    monkeypatch.setitem(quota.QUOTAS, "download.file", ONCE)  # type: ignore[arg-type]
    address = f"/campaigns/{house.slug('vesna')}/files/en.text"
    editor, viewer = house.client("vesna", "editor"), house.client("vesna", "viewer")
    assert editor.get(address).status_code == 200
    refused = editor.get(address, headers={"Accept-Language": "de"})
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
    assert "versuchen Sie es in 30 Sekunden noch einmal" in refused.text
    assert viewer.get(address).status_code == 200
    assert editor.get("/").status_code == 200
    clock.now += 30
    assert editor.get(address).status_code == 200


@pytest.fixture
def behind(hosted: Callable[..., House]) -> House:
    """A server behind one proxy."""
    return hosted(mails=True, proxies=1)


def send(house: House, name: str, forwarded: str) -> Page:
    """Open the sign-on page as the proxy passes it on, and sign."""
    client = house.client()
    if forwarded:
        client.environ_base["HTTP_X_FORWARDED_FOR"] = forwarded
    page = Page(client, client.get(f"/sign/{house.slug('libero')}/ru"))
    typed = filled("ru", name, email=f"{name.encode().hex()}@example.org")
    return page.press("", form=FORM, fill=typed, tick=["yes"])


def test_visitors_are_told_apart_as_the_proxy_does_and_what_was_typed_stays(
    behind: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(behind, "libero")
    monkeypatch.setitem(quota.QUOTAS, "signon.sign", ONCE)  # type: ignore[arg-type]
    assert send(behind, "Первая", "198.51.100.7, 203.0.113.5").status == 200
    # What the visitor claims to be stands before what the proxy saw.
    page = send(behind, "Вторая", "198.51.100.8, 203.0.113.5")
    assert (page.status, page.response.headers["Retry-After"]) == (429, "30")
    assert "повторите попытку через 30" in page.words
    assert page.value("name.ru") == "Вторая"
    assert send(behind, "Третья", "203.0.113.6").status == 200
    found = Endorsements(behind.store.engine).all(behind.slug("libero"))
    assert sorted(one.signatory.name["ru"] for one in found) == ["Первая", "Третья"]
    kept = pickle.dumps(list(behind.app.extensions["advocacy-quotas"]))
    assert b"203.0.113" not in kept
    assert bytes((203, 0, 113, 5)) not in kept


def test_visitors_that_nothing_tells_apart_share_what_a_crowd_needs(
    behind: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(behind, "libero")
    monkeypatch.setitem(quota.QUOTAS, "signon.pdf", ONCE)  # type: ignore[arg-type]
    client, address = behind.client(), f"/sign/{behind.slug('libero')}/fr/text.pdf"
    quotas: Quotas = behind.app.extensions["advocacy-quotas"]
    shared = ONCE.shared()
    assert [quotas.take(None, shared) for _ in range(quota.CROWD)] == [0] * quota.CROWD
    refused = client.get(address)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert "Les visiteurs sont très nombreux" in refused.text
    assert client.get(f"/sign/{behind.slug('libero')}/fr").status_code == 200
    assert behind.client("libero", "lead").get("/").status_code == 200


def test_a_form_that_leads_nowhere_is_refused_like_any_other(
    behind: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(quota.QUOTAS, "signon.sign", ONCE)  # type: ignore[arg-type]
    client = behind.client()
    client.environ_base["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
    answers = [client.post("/sign/nothing/it", data={"do": "x"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [404, 429]
    assert "riprovi tra 30 secondi" in answers[1].text
