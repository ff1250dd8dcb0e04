"""`advocacy serve`: the pages, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from advocacy.cli.options import resource_options, workshop_from

__all__ = ["serve"]


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="ADVOCACY_DATA_DIR",
    default=Path("data"),
    show_default=True,
    help="Where the campaigns are kept.",
)
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64))
@resource_options
def serve(host: str, port: int, data_dir: Path, threads: int, **options: Any) -> None:
    """Serve the pages until Ctrl-C. Without accounts, they are for this machine only."""
    from waitress.server import create_server  # noqa: PLC0415 - only this command needs it

    from advocacy.web import create_app  # noqa: PLC0415

    app = create_app(data_dir=data_dir, workshop=workshop_from(options))
    server = create_server(app, host=host, port=port, threads=threads, ident=None)
    click.echo(f"Advocacy is at http://{host}:{server.effective_port} (Ctrl-C ends it)")
    try:
        server.run()
    finally:
        server.close()
