"""The self-check and the doctor: what a host has to mend is found, and nothing else."""

from __future__ import annotations

import datetime
import importlib.metadata
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient

from advocacy.cli.doctor import seen_by_a_client
from advocacy.errors import AdvocacyError
from advocacy.production.workshop import open_workshop
from advocacy.store import Store
from advocacy.web.selfcheck import findings, known_faults
from tests.served import serve
from tests.web.forms import Page

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop
    from tests.conftest import Called


@pytest.fixture
def folder(app: Flask) -> Path:
    return Path(app.config["ADVOCACY_FOLDER"])


def found(folder: Path, store: Store, workshop: Workshop, **options: object) -> dict[str, str]:
    """Return the level of each finding by its key."""
    options = {"environment": {}, **options}
    seen = findings(folder, store, workshop, **options)  # type: ignore[arg-type]
    return {one.message.key.removeprefix("selfcheck."): one.level for one in seen}


def test_a_fresh_desk_has_nothing_to_mend(folder: Path, store: Store) -> None:
    # The workshop of other tests remembers what went wrong in them.
    levels = found(folder, store, open_workshop())
    assert [name for name, level in levels.items() if level == "bad"] == []
    assert {"private", "sound", "disk", "time", "fonts", "whole"} <= set(levels)


def test_what_others_can_read_is_named(folder: Path, store: Store, workshop: Workshop) -> None:
    (folder / "secret").chmod(0o644)
    assert found(folder, store, workshop)["open_files"] == "bad"


def test_a_clock_before_the_last_save_is_named(
    folder: Path, store: Store, workshop: Workshop
) -> None:
    past = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)
    assert found(folder, store, workshop, now=lambda: past)["clock"] == "bad"


def test_a_full_disk_is_named(
    folder: Path, store: Store, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil
    from types import SimpleNamespace

    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5_000_000))
    assert found(folder, store, workshop)["disk"] == "bad"


def test_a_password_in_the_environment_is_to_be_looked_at(
    folder: Path, store: Store, workshop: Workshop
) -> None:
    environment = {"ADVOCACY_SMTP_PASSWORD": "x"}
    assert found(folder, store, workshop, environment=environment)["password"] == "note"  # noqa: S105 - the name of a finding


def test_a_broken_language_is_to_be_looked_at(folder: Path, store: Store, tmp_path: Path) -> None:
    (tmp_path / "more" / "zz").mkdir(parents=True)
    (tmp_path / "more" / "zz" / "locale.toml").write_text("code =", encoding="utf-8")
    workshop = open_workshop(locale_dirs=[tmp_path / "more"])
    assert found(folder, store, workshop)["broken"] == "note"


def advisory(name: str, version: str) -> str:
    package = {"name": name, "ecosystem": "PyPI"}
    return json.dumps([{"id": "OSV-1", "affected": [{"package": package, "versions": [version]}]}])


def test_an_installed_version_with_a_known_fault_is_named() -> None:
    (one,) = known_faults(advisory("Flask", importlib.metadata.version("flask")))
    assert (one.level, "OSV-1" in str(one.message)) == ("bad", True)
    (none,) = known_faults(advisory("flask", "0.0.1"))
    assert none.level == "good"


@pytest.mark.parametrize("text", ["", "{}}", "7", '[{"id": 1}]', '{"a": 1}'])
def test_what_is_no_list_of_faults_is_refused(text: str) -> None:
    with pytest.raises(AdvocacyError, match="no JSON list"):
        known_faults(text)


def test_the_page_shows_what_was_found(client: FlaskClient) -> None:
    page = Page(client, client.get("/self-check"))
    assert page.status == 200
    assert "Free on the disk" in page.words
    assert "to mend" not in page.words


def test_the_doctor_says_what_to_mend_and_ends_with_one(
    cli: Callable[..., Called], app: Flask, folder: Path
) -> None:
    assert cli("doctor", "--data-dir", folder).status == 0
    (folder / "secret").chmod(0o644)
    done = cli("doctor", "--data-dir", folder)
    assert done.status == 1
    assert "MEND    Other accounts of this machine can read secret" in done.out


def test_a_client_finds_our_own_pages_strict(tmp_path: Path) -> None:
    with serve(tmp_path / "data") as server:
        seen = list(seen_by_a_client(server.address))
    assert [sentence for level, sentence in seen if level != "good"] == []
    assert len(seen) >= 6


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "ftp://127.0.0.1/", "nonsense", ""])
def test_a_client_that_gets_no_page_says_so(url: str) -> None:
    ((level, sentence),) = seen_by_a_client(url)
    assert level == "bad"
    assert sentence.endswith(".")


def test_a_client_finds_pages_that_are_not_strict(tmp_path: Path) -> None:
    import http.server
    import threading

    class Careless(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Set-Cookie", "session=1")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Careless)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    seen = list(seen_by_a_client(f"http://127.0.0.1:{server.server_port}/"))
    server.shutdown()
    thread.join()
    server.server_close()
    words = " ".join(sentence for level, sentence in seen if level == "bad")
    for wanted in ("content-security-policy", "cookie session", "a name that is not theirs"):
        assert wanted in words
