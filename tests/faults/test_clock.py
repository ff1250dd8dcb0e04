"""A clock that jumps: the order of saves is counted, not timed, and nothing is lost or hidden."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask_security import hash_password
from sqlalchemy import update

from advocacy.store import Outbox, Store, open_store
from advocacy.store.account_rows import AccountRow
from advocacy.store.attempts import Attempts
from advocacy.store.location import prepare
from advocacy.store.transactions import writing
from tests import tools
from tests.remote import RemoteClient
from tests.served import serve
from tests.web.accounts.house import PASSWORD, furnish, hosted_app
from tests.web.forms import Page
from tests.web.signing import FORM, filled

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

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


def test_nobody_waits_for_a_clock_that_was_set_back(store: Store) -> None:
    noon = datetime.datetime(2040, 1, 1, 12, tzinfo=datetime.UTC)
    for now in (noon, noon - datetime.timedelta(days=5_000)):
        attempts = Attempts(store.engine, b"key", lambda at=now: at)  # type: ignore[misc]
        assert [attempts.begin("anna@example.org") for _ in range(7)] == [True] * 6 + [False]


def test_mail_of_a_time_that_was_too_late_is_sent_all_the_same(store: Store) -> None:
    for year in (2040, 2026):
        outbox = Outbox(
            store.engine, lambda at=year: datetime.datetime(at, 1, 1, tzinfo=datetime.UTC)
        )  # type: ignore[misc]
        if year == 2040:
            outbox.put(key="one", recipient="anna@example.org", subject="Hello", body="Hello")
    mail = outbox.claim()
    assert mail is not None
    assert outbox.hand_over(mail)
    assert outbox.claim() is None


@dataclass(frozen=True, slots=True)
class MovableClock:
    """The clock of a process that runs; the monotonic one goes on as in a real machine."""

    path: Path

    def set(self, jump: str) -> None:
        """Move it from the real time, as in ``+20d``, at once."""
        self.path.write_text(jump, encoding="ascii")

    def environment(self) -> dict[str, str]:
        """What a process needs to look at this clock."""
        library = subprocess.run(
            [tools.find("faketime"), "-f", "+0", "printenv", "LD_PRELOAD"],
            check=True, capture_output=True, text=True,
        ).stdout.strip()  # fmt: skip
        return {"LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": str(self.path),
                "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}  # fmt: skip


HOSTED = {"ADVOCACY_HOSTS": "127.0.0.1", "ADVOCACY_HTTPS": "0", "ADVOCACY_PROXIES": "0"}
SLUG = "vesna-joint-statement-2021"
ABOUT = f"/campaigns/{SLUG}/edit/about"


def log_in(client: RemoteClient) -> Page:
    door = Page(client, client.get("/account/login"))
    return door.press("", FORM, fill={"email": "lead@vesna.example.org", "password": PASSWORD})


def test_a_running_server_whose_clock_jumps_loses_no_word_and_lets_people_in_again(
    tmp_path: Path, workshop: Workshop
) -> None:
    folder, clock = tmp_path / "data", MovableClock(tmp_path / "clock")
    house = furnish(hosted_app(folder, workshop))
    with house.app.app_context(), writing(house.store.engine) as session:
        session.execute(update(AccountRow).values(password=hash_password(PASSWORD)))
    house.store.engine.dispose()
    clock.set("+0")
    with serve(folder, "--hosted", more={**HOSTED, **clock.environment()}) as server:
        client, visitor = RemoteClient(server.address), RemoteClient(server.address)
        assert log_in(client).status == 200
        public = Page(client, client.get(f"/campaigns/{SLUG}/public"))
        assert public.press("publish", form=FORM, fill={"edition": "1"}).status == 200
        signing = Page(visitor, visitor.get(f"/sign/{SLUG}/de"))
        kept = []
        for number, jump in enumerate(("+2h", "+9000d", "-9000d", "+0")):
            clock.set(jump)
            # A session of another time is over; who logs in again goes on at once.
            page = Page(client, client.get(ABOUT))
            assert (page.address == "/account/login") is (number > 0), jump
            if number:
                assert log_in(client).status == 200, jump
                page = Page(client, client.get(ABOUT))
            assert page.value("title.en") == (kept[-1] if kept else page.value("title.en"))
            kept.append(f"Written at {jump}")
            assert page.press(fill={"title.en": kept[-1]}).status == 200
            # A form of another time is not taken, and what was typed is sent again by a click.
            name = f"Beispiel {number}"
            typed = filled("de", name, email=f"a{number}@example.org")
            signed = signing.press("", form=FORM, fill=typed, tick=["yes"])
            if number:
                assert (signed.status, signed.value("name.de")) == (400, name)
                signed = signed.press("", form=FORM, tick=["yes"])
            assert (signed.status, signed.address) == (200, f"/sign/{SLUG}/de/thanks"), jump
            signing = Page(visitor, visitor.get(f"/sign/{SLUG}/de"))
            assert signing.status == 200
        clock.set("+1d")
        history = Page(client, client.get(f"/campaigns/{SLUG}/history"))
    opened = open_store(prepare(folder))
    titles = [opened.at_version(SLUG, one.version)["title"]["en"] for one in opened.history(SLUG)]
    opened.engine.dispose()
    assert titles[: len(kept)] == kept[::-1]
    assert history.status == 200
