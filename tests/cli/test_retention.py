"""`advocacy retention` shows what will be deleted, and deletes it when its day has come."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

from advocacy.store import Endorsements, PublicPages, Retention, open_store
from advocacy.store.location import prepare
from advocacy.store.retention_job import RetentionThread
from tests.store.conftest import Clock
from tests.store.test_endorsements import Desk


def filled(folder: Path) -> str:
    """Keep one confirmed and one unconfirmed endorsement of a campaign that ended in 2021."""
    address = prepare(folder)
    store = open_store(address)
    desk = Desk(store, Clock())
    desk.confirmed("Открыто")
    desk.sign("Неподтверждённая", email="u@example.org")
    desk.pages.end("statement", ended=True)
    store.engine.dispose()
    return address


def test_what_will_go_is_shown_and_goes_with_the_next_command(
    cli: Callable[..., Any], tmp_path: Path
) -> None:
    filled(tmp_path)
    line = (
        "statement: 2021-08-13: contact data of 1 endorsements, 1 unconfirmed endorsements as a "
        "whole\n"
    )
    assert cli("retention", "show", "--data-dir", tmp_path).out == line
    assert cli("retention", "show", "--data-dir", tmp_path).out == line
    assert cli("retention", "run", "--data-dir", tmp_path).out == line
    assert cli("retention", "run", "--data-dir", tmp_path).out == "Nothing has expired.\n"
    assert cli("retention", "show", "--data-dir", tmp_path).out == (
        "Nothing is kept that expires.\n"
    )
    assert b"canary@" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_what_has_not_expired_stays(cli: Callable[..., Any], tmp_path: Path) -> None:
    store = open_store(filled(tmp_path))
    PublicPages(store.engine).end("statement", ended=True)
    assert cli("retention", "run", "--data-dir", tmp_path).out == "Nothing has expired.\n"
    assert len(Endorsements(store.engine).all("statement")) == 2
    store.engine.dispose()


def test_the_job_beside_the_pages_deletes_at_its_start(tmp_path: Path) -> None:
    store = open_store(filled(tmp_path))
    clock = Clock()
    clock.now += datetime.timedelta(days=31)
    job = RetentionThread(Retention(store.engine, clock))
    job.start()
    job.stop()
    assert Retention(store.engine).show() == ()
    store.engine.dispose()
