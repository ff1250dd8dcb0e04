from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient

from advocacy.store import Store
from advocacy.web import create_app
from tests.data_dirs import DataDir
from tests.web.forms import Page
from tests.web.signing import opened

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop


@pytest.fixture
def app(tmp_path: Path, workshop: "Workshop", first_start: DataDir) -> Flask:
    """A desk with the example campaigns."""
    return create_app(data_dir=first_start.at(tmp_path / "data"), workshop=workshop)


@pytest.fixture(scope="session")
def open_for_signing(tmp_path_factory: pytest.TempPathFactory, workshop: "Workshop") -> DataDir:
    """What lies in the data directory of a desk whose statement is open for signing."""
    folder = tmp_path_factory.mktemp("open-for-signing")
    opened(folder, workshop)
    return DataDir.read(folder)


@pytest.fixture
def open_desk(tmp_path: Path, workshop: "Workshop", open_for_signing: DataDir) -> Flask:
    """A desk of one's own with a mail server, whose statement is open for signing."""
    return create_app(
        data_dir=open_for_signing.at(tmp_path / "data"), workshop=workshop, mails=True
    )


@pytest.fixture
def bare(tmp_path: Path, workshop: "Workshop") -> Flask:
    """A desk without any campaign."""
    return create_app(data_dir=tmp_path / "bare", workshop=workshop, examples=False)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def desk(client: FlaskClient) -> Page:
    """The list of campaigns, as a person opens it."""
    return Page(client, client.get("/"))


@pytest.fixture
def store(app: Flask) -> Store:
    found: Store = app.extensions["advocacy"].store
    return found
