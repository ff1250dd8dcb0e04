from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.accounts.house import House, furnish, hosted_app

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop


@pytest.fixture
def house(tmp_path: Path, workshop: "Workshop") -> House:
    """A server with two teams."""
    return furnish(hosted_app(tmp_path / "data", workshop))
