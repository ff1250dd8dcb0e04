import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from werkzeug.serving import make_server

from advocacy.production.workshop import open_workshop
from advocacy.web import create_app

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application over a real socket; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """A desk with the examples."""
    with served(app) as found:
        yield found


@pytest.fixture(scope="module")
def bare_address(tmp_path_factory: pytest.TempPathFactory, workshop: "Workshop") -> Iterator[str]:
    """A desk without any campaign, for all tests of a file."""
    folder = tmp_path_factory.mktemp("bare")
    with served(create_app(data_dir=folder, workshop=workshop, examples=False)) as found:
        yield found


@pytest.fixture
def broken_address(tmp_path: Path) -> Iterator[str]:
    """The same with every broken plugin installed, and little patience."""
    workshop = open_workshop(plugin_dirs=[Path(__file__).parents[2] / "broken_plugins"])
    with served(create_app(data_dir=tmp_path / "data", workshop=workshop, plugin_seconds=2)) as at:
        yield at
