"""Every look into the database and every change: one transaction, whole or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session

__all__ = ["overwrite", "present", "reading", "writing"]


def present() -> datetime.datetime:
    """Tell the time (UTC); tests put another clock in its place."""
    return datetime.datetime.now(datetime.UTC)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that looks and changes nothing."""
    with Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Give a session whose changes are kept when the block ends, and dropped when it raises.

    On SQLite it holds the write lock from its beginning: what is read in it stays true.
    """
    marked = engine.execution_options(advocacy_write=True)
    with Session(marked, expire_on_commit=False) as session, session.begin():
        yield session


def overwrite(engine: Engine) -> None:
    """Empty SQLite's free pages and write-ahead log, which still hold what was deleted.

    PostgreSQL's vacuum does so by itself; docs/hosting.md tells of its limits.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        for command in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            connection.cursor().execute(command)
    finally:
        connection.close()
