"""Before a page that costs much: only so many are made at once, and only so many wait."""

from __future__ import annotations

import os
import threading

from flask import Flask, g, request

from advocacy.errors import AdvocacyError, Message, message

__all__ = ["EXPENSIVE", "Gate", "LaterError", "install"]

EXPENSIVE = frozenset(
    {
        *("download.file", "download.pack", "action.file", "signon.pdf", "edited.look_through"),
        *("action.make", "languages.file", "languages.picture", "packs.show"),
        *("preview.kind", "preview.pane", "preview.picture", "preview.show"),
        *("letters.look_through", "letters.picture", "letters.show"),
        *("translation.export", "translation.upload", "translation.upload_alone"),
        *("campaigns.upload", "endorsement_entry.take", "signatories.look_through"),
    }
)
"""Routes that make or read whole files."""
WAITING = 8
"""As many wait as a browser asks for at once for the pictures of one page, and some more."""
LONGEST_WAIT = 20.0
"""Seconds; who waits longer has given up."""
BUSY = message(
    "failure.busy",
    "Many people are making files at this moment. Nothing was changed; try again in some seconds.",
)
BUSY_SECONDS = 5


class LaterError(AdvocacyError):
    """There is no place for this request now; nothing was done, and it may come again."""

    def __init__(self, message: Message, *, status: int, seconds: int) -> None:
        super().__init__(message)
        self.status, self.seconds = status, seconds

    @property
    def headers(self) -> dict[str, str]:
        """What tells a program when to come again."""
        return {"Retry-After": str(self.seconds)}


class Gate:
    """Lets ``running`` in at once and ``waiting`` wait; refuses the others at once."""

    def __init__(self, running: int, waiting: int, longest: float = LONGEST_WAIT) -> None:
        self._running = threading.BoundedSemaphore(running)
        self._line = threading.BoundedSemaphore(running + waiting)
        self._longest = longest

    def enter(self) -> bool:
        """Wait for a place; False where there is none."""
        if not self._line.acquire(blocking=False):
            return False
        if self._running.acquire(timeout=self._longest):
            return True
        self._line.release()
        return False

    def leave(self) -> None:
        """Give the place to the next."""
        self._running.release()
        self._line.release()


def install(app: Flask) -> None:
    """Let expensive pages be made one after the other, beside those that cost little."""
    app.extensions["advocacy.gate"] = Gate(os.cpu_count() or 1, WAITING)

    def enter() -> None:
        if request.endpoint not in EXPENSIVE:
            return
        gate: Gate = app.extensions["advocacy.gate"]
        if not gate.enter():
            raise LaterError(BUSY, status=503, seconds=BUSY_SECONDS)
        g.entered = gate

    def leave(_error: BaseException | None) -> None:
        if (gate := g.pop("entered", None)) is not None:
            gate.leave()

    app.before_request(enter)
    app.teardown_request(leave)
