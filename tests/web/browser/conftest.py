import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import make_server

from advocacy.web import create_app

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop


@pytest.fixture
def address(tmp_path: Path, workshop: "Workshop") -> Iterator[str]:
    """A desk with the examples, served over a real socket."""
    app = create_app(data_dir=tmp_path / "data", workshop=workshop)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
