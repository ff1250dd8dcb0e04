import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from advocacy.store import Store, open_store
from advocacy.store.location import prepare
from tests.postgresql import PostgreSQL


class Clock:
    """A clock that goes a minute at each look."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2021, 7, 14, 12, 0, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        self.now += datetime.timedelta(minutes=1)
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.tools)])
def database(request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of an empty database, of each kind that the program works with."""
    if request.param == "sqlite":
        return prepare(folder)
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.new_database()


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    yield from opened(database)


@pytest.fixture
def file_store(folder: Path) -> Iterator[Store]:
    """The store in a file, where the test is about the file."""
    yield from opened(prepare(folder))


def opened(address: str) -> Iterator[Store]:
    store = open_store(address)
    yield Store(store.engine, Clock())
    store.engine.dispose()
