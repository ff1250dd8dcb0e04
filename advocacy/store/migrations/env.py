"""Alembic runs this: the migrations, on the connection that the store gives."""

from alembic import context

from advocacy.store import account_rows  # noqa: F401 - its tables belong to Base
from advocacy.store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
