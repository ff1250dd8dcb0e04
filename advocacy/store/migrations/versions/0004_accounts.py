"""Hosted mode: teams, accounts, roles, invitations, and failed attempts to log in."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and let campaigns belong to a team; until now they belong to nobody."""
    op.create_table(
        "team",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(20), nullable=False, unique=True),
        sa.Column("name", sa.String(100), nullable=False),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(320), nullable=False, unique=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("team_id", sa.Integer, sa.ForeignKey("team.id"), nullable=False),
        sa.Column("standing", sa.String(10), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("password", sa.String(255)),
        sa.Column("fs_uniquifier", sa.String(64), nullable=False, unique=True),
        sa.Column("tf_primary_method", sa.String(64)),
        sa.Column("tf_totp_secret", sa.String(255)),
        sa.Column("totp_counter", sa.Integer, nullable=False),
        sa.Column("mf_recovery_codes", sa.JSON),
    )
    # Not op.add_column: SQLite takes a reference in a new column only in this form.
    op.execute("ALTER TABLE campaign ADD COLUMN team_id INTEGER REFERENCES team (id)")
    op.create_table(
        "role",
        sa.Column("id", sa.Integer, primary_key=True),
        _owned_by("account", nullable=False),
        _owned_by("campaign", nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.UniqueConstraint("account_id", "campaign_id", "role", "language"),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        _owned_by("team", nullable=False),
        _owned_by("campaign", nullable=True),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("standing", sa.String(10), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
    )
    op.create_table(
        "attempt",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
    )


def _owned_by(table: str, *, nullable: bool) -> sa.Column[int]:
    """The column of an owner with whom the row goes."""
    owner = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Integer, owner, nullable=nullable)
