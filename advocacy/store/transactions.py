"""Every look into the database and every change: one transaction, whole or not at all."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from advocacy.errors import AdvocacyError, message

__all__ = ["CREATION", "MIGRATION", "lock", "overwrite", "present", "reading", "writing"]


MIGRATION, CREATION = 1, 2  # what `lock` lets one transaction after the other do


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


def lock(connection: Connection | Session, number: int) -> None:
    """Let one transaction after the other pass here, where a row to lock does not exist yet.

    Without effect on SQLite, whose transactions follow one another anyhow.
    """
    bound = connection.get_bind() if isinstance(connection, Session) else connection
    if bound.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def overwrite(engine: Engine) -> None:
    """Empty SQLite's free pages and write-ahead log, which still hold what was deleted.

    PostgreSQL's vacuum does so by itself; docs/hosting.md tells of its limits.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM")
        busy, *_ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        raise _left_over() from error
    finally:
        connection.close()
    if busy:
        raise _left_over()


def _left_over() -> AdvocacyError:
    return AdvocacyError(
        message(
            "store.left_over",
            "It is deleted, but its place on the disk could not be overwritten: the disk is full,"
            " or somebody else is reading. The next deletion overwrites it too.",
        )
    )
