"""While a document is drawn: Python's search for cycles waits, since it would find none.

Long lists make hundreds of thousands of small objects, all of them needed until the file is done.
The search looks at every one again and again: a fifth of the time of ten thousand signatories.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["undisturbed"]

_LOCK = threading.Lock()
_waiting = 0
_paused = False


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let the search wait until the last of those who draw at the same time has finished.

    Whoever has switched it off finds it off afterwards.
    """
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _waiting, _paused  # noqa: PLW0603 - the collector is one per process, too
    with _LOCK:
        _waiting += 1
        if gc.isenabled():
            gc.disable()
            _paused = True


def _leave() -> None:
    global _waiting, _paused  # noqa: PLW0603
    with _LOCK:
        _waiting -= 1
        if not _waiting and _paused:
            _paused = False
            gc.enable()
