"""Public pages of campaigns, those who endorse them there, and milestones."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "public_page",
        sa.Column("id", sa.Integer, primary_key=True),
        _campaign(unique=True),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("published", sa.Boolean, nullable=False),
        sa.Column("opens", sa.Date),
        sa.Column("closes", sa.Date),
        sa.Column("ended", sa.String(32)),
        sa.Column("keep_days", sa.Integer, nullable=False),
        sa.Column("moderated", sa.Boolean, nullable=False),
        sa.Column("letters", sa.Integer, nullable=False),
    )
    _endorsements()
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer, primary_key=True),
        _campaign(),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.UniqueConstraint("campaign_id", "count"),
    )


def _endorsements() -> None:
    texts = ("reason", "names", "articles", "contact", "consent")
    words = {"state": 10, "original": 20, "acronym": 100, "country": 2, "tier": 10, "shown": 10}
    words |= {"language": 20, "email": 320, "logo_type": 20, "submission": 64, "digest": 64}
    moments = {"received": False, "changed": False, "verified": True, "consented": True}
    op.create_table(
        "endorsement",
        sa.Column("id", sa.Integer, primary_key=True),
        _campaign(),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("asked", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        *(sa.Column(name, sa.String(most), nullable=False) for name, most in words.items()),
        *(sa.Column(name, sa.String(32), nullable=empty) for name, empty in moments.items()),
        sa.Column("logo", sa.LargeBinary),
        sa.UniqueConstraint("campaign_id", "submission"),
    )
    op.create_index("ix_endorsement_received", "endorsement", ["campaign_id", "received"])


def _campaign(*, unique: bool = False) -> sa.Column[int]:
    """The campaign that a row belongs to and goes with."""
    owner = sa.ForeignKey("campaign.id", ondelete="CASCADE")
    return sa.Column("campaign_id", sa.Integer, owner, nullable=False, unique=unique)
