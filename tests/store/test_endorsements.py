"""Endorsements in the database: bound to an edition, counted once, and gone when they expire."""

import datetime
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from advocacy.campaigns.endorsements import Application, Endorsement
from advocacy.campaigns.model import Signatory
from advocacy.errors import UnknownNameError
from advocacy.store import (
    Endorsements,
    Outbox,
    PublicPage,
    PublicPages,
    Retention,
    Signing,
    Store,
    open_store,
)
from advocacy.store.agreement import differences
from advocacy.store.location import prepare
from advocacy.store.signing import BusyError, Limits, StaleLinkError
from tests.store.conftest import Clock

TEXT: dict[str, Any] = {
    "slug": "statement", "source": "en", "languages": ["en", "ru"],
    "title": {"en": "Stop the raids", "ru": "Остановите обыски"},
    "demands": [{"phrase": "demand.release"}],
    "signatories": [{"name": {"en": "The initiators"}}],
}  # fmt: skip


def application(name: str = "Пример", **changes: Any) -> Application:
    signatory = Signatory(name=MappingProxyType({"ru": name}), language="ru", country="BY")
    typed = {"contact": "Канарейка", "email": "canary@example.org", "consent": "Мы согласны."}
    return Application(signatory=signatory, language="ru", **{**typed, **changes})


def write(one: Endorsement) -> tuple[str, str]:
    return f"Confirm {one.number}", "Please confirm."


class Desk:
    """A campaign that is open for signing, with all that works on it, and one clock."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, engine = store, clock, store.engine
        self.pages, self.signing = PublicPages(engine, clock), Signing(engine, clock)
        self.endorsements, self.retention = Endorsements(engine, clock), Retention(engine, clock)
        self.outbox = Outbox(engine, clock)
        store.create(TEXT)
        self.pages.keep("statement", PublicPage(edition=store.freeze("statement").number,
                                                published=True, keep_days=30))  # fmt: skip

    def sign(self, name: str = "Пример", submission: str = "", **changes: Any) -> Endorsement:
        edition = self.pages.get("statement").edition
        return self.signing.sign("statement", application(name, **changes), edition=edition,
                                 submission=submission or name, write=write)  # fmt: skip

    def confirmed(self, name: str = "Пример", **changes: Any) -> Endorsement:
        one = self.sign(name, **changes)
        self.signing.confirm("statement", one.number, one.edition)
        self.endorsements.decide("statement", [one.number], "confirmed")
        return self.endorsements.get("statement", one.number)

    def change(self, **fields: Any) -> int:
        """Change the text and show it as the next edition."""
        stored = self.store.get("statement")
        self.store.save("statement", stored.version, {**stored.data, **fields})
        number = self.store.freeze("statement").number
        self.pages.keep("statement", replace(self.pages.get("statement"), edition=number))
        return number

    def agreed(self) -> list[int]:
        found = self.endorsements.agreed("statement", self.store.get("statement").data)
        return [one.number for one in found]


@pytest.fixture
def desk(store: Store) -> Desk:
    clock = Clock()
    return Desk(Store(store.engine, clock), clock)


def test_an_endorsement_is_listed_when_the_organisers_have_accepted_it(desk: Desk) -> None:
    one = desk.sign()
    assert (one.state, desk.agreed()) == ("pending", [])
    assert desk.signing.confirm("statement", one.number, 1).state == "pending"
    desk.endorsements.decide("statement", [one.number], "confirmed", "known to us")
    assert desk.agreed() == [one.number]
    assert desk.endorsements.count("statement") == 2
    desk.endorsements.decide("statement", [one.number], "withdrawn", "they asked for it")
    kept = desk.endorsements.get("statement", one.number)
    assert (kept.state, kept.reason) == ("withdrawn", "they asked for it")
    assert kept.changed > one.changed
    assert desk.agreed() == []


def test_a_text_that_says_something_else_has_to_be_confirmed_again_and_is_asked_for_once(
    desk: Desk,
) -> None:
    one, silent = desk.confirmed(), desk.confirmed("Молчание")
    while mail := desk.outbox.claim():
        desk.outbox.hand_over(mail)
        desk.outbox.sent(mail)
    desk.endorsements.add("statement", [(application("Без адреса", email=""), "confirmed", "")])
    assert desk.change(demands=[{"phrase": "demand.drop-charges"}]) == 2
    assert desk.agreed() == []
    assert [x.number for x in desk.endorsements.outdated("statement")] == [1, 2, 3]
    assert desk.endorsements.ask_again("statement", write) == 2
    assert desk.endorsements.ask_again("statement", write) == 0
    with pytest.raises(StaleLinkError):
        desk.signing.confirm("statement", one.number, 3)
    desk.signing.confirm("statement", one.number, 2)
    assert desk.agreed() == [one.number]
    assert desk.endorsements.get("statement", one.number).edition == 2
    with pytest.raises(StaleLinkError):
        desk.signing.confirm("statement", one.number, 1)
    desk.endorsements.agree("statement", [3])
    assert [x.number for x in desk.endorsements.outdated("statement")] == [silent.number]


@pytest.mark.parametrize(
    "fields",
    [
        {"signatories": []},
        {"options": {"accent": "#1d4e89"}},
        {"languages": ["en", "ru", "de"], "title": {**TEXT["title"], "de": "Schluss"}},
        {"languages": ["en"], "title": {"en": "Stop the raids"}},
    ],
)
def test_who_signs_how_it_looks_and_further_languages_ask_nobody_again(
    desk: Desk, fields: dict[str, Any]
) -> None:
    one = desk.confirmed()
    desk.change(**fields)
    assert desk.agreed() == [one.number]
    assert desk.endorsements.outdated("statement") == ()


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"title": {"en": "Stop the raids", "ru": "Иначе"}}, ("title", "ru")),
        ({"demands": []}, ("demands",)),
        ({"date": "2021-07-15"}, ("date",)),
        ({"country": "BY"}, ("country",)),
    ],
)
def test_what_is_said_is_compared(fields: dict[str, Any], path: tuple[str, ...]) -> None:
    [found] = differences(TEXT, {**TEXT, **fields})
    assert found[: len(path)] == path


def test_milestones_are_kept_with_the_moment_in_which_they_were_reached(desk: Desk) -> None:
    for number in range(9):
        desk.confirmed(f"Пример {number}", email=f"{number}@example.org")
    [(count, moment)] = desk.endorsements.milestones("statement")
    assert (count, moment) == (10, desk.endorsements.get("statement", 9).changed)
    desk.endorsements.decide("statement", [1], "withdrawn", "asked")
    desk.endorsements.decide("statement", [1], "confirmed")
    assert desk.endorsements.milestones("statement") == ((10, moment),)


def test_an_endorsement_of_another_campaign_is_unknown(desk: Desk) -> None:
    one = desk.sign()
    desk.store.create({**TEXT, "slug": "other"})
    desk.pages.keep("other", PublicPage(edition=desk.store.freeze("other").number))
    for act in (
        lambda: desk.endorsements.get("other", one.number),
        lambda: desk.endorsements.decide("other", [one.number], "confirmed"),
        lambda: desk.endorsements.change("other", one.number, application()),
        lambda: desk.endorsements.agree("other", [one.number]),
        lambda: desk.endorsements.logo("other", one.number),
        lambda: desk.signing.confirm("other", one.number, 1),
        lambda: desk.signing.withdraw("other", one.number, 1, ""),
    ):
        with pytest.raises(UnknownNameError):
            act()
    assert desk.endorsements.get("statement", one.number).state == "pending"


def test_beyond_the_limits_nothing_is_stored_and_later_it_is(desk: Desk) -> None:
    desk.signing = Signing(desk.store.engine, desk.clock, Limits(in_ten_minutes=2))
    desk.sign("Один", email="1@example.org")
    desk.sign("Два", email="2@example.org")
    with pytest.raises(BusyError):
        desk.sign("Три", email="3@example.org")
    assert len(desk.endorsements.all("statement")) == 2
    desk.clock.now += datetime.timedelta(minutes=11)
    desk.sign("Три", email="3@example.org")


def test_two_hundred_who_sign_at_once_are_stored_once_each(desk: Desk) -> None:
    def sign(number: int) -> int:
        return desk.sign(f"Пример {number}", email=f"{number}@example.org").number

    # Every fourth of them presses the button twice.
    presses = [*range(200), *range(0, 200, 4)]
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(sign, presses))
    assert set(numbers) == set(range(1, 201))
    assert numbers[200:] == numbers[0:200:4]
    assert len(desk.endorsements.all("statement")) == 200
    assert desk.outbox.counts() == {"waiting": 200}


def test_what_expires_is_shown_before_and_gone_afterwards(desk: Desk) -> None:
    desk.confirmed("Открыто")
    desk.confirmed("Скрытая канарейка", shown="hidden")
    desk.confirmed("Инициальная Организация", shown="initials", email="i@example.org")
    desk.sign("Неподтверждённая канарейка", email="u@example.org")
    assert [(one.day, one.contacts, one.whole) for one in desk.retention.show()] == [(None, 3, 1)]
    assert desk.retention.run() == ()
    desk.pages.end("statement", ended=True)
    [expiry] = desk.retention.show()
    assert expiry.day == desk.pages.today() + datetime.timedelta(days=30)
    assert desk.retention.run() == ()
    desk.clock.now += datetime.timedelta(days=31)
    assert desk.retention.run() == (expiry,)
    assert desk.retention.show() == ()
    assert [dict(one.signatory.name) for one in desk.endorsements.all("statement")] == [
        {"ru": "Открыто"}, {}, {"ru": "И.\u00a0О."},
    ]  # fmt: skip
    assert {(one.contact, one.email) for one in desk.endorsements.all("statement")} == {("", "")}
    assert desk.endorsements.count("statement") == 4
    assert desk.outbox.counts() == {}


def test_what_has_expired_is_in_no_file_of_the_folder(file_store: Store, folder: Path) -> None:
    clock = Clock()
    desk = Desk(Store(file_store.engine, clock), clock)
    desk.confirmed("Открыто", contact="Канарейка Певчая")
    desk.sign("Неподтверждённая", email="canary@example.org", contact="Канарейка Певчая")
    words = ("Канарейка".encode(), b"canary@", "Неподтверждённая".encode())
    held = everything(folder)
    assert [word for word in words if word not in held] == []
    desk.pages.end("statement", ended=True)
    clock.now += datetime.timedelta(days=31)
    desk.retention.run()
    left = everything(folder)
    assert [word for word in words if word in left] == []
    assert "Открыто".encode() in left


def test_a_deleted_campaign_takes_its_endorsements_and_their_mail_along(
    file_store: Store, folder: Path
) -> None:
    desk = Desk(file_store, Clock())
    desk.confirmed(contact="Канарейка Певчая")
    desk.store.delete("statement")
    left = everything(folder)
    assert "Канарейка".encode() not in left
    assert b"canary@" not in left


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_a_process_killed_in_the_middle_keeps_every_answered_signature_with_its_mail(
    folder: Path,
) -> None:
    script = (
        "from tests.store.test_endorsements import Desk\n"
        "from tests.store.conftest import Clock\n"
        "from advocacy.store import open_store\n"
        f"desk = Desk(open_store({prepare(folder)!r}), Clock())\n"
        "for number in range(10_000):\n"
        "    one = desk.confirmed(f'Name {number}', email=f'{number}@example.org')\n"
        "    print(one.number, flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
    )
    with process:
        answered = [int(next(iter(process.stdout))) for _ in range(7)]
        process.kill()
    store = open_store(prepare(folder))
    found = {one.number: one.state for one in Endorsements(store.engine).all("statement")}
    assert [found[number] for number in answered] == ["confirmed"] * 7
    # What nobody was told of is there whole or not at all: with its mail.
    assert Outbox(store.engine).counts() == {"waiting": len(found)}
    store.engine.dispose()


def test_a_table_that_two_people_take_in_at_once_doubles_nobody(desk: Desk) -> None:
    rows = [(application(f"Организация {number}"), "confirmed", "") for number in range(5)]

    def take(_: int) -> int:
        return desk.endorsements.add("statement", rows, mark=lambda one: one.name["ru"])  # type: ignore[arg-type]

    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(take, range(4)))
    assert sorted(added) == [0, 0, 0, 5]
    assert len(desk.endorsements.all("statement")) == 5


def test_a_form_that_is_sent_twice_is_one_endorsement(desk: Desk) -> None:
    one = [(application(), "confirmed", "by telephone")]
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(
            lambda _: desk.endorsements.add("statement", one, submission="a form"),  # type: ignore[arg-type]
            range(4),
        ))  # fmt: skip
    assert sorted(added) == [0, 0, 0, 1]
    assert desk.endorsements.add("statement", one, submission="another form") == 1  # type: ignore[arg-type]


def test_who_goes_back_and_signs_again_with_the_same_words_is_one_endorsement(desk: Desk) -> None:
    first = desk.sign(submission="a form")
    assert desk.sign(submission="the form opened again").number == first.number
    assert desk.outbox.counts() == {"waiting": 1}
    corrected = desk.sign(submission="and once more", contact="Канарейка Певчая")
    assert corrected.number != first.number
    desk.clock.now += datetime.timedelta(minutes=11)
    assert desk.sign(submission="for another mail").number not in (first.number, corrected.number)


def test_who_withdrew_may_sign_again_at_once(desk: Desk) -> None:
    first = desk.sign(submission="a form")
    desk.signing.withdraw("statement", first.number, first.edition, "own wish")
    assert desk.sign(submission="another form").state == "pending"


def test_sorting_leaves_a_correction_alone(desk: Desk) -> None:
    one = desk.confirmed()
    desk.endorsements.change("statement", one.number, application("Примеры"))
    desk.endorsements.sort("statement", [one.number], "initiator")
    signatory = desk.endorsements.get("statement", one.number).signatory
    assert (signatory.name["ru"], signatory.tier) == ("Примеры", "initiator")
