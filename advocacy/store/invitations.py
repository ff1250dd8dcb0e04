"""Into a team by invitation: kept until it is accepted, revoked or expired, and good for once."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from advocacy.errors import AdvocacyError, message
from advocacy.store.account_rows import AccountRow, InvitationRow, TeamRow
from advocacy.store.accounts import Account, account_query, account_value, give_role, new_account
from advocacy.store.mail_address import mail_address
from advocacy.store.models import CampaignRow
from advocacy.store.transactions import CREATION, lock, present, reading, writing

__all__ = ["ExpiredError", "Invitation", "Invitations"]

LIFE = datetime.timedelta(days=7)


class ExpiredError(AdvocacyError):
    """The invitation was accepted, revoked, replaced or left for too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Who may come in, and as what; ``renew`` gives an account that exists a new password.

    ``nonce`` is what the link proves: a later invitation to the same address has another.
    """

    id: int
    nonce: str
    renew: bool
    team: int
    team_name: str
    slug: str
    email: str
    standing: str
    role: str
    language: str
    expires: datetime.datetime


class Invitations:
    """The invitations of all teams."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime.datetime] = present) -> None:
        self._engine = engine
        self._clock = clock

    def invite(
        self,
        *,
        email: str,
        team: int,
        standing: str,
        slug: str = "",
        role: str = "",
        language: str = "",
        submission: str = "",
        session: Session | None = None,
    ) -> Invitation:
        """Invite an address to a team, or to one of its campaigns; an older invitation ends.

        A form ``submission`` is taken once: sent again, it returns the invitation it has made.
        """
        if session is None:
            with writing(self._engine) as own:
                return self.invite(
                    email=email, team=team, standing=standing, slug=slug, role=role,
                    language=language, submission=submission, session=own,
                )  # fmt: skip
        address = mail_address(email)
        self._forget_expired(session)
        if known := self._made(session, team, submission):
            return known
        campaign = session.scalar(
            select(CampaignRow.id).where(CampaignRow.slug == slug, CampaignRow.team_id == team)
        )
        session.execute(
            delete(InvitationRow).where(
                InvitationRow.team_id == team,
                func.lower(InvitationRow.email) == address.lower(),
                InvitationRow.campaign_id == campaign,
            )
        )
        return self._add(
            session, kind="join", email=address, team_id=team, standing=standing,
            campaign_id=campaign, role=role, language=language, nonce=submission,
        )  # fmt: skip

    def renew(self, account: Account, *, submission: str = "") -> Invitation:
        """Let a person who forgot the password, or lost the second factor, choose a new one."""
        with writing(self._engine) as session:
            if known := self._made(session, account.team.id, submission):
                return known
            session.execute(
                delete(InvitationRow).where(
                    InvitationRow.kind == "renew", InvitationRow.email == account.email
                )
            )
            return self._add(
                session, kind="renew", email=account.email, team_id=account.team.id,
                standing=account.standing, nonce=submission,
            )  # fmt: skip

    def get(self, number: int, nonce: str) -> Invitation:
        """Return the invitation that a link is about; ExpiredError where it is over."""
        with reading(self._engine) as session:
            return _value(session, self._row(session, number, nonce))

    def waiting(self, team: int, slug: str = "") -> tuple[Invitation, ...]:
        """Return what nobody has accepted yet, of a team or of one campaign."""
        query = select(InvitationRow).where(
            InvitationRow.team_id == team, InvitationRow.expires > self._clock()
        )
        with reading(self._engine) as session:
            found = [_value(session, row) for row in session.scalars(query)]
        return tuple(one for one in found if one.slug == slug and not one.renew)

    def revoke(self, number: int, team: int, slug: str = "") -> None:
        """End an invitation of a team, or of one of its campaigns."""
        with writing(self._engine) as session:
            row = session.get(InvitationRow, number)
            if row is None or row.team_id != team or _slug(session, row) != slug:
                raise _expired()
            session.delete(row)

    def accept(self, number: int, nonce: str, *, name: str, hashed: str) -> Account:
        """Make the account with the hash of a password, or give it a new one; once.

        A new password ends every session of the account and its second factor.
        """
        with writing(self._engine) as session:
            # Two invitations of one address may be accepted at once: one makes the account.
            lock(session, CREATION)
            invitation = self._row(session, number, nonce)
            row = _account(session, invitation.email)
            if invitation.kind == "renew":
                row = _renewed(row)
            elif row is not None:
                raise _known()
            else:
                row = new_account(
                    session, email=invitation.email, name=name, team=invitation.team_id,
                    standing=invitation.standing,
                )  # fmt: skip
            row.password = hashed
            _give(session, row, invitation)
            session.delete(invitation)
            session.flush()
            found = session.execute(account_query().where(AccountRow.id == row.id)).one()
            return account_value(found[0], found[1])

    def join(self, number: int, nonce: str, account: Account) -> None:
        """Let somebody who has an account in the team already take the role; once."""
        with writing(self._engine) as session:
            invitation = self._row(session, number, nonce)
            row = _account(session, invitation.email)
            if row is None or row.id != account.id or row.team_id != invitation.team_id:
                raise _known()
            if invitation.standing == "lead" or (invitation.standing, row.standing) == (
                "member",
                "guest",
            ):
                row.standing = invitation.standing
            _give(session, row, invitation)
            session.delete(invitation)

    def _forget_expired(self, session: Session) -> None:
        """Delete the addresses of those who did not come."""
        session.execute(delete(InvitationRow).where(InvitationRow.expires <= self._clock()))

    def _made(self, session: Session, team: int, submission: str) -> Invitation | None:
        """Return what a form has made already; two that come at once wait for each other here."""
        lock(session, CREATION)
        query = select(InvitationRow).where(
            InvitationRow.team_id == team, InvitationRow.nonce == submission
        )
        row = session.scalars(query).first() if submission else None
        return _value(session, row) if row else None

    def _add(self, session: Session, *, nonce: str, **values: object) -> Invitation:
        row = InvitationRow(
            **values, nonce=nonce or secrets.token_hex(16), expires=self._clock() + LIFE
        )
        session.add(row)
        session.flush()
        return _value(session, row)

    def _row(self, session: Session, number: int, nonce: str) -> InvitationRow:
        row = session.get(InvitationRow, number, with_for_update=True)
        if row is None or row.nonce != nonce or row.expires <= self._clock():
            raise _expired()
        return row


def _account(session: Session, email: str) -> AccountRow | None:
    query = select(AccountRow).where(func.lower(AccountRow.email) == email.lower())
    return session.scalars(query).first()


def _renewed(row: AccountRow | None) -> AccountRow:
    if row is None:
        raise _expired()
    row.fs_uniquifier = secrets.token_hex(32)
    row.tf_primary_method = row.tf_totp_secret = row.mf_recovery_codes = None
    return row


def _give(session: Session, row: AccountRow, invitation: InvitationRow) -> None:
    if invitation.campaign_id is None:
        return
    give_role(session, row.id, invitation.campaign_id, invitation.role, invitation.language)


def _slug(session: Session, row: InvitationRow) -> str:
    query = select(CampaignRow.slug).where(CampaignRow.id == row.campaign_id)
    return session.scalar(query) or ""


def _value(session: Session, row: InvitationRow) -> Invitation:
    team = session.get_one(TeamRow, row.team_id)
    return Invitation(
        id=row.id, nonce=row.nonce, renew=row.kind == "renew", team=row.team_id,
        team_name=team.name, slug=_slug(session, row), email=row.email, standing=row.standing,
        role=row.role, language=row.language, expires=row.expires,
    )  # fmt: skip


def _expired() -> ExpiredError:
    return ExpiredError(
        message(
            "invitation.expired",
            "This link is of no use any more: it was used already, withdrawn, or is older than a "
            "week. Please ask for a new one.",
        )
    )


def _known() -> AdvocacyError:
    return AdvocacyError(
        message(
            "invitation.known",
            "This invitation cannot be accepted in this way. If you have an account already, log "
            "in first and open the link again; else ask for an invitation to another address.",
        )
    )
