"""A PostgreSQL server for the tests: temporary, its own, and reached through a socket alone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from tests import tools

USER = "advocacy"
# Nothing here has to outlive a power cut, and no other program may come in by the network.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
}


class PostgreSQL:
    """A running server, which makes an empty database whenever it is asked for one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def new_database(self) -> str:
        """Return the address of a new database."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self._address(name).replace("postgresql://", "postgresql+psycopg://")

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        """Return as soon as the server answers; the server writes its state into a file."""
        state = self._folder / "data" / "postmaster.pid"
        while process.poll() is None:
            lines = state.read_text().splitlines() if state.exists() else []
            if len(lines) > 7 and lines[7].strip() == "ready":
                return
            os.sched_yield()
        raise AssertionError((self._folder / "log").read_text())

    def _address(self, name: str) -> str:
        return f"postgresql://{USER}@/{name}?host={self._folder}"


@contextmanager
def running_server() -> Iterator[PostgreSQL]:
    """Start a server in a folder of its own, and end and remove it afterwards."""
    # Not in pytest's folder: the path of a socket has at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="advocacy-pg-"))
    person = _somebody_else(folder)
    data = folder / "data"
    try:
        subprocess.run(
            [*person, tools.find("initdb"), "--pgdata", data, "--username", USER, "--auth",
             "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip
        options = [f"--{name}={value}" for name, value in SETTINGS.items()]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                # It ends with the tests even where these are killed.
                [tools.find("setpriv"), "--pdeathsig", "INT", *person[1:],
                 tools.find("postgres"), "-D", data, "-k", folder, *options],
                stdout=log, stderr=log, cwd=folder,
            )  # fmt: skip
        try:
            server = PostgreSQL(folder)
            server.wait(process)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown, which waits for nobody
            process.wait()
    finally:
        shutil.rmtree(folder)


def _somebody_else(folder: Path) -> list[str | Path]:
    """PostgreSQL refuses to run as root: give the folder to its own user, and become that."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return [
        tools.find("setpriv"), "--reuid", "postgres", "--regid", "postgres", "--clear-groups",
    ]  # fmt: skip
