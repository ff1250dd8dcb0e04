"""Before the store opens: where its data directory is, and that it belongs to its owner alone."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from advocacy import resources

__all__ = ["data_directory", "database_url", "prepare", "secret"]

DATABASE = "advocacy.sqlite3"


def data_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the data directory.

    It is ``ADVOCACY_DATA_DIR``, else ``data`` in a checkout, else a folder of the user's where the
    system keeps such data.
    """
    if chosen := environment.get("ADVOCACY_DATA_DIR"):
        return Path(chosen).expanduser()
    if (resources.root() / "pyproject.toml").is_file():
        return resources.root() / "data"
    return _user_folder(environment) / "advocacy"


def prepare(folder: Path) -> str:
    """Make the folder readable by its owner alone; return the address of the database in it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / DATABASE
    if not path.exists():
        # Made here, since SQLite would make it readable to every account of the machine.
        path.touch(mode=0o600)
    return f"sqlite:///{path.resolve()}"


def database_url(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Return the address of the database: ``DATABASE_URL``, else a file in the folder."""
    address = environment.get("DATABASE_URL", "")
    kind, separator, rest = address.partition("://")
    if kind in {"postgres", "postgresql"}:
        return f"postgresql+psycopg{separator}{rest}"
    return address or prepare(folder)


def secret(folder: Path) -> bytes:
    """Return this installation's random secret; it is made once and kept in the folder."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "secret"
    if not path.exists():
        # Written aside: another process that starts now finds it whole or not at all.
        draft = folder / f"secret.{secrets.token_hex(8)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_bytes()


def _user_folder(environment: Mapping[str, str]) -> Path:
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
