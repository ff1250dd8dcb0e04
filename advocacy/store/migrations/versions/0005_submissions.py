"""Campaigns remember the form that made them, so that a form that is sent twice makes one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the campaigns that are there remember no form."""
    op.add_column(
        "campaign", sa.Column("submission", sa.String(64), nullable=False, server_default="")
    )
