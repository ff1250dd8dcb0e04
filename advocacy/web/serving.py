"""The server around the pages: waitress, with a line of requests that has an end."""

from __future__ import annotations

from typing import Any

from flask import Flask
from waitress.server import create_server
from waitress.task import ThreadedTaskDispatcher
from waitress.utilities import Error

__all__ = ["LONGEST_LINE", "THREADS", "make_server"]

THREADS = 12
"""More than wait at the gate of expensive pages: the others have threads left to answer them."""
LONGEST_LINE = 100
"""Requests that wait for a thread; with those before it, the last waits some seconds."""


class _BusyError(Error):  # type: ignore[misc]
    """The answer to a request that came when the line was full."""

    code, reason = 503, "Service Unavailable"

    def to_response(self, ident: Any = None) -> tuple[str, list[tuple[str, str]], bytes]:
        status, headers, _ = super().to_response(ident)
        body = b"Too many people at once. Please try again in some seconds.\n"
        return status, [*headers, ("Retry-After", "5"), ("Cache-Control", "no-store")], body


class _Line(ThreadedTaskDispatcher):  # type: ignore[misc]
    """Hands requests to threads; what does not fit into the line is refused and costs nothing."""

    def add_task(self, task: Any) -> None:
        if len(self.queue) >= LONGEST_LINE and getattr(task, "requests", None):
            task.requests[0].error = _BusyError("")
        super().add_task(task)


def make_server(
    app: Flask, *, host: str, port: int, threads: int = THREADS, behind_proxy: bool = False
) -> Any:
    """Make a server that tells nothing about itself; ``run`` serves until it is interrupted.

    With ``behind_proxy`` the application sees what proxies say, and itself counts them.
    """
    line = _Line()
    # A line is what it is for; a warning for each request in it would fill the log.
    line.queue_logger.disabled = True
    line.set_thread_count(threads)
    return create_server(
        app, host=host, port=port, threads=threads, ident=None, connection_limit=500,
        _dispatcher=line, clear_untrusted_proxy_headers=not behind_proxy,
    )  # fmt: skip
