"""A server that is killed in the middle of saving keeps every save that it has answered."""

import http.client
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from advocacy.store import open_store
from advocacy.store.location import prepare

SLUG = "small"
SAVES, KILLS = 100, 4


class Server:
    """A desk in a process of its own, on a free port; may be started again on the same data."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "advocacy", "serve", "--port", "0", "--data-dir", str(folder)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert self.process.stdout
        lines = iter(self.process.stdout.readline, "")
        self.address = next(
            match[0] for line in lines if (match := re.search(r"http://127\.0\.0\.1:\d+", line))
        )

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()


class Typist:
    """Somebody whose page saves while it is written in; a new page after each crash."""

    def __init__(self, address: str) -> None:
        self.form = f"{address}/campaigns/{SLUG}/edit/about"
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(jar)
        page = self.opener.open(self.form, timeout=30).read().decode()
        self.token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]  # type: ignore[index]
        self.version = re.search(r'name="version" value="(\d+)"', page)[1]  # type: ignore[index]

    def save(self, title: str) -> None:
        """Save a title as the script of the page does; raises when no answer comes."""
        fields = {
            "csrf_token": self.token,
            "version": self.version,
            "title.en": title,
            "do": "save",
        }
        request = urllib.request.Request(
            self.form, urllib.parse.urlencode(fields).encode(), {"Accept": "application/json"}
        )
        with self.opener.open(request, timeout=30) as answer:
            told = answer.read().decode()
        assert '"state":"saved"' in told
        self.version = re.search(r'"version":(\d+)', told)[1]  # type: ignore[index]


@pytest.mark.parametrize("seed", [20210714])
def test_a_killed_server_loses_no_answered_save_and_no_database(tmp_path: Path, seed: int) -> None:
    small = {"slug": SLUG, "appeal": "solidarity-manifesto", "source": "en", "languages": ["en"]}
    open_store(prepare(tmp_path)).create({**small, "date": "2021-07-14", "title": {"en": "Before"}})
    (tmp_path / "examples-loaded").touch()
    chance = random.Random(seed)  # noqa: S311 - moments of a test, no secret
    answered, tried = 0, 0
    for _ in range(KILLS):
        server = Server(tmp_path)
        typist = Typist(server.address)
        killer = threading.Timer(chance.uniform(0.05, 1.5), server.kill)
        killer.start()
        try:
            for tried in range(answered + 1, SAVES + 1):
                typist.save(f"Save {tried}")
                answered = tried
        except (OSError, http.client.HTTPException):
            pass  # the answer never came
        killer.join()
        assert server.process.returncode == -signal.SIGKILL
        title = whole_title(tmp_path)
        # The save under way may be in, although its answer never came; nothing else is lost.
        assert title in {f"Save {answered}", f"Save {tried}"} or answered == 0
        answered = max(answered, int(title.rpartition(" ")[2]) if title.startswith("Save") else 0)
    finish(tmp_path, answered)


def finish(folder: Path, answered: int) -> None:
    """Make the rest of the hundred saves on what the last crash left."""
    server = Server(folder)
    try:
        typist = Typist(server.address)
        for number in range(answered + 1, SAVES + 1):
            typist.save(f"Save {number}")
    finally:
        server.kill()
    assert whole_title(folder) == f"Save {SAVES}"
    assert len(open_store(f"sqlite:///{database(folder)}").history(SLUG)) == SAVES + 1


def whole_title(folder: Path) -> str:
    """Return the stored title, after SQLite itself has looked through the whole database."""
    connection = sqlite3.connect(database(folder))
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()
    return str(open_store(f"sqlite:///{database(folder)}").get(SLUG).data["title"]["en"])


def database(folder: Path) -> Path:
    [found] = folder.glob("*.sqlite3")
    return found
