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
    help="Where the campaigns are kept; without it ADVOCACY_DATA_DIR, data/ in a checkout, or "
    "the folder where the system keeps such data.",
)
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64))
@click.option(
    "--name",
    "names",
    multiple=True,
    help="A host name under which the pages may be asked for, beside localhost.",
)
@resource_options
def serve(
    host: str,
    port: int,
    data_dir: Path | None,
    threads: int,
    names: tuple[str, ...],
    **options: Any,
) -> None:
    """Serve the pages until Ctrl-C. Without accounts, they are for this machine only."""
    from waitress.server import create_server  # noqa: PLC0415 - only this command needs it

    from advocacy.store.location import data_directory  # noqa: PLC0415
    from advocacy.web import create_app  # noqa: PLC0415
    from advocacy.web.app import LOCAL_HOSTS  # noqa: PLC0415

    app = create_app(
        data_dir=data_dir or data_directory(),
        workshop=workshop_from(options),
        hosts=(*LOCAL_HOSTS, *names),
    )
    server = create_server(app, host=host, port=port, threads=threads, ident=None)
    click.echo(f"Advocacy is at http://{host}:{server.effective_port} (Ctrl-C ends it)")
    try:
        server.run()
    finally:
        server.close()
