"""`advocacy mail`: the queue of mail, sent by a program of its own, and looked into."""

from __future__ import annotations

import time
from pathlib import Path

import click

from advocacy.cli.options import data_dir_option, opened_store
from advocacy.errors import ResourceError, message
from advocacy.mail import MailSettings, Sender, mail_settings
from advocacy.store.outbox import Outbox

__all__ = ["mail_commands"]


@click.group("mail")
def mail_commands() -> None:
    """Send the mail that waits, and see what became of it."""


@mail_commands.command("send")
@click.option(
    "--every",
    type=click.FloatRange(1, 3600),
    metavar="SECONDS",
    help="Go on, with this pause between two looks into the queue.",
)
@data_dir_option
def send(every: float | None, data_dir: Path | None) -> None:
    """Send everything that is due, then end; the environment names the mail server."""
    sender = Sender(Outbox(opened_store(data_dir).engine), _settings())
    taken = _pass(sender)
    while every is not None:
        time.sleep(every)
        taken += _pass(sender, patient=True)
    click.echo(f"{taken} sent.")


@mail_commands.command("list")
@data_dir_option
def show(data_dir: Path | None) -> None:
    """Count the mail by its state; name what may have arrived or not."""
    outbox = Outbox(opened_store(data_dir).engine)
    for state, number in sorted(outbox.counts().items()):
        click.echo(f"{state}: {number}")
    for key in outbox.uncertain():
        click.echo(f"uncertain: {key}")


@mail_commands.command("again")
@click.argument("key")
@data_dir_option
def again(key: str, data_dir: Path | None) -> None:
    """Send a mail again that `list` calls uncertain: you know that it did not arrive."""
    Outbox(opened_store(data_dir).engine).send_again(key)


def _pass(sender: Sender, *, patient: bool = False) -> int:
    try:
        return sender.send_due()
    except OSError as error:
        problem = ResourceError(
            message(
                "mail.no_server",
                "The mail server cannot be used: {reason}. Nothing is lost; mail waits.",
                reason=error,
            )
        )
        if not patient:
            raise problem from error
        click.echo(str(problem), err=True)
        return 0


def _settings() -> MailSettings:
    settings = mail_settings()
    if settings is None:
        raise ResourceError(
            message(
                "mail.no_settings",
                "No mail server is set up: set ADVOCACY_SMTP_HOST and ADVOCACY_MAIL_FROM, as "
                "docs/hosting.md tells.",
            )
        )
    return settings
