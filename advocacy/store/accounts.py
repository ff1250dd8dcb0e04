"""Who works here, in hosted mode: teams, accounts, and the role of each in each campaign."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from sqlalchemy import Engine, Select, delete, func, select, update
from sqlalchemy.orm import Session

from advocacy.errors import AdvocacyError, UnknownNameError, message
from advocacy.store.account_rows import AccountRow, RoleRow, TeamRow
from advocacy.store.models import CampaignRow
from advocacy.store.transactions import reading, writing

__all__ = [
    "ROLES",
    "STANDINGS",
    "Account",
    "Accounts",
    "Role",
    "Team",
    "account_query",
    "account_value",
    "give_role",
    "new_account",
]

ROLES = ("organiser", "editor", "translator", "viewer")
STANDINGS = ("lead", "member", "guest")
"""A lead sees and does everything in the team, a member begins campaigns, a guest only helps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """People who share campaigns."""

    id: int
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person who logs in; ``standing`` is one of `STANDINGS`."""

    id: int
    email: str
    name: str
    team: Team
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody may do in one campaign: one of `ROLES`, a translator in one language."""

    id: int
    account: Account
    name: str
    language: str = ""


class Accounts:
    """Teams, accounts and roles in the database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def team(self, key: str) -> Team:
        """Return a team by its key."""
        with reading(self._engine) as session:
            row = session.scalars(select(TeamRow).where(TeamRow.key == key)).first()
        if row is None:
            raise UnknownNameError(message("team.unknown", "There is no team “{key}”.", key=key))
        return _team(row)

    def add_team(self, key: str, name: str, *, adopt: bool = False) -> Team:
        """Make a team; with ``adopt`` it gets the campaigns that belong to no team yet."""
        if not re.fullmatch(r"[a-z][a-z0-9]{0,19}", key):
            raise AdvocacyError(
                message(
                    "team.key",
                    "The short name of a team has up to twenty Latin letters and digits, and "
                    "begins with a letter: {key} does not.",
                    key=key,
                )
            )
        with writing(self._engine) as session:
            if session.scalars(select(TeamRow).where(TeamRow.key == key)).first():
                raise AdvocacyError(
                    message("team.taken", "There is already a team “{key}”.", key=key)
                )
            row = TeamRow(key=key, name=name)
            session.add(row)
            session.flush()
            if adopt:
                free = update(CampaignRow).where(CampaignRow.team_id.is_(None))
                session.execute(free.values(team_id=row.id))
            return _team(row)

    def get(self, number: int, team: int) -> Account:
        """Return an account of a team."""
        query = account_query().where(AccountRow.id == number, AccountRow.team_id == team)
        with reading(self._engine) as session:
            found = session.execute(query).first()
        if found is None:
            raise _nobody()
        return account_value(found[0], found[1])

    def find(self, email: str) -> Account:
        """Return the account with an address."""
        query = account_query().where(func.lower(AccountRow.email) == email.lower())
        with reading(self._engine) as session:
            found = session.execute(query).first()
        if found is None:
            raise _nobody()
        return account_value(found[0], found[1])

    def people(self, team: int | None = None) -> tuple[Account, ...]:
        """Return the accounts of a team, or all, by name."""
        with reading(self._engine) as session:
            found = [account_value(row[0], row[1]) for row in session.execute(account_query())]
        chosen = [one for one in found if team in (None, one.team.id)]
        return tuple(sorted(chosen, key=lambda one: (one.team.key, one.name, one.email)))

    def rename(self, number: int, name: str) -> None:
        """Change how a person stands in the history."""
        with writing(self._engine) as session:
            session.execute(update(AccountRow).where(AccountRow.id == number).values(name=name))

    def stand(self, number: int, team: int, standing: str) -> None:
        """Change an account's standing; a team keeps at least one lead."""
        with writing(self._engine) as session:
            row = _of_team(session, number, team)
            if standing != "lead":
                _keep_a_lead(session, row)
            row.standing = standing

    def remove(self, number: int, team: int) -> None:
        """Delete an account with its roles; what it wrote stays. A team keeps one lead."""
        with writing(self._engine) as session:
            row = _of_team(session, number, team)
            _keep_a_lead(session, row)
            session.delete(row)

    def team_of(self, slug: str) -> int | None:
        """Return the number of the team that a campaign belongs to; None for nobody's, or none."""
        with reading(self._engine) as session:
            return session.scalar(select(CampaignRow.team_id).where(CampaignRow.slug == slug))

    def roles_of(self, account: int, slug: str) -> tuple[tuple[str, str], ...]:
        """Return the roles of an account in a campaign: name and language of each."""
        query = (
            select(RoleRow.role, RoleRow.language)
            .join(CampaignRow, CampaignRow.id == RoleRow.campaign_id)
            .where(RoleRow.account_id == account, CampaignRow.slug == slug)
        )
        with reading(self._engine) as session:
            return tuple((row[0], row[1]) for row in session.execute(query))

    def roles_in(self, slug: str) -> tuple[Role, ...]:
        """Return everybody's roles in a campaign, organisers first."""
        query = (
            select(RoleRow, AccountRow, TeamRow)
            .join(AccountRow, AccountRow.id == RoleRow.account_id)
            .join(TeamRow, TeamRow.id == AccountRow.team_id)
            .join(CampaignRow, CampaignRow.id == RoleRow.campaign_id)
            .where(CampaignRow.slug == slug)
        )
        with reading(self._engine) as session:
            found = [
                Role(
                    id=row[0].id, account=account_value(row[1], row[2]), name=row[0].role,
                    language=row[0].language,
                )
                for row in session.execute(query)
            ]  # fmt: skip
        return tuple(sorted(found, key=lambda one: (ROLES.index(one.name), one.account.name)))

    def give(self, slug: str, account: int, team: int, name: str, language: str = "") -> None:
        """Give a role in a campaign; it takes the place of another, save a translator's."""
        with writing(self._engine) as session:
            row = _of_team(session, account, team)
            campaign = _campaign(session, slug, team)
            give_role(session, row.id, campaign, name, language)

    def take(self, slug: str, role: int, team: int) -> None:
        """Take a role away."""
        with writing(self._engine) as session:
            campaign = _campaign(session, slug, team)
            session.execute(
                delete(RoleRow).where(RoleRow.id == role, RoleRow.campaign_id == campaign)
            )


def new_account(session: Session, *, email: str, name: str, team: int, standing: str) -> AccountRow:
    """Add an account that cannot log in before it has a password."""
    row = AccountRow(
        email=email, name=name, team_id=team, standing=standing, active=True,
        fs_uniquifier=secrets.token_hex(32),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def give_role(session: Session, account: int, campaign: int, name: str, language: str) -> None:
    """Let a role take the place of the others; a translator may have one for each language."""
    mine = select(RoleRow).where(RoleRow.account_id == account, RoleRow.campaign_id == campaign)
    for row in session.scalars(mine):
        if name != "translator" or row.role != "translator" or row.language == language:
            session.delete(row)
    session.flush()
    session.add(RoleRow(account_id=account, campaign_id=campaign, role=name, language=language))


def account_query() -> Select[AccountRow, TeamRow]:
    """Ask for accounts with their teams."""
    return select(AccountRow, TeamRow).join(TeamRow, TeamRow.id == AccountRow.team_id)


def account_value(row: AccountRow, team: TeamRow) -> Account:
    """Return what the rest of the program may know of an account: no password, no secret."""
    return Account(
        id=row.id, email=row.email, name=row.name, team=_team(team), standing=row.standing
    )


def _team(row: TeamRow) -> Team:
    return Team(id=row.id, key=row.key, name=row.name)


def _of_team(session: Session, number: int, team: int) -> AccountRow:
    row = session.get(AccountRow, number, with_for_update=True)
    if row is None or row.team_id != team:
        raise _nobody()
    return row


def _campaign(session: Session, slug: str, team: int) -> int:
    query = select(CampaignRow.id).where(CampaignRow.slug == slug, CampaignRow.team_id == team)
    found = session.scalar(query)
    if found is None:
        raise UnknownNameError(
            message("store.unknown", "There is no campaign “{slug}”.", slug=slug)
        )
    return found


def _keep_a_lead(session: Session, row: AccountRow) -> None:
    # The team is held: of two leads who go at the same moment, the second finds the first gone.
    session.get(TeamRow, row.team_id, with_for_update=True)
    query = select(AccountRow.id).where(
        AccountRow.team_id == row.team_id, AccountRow.standing == "lead", AccountRow.id != row.id
    )
    if row.standing == "lead" and session.scalars(query).first() is None:
        raise AdvocacyError(
            message("team.last_lead", "Somebody has to lead the team: name another lead first.")
        )


def _nobody() -> UnknownNameError:
    return UnknownNameError(message("account.unknown", "There is no such account."))
