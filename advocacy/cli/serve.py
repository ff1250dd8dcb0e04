"""`advocacy serve`: the pages, on this machine."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from advocacy.cli.options import data_dir_option, resource_options, workshop_from
from advocacy.errors import RefusedError, message

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
    "--hosted",
    is_flag=True,
    help="Let people of several teams log in; the environment says how (docs/hosting.md).",
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
    plugin_seconds: float,
    hosted: bool,
    **options: Any,
) -> None:
    """Serve the pages until Ctrl-C. Without accounts, they are for this machine only."""
    from advocacy.store import data_directory  # noqa: PLC0415
    from advocacy.store.location import database_url  # noqa: PLC0415
    from advocacy.web import create_app  # noqa: PLC0415
    from advocacy.web.hosting import hosting_from  # noqa: PLC0415
    from advocacy.web.serving import make_server  # noqa: PLC0415

    if not hosted:
        _refuse_open_address(host)
    folder = data_dir or data_directory()
    app = create_app(
        data_dir=folder,
        database=database_url(folder),
        workshop=workshop_from(options),
        plugin_seconds=plugin_seconds,
        hosting=hosting_from() if hosted else None,
    )
    server = make_server(app, host=host, port=port, threads=threads, behind_proxy=hosted)
    click.echo(f"Advocacy is at http://{host}:{server.effective_port} (Ctrl-C ends it)")
    mail, retention = _mail_thread(app), _retention_thread(app)
    try:
        server.run()
    finally:
        server.close()
        retention.stop()
        if mail is not None:
            mail.stop()


def _refuse_open_address(host: str) -> None:
    """Without log-in the pages must not be reached from other machines."""
    try:
        near = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        near = False
    if not near:
        raise RefusedError(
            message(
                "serve.open",
                "Without accounts the pages are for this machine only, and {host} is an address "
                "for others. Use --hosted, as docs/hosting.md tells.",
                host=host,
            )
        )


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
