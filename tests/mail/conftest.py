import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from advocacy.mail import Sender
from advocacy.store import Outbox, Store, open_store
from advocacy.store.location import prepare
from tests.mail.server import MailServer


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2021, 7, 14, 12, 0, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += datetime.timedelta(**span)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = open_store(prepare(folder))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def outbox(store: Store, clock: Clock) -> Outbox:
    return Outbox(store.engine, clock)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def sender(outbox: Outbox, mail_server: MailServer) -> Sender:
    return Sender(outbox, mail_server.settings)
