"""The tables of the store, as SQLAlchemy sees them; `migrations` makes them."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey, Index, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import String

__all__ = ["Base", "CampaignRow", "EditionRow", "MailRow", "Moment", "RevisionRow"]


class Moment(TypeDecorator[datetime.datetime]):
    """A moment in UTC, kept as ISO text, since SQLite has no type for it."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> str | None:
        """Write the moment as text that sorts by time."""
        if value is None:
            return None
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime.datetime | None:
        """Read it back, with its time zone."""
        return datetime.datetime.fromisoformat(value) if value else None


class Base(DeclarativeBase):
    """Base of the tables."""


class CampaignRow(Base):
    """A campaign as it is now; ``content`` is its plain data as JSON.

    ``submission`` is the form that it was made with, which is taken once.
    """

    __tablename__ = "campaign"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    version: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    changed: Mapped[datetime.datetime] = mapped_column(Moment)
    author: Mapped[str] = mapped_column(String(100), default="")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), default=None)
    submission: Mapped[str] = mapped_column(String(64), default="")


class RevisionRow(Base):
    """One save with the whole content, so that each can be restored by itself."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("campaign_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    version: Mapped[int]
    author: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime.datetime] = mapped_column(Moment)
    changes: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)


class EditionRow(Base):
    """A frozen text with its number and digest."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("campaign_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime.datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)


class MailRow(Base):
    """A mail on its way; ``due`` is when it may be taken, or when the claim on it ends."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index("ix_outgoing_mail_next", "state", "due"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    recipient: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    written: Mapped[datetime.datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    due: Mapped[datetime.datetime] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str] = mapped_column(String(32), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
