"""Before a page that costs much: only so many are made at once, and only so many wait."""

from __future__ import annotations

import os
import threading

from flask import Flask, Response, g, render_template, request

from advocacy.errors import message
from advocacy.web.wording import say

__all__ = ["EXPENSIVE", "Gate", "install"]

EXPENSIVE = frozenset(
    {
        *("download.file", "download.pack", "action.file", "signon.pdf", "edited.look_through"),
        *("languages.file", "languages.picture", "packs.show"),
        *("preview.kind", "preview.pane", "preview.picture", "preview.show"),
        *("translation.export", "signatories.look_through"),
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

    def enter() -> Response | None:
        if request.endpoint not in EXPENSIVE:
            return None
        gate: Gate = app.extensions["advocacy.gate"]
        if not gate.enter():
            return _busy()
        g.entered = gate
        return None

    def leave(_error: BaseException | None) -> None:
        if (gate := g.pop("entered", None)) is not None:
            gate.leave()

    app.before_request(enter)
    app.teardown_request(leave)


def _busy() -> Response:
    page = render_template("pages/failure.html", status=503, sentence=say(BUSY), problems=())
    return Response(page, 503, {"Retry-After": "5"})
