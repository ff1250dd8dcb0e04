"""The tables of what a campaign shows in public, and of those who endorse it there."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import String

from advocacy.store.models import Base, Moment

__all__ = ["EndorsementRow", "MilestoneRow", "PublicPageRow"]


class PublicPageRow(Base):
    """A campaign's public page: the edition it shows and how long it is open."""

    __tablename__ = "public_page"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(
        ForeignKey("campaign.id", ondelete="CASCADE"), unique=True
    )
    edition: Mapped[int]
    published: Mapped[bool]
    opens: Mapped[datetime.date | None]
    closes: Mapped[datetime.date | None]
    ended: Mapped[datetime.datetime | None] = mapped_column(Moment)
    keep_days: Mapped[int]
    moderated: Mapped[bool]
    letters: Mapped[int] = mapped_column(default=0)


class EndorsementRow(Base):
    """One endorsement; ``submission`` is the form it came with, which is taken once."""

    __tablename__ = "endorsement"
    __table_args__ = (
        UniqueConstraint("campaign_id", "submission"),
        Index("ix_endorsement_received", "campaign_id", "received"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    submission: Mapped[str] = mapped_column(String(64))
    received: Mapped[datetime.datetime] = mapped_column(Moment)
    edition: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    asked: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    changed: Mapped[datetime.datetime] = mapped_column(Moment)
    verified: Mapped[datetime.datetime | None] = mapped_column(Moment)
    names: Mapped[str] = mapped_column(Text)
    articles: Mapped[str] = mapped_column(Text, default="{}")
    original: Mapped[str] = mapped_column(String(20))
    acronym: Mapped[str] = mapped_column(String(100))
    country: Mapped[str] = mapped_column(String(2))
    tier: Mapped[str] = mapped_column(String(10))
    shown: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(20))
    contact: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(String(320))
    consent: Mapped[str] = mapped_column(Text)
    consented: Mapped[datetime.datetime | None] = mapped_column(Moment)
    logo: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    logo_type: Mapped[str] = mapped_column(String(20), default="")


class MilestoneRow(Base):
    """A round number of signatories, and when it was reached."""

    __tablename__ = "milestone"
    __table_args__ = (UniqueConstraint("campaign_id", "count"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    count: Mapped[int]
    at: Mapped[datetime.datetime] = mapped_column(Moment)
