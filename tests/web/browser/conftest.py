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


@pytest.fixture
def address(tmp_path: Path, workshop: "Workshop") -> Iterator[str]:
    """A desk with the examples, served over a real socket."""
    with served(create_app(data_dir=tmp_path / "data", workshop=workshop)) as place:
        yield place


@pytest.fixture
def broken_address(tmp_path: Path) -> Iterator[str]:
    """The same with every broken plugin installed, and little patience."""
    workshop = open_workshop(plugin_dirs=[Path(__file__).parents[2] / "broken_plugins"])
    with served(create_app(data_dir=tmp_path / "data", workshop=workshop, plugin_seconds=2)) as at:
        yield at


@contextmanager
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
