"""A plugin that works in this process gets so many seconds; what it does longer is broken off."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from advocacy.plugin_problems import EndedError

__all__ = ["SECONDS", "at_most"]

SECONDS = 20
"""How long a plugin may take to be imported, to answer a hook, and to show a page."""

AGAIN_AFTER = 1
"""Seconds after which a plugin that swallowed the exception gets it once more."""


class _BrokenOffError(BaseException):
    """Raised in a plugin's midst; not an Exception, so that its own handlers let it pass."""


@contextmanager
def at_most(step: str, *, seconds: float = SECONDS) -> Iterator[None]:
    """Break off what this thread does inside after so many seconds; raises EndedError.

    Reaches whatever runs Python, such as an endless loop. A call that waits in the operating system
    ends first: only another process could be ended from there.
    """
    watch = _Watch(seconds)
    try:
        try:
            yield
        finally:
            watch.stop()
    except _BrokenOffError:
        raise EndedError.after(step, seconds) from None


class _Watch:
    """Waits beside a thread and raises an exception in it when its time is over."""

    def __init__(self, seconds: float) -> None:
        self._thread = threading.get_ident()
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._raised = False
        threading.Thread(target=self._wait, args=(seconds,), daemon=True).start()

    def stop(self) -> None:
        """Raise nothing any more, not even what is on its way."""
        with self._lock:
            self._done.set()
            if self._raised:
                _raise_in(self._thread, None)

    def _wait(self, seconds: float) -> None:
        while not self._done.wait(seconds):
            seconds = AGAIN_AFTER
            with self._lock:
                if not self._done.is_set():
                    self._raised = True
                    _raise_in(self._thread, _BrokenOffError)


def _raise_in(thread: int, kind: type[BaseException] | None) -> None:
    """Let the interpreter raise an exception in a thread at its next step; None takes it back."""
    import ctypes  # noqa: PLC0415 - hardly any plugin takes so long

    raised = None if kind is None else ctypes.py_object(kind)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
