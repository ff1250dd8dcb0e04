"""Campaigns, their revisions and their editions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("slug", sa.String(100), nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
        sa.Column("author", sa.String(100), nullable=False),
    )
    op.create_table("revision", *_part("version"), sa.Column("changes", sa.Text, nullable=False))
    op.create_table(
        "edition",
        *_part("number"),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )


def _part(counter: str) -> list[sa.schema.SchemaItem]:
    """Columns of what belongs to a campaign and goes with it."""
    owner = sa.ForeignKey("campaign.id", ondelete="CASCADE")
    return [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("campaign_id", sa.Integer, owner, nullable=False),
        sa.Column(counter, sa.Integer, nullable=False),
        sa.Column("author", sa.String(100), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.UniqueConstraint("campaign_id", counter),
    ]
