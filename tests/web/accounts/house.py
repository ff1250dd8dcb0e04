"""A server with two teams: who works there, and how they are let in without typing a password."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from advocacy import resources
from advocacy.campaigns.data import to_data
from advocacy.campaigns.file import read_campaign
from advocacy.store import Store
from advocacy.store.account_rows import AccountRow
from advocacy.store.accounts import Account, Accounts
from advocacy.store.invitations import Invitations
from advocacy.store.scope import Scope
from advocacy.store.transactions import reading
from advocacy.web import create_app
from advocacy.web.hosting import Hosting
from tests.web.forms import Page

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

PASSWORD = "correct horse battery"  # noqa: S105 - of nobody
CANARY = "Canary in the cage"
STANDINGS = {
    "lead": "lead", "organiser": "member", "editor": "member", "viewer": "member",
    "translator": "guest",
}  # fmt: skip


People = dict[tuple[str, str], Account]


@dataclass(frozen=True, slots=True)
class House:
    """The application, and its people by team and role."""

    app: Flask
    people: People

    @property
    def store(self) -> Store:
        store: Store = self.app.extensions["advocacy"].store
        return store

    def slug(self, team: str) -> str:
        return f"{team}-joint-statement-2021"

    def client(self, team: str = "", role: str = "") -> FlaskClient:
        """A browser in which somebody is logged in, or nobody."""
        client = self.app.test_client()
        if role:
            log_in(client, self.store, self.people[team, role])
        return client

    def page(self, address: str, team: str = "", role: str = "") -> Page:
        client = self.client(team, role)
        return Page(client, client.get(address, follow_redirects=True))


def hosted_app(folder: Path, workshop: Workshop, **settings: object) -> Flask:
    mails = bool(settings.pop("mails", False))
    hosting = Hosting(**{"hosts": ("localhost",), "proxies": 0, "https": False, **settings})  # type: ignore[arg-type]
    return create_app(data_dir=folder, workshop=workshop, hosting=hosting, mails=mails)


def furnish(app: Flask) -> House:
    """Two teams, each with one campaign, a person of each role in it, and a loose invitation."""
    store: Store = app.extensions["advocacy"].store
    people: People = {}
    for key in ("vesna", "libero"):
        team = Accounts(store.engine).add_team(key, f"{CANARY} {key}" if key == "vesna" else key)
        for role, standing in STANDINGS.items():
            people[key, role] = _come_in(store, team.id, f"{role}@{key}.example.org", standing)
        _begin(store, people, key)
        Invitations(store.engine).invite(
            email=f"canary-{key}@example.org", team=team.id, standing="member"
        )
    return House(app, people)


def _begin(store: Store, people: People, key: str) -> None:
    organiser = people[key, "organiser"]
    own = store.within(Scope(team=organiser.team.id, key=key, account=organiser.id))
    [path] = [one for one in resources.examples() if one.stem == "joint-statement-2021"]
    data = dict(to_data(read_campaign(path)))
    if key == "vesna":
        data["title"] = {tag: f"{CANARY} {tag}" for tag in data["title"]}
    stored = own.create(data, "Canary")
    own.freeze(stored.slug, "Canary", "Canary")
    for role in ("editor", "viewer", "translator"):
        Accounts(store.engine).give(
            stored.slug, people[key, role].id, organiser.team.id, role,
            "de" if role == "translator" else "",
        )  # fmt: skip


def _come_in(store: Store, team: int, email: str, standing: str) -> Account:
    invitations = Invitations(store.engine)
    invited = invitations.invite(email=email, team=team, standing=standing)
    return invitations.accept(
        invited.id, invited.nonce, name=email.split("@", maxsplit=1)[0], hashed="none"
    )


def log_in(client: FlaskClient, store: Store, account: Account) -> None:
    """Put into the browser what a log-in leaves there."""
    with reading(store.engine) as session:
        mark = session.scalar(select(AccountRow.fs_uniquifier).where(AccountRow.id == account.id))
    with client.session_transaction() as kept:
        kept.update({"_user_id": mark, "_fresh": True, "fs_cc": "set", "fs_paa": time.time()})


def link_in(text: str) -> str:
    """Return the path of an invitation in a page or a mail."""
    found = re.search(r"https?://[^/\s]+(/[^\s<]+)", text)
    assert found, text
    return found.group(1)
