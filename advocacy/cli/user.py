"""`advocacy user`: teams and the people in them, on a server where many work."""

from __future__ import annotations

from pathlib import Path

import click

from advocacy.cli.options import data_dir_option, opened_store
from advocacy.store.accounts import Accounts
from advocacy.store.invitations import Invitation, Invitations

__all__ = ["user_commands"]


@click.group("user")
def user_commands() -> None:
    """Let people in, and see who is there."""


@user_commands.command()
@click.argument("key")
@click.argument("name")
@click.option("--adopt", is_flag=True, help="The team gets the campaigns that had none.")
@data_dir_option
def team(key: str, name: str, adopt: bool, data_dir: Path | None) -> None:
    """Make the team NAME; KEY (letters and digits) begins the names of its campaigns."""
    Accounts(opened_store(data_dir).engine).add_team(key, name, adopt=adopt)


@user_commands.command()
@click.argument("email")
@click.option("--team", "key", required=True, help="The short name of the team.")
@click.option(
    "--standing",
    type=click.Choice(["lead", "member"]),
    default="lead",
    show_default=True,
    help="A lead invites others and sees all campaigns of the team.",
)
@data_dir_option
def add(email: str, key: str, standing: str, data_dir: Path | None) -> None:
    """Invite EMAIL to a team; prints the link to open."""
    engine = opened_store(data_dir).engine
    found = Accounts(engine).team(key)
    invited = Invitations(engine).invite(email=email, team=found.id, standing=standing)
    click.echo(_link(invited, data_dir))


@user_commands.command()
@click.argument("email")
@data_dir_option
def renew(email: str, data_dir: Path | None) -> None:
    """Let EMAIL choose a new password; the second factor is taken away. Prints the link."""
    engine = opened_store(data_dir).engine
    click.echo(_link(Invitations(engine).renew(Accounts(engine).find(email)), data_dir))


@user_commands.command()
@click.argument("email")
@data_dir_option
def remove(email: str, data_dir: Path | None) -> None:
    """Delete the account of EMAIL; what it wrote stays."""
    accounts = Accounts(opened_store(data_dir).engine)
    found = accounts.find(email)
    accounts.remove(found.id, found.team.id)


@user_commands.command("list")
@data_dir_option
def show(data_dir: Path | None) -> None:
    """List the accounts of all teams."""
    for one in Accounts(opened_store(data_dir).engine).people():
        click.echo(f"{one.team.key}\t{one.standing}\t{one.email}\t{one.name}")


def _link(invitation: Invitation, data_dir: Path | None) -> str:
    from advocacy.store import data_directory  # noqa: PLC0415
    from advocacy.store.location import secret  # noqa: PLC0415
    from advocacy.web.hosting import hosting_from  # noqa: PLC0415 - Flask is slow to import
    from advocacy.web.invitation_link import path_of  # noqa: PLC0415

    hosting = hosting_from()
    key = hosting.secret or secret(data_dir or data_directory())
    return hosting.address(path_of(invitation, key))
