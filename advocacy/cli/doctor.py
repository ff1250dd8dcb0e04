"""`advocacy doctor`: is this a good place to run, seen from inside and by a client."""

from __future__ import annotations

import http.client
import ssl
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

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
MOST_STEPS = 5
CERTIFICATES = {
    9: "is not valid yet: look at the clock of both machines",
    10: "has expired",
    18: "is signed by itself alone",
    19: "is signed by nobody whom browsers know",
    20: "is signed by nobody whom browsers know, or the server does not send the whole chain",
    62: "is for another name",
    64: "is for another address",
}
"""What is wrong with a certificate, by OpenSSL's numbers (X509_V_ERR_…)."""

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
    """Yield what a client sees: TLS, headers, cookies, and whether foreign names are refused.

    Where a certificate is wrong nothing else is asked: nobody knows who would answer.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        yield "bad", f"{url} is no address of a page: it begins with https:// or http://."
        return
    try:
        answers = _visited(url)
        last, headers = answers[-1]
        yield from _encryption(url, last, headers)
        yield from _headers(headers)
        yield from _cookies(answers)
        yield from _foreign(last)
    except ssl.SSLCertVerificationError as error:
        yield "bad", _certificate(error)
    except ssl.SSLError as error:
        yield "bad", f"{url} does not speak TLS ({error.reason}): is it http:// or another port?"
    except (OSError, ValueError, http.client.HTTPException) as error:
        yield "bad", f"{url} does not answer: {error}."


def _certificate(error: ssl.SSLCertVerificationError) -> str:
    said = CERTIFICATES.get(error.verify_code, f"cannot be trusted: {error.verify_message}")
    return f"The certificate {said}. Browsers warn everybody and show no page."


def _connection(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    host = str(parts.hostname)
    if parts.scheme == "https":
        return http.client.HTTPSConnection(
            host, parts.port, timeout=SECONDS, context=ssl.create_default_context()
        )
    return http.client.HTTPConnection(host, parts.port, timeout=SECONDS)


def _asked(url: str, **headers: str) -> tuple[int, http.client.HTTPMessage]:
    parts, connection = urlsplit(url), _connection(url)
    try:
        query = f"?{parts.query}" if parts.query else ""
        connection.request("GET", (parts.path or "/") + query, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers
    finally:
        connection.close()


def _visited(url: str) -> list[tuple[str, http.client.HTTPMessage]]:
    """Ask as a browser does, which follows where it is led; return each address and its headers."""
    answers = []
    for _ in range(MOST_STEPS):
        status, headers = _asked(url)
        answers.append((url, headers))
        there = urljoin(url, headers.get("location", ""))
        if not 300 <= status < 400 or urlsplit(there).hostname != urlsplit(url).hostname:
            break
        url = there
    return answers


def _headers(headers: http.client.HTTPMessage) -> Iterator[Found]:
    for name, words in EXPECTED.items():
        missing = [word for word in words if word not in headers.get(name, "")]
        if missing:
            yield "bad", f"The header {name} lacks “{missing[0]}”; does a proxy take it away?"
        else:
            yield "good", f"The header {name} is strict."
    if headers.get("server"):
        yield "note", f"The header server says “{headers['server']}”: nobody needs to know."


def _cookies(answers: list[tuple[str, http.client.HTTPMessage]]) -> Iterator[Found]:
    """Judge each cookie by how it was set last."""
    set_last = {
        cookie.partition("=")[0].strip(): (url, cookie)
        for url, headers in answers
        for cookie in headers.get_all("set-cookie") or []
    }
    for name, (url, cookie) in set_last.items():
        wanted = ("HttpOnly", "SameSite", *(("Secure",) if url.startswith("https:") else ()))
        given = {part.strip().lower() for part in cookie.split(";")[1:]} - {"samesite=none"}
        held = {part.partition("=")[0] for part in given}
        lacking = [word for word in wanted if word.lower() not in held]
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


def _encryption(url: str, last: str, headers: http.client.HTTPMessage) -> Iterator[Found]:
    """Judge the way to the page that answered last."""
    if urlsplit(last).scheme == "http":
        if urlsplit(last).hostname not in {"127.0.0.1", "localhost", "::1"}:
            yield "bad", "The pages are not encrypted on their way: put TLS in front of them."
        return
    if urlsplit(url).scheme == "http":
        yield "good", "Whoever asks without encryption is led to the encrypted pages."
    if "max-age" not in headers.get("strict-transport-security", ""):
        yield "note", "The header strict-transport-security is missing: the first visit is open."
    version, certificate = _handshake(last)
    ends = ssl.cert_time_to_seconds(str(certificate.get("notAfter", "")))
    days = int((ends - time.time()) // DAY)
    yield ("note" if days < 14 else "good"), f"{version}; the certificate is good for {days} days."


def _handshake(url: str) -> tuple[str, dict[str, Any]]:
    """Return the version of TLS and the certificate."""
    connection = _connection(url)
    try:
        connection.connect()
        socket = connection.sock
        if not isinstance(socket, ssl.SSLSocket):
            return "", {}
        return socket.version() or "", dict(socket.getpeercert() or {})
    finally:
        connection.close()
