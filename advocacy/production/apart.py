"""Production: other people's plugins work in a process apart, which is ended if it hangs."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import threading
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from advocacy.errors import AdvocacyError, message
from advocacy.plugin_manager import PluginManager
from advocacy.plugin_problems import EndedError, FailedElsewhereError

__all__ = ["Apart", "keep_apart"]

SPAWN = multiprocessing.get_context("spawn")
START_SECONDS = 60


def keep_apart(plugins: PluginManager, *, seconds: float) -> Apart:
    """Give each step of a plugin that is not the program's own so many seconds, in a process apart.

    For a server: a writer that never ends, or that takes its process down, costs its own file
    and nothing else. The process starts when it is first needed.
    """
    folders = [folder.resolve() for folder in plugins.folders]
    apart = Apart(folders=folders, blocked=plugins.blocked, seconds=seconds)
    plugins.keep_apart(apart)
    return apart


class Apart:
    """Processes that hold the same plugins; each does one step at a time."""

    def __init__(self, *, folders: Sequence[Path], blocked: Sequence[str], seconds: float) -> None:
        self._setup = (tuple(folders), tuple(blocked))
        self._seconds = seconds
        self._idle: list[_Process] = []
        self._lock = threading.Lock()

    def __call__(self, plugin: str, step: str, arguments: Mapping[str, object]) -> object:
        """Return a plugin's answer, or raise what it raised.

        An exception that is not of this program comes as FailedElsewhereError. Raises EndedError
        where the plugin takes too long or ends its process.
        """
        process = self._taken()
        try:
            answer = process.ask((plugin, step, arguments), self._seconds)
        except BaseException:
            process.end()
            raise
        with self._lock:
            self._idle.append(process)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def close(self) -> None:
        """End the processes that wait for work."""
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            process.end()

    def _taken(self) -> _Process:
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.alive:
                    return process
        return _Process(self._setup)


class _Process:
    """One process and the way to talk to it."""

    def __init__(self, setup: tuple[tuple[Path, ...], tuple[str, ...]]) -> None:
        self._pipe, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=_work, args=(theirs, *setup), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    @property
    def alive(self) -> bool:
        """Whether it still waits for work."""
        return self._process.is_alive()

    def ask(self, order: tuple[str, str, Mapping[str, object]], seconds: float) -> object:
        """Return the answer, which may be an exception; raises EndedError without one."""
        step = order[1]
        try:
            # The time to start is not the plugin's.
            if not self._ready and self._pipe.poll(START_SECONDS):
                self._ready = bool(self._pipe.recv_bytes())
            self._pipe.send_bytes(pickle.dumps(order))
            if self._pipe.poll(seconds):
                return pickle.loads(self._pipe.recv_bytes())  # noqa: S301 - from our own process
        except (EOFError, OSError):
            raise EndedError(
                message("plugin.gone", "{step} ended the process it ran in.", step=step)
            ) from None
        raise EndedError.after(step, seconds)

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _work(pipe: Connection, folders: tuple[Path, ...], blocked: tuple[str, ...]) -> None:
    """Do what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server
    plugins = PluginManager()
    plugins.load(folders=folders, blocked=blocked)
    pipe.send_bytes(b"ready")
    while True:
        try:
            order = pipe.recv_bytes()
        except EOFError:
            return
        pipe.send_bytes(_answer(plugins, order))


def _answer(plugins: PluginManager, order: bytes) -> bytes:
    plugin, step, arguments = pickle.loads(order)  # noqa: S301 - from our own process
    answer: object
    try:
        answer = plugins.do(plugin, step, arguments)
    except AdvocacyError as error:
        answer = error
    except (Exception, SystemExit) as error:  # noqa: BLE001 - strangers' code raises what it likes
        answer = FailedElsewhereError.of(error)
    try:
        return pickle.dumps(answer)
    except Exception as error:  # noqa: BLE001 - pickling runs strangers' code as well
        return pickle.dumps(FailedElsewhereError.of(error))
