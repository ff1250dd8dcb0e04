import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from advocacy.store import Store, open_store
from advocacy.store.location import prepare


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


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = open_store(prepare(folder))
    yield Store(opened.engine, Clock())
    opened.engine.dispose()
