"""The served pages: for this machine only, and without any note of who asked."""

from __future__ import annotations

import errno
import http.client
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from advocacy import resources
from advocacy.campaigns.data import to_data
from advocacy.campaigns.file import read_campaign
from advocacy.store.scope import Scope
from tests.remote import Answer, RemoteClient
from tests.served import Served, serve
from tests.web.accounts.house import furnish, hosted_app
from tests.web.forms import Page
from tests.web.signing import FORM, LETTER, STATEMENT, filled

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

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


class Told(RemoteClient):
    """A visitor of whom a careless proxy, and the browser, tell everything."""

    def _once(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        said = dict.fromkeys(("X-Forwarded-For", "X-Real-IP"), MACHINE)
        told = {**said, "Forwarded": f"for={MACHINE}", "User-Agent": PROGRAM}
        return super()._once(method, path, body, {**headers, **told})


MACHINE = "203.0.113.77"
TYPED = {"sentence": "Wordbird one", "name": "Wordbird two", "address": "Wordbird three",
         "place": "Wordbird four"}  # fmt: skip
HOSTED = {"ADVOCACY_HOSTS": "127.0.0.1", "ADVOCACY_HTTPS": "0", "ADVOCACY_PROXIES": "1"}


def open_to_the_public(folder: Path, workshop: Workshop) -> tuple[str, str]:
    """Make a server's folder with a statement to sign and a letter to send; return their names."""
    house = furnish(hosted_app(folder, workshop, mails=True))
    lead = house.people["vesna", "lead"]
    own = house.store.within(Scope(team=lead.team.id, key="vesna", account=None))
    [letter] = [path for path in resources.examples() if path.stem == LETTER]
    names = house.slug("vesna"), own.create(to_data(read_campaign(letter))).slug
    assert names[0].endswith(STATEMENT)
    for slug in names:
        public = house.page(f"/campaigns/{slug}/public", "vesna", "lead")
        assert public.press("publish", form=FORM, fill={"edition": "new"}).status == 200
    house.store.engine.dispose()
    return names


def test_nothing_that_visitors_type_on_public_pages_is_logged_nor_who_they_are(
    tmp_path: Path, workshop: Workshop
) -> None:
    folder = tmp_path / "data"
    statement, letter = open_to_the_public(folder, workshop)
    signature = filled(
        "de", "Signbird Initiative", contact="Signbird", email="signbird@example.org"
    )
    with serve(folder, "--hosted", more=HOSTED) as server:
        visitor = Told(server.address)
        page = Page(visitor, visitor.get(f"/sign/{statement}/de"))
        assert page.press("", form=FORM, fill=signature).status == 422
        assert page.press("", form=FORM, fill={**signature, "form": "Signbird"}).status == 400
        assert page.press("", form=FORM, fill=signature, tick=["yes"]).status == 200
        assert visitor.get(f"/sign/{statement}/de/confirm/Signbird").status_code == 422
        page = Page(visitor, visitor.get(f"/act/{letter}/de"))
        assert page.press("", form=FORM, fill={**TYPED, "name": "Wordbird\nTwo"}).status == 422
        made = page.press("", form=FORM, fill=TYPED)
        assert "Wordbird two" in made.words
        for kind in ("pdf", "docx", "text"):
            form = f"//form[contains(@action, 'letter.{kind}')]"
            assert made.press("", form=f"({form})[1]").status == 200
        door = Page(visitor, visitor.get("/account/login"))
        typed = {"email": "doorbird@example.org", "password": "Doorbird is wrong"}
        assert "do not belong together" in door.press("", form=FORM, fill=typed).words
        assert visitor.get("/Wordbird?q=Doorbird").status_code == 404
    log = server.log.read_text(encoding="utf-8")
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"Signbird Initiative" in kept
    assert b"signbird@example.org" in kept
    for word in ("Wordbird", "Doorbird", "doorbird", MACHINE, PROGRAM):
        assert word.encode() not in kept, word
        assert word not in log, word
    assert "ignbird" not in log
