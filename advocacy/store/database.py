"""Opening the store: the engine, its settings, a check of the file, and the migrations."""

from __future__ import annotations

import sqlite3
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.pool import NullPool, StaticPool

from advocacy.errors import AdvocacyError, message
from advocacy.store.repository import Store
from advocacy.store.transactions import MIGRATION, lock

__all__ = ["DamagedError", "make_engine", "migrate", "open_store", "unusable"]

MIGRATIONS = Path(__file__).parent / "migrations"
SETTINGS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten, not only forgotten
    "PRAGMA busy_timeout=10000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # an answered save outlives a power cut
)


class DamagedError(AdvocacyError):
    """The database cannot be opened or fails its check; the message says the way back."""


def open_store(url: str) -> Store:
    """Open the database, check it, and bring its tables to this version of the program."""
    engine = make_engine(url)
    try:
        _check(engine)
        _try_to_write(engine)
        migrate(engine)
    except OperationalError as error:
        raise unusable(engine, error) from error
    except DatabaseError as error:
        raise _damaged(engine) from error
    return Store(engine)


def make_engine(url: str) -> Engine:
    """Make an engine whose transactions take the write lock at once, or not at all.

    SQLite's default (``BEGIN DEFERRED``) fails when two readers both begin to write.
    """
    address = _address(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True, hide_parameters=True)
    memory = address.database in {None, "", ":memory:"}
    engine = create_engine(
        address,
        poolclass=StaticPool if memory else NullPool,
        hide_parameters=True,  # an error in a log shows nobody's text
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    return engine


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the tables to this version of the program, in one transaction.

    Of several processes that start at once one migrates, and the others find it done.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.connect().execution_options(advocacy_write=True) as connection, connection.begin():
        lock(connection, MIGRATION)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _address(url: str) -> URL:
    """Read the address; only what the tests try is let in."""
    try:
        address = make_url(url)
    except ArgumentError:
        address = None
    if address is None or address.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise DamagedError(
            message(
                "store.address",
                "DATABASE_URL has to look like postgresql://name:password@server/database.",
            )
        )
    if address.drivername != "sqlite" and find_spec("psycopg") is None:
        raise DamagedError(
            message(
                "store.no_driver",
                "The part that speaks to PostgreSQL is not installed: pip install "
                "advocacy[postgresql].",
            )
        )
    return address


def _settings(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for setting in SETTINGS:
        connection.execute(setting).close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("advocacy_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        strangers = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if found != "ok" or strangers is not None:
        raise _damaged(engine)


def _try_to_write(engine: Engine) -> None:
    """Begin a change and drop it: on a disk that cannot be written SQLite begins without a word.

    It does so where a process that was killed has left its files beside the database.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect().execution_options(advocacy_write=True) as connection:
        connection.exec_driver_sql("PRAGMA user_version = 1")
        connection.rollback()


def _damaged(engine: Engine) -> DamagedError:
    return DamagedError(
        message(
            "store.damaged",
            "The database {path} is damaged, and was left as it is. “advocacy restore BACKUP” puts "
            "a backup in its place. Without one, move it and the files beside it (-wal, -shm) to "
            "another folder: the program then begins with an empty database, and campaign files "
            "that you saved can be opened in it.",
            path=engine.url.database,
        )
    )


def unusable(engine: Engine, error: Exception) -> DamagedError:
    """Say why the database cannot be read or written at this moment."""
    if engine.dialect.name != "sqlite":
        return DamagedError(
            message(
                "store.unreachable",
                "The database {name} cannot be used: {reason}. Look whether DATABASE_URL is right, "
                "and whether the database server runs.",
                name=engine.url.database,
                reason=getattr(error, "orig", error),
            )
        )
    return DamagedError(
        message(
            "store.unusable",
            "The database {path} cannot be used: {reason}. Look whether the folder exists, whether "
            "it can be written to, and whether there is room on the disk.",
            path=engine.url.database,
            reason=getattr(error, "orig", error),
        )
    )
