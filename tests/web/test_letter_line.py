"""Letters of several campaigns: few runs at once, the others in a line that begins by itself."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from advocacy.production.letter_job import LetterJob
from advocacy.web import create_app
from advocacy.web.hosting import hosting_from
from advocacy.web.letter_line import LetterLine
from tests.production.merging import csv_text, persons
from tests.web.forms import Page

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop
    from advocacy.store import Store

NAMES = ("letter-prosecutor-2020", "letter-second", "letter-third")
UPLOAD = "//main//form[@enctype]"
START = "//main//form[contains(@action, '/start')]"
DELETE = "//main//form[contains(@action, '/delete')]"
LONG = 20_000


@pytest.fixture
def jobs(app: Flask, store: Store, workshop: Workshop) -> Iterator[list[LetterJob]]:
    """The letters of three campaigns on a desk that makes those of one at a time."""
    letter = store.get(NAMES[0]).data
    for name in NAMES[1:]:
        store.create({**letter, "slug": name})
    one_at_a_time(app, workshop)
    found = [LetterJob(root(app) / name) for name in NAMES]
    yield found
    for job in reversed(found):
        job.give_up()


def root(app: Flask) -> Path:
    return Path(app.config["ADVOCACY_FOLDER"]) / "letters"


def one_at_a_time(app: Flask, workshop: Workshop) -> LetterLine:
    line = LetterLine(root(app), workshop, 1)
    app.extensions["advocacy-letters"] = line
    return line


def begin(desk: Page, name: str, count: int, **chosen: str) -> Page:
    """Upload a list and let its letters be made."""
    page = desk.open(f"/campaigns/{name}/letters")
    people = io.BytesIO(csv_text(persons(count)).encode())
    page = page.press("", form=UPLOAD, files={"file": (people, "people.csv")})
    return page.press("", form=START, fill={"kind": "pdf", **chosen})


def until(ready: Callable[[], object]) -> None:
    """Look at the folders alone, as nobody has a page open."""
    end = time.monotonic() + 120
    while not ready():
        assert time.monotonic() < end
        signal.sigtimedwait([], 0.1)


def kill(job: LetterJob) -> None:
    """The machine is switched off."""
    os.kill(int((job.folder / "lock").read_bytes()), signal.SIGKILL)
    until(lambda: not job.alive())


def test_later_letters_wait_visibly_and_begin_by_themselves_in_their_order(
    desk: Page, jobs: list[LetterJob]
) -> None:
    assert begin(desk, NAMES[0], LONG).all("//progress")
    second, third = begin(desk, NAMES[1], 3), begin(desk, NAMES[2], 3)
    assert "Waiting: 1 run before yours." in second.words
    assert "Waiting: 2 runs before yours." in third.words
    assert third.one("//meta[@http-equiv='refresh']").get("content") == "5"
    assert [job.alive() for job in jobs] == [True, False, False]
    desk.open(f"/campaigns/{NAMES[0]}/letters").press("", form=DELETE)
    until(lambda: jobs[2].stage == "done")
    assert jobs[1].stage == "done"
    first, last = jobs[1].launch, jobs[2].launch
    assert first is not None
    assert last is not None
    assert first.moment < last.moment


def test_a_restart_keeps_the_order_and_goes_on_with_what_was_at_work_first(
    desk: Page, jobs: list[LetterJob], app: Flask, workshop: Workshop
) -> None:
    begin(desk, NAMES[0], LONG)
    begin(desk, NAMES[2], 3)
    begin(desk, NAMES[1], 3)
    line = app.extensions["advocacy-letters"]
    line._most = 0  # the server ends, and with it whatever looks after the line
    kill(jobs[0])
    again = create_app(data_dir=app.config["ADVOCACY_FOLDER"], workshop=workshop, letter_runs=1)
    assert jobs[0].alive()
    assert [job.alive() for job in jobs[1:]] == [False, False]
    client = again.test_client()
    waits = Page(client, client.get(f"/campaigns/{NAMES[1]}/letters"))
    assert "Waiting: 2 runs before yours." in waits.words
    jobs[0].give_up()
    until(lambda: jobs[1].stage == "done")
    first, last = jobs[2].launch, jobs[1].launch
    assert first is not None
    assert last is not None
    assert first.moment < last.moment


def test_a_second_click_keeps_the_place_and_who_leaves_the_line_makes_room(
    desk: Page, jobs: list[LetterJob]
) -> None:
    begin(desk, NAMES[0], LONG)
    begin(desk, NAMES[1], 3)
    begin(desk, NAMES[2], 3)
    token = desk.one("//input[@id='author']/ancestor::form//input[@name='csrf_token']").value
    desk.client.post(
        f"/campaigns/{NAMES[1]}/letters/start", data={"csrf_token": token, "kind": "one"}
    )
    assert "Waiting: 1 run before" in desk.open(f"/campaigns/{NAMES[1]}/letters").words
    desk.open(f"/campaigns/{NAMES[1]}/letters").press("", form=DELETE)
    assert not jobs[1].folder.exists()
    assert "Waiting: 1 run before" in desk.open(f"/campaigns/{NAMES[2]}/letters").words


def test_letters_of_which_nobody_said_what_they_are_to_be_do_not_wait(
    desk: Page, jobs: list[LetterJob]
) -> None:
    page = begin(desk, NAMES[0], 3, kind="scroll")
    assert page.status == 422
    assert "Please choose what is to be made." in page.words
    assert jobs[0].stage == "looked"


@pytest.mark.parametrize(
    ("said", "runs"), [("", 2), ("1", 1), ("5", 5), ("0", 1), ("many", 2), ("-3", 2)]
)
def test_a_server_says_how_many_work_at_once(said: str, runs: int) -> None:
    environment = {"ADVOCACY_HOSTS": "letters.example.org", "ADVOCACY_LETTER_RUNS": said}
    assert hosting_from(environment).letter_runs == runs
