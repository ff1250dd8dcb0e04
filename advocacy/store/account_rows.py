"""The tables of hosted mode: teams, accounts, their roles in campaigns, invitations, attempts."""

from __future__ import annotations

import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import String

from advocacy.store.models import Base, Moment

__all__ = ["AccountRow", "AttemptRow", "InvitationRow", "RoleRow", "TeamRow"]


class TeamRow(Base):
    """People who share campaigns; the names of theirs begin with ``key`` and a hyphen."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(100))


class AccountRow(Base):
    """A person who logs in; what Flask-Security asks for carries the names that it gives."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    standing: Mapped[str] = mapped_column(String(10))
    active: Mapped[bool]
    password: Mapped[str | None] = mapped_column(String(255))
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    totp_counter: Mapped[int] = mapped_column(default=0)
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))


class RoleRow(Base):
    """What an account may do in one campaign; ``language`` is a translator's."""

    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("account_id", "campaign_id", "role", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(20), default="")


class InvitationRow(Base):
    """An invitation that nobody has accepted yet; ``kind`` is ``join`` or ``renew``."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(10))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(320))
    standing: Mapped[str] = mapped_column(String(10))
    role: Mapped[str] = mapped_column(String(10), default="")
    language: Mapped[str] = mapped_column(String(20), default="")
    expires: Mapped[datetime.datetime] = mapped_column(Moment)


class AttemptRow(Base):
    """Failed attempts on one account since the last success; ``key`` names it without saying it."""

    __tablename__ = "attempt"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    until: Mapped[datetime.datetime] = mapped_column(Moment)
