from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient

from advocacy.store import Store
from advocacy.web import create_app
from tests.web.forms import Page

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop


@pytest.fixture
def app(tmp_path: Path, workshop: "Workshop") -> Flask:
    """A desk with the example campaigns."""
    return create_app(data_dir=tmp_path / "data", workshop=workshop)


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
