"""Letters of many people in the browser, without a script: upload, look, start, wait, fetch."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from advocacy.errors import RefusedError
from advocacy.production import letter_job, letter_run
from advocacy.production.letter_job import LetterJob
from advocacy.web import create_app
from advocacy.web.desk import campaign_of
from tests.production import merging
from tests.production.merging import finished, persons, run_of
from tests.web.forms import Page

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

PLACE = "/campaigns/letter-prosecutor-2020/letters"
UPLOAD = "//main//form[@enctype]"
START = "//main//form[contains(@action, '/start')]"
DELETE = "//main//form[contains(@action, '/delete')]"
FAULTS = [("", "", "de", "", ""), ("Anna", "", "xx", "", "")]


@pytest.fixture
def folder(app: Flask) -> Path:
    """Where the letters of the campaign are kept."""
    return Path(app.config["ADVOCACY_FOLDER"]) / "letters" / "letter-prosecutor-2020"


@pytest.fixture
def job(folder: Path) -> Iterator[LetterJob]:
    """The letters as they are on the disk; nothing of them works on after the test."""
    found = LetterJob(folder)
    yield found
    found.give_up()


def upload(desk: Page, rows: list[tuple[str, ...]]) -> Page:
    data = merging.csv_text(rows).encode()
    page = desk.open(PLACE)
    return page.press("", form=UPLOAD, files={"file": (io.BytesIO(data), "people.csv")})


def fetch(desk: Page, address: str) -> bytes:
    with desk.client.get(address) as answer:
        assert answer.status_code == 200
        return bytes(answer.data)


def waited(desk: Page, ready: Callable[[Page], bool]) -> Page:
    """Ask for the page again and again, as its refresh does."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        page = desk.open(PLACE)
        if ready(page):
            return page
        signal.sigtimedwait([], 0.1)
    raise AssertionError(page.words)


def is_done(page: Page) -> bool:
    return "Letters made:" in page.words


def test_a_list_is_looked_through_before_any_letter_is_made(desk: Page, job: LetterJob) -> None:
    page = upload(desk, [*persons(4), *FAULTS])
    assert "Of 6 rows, 4 can be used. No letter has been made yet." in page.words
    assert "Row 6: There is no name in this row." in page.words
    assert "Row 7: The campaign has no version in “xx”." in page.words
    assert [cell.text_content() for cell in page.all("//table//td")] == list(merging.HEADINGS)
    pictures = [image.get("src") for image in page.all("//main//img")]
    letters = {address.rsplit("/", 2)[-2] for address in pictures}
    assert letters == {"1", "2", "3"}
    for address in pictures:
        assert desk.client.get(address).data.startswith(b"\x89PNG")
    assert job.stage == "looked"


@pytest.mark.parametrize("kind", ["pdf", "one"])
def test_the_letters_are_those_of_the_command_line_and_the_list_is_gone(
    desk: Page, job: LetterJob, workshop: Workshop, tmp_path: Path, kind: str
) -> None:
    rows = [*persons(4), *FAULTS]
    page = upload(desk, rows).press("", form=START, fill={"kind": kind})
    page = waited(desk, is_done)
    assert "Letters made: 4. The list is deleted." in page.words
    assert job.people is None
    joined = kind == "one"
    out = tmp_path / ("letters.pdf" if joined else "letters.zip")
    finished(run_of(workshop, merging.table(tmp_path, rows), out, format_name="pdf", joined=joined))
    fetched = [fetch(desk, link.get("href")) for link in page.all("//main//a[@download]")]
    assert fetched[0] == out.read_bytes()
    assert "There is no name" in fetched[1].decode()
    gone = desk.open(PLACE).press("", form=DELETE)
    assert gone.all(UPLOAD)
    assert not job.folder.exists()


def test_progress_is_shown_by_asking_again_and_a_stop_deletes_everything(
    desk: Page, job: LetterJob
) -> None:
    page = upload(desk, persons(3_000)).press("", form=START, fill={"kind": "pdf"})
    assert page.one("//meta[@http-equiv='refresh']").get("content") == "5"
    page = waited(desk, lambda page: int(page.one("//progress").get("value")) > 0)
    assert "of 3000 rows are done." in page.words
    assert "letters a second; about" in page.words
    page = page.press("", form=DELETE)
    assert page.all(UPLOAD)
    assert not job.alive()
    assert not job.folder.exists()


def test_a_run_goes_on_after_a_restart_of_server_and_run(
    desk: Page, job: LetterJob, app: Flask, workshop: Workshop, tmp_path: Path
) -> None:
    upload(desk, persons(120)).press("", form=START, fill={"kind": "pdf"})
    kill(job)
    again = create_app(data_dir=tmp_path / "data", workshop=workshop)
    client = again.test_client()
    page = waited(Page(client, client.get("/")), is_done)
    assert "Letters made: 120." in page.words


def kill(job: LetterJob) -> None:
    """The machine is switched off."""
    os.kill(int((job.folder / "lock").read_bytes()), signal.SIGKILL)
    while job.alive():
        signal.sigtimedwait([], 0.02)


def test_what_stopped_a_run_is_said_and_it_goes_on(desk: Page, job: LetterJob) -> None:
    upload(desk, persons(4))
    # Where the run wants its folder somebody has put a file.
    (job.folder / ".letters.zip.merge").touch()
    page = desk.open(PLACE).press("", form=START, fill={"kind": "pdf"})
    page = waited(desk, lambda page: "The run stopped." in page.words)
    assert "Writing failed:" in page.words
    assert "Traceback" not in page.words
    (job.folder / ".letters.zip.merge").unlink()
    page.press("", form=START)
    assert "Letters made: 4." in waited(desk, is_done).words


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Please choose a file."),
        (b"Town,Street\nBerlin,Lindenweg\n", "No column of the table is headed as a name"),
        (b"\x00\x01\x02", "A CSV or XLSX file is expected"),
        (b"Name,Language\nAnna,xx\n", "No row of the table can be used."),
    ],
)
def test_what_is_no_list_of_people_is_refused_with_a_sentence(
    desk: Page, content: bytes, sentence: str
) -> None:
    page = desk.open(PLACE)
    page = page.press("", form=UPLOAD, files={"file": (io.BytesIO(content), "people.csv")})
    assert page.status == 422
    assert sentence in page.words


def test_a_list_that_nobody_wants_any_more_is_deleted(
    desk: Page, job: LetterJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(desk, persons(2))
    later = time.time() + 8 * 86_400
    monkeypatch.setattr("advocacy.production.letter_job.time.time", lambda: later)
    assert desk.open(PLACE).all(UPLOAD)
    assert not job.folder.exists()


def test_the_list_is_for_the_owner_of_the_data_alone(desk: Page, job: LetterJob) -> None:
    upload(desk, persons(2))
    assert job.folder.stat().st_mode & 0o077 == 0


def test_an_appeal_without_a_sender_says_that_it_has_no_letters(desk: Page) -> None:
    page = desk.open("/campaigns/joint-statement-2021/letters")
    assert "This kind of appeal has no sender" in page.words
    assert not page.all(UPLOAD)


def test_list_and_letters_go_with_their_campaign(desk: Page, job: LetterJob) -> None:
    upload(desk, persons(2))
    desk.open("/campaigns/letter-prosecutor-2020/delete").press("", form="//main//form")
    assert not job.folder.exists()


def at_once(count: int, act: Callable[[], object]) -> list[object]:
    """Do the same from many threads, as impatient people and open tabs do."""
    with ThreadPoolExecutor(count) as pool:
        return [one.result() for one in [pool.submit(act) for _ in range(count)]]


def test_lists_that_come_at_once_follow_one_another_and_the_last_is_whole(
    desk: Page, job: LetterJob, app: Flask, workshop: Workshop
) -> None:
    campaign = campaign_of(app.extensions["advocacy"].store.get("letter-prosecutor-2020"))
    data = merging.csv_text(persons(4)).encode()
    found = at_once(8, lambda: job.look_through(data, campaign, workshop))
    assert [survey.rows for survey in found] == [4] * 8  # type: ignore[attr-defined]
    assert job.stage == "looked"
    assert {path.name for path in job.folder.iterdir()} == {"people.csv", "survey", "campaign"}
    assert [path.name for path in job.folder.parent.iterdir() if path.is_dir()] == [job.folder.name]


def test_two_clicks_are_one_run_that_can_still_be_stopped(
    desk: Page, job: LetterJob, workshop: Workshop
) -> None:
    upload(desk, persons(3_000))
    before = len(letter_job._started)
    at_once(5, lambda: job.start("pdf", workshop))
    assert len(letter_job._started) - before == 1
    # Somebody else's process of this folder finds it taken, and leaves its mark alone.
    mark = (job.folder / "lock").read_bytes()
    with pytest.raises(RefusedError):
        letter_run.main(job.folder)
    assert (job.folder / "lock").read_bytes() == mark
    at_once(3, job.give_up)
    assert not job.alive()
    assert not job.folder.exists()


def test_a_run_that_ends_while_somebody_looks_is_not_begun_again(
    desk: Page, job: LetterJob, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(desk, persons(2)).press("", form=START, fill={"kind": "pdf"})
    waited(desk, is_done)
    stages = iter(("running",))
    real = LetterJob.stage.fget
    assert real is not None
    monkeypatch.setattr(LetterJob, "stage", property(lambda one: next(stages, None) or real(one)))
    app.extensions["advocacy-letters"].go_on()
    assert job.output is not None


def test_a_list_that_is_refused_leaves_the_one_that_was_there(desk: Page, job: LetterJob) -> None:
    page = upload(desk, persons(3))
    data = {"file": (io.BytesIO(b"Town\nBerlin\n"), "people.csv")}
    refused = desk.client.post(
        PLACE, data={**data, "csrf_token": page.all("//input[@name='csrf_token']")[0].value}
    )
    assert refused.status_code == 422
    assert job.survey is not None
    assert job.survey.rows == 3
