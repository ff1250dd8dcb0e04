"""The served pages: for this machine only, and without any note of who asked."""

from __future__ import annotations

import errno
import http.client
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import Served, serve

ELSEWHERE = "127.0.0.77"
"""Another address of the same machine, to be recognised in whatever is kept."""
PROGRAM = "CanaryBrowser/7.1"
PLACE = "/campaigns/joint-statement-2021"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served") / "data"


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serve(folder) as server:
        yield server


def asked(
    server: Served, method: str, address: str, body: str = "", **headers: str
) -> tuple[http.client.HTTPResponse, str]:
    """Ask from another address of the loopback, with a browser's name."""
    connection = http.client.HTTPConnection(
        "127.0.0.1", server.port, timeout=60, source_address=(ELSEWHERE, 0)
    )
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    sent = {"User-Agent": PROGRAM, "X-Forwarded-For": ELSEWHERE, **form}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, address, body or None, sent)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", errors="replace")
    connection.close()
    return answer, text


def test_no_other_address_of_the_machine_answers(served: Served) -> None:
    with pytest.raises(ConnectionRefusedError) as refusal:
        socket.create_connection((ELSEWHERE, served.port), timeout=20)
    assert refusal.value.errno == errno.ECONNREFUSED


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.test"])
def test_a_name_that_was_rebound_to_this_machine_is_refused(served: Served, host: str) -> None:
    for address in ("/", PLACE, "/static/style.css"):
        answer, text = asked(served, "GET", address, Host=f"{host}:{served.port}")
        assert answer.status == 400
        assert "campaign" not in text.lower()


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "http://[::1]"])
def test_a_form_of_another_site_changes_nothing(served: Served, origin: str) -> None:
    answer, _ = asked(served, "POST", f"{PLACE}/delete", "csrf_token=a", Origin=origin)
    assert answer.status == 403
    assert asked(served, "GET", f"{PLACE}/edit/about")[0].status == 200


def test_the_server_does_not_say_what_it_is(served: Served) -> None:
    answer, _ = asked(served, "GET", "/")
    assert answer.getheader("Server") is None
    assert answer.getheader("X-Powered-By") is None


def test_neither_address_nor_browser_of_a_visitor_is_kept_or_logged(
    served: Served, folder: Path
) -> None:
    for address in ("/", f"{PLACE}/edit/about", "/nothing", f"{PLACE}/files/en.pdf"):
        asked(served, "GET", address)
    answer, page = asked(served, "GET", f"{PLACE}/edit/about")
    cookie = str(answer.getheader("Set-Cookie")).partition(";")[0]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    body = f"csrf_token={token[1]}&version=1&title.en=Changed&do=save"
    saved, _ = asked(served, "POST", f"{PLACE}/edit/about", body, Cookie=cookie)
    assert saved.status == 303
    kept = [*folder.rglob("*"), served.log]
    content = b"".join(path.read_bytes() for path in kept if path.is_file())
    assert b"Changed" in content
    assert ELSEWHERE.encode() not in content
    assert PROGRAM.encode() not in content
