"""`advocacy serve`: the pages, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from advocacy.cli.options import data_dir_option, resource_options, workshop_from

if TYPE_CHECKING:
    from flask import Flask

    from advocacy.mail import SenderThread
    from advocacy.store.retention_job import RetentionThread

__all__ = ["serve"]


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@data_dir_option
@click.option("--threads", default=12, show_default=True, type=click.IntRange(1, 64))
@click.option(
    "--name",
    "names",
    multiple=True,
    help="A host name under which the pages may be asked for, beside localhost.",
)
@click.option(
    "--plugin-seconds",
    default=20.0,
    show_default=True,
    type=click.FloatRange(min=1),
    envvar="ADVOCACY_PLUGIN_SECONDS",
    help="How long a plugin may work on one document.",
)
@resource_options
def serve(
    *,
    host: str,
    port: int,
    data_dir: Path | None,
    threads: int,
    names: tuple[str, ...],
    plugin_seconds: float,
    **options: Any,
) -> None:
    """Serve the pages until Ctrl-C. Without accounts, they are for this machine only."""
    from advocacy.store import data_directory  # noqa: PLC0415
    from advocacy.store.location import database_url  # noqa: PLC0415
    from advocacy.web import create_app  # noqa: PLC0415
    from advocacy.web.app import LOCAL_HOSTS  # noqa: PLC0415
    from advocacy.web.serving import make_server  # noqa: PLC0415

    folder = data_dir or data_directory()
    app = create_app(
        data_dir=folder,
        database=database_url(folder),
        workshop=workshop_from(options),
        hosts=(*LOCAL_HOSTS, *names),
        plugin_seconds=plugin_seconds,
    )
    server = make_server(app, host=host, port=port, threads=threads)
    click.echo(f"Advocacy is at http://{host}:{server.effective_port} (Ctrl-C ends it)")
    mail, retention = _mail_thread(app), _retention_thread(app)
    try:
        server.run()
    finally:
        server.close()
        retention.stop()
        if mail is not None:
            mail.stop()


def _mail_thread(app: Flask) -> SenderThread | None:
    """Start sending mail, where a mail server is set up."""
    from advocacy.mail import Sender, SenderThread, mail_settings  # noqa: PLC0415
    from advocacy.web.desk import Desk  # noqa: PLC0415

    settings = mail_settings()
    if settings is None:
        return None
    desk: Desk = app.extensions["advocacy"]
    thread = SenderThread(Sender(desk.outbox, settings))
    thread.start()
    return thread


def _retention_thread(app: Flask) -> RetentionThread:
    """Start deleting what has expired."""
    from advocacy.store.retention import Retention  # noqa: PLC0415
    from advocacy.store.retention_job import RetentionThread  # noqa: PLC0415
    from advocacy.web.desk import Desk  # noqa: PLC0415

    desk: Desk = app.extensions["advocacy"]
    thread = RetentionThread(Retention(desk.store.engine))
    thread.start()
    return thread
