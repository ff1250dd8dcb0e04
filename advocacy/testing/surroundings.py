"""Other surroundings for a writer under test: no network, another clock, another place."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

__all__ = ["elsewhere", "no_network"]

FORBIDDEN = frozenset(
    {
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.bind",
        "socket.sendto",
        "subprocess.Popen",
        "os.system",
        "os.posix_spawn",
        "os.exec",
    }
)
"""Audit events of the interpreter that reach beyond the process."""


class _Guard:
    """An audit hook cannot be removed, so there is one, which listens only when asked."""

    installed = False
    attempts: list[str] | None = None

    @classmethod
    def hear(cls, event: str, _arguments: tuple[object, ...]) -> None:
        if cls.attempts is not None and event in FORBIDDEN:
            cls.attempts.append(event)
            raise PermissionError(f"{event} is not allowed to a writer")


@contextmanager
def no_network() -> Iterator[list[str]]:
    """Refuse connections and child processes; yields the attempts, even swallowed ones."""
    if not _Guard.installed:
        sys.addaudithook(_Guard.hear)
        _Guard.installed = True
    before = _Guard.attempts
    attempts: list[str] = []
    _Guard.attempts = attempts
    try:
        yield attempts
    finally:
        _Guard.attempts = before


@contextmanager
def elsewhere() -> Iterator[None]:
    """Move to another folder, time zone, system locale and moment."""
    later = time.time() + 40 * 24 * 3600
    local = time.localtime(later)
    surroundings = {"TZ": "Pacific/Kiritimati", "LANG": "ru_RU.UTF-8", "LC_ALL": "ru_RU.UTF-8"}
    before = Path.cwd()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        stack.callback(os.chdir, before)
        os.chdir(folder)
        stack.callback(_tell_time_zone)
        stack.enter_context(mock.patch.dict(os.environ, surroundings))
        _tell_time_zone()
        stack.enter_context(mock.patch("time.time", return_value=later))
        stack.enter_context(mock.patch("time.localtime", lambda *given: _at(local, given)))
        yield


def _at(local: time.struct_time, given: tuple[float | None, ...]) -> time.struct_time:
    """Answer for the later moment where no moment is given."""
    return time.gmtime(given[0]) if given and given[0] is not None else local


def _tell_time_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()
