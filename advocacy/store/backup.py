"""A backup: everything in the store in one archive, taken while people go on working."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import os
import secrets
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, MetaData, Table, select

from advocacy.errors import RefusedError, message
from advocacy.store.location import secret

__all__ = [
    "FORMAT",
    "MANIFEST",
    "SECRET",
    "VERSIONS",
    "Backup",
    "Content",
    "decoded",
    "make_backup",
    "reflected",
    "revision_of",
]

FORMAT = 1
MANIFEST, SECRET = "manifest.json", "secret"
VERSIONS = "alembic_version"
"""The table that Alembic keeps for itself: the manifest says the same."""
CHUNK = 500

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """One part of a backup: how many rows it has, and the SHA-256 of its bytes."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: the revision of its tables, and the content of each."""

    revision: str
    tables: dict[str, Content]
    secret: str


def make_backup(engine: Engine, folder: Path, target: Path) -> Backup:
    """Write the archive, whole or not at all; only its owner can read it.

    All tables are read in one transaction: the backup is the state of one moment, and nobody who
    saves meanwhile has to wait. It depends on no kind of database: what was backed up from SQLite
    can be restored to PostgreSQL, and the other way round. ``folder`` holds the installation's
    secret, without which links in mails that were sent do not work any more.
    """
    if target.exists():
        raise RefusedError(
            message(
                "backup.exists",
                "{path} exists already and was left as it is; choose another name.",
                path=target,
            )
        )
    part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(8)}.part")
    try:
        made = _written(engine, folder, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return made


def _written(engine: Engine, folder: Path, part: Path) -> Backup:
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            made = _filled(archive, engine, secret(folder))
        file.flush()
        os.fsync(file.fileno())
    return made


def _filled(archive: zipfile.ZipFile, engine: Engine, key: bytes) -> Backup:
    with engine.connect() as plain:
        level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        connection = plain.execution_options(**level)
        with connection.begin():
            tables = reflected(connection).sorted_tables
            contents = {
                table.name: _store(archive, table, connection)
                for table in tables
                if table.name != VERSIONS
            }
            made = Backup(revision_of(connection), contents, hashlib.sha256(key).hexdigest())
    archive.writestr(_entry(SECRET), key)
    archive.writestr(_entry(MANIFEST), _manifest(made))
    return made


def reflected(connection: Connection) -> MetaData:
    """Return the tables as they are in the database, whatever version of the program made them."""
    found = MetaData()
    found.reflect(connection)
    return found


def revision_of(connection: Connection) -> str:
    """Return the revision of the tables."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def _store(archive: zipfile.ZipFile, table: Table, connection: Connection) -> Content:
    """Write one table, a line of JSON for each row, in the order of its key."""
    sums, count = hashlib.sha256(), 0
    query = select(table).order_by(*table.primary_key.columns)
    with archive.open(_entry(f"tables/{table.name}.jsonl"), "w", force_zip64=True) as file:
        for row in connection.execute(query).mappings().yield_per(CHUNK):
            line = json.dumps({k: encoded(v) for k, v in row.items()}, ensure_ascii=False)
            data = f"{line}\n".encode()
            file.write(data)
            sums.update(data)
            count += 1
    return Content(count, sums.hexdigest())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _manifest(made: Backup) -> str:
    tables = {name: {"rows": one.rows, "sha256": one.digest} for name, one in made.tables.items()}
    content = {
        "kind": "advocacy-backup",
        "format": FORMAT,
        "revision": made.revision,
        "tables": tables,
        "secret": made.secret,
    }
    return json.dumps(content, indent=2)


def encoded(value: object) -> object:
    """Return a value of a database as JSON holds it, so that `decoded` gives it back."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode("ascii")}
    if isinstance(value, datetime.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()}
    return {"json": value}


def decoded(value: object) -> object:
    """Return the value of the database that was encoded."""
    if not isinstance(value, dict):
        return value
    ((kind, content),) = value.items()
    match kind:
        case "bytes":
            return base64.b64decode(content)
        case "moment":
            return datetime.datetime.fromisoformat(content)
        case "date":
            return datetime.date.fromisoformat(content)
        case "json":
            return content
        case _:
            raise ValueError(kind)


def lines(archive: zipfile.ZipFile, table: str) -> Iterator[bytes]:
    """Yield the rows of a table as they were written."""
    with archive.open(f"tables/{table}.jsonl") as file:
        yield from file
