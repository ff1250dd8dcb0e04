"""Back from a backup: checked whole before anything changes, then put in place in one step."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import Connection, Engine, func, insert, select, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from advocacy.errors import RefusedError, message
from advocacy.store.backup import (
    FORMAT,
    MANIFEST,
    SECRET,
    VERSIONS,
    Backup,
    Content,
    decoded,
    lines,
    reflected,
)
from advocacy.store.database import DamagedError, make_engine, migrate, open_store, unusable
from advocacy.store.location import DATABASE, database_url
from advocacy.store.repository import Store
from advocacy.store.transactions import overwrite

__all__ = ["open_or_set_aside", "read_backup", "restore_backup"]

ROWS = 200
"""As many at a time as SQLite takes values in one statement."""


def read_backup(path: Path) -> Backup:
    """Check a backup from its first byte to its last; RefusedError says what is wrong with it."""
    with _opened(path) as archive:
        return _checked(archive)


def restore_backup(path: Path, engine: Engine, folder: Path) -> Backup:
    """Make the store what it was at the moment of a backup; what it holds now is overwritten.

    The backup is checked, and put into a database of its own first, where it is brought to this
    version of the program. Then one transaction replaces the content of the store: whoever looks
    sees all of the old or all of the new, and whatever fails leaves the old.
    """
    with _opened(path) as archive:
        found = _checked(archive)
        key = archive.read(SECRET)
        with _prepared(archive, found, folder) as source:
            try:
                _replace(source, engine)
            except OperationalError as error:
                raise unusable(engine, error) from error
    _keep_secret(folder, key)
    (folder / "examples-loaded").touch(mode=0o600)
    overwrite(engine)
    return found


def open_or_set_aside(folder: Path) -> Store:
    """Open the store of a folder; a damaged database is kept under another name."""
    try:
        return open_store(database_url(folder))
    except DamagedError as error:
        if error.message.key != "store.damaged":
            raise
    kept = f"damaged-{secrets.token_hex(4)}"
    for path in (folder / f"{DATABASE}{end}" for end in ("", "-wal", "-shm")):
        if path.exists():
            path.replace(path.with_name(f"{kept}-{path.name}"))
    return open_store(database_url(folder))


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError) as error:
        raise _damaged(path) from error


def _checked(archive: zipfile.ZipFile) -> Backup:
    """Read the manifest and compare every part with its sum."""
    path = Path(str(archive.filename))
    try:
        content = json.loads(archive.read(MANIFEST))
        if content["kind"] != "advocacy-backup":
            raise _damaged(path)
        found = Backup(str(content["revision"]), _contents(content), str(content["secret"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(path) from error
    if content["format"] != FORMAT:
        raise _newer(path)
    sound = hashlib.sha256(archive.read(SECRET)).hexdigest() == found.secret
    if not sound or any(_content(archive, name) != one for name, one in found.tables.items()):
        raise _damaged(path)
    return found


def _contents(content: Any) -> dict[str, Content]:
    tables = content["tables"].items()
    return {str(name): Content(int(one["rows"]), str(one["sha256"])) for name, one in tables}


def _content(archive: zipfile.ZipFile, table: str) -> Content:
    sums, count = hashlib.sha256(), 0
    for line in lines(archive, table):
        sums.update(line)
        count += 1
    return Content(count, sums.hexdigest())


@contextmanager
def _prepared(archive: zipfile.ZipFile, found: Backup, folder: Path) -> Iterator[Connection]:
    """Build the backup's own database and bring it to this version of the program."""
    path = Path(str(archive.filename))
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=folder) as place:
        engine = make_engine(f"sqlite:///{place}/backup.sqlite3")
        try:
            migrate(engine, found.revision)
            _fill(engine, archive, found)
            migrate(engine)
        except CommandError as error:
            raise _newer(path) from error
        except OperationalError as error:
            raise unusable(engine, error) from error
        except (ValueError, TypeError, SQLAlchemyError) as error:
            raise _damaged(path) from error
        with engine.connect() as connection, connection.begin():
            yield connection
        engine.dispose()


def _fill(engine: Engine, archive: zipfile.ZipFile, found: Backup) -> None:
    with engine.execution_options(advocacy_write=True).begin() as connection:
        for table in reflected(connection).sorted_tables:
            if table.name in found.tables:
                rows = ({k: decoded(v) for k, v in json.loads(line).items()}
                        for line in lines(archive, table.name))  # fmt: skip
                while several := list(islice(rows, ROWS)):
                    connection.execute(insert(table), several)


def _replace(source: Connection, engine: Engine) -> None:
    """Put every row of one database in the place of every row of another."""
    with engine.execution_options(advocacy_write=True).begin() as target:
        tables = [one for one in reflected(target).sorted_tables if one.name != VERSIONS]
        if target.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in tables)
            target.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
        for table in reversed(tables):
            target.execute(table.delete())
        known = reflected(source).tables
        for table in tables:
            result = source.execute(select(known[table.name])).mappings()
            for several in result.partitions(ROWS):
                target.execute(insert(table), [dict(row) for row in several])
        if target.dialect.name == "postgresql":
            for table in tables:
                _count_on(target, table.name)


def _count_on(target: Connection, table: str) -> None:
    """Let PostgreSQL give new rows numbers after those that were put in."""
    found = reflected(target).tables[table]
    if "id" not in found.c:
        return
    sequence = target.scalar(select(func.pg_get_serial_sequence(f'"{table}"', "id")))
    if sequence is not None:
        last = target.scalar(select(func.max(found.c.id)))
        target.execute(
            text("SELECT setval(:sequence, :last, :used)"),
            {"sequence": sequence, "last": last or 1, "used": last is not None},
        )


def _keep_secret(folder: Path, key: bytes) -> None:
    """Write the installation's secret, readable by its owner alone."""
    part = folder / f".secret.{secrets.token_hex(8)}.part"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / "secret")


def _damaged(path: Path) -> RefusedError:
    return RefusedError(
        message(
            "backup.damaged",
            "{path} is not a whole backup of this program. Nothing was changed; try an earlier "
            "backup.",
            path=path,
        )
    )


def _newer(path: Path) -> RefusedError:
    return RefusedError(
        message(
            "backup.newer",
            "{path} was made by a newer version of the program. Nothing was changed; install that "
            "version first.",
            path=path,
        )
    )
