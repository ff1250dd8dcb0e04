from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.data_dirs import DataDir
from tests.web.accounts.house import House, People, furnish, hosted_app

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop


@pytest.fixture(scope="session")
def two_teams(
    tmp_path_factory: pytest.TempPathFactory, workshop: "Workshop"
) -> tuple[DataDir, People]:
    """What lies in the data directory of a server with two teams, and their people."""
    folder = tmp_path_factory.mktemp("two-teams")
    people = furnish(hosted_app(folder, workshop)).people
    return DataDir.read(folder), people


@pytest.fixture
def hosted(
    tmp_path: Path, workshop: "Workshop", two_teams: tuple[DataDir, People]
) -> Callable[..., House]:
    """Make a server with two teams, of one's own: ``hosted(mails=True)``."""
    data_dir, people = two_teams

    def make(**settings: object) -> House:
        return House(hosted_app(data_dir.at(tmp_path / "data"), workshop, **settings), people)

    return make


@pytest.fixture
def house(hosted: Callable[..., House]) -> House:
    """A server with two teams."""
    return hosted()
