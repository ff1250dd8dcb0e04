"""Real processes that die, share, or run out of room: no saved word is lost, nothing is half."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

import psycopg
import pytest

from advocacy.store import open_store
from advocacy.store.location import prepare
from tests import tools
from tests.postgresql import PostgreSQL
from tests.remote import Answer, RemoteClient
from tests.served import Served, environment, program, serve
from tests.web.forms import Page

SLUGS = ("joint-statement-2021", "letter-prosecutor-2020", "solidarity-day-2013")
SCRIPT = {"Accept": "application/json"}


def mount(size: str, then: str = "") -> list[str]:
    """Return what to put before a command to give it a small disk of its own at a folder."""
    shell = f'mount -t tmpfs -o size={size} none "$0" {then} && exec "$@"'
    return [str(tools.find("unshare")), "--map-root-user", "--mount", "sh", "-c", shell]


class Writer:
    """Somebody who saves one page again and again and remembers what was answered."""

    def __init__(self, server: Served, slug: str) -> None:
        self.client, self.slug = RemoteClient(server.address), slug
        self.address = f"/campaigns/{slug}/edit/about"
        page = Page(self.client, self.client.get(self.address))
        self.version = int(page.one("//input[@name='version']").value)
        self.token = str(page.all("//input[@name='csrf_token']")[0].value)
        self.saved = ""

    def save(self, words: str) -> Answer:
        """Save as the page's script does; remember words that were taken."""
        form = {"csrf_token": [self.token], "version": [str(self.version)], "do": ["save"],
                "title.en": [words]}  # fmt: skip
        answer = self.client.post(self.address, data=form, headers=SCRIPT, follow_redirects=False)
        if answer.status_code == 200:
            self.version, self.saved = int(json.loads(answer.data)["version"]), words
        return answer


def title(folder: Path, slug: str) -> tuple[str, int]:
    """Return what the database holds, and how often it was saved."""
    store = open_store(prepare(folder))
    kept = store.get(slug)
    store.engine.dispose()
    return str(kept.data["title"]["en"]), kept.version


@pytest.mark.parametrize("saves", [3, 25])
def test_killed_in_the_middle_of_saving_every_answered_save_is_there(
    tmp_path: Path, saves: int
) -> None:
    folder = tmp_path / "data"
    with serve(folder) as server:
        writers = [Writer(server, slug) for slug in SLUGS]
        reached = threading.Event()

        def write(writer: Writer) -> None:
            number = 0
            while True:
                number += 1
                try:
                    assert writer.save(f"Title {number}").status_code == 200
                except (OSError, HTTPException):
                    return
                if number >= saves:
                    reached.set()

        threads = [threading.Thread(target=write, args=(writer,)) for writer in writers]
        for thread in threads:
            thread.start()
        assert reached.wait(60)
        server.kill()
        for thread in threads:
            thread.join()
    for writer in writers:
        words, version = title(folder, writer.slug)
        # A last save may have been stored without its answer reaching anybody.
        assert version in {writer.version, writer.version + 1}
        if version == writer.version and writer.saved:
            assert words == writer.saved
    with serve(folder) as server:
        assert RemoteClient(server.address).get("/").status_code == 200


def test_two_servers_on_one_database_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with serve(folder) as one, serve(folder) as other:
        first, second = Writer(one, SLUGS[0]), Writer(other, SLUGS[1])
        threads = [
            threading.Thread(target=lambda w=writer: [w.save(f"Line {n}") for n in range(15)])
            for writer in (first, second)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        shown = RemoteClient(other.address).get(first.address).text
        assert "Line 14" in shown
    for writer in (first, second):
        assert title(folder, writer.slug) == ("Line 14", 16)


def test_two_servers_see_each_others_edits_of_one_page_as_a_conflict(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with serve(folder) as one, serve(folder) as other:
        first, second = Writer(one, SLUGS[0]), Writer(other, SLUGS[0])
        assert first.save("From the first").status_code == 200
        assert second.save("From the second").status_code == 409
    assert title(folder, SLUGS[0]) == ("From the first", 2)


def test_on_a_full_disk_what_was_saved_stays_and_what_was_not_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with serve(folder, before=[*mount("2500k"), str(folder)]) as server:
        writer = Writer(server, SLUGS[0])
        answers: list[Answer] = []
        while not answers or answers[-1].status_code == 200:
            answers.append(writer.save(f"{len(answers)} " + "x" * 900))
            assert len(answers) < 500
        assert answers[-1].status_code == 503
        assert answers[-1].headers["retry-after"] == "30"
        page = Page(writer.client, writer.client.get(writer.address))
        assert page.status == 200
        assert page.value("title.en") == writer.saved
        assert int(page.one("//input[@name='version']").value) == writer.version
        refused = page.press(fill={"title.en": "y" * 900})
        assert refused.status == 503
        assert "Nothing was changed" in refused.words


def test_files_on_a_full_disk_are_whole_or_not_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    example = tools.REPOSITORY / "templates" / "examples" / f"{SLUGS[0]}.toml"
    command = program("render", example, "--format", "text,docx,odt,pdf", "--out", out)
    listing = f"trap 'ls -la {out}' EXIT; \"$@\""
    run = subprocess.run(
        [*mount("60k"), str(out), "sh", "-c", listing, "sh", *command],
        capture_output=True, text=True, check=False, env=environment(),
    )  # fmt: skip
    assert "No space left on device" in run.stderr
    assert "Traceback" not in run.stderr
    assert ".part" not in run.stdout


@pytest.mark.parametrize("killed", [False, True], ids=["ended", "killed"])
def test_a_disk_that_cannot_be_written_is_named_at_the_start(tmp_path: Path, killed: bool) -> None:
    ready, folder = tmp_path / "ready", tmp_path / "data"
    folder.mkdir()
    store = open_store(prepare(ready))
    if killed:
        # What a process leaves that dies with the database open.
        with store.engine.connect() as held:
            held.exec_driver_sql("SELECT count(*) FROM campaign")
            shutil.copytree(ready, tmp_path / "left")
        ready = tmp_path / "left"
    assert bool(list(ready.glob("*-wal"))) is killed
    locked = mount("9m", f'&& cp -r "{ready}/." "$0" && mount -o remount,ro "$0"')
    run = subprocess.run(
        [*locked, str(folder), *program("serve", "--port", "0", "--data-dir", folder)],
        capture_output=True, text=True, check=False, env=environment(), timeout=120,
    )  # fmt: skip
    assert run.returncode == 1
    assert "cannot be used" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.fixture
def away(postgresql: PostgreSQL) -> Iterator[tuple[str, psycopg.Connection[tuple[object, ...]]]]:
    """A database that can be taken away, and the connection of who does it."""
    address = postgresql.new_database()
    plain = address.replace("postgresql+psycopg://", "postgresql://")
    name = plain.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(plain.replace(f"/{name}?", "/postgres?"), autocommit=True) as master:
        yield plain, master


def test_a_database_that_goes_and_comes_back_costs_patience_and_no_word(
    away: tuple[str, psycopg.Connection[tuple[object, ...]]], tmp_path: Path
) -> None:
    address, master = away
    name = address.partition("?")[0].rpartition("/")[2]
    with serve(tmp_path / "data", more={"DATABASE_URL": address}) as server:
        writer = Writer(server, SLUGS[0])
        assert writer.save("Before").status_code == 200
        master.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        master.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        assert writer.save("Meanwhile").status_code == 503
        page = Page(writer.client, writer.client.get(writer.address))
        assert page.status == 503
        assert "try again in a minute" in page.words
        master.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert writer.save("After").status_code == 200
        shown = Page(writer.client, writer.client.get(writer.address))
        assert shown.value("title.en") == "After"
