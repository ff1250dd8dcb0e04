"""`advocacy doctor`: is this a good place to run, seen from inside and by a client."""

from __future__ import annotations

import http.client
import ssl
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from advocacy.cli.options import data_dir_option, opened_store, resource_options, workshop_from
from advocacy.store import data_directory

__all__ = ["doctor", "seen_by_a_client"]

SECONDS = 15
EXPECTED = {
    "content-security-policy": ("default-src 'none'", "frame-ancestors 'none'"),
    "referrer-policy": ("no-referrer",),
    "x-content-type-options": ("nosniff",),
    "cache-control": ("no-store",),
}
"""Headers of a page, and what has to stand in each."""
MARKS = {"good": "good    ", "note": "look at ", "bad": "MEND    "}
FOREIGN = "foreign.invalid"
DAY = 86_400

Found = tuple[str, str]


@click.command()
@data_dir_option
@click.option("--url", help="Also look at these pages as a client sees them (https://…).")
@click.option(
    "--advisories",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A list of known faults (JSON list of OSV entries) to compare the versions with.",
)
@resource_options
def doctor(data_dir: Path | None, url: str | None, advisories: Path | None, **options: Any) -> None:
    """Look at permissions, database, disk, clock, fonts, parts, and what is exposed.

    Exit status 1 when something has to be mended. Nothing is changed, and without --url nothing
    is asked of the network.
    """
    from advocacy.web.selfcheck import findings, known_faults  # noqa: PLC0415 - Flask is slow

    store = opened_store(data_dir)
    found: list[Found] = [
        (one.level, str(one.message))
        for one in (
            *findings(data_dir or data_directory(), store, workshop_from(options)),
            *(known_faults(advisories.read_text(encoding="utf-8")) if advisories else ()),
        )
    ]
    found += seen_by_a_client(url) if url else ()
    for level, sentence in found:
        click.echo(f"{MARKS[level]}{sentence}")
    if any(level == "bad" for level, _ in found):
        sys.exit(1)


def seen_by_a_client(url: str) -> Iterator[Found]:
    """Yield what a client sees: headers, cookies, TLS, and whether foreign names are refused."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        yield "bad", f"{url} is no address of a page: it begins with https:// or http://."
        return
    try:
        headers = _asked(url)[1]
        yield from _headers(headers)
        yield from _cookies(headers, secure=parts.scheme == "https")
        yield from _foreign(url)
        yield from _tls(url, headers)
    except (OSError, http.client.HTTPException) as error:
        yield "bad", f"{url} does not answer: {error}."


def _connection(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    host = str(parts.hostname)
    if parts.scheme == "https":
        return http.client.HTTPSConnection(
            host, parts.port, timeout=SECONDS, context=ssl.create_default_context()
        )
    return http.client.HTTPConnection(host, parts.port, timeout=SECONDS)


def _asked(url: str, **headers: str) -> tuple[int, http.client.HTTPMessage]:
    connection = _connection(url)
    try:
        connection.request("GET", urlsplit(url).path or "/", headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers
    finally:
        connection.close()


def _headers(headers: http.client.HTTPMessage) -> Iterator[Found]:
    for name, words in EXPECTED.items():
        missing = [word for word in words if word not in headers.get(name, "")]
        if missing:
            yield "bad", f"The header {name} lacks “{missing[0]}”; does a proxy take it away?"
        else:
            yield "good", f"The header {name} is strict."
    if headers.get("server"):
        yield "note", f"The header server says “{headers['server']}”: nobody needs to know."


def _cookies(headers: http.client.HTTPMessage, *, secure: bool) -> Iterator[Found]:
    wanted = ("httponly", "samesite", *(("secure",) if secure else ()))
    for cookie in headers.get_all("set-cookie") or []:
        name = cookie.partition("=")[0]
        lacking = [word for word in wanted if word not in cookie.lower()]
        if lacking:
            yield "bad", f"The cookie {name} lacks {', '.join(lacking)}."
        else:
            yield "good", f"The cookie {name} is for this origin alone and no script."


def _foreign(url: str) -> Iterator[Found]:
    status, _ = _asked(url, Host=FOREIGN)
    if status < 400:
        yield (
            "bad",
            "The pages answer under a name that is not theirs; let the proxy pass the host.",
        )
    else:
        yield "good", "Under a name that is not theirs the pages do not answer."


def _tls(url: str, headers: http.client.HTTPMessage) -> Iterator[Found]:
    if urlsplit(url).scheme == "http":
        if urlsplit(url).hostname not in {"127.0.0.1", "localhost", "::1"}:
            yield "bad", "The pages are not encrypted on their way: put TLS in front of them."
        return
    if "max-age" not in headers.get("strict-transport-security", ""):
        yield "note", "The header strict-transport-security is missing: the first visit is open."
    connection = _connection(url)
    try:
        connection.connect()
        socket = connection.sock
        certificate = socket.getpeercert() if isinstance(socket, ssl.SSLSocket) else None
        version = socket.version() if isinstance(socket, ssl.SSLSocket) else None
    finally:
        connection.close()
    ends = ssl.cert_time_to_seconds(str((certificate or {}).get("notAfter", "")))
    days = int((ends - time.time()) // DAY)
    yield ("note" if days < 14 else "good"), f"{version}; the certificate is good for {days} days."
