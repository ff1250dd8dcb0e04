"""The program as a process of its own: started, asked, stopped, killed; behind walls if wanted."""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from tests import tools

__all__ = ["Served", "environment", "program", "serve", "walled"]

ALONE = """
import os, socket, sys
socket.sethostname(sys.argv[1])
os.execvp(sys.argv[2], sys.argv[2:])
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its address, its process, and where its log goes."""

    address: str
    process: subprocess.Popen[str]
    log: Path

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(urlsplit(self.address).port or 0)

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        self.process.kill()
        self.process.wait()


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process that finds this checkout."""
    return {**os.environ, "PYTHONPATH": str(tools.REPOSITORY), "DATABASE_URL": "", **more}


def program(*arguments: object) -> list[str]:
    """Return the command line of the program."""
    return [sys.executable, "-m", "advocacy", *map(str, arguments)]


@contextmanager
def serve(
    folder: Path,
    *options: object,
    before: Sequence[str] = (),
    more: Mapping[str, str] | None = None,
) -> Iterator[Served]:
    """Serve a data directory on a free port until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder.parent / f"{folder.name}.log"
    command = [*before, *program("serve", "--port", "0", "--data-dir", folder, *options)]
    with log.open("a", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
            env=environment(**(more or {})),
        )
    try:
        yield Served(_address(process.stdout, log), process, log)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _address(stdout: IO[str] | None, log: Path) -> str:
    """Wait for the line that says where the pages are."""
    assert stdout is not None
    for line in stdout:
        if found := re.search(r"http://\S+", line):
            return found[0]
    raise AssertionError(f"The server did not start: {log.read_text(encoding='utf-8')}")


@functools.cache
def walled(host: str = "nowhere") -> tuple[str, ...]:
    """Return what to put before a command so that it runs on a machine without any network.

    The command gets a network namespace of its own, in which even the loopback is down, and a host
    name of its own. Where the system forbids this to ordinary users it says so.
    """
    wall = (str(tools.find("unshare")), "--map-root-user", "--net", "--uts")
    inside = (*wall, sys.executable, "-c", ALONE, host)
    done = subprocess.run([*inside, "true"], capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, f"This system has no user namespaces for tests: {done.stderr}"
    return inside
