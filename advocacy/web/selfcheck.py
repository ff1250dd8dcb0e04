"""For hosts: what can be seen from inside about permissions, database, disk, clock and parts."""

from __future__ import annotations

import datetime
import importlib.metadata
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from flask import Blueprint, current_app, render_template
from sqlalchemy import Engine

from advocacy import resources
from advocacy.errors import AdvocacyError, Message, message
from advocacy.production.workshop import Workshop
from advocacy.store import Store
from advocacy.store.location import DATABASE
from advocacy.web.access import Need, needs
from advocacy.web.desk import desk
from advocacy.web.wording import say

__all__ = ["Finding", "blueprint", "findings", "known_faults"]

blueprint = Blueprint("selfcheck", __name__)

Level: TypeAlias = Literal["good", "note", "bad"]
LITTLE, TOO_LITTLE = 1_000_000_000, 100_000_000
"""Bytes that are free on the disk, below which there is a note, or a fault."""
EARLIEST = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""No clock is right that shows a time before this program."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found; a sentence says how to mend what is not good."""

    level: Level
    message: Message


@blueprint.get("/self-check")
@needs(Need.LEAD)
def show() -> str:
    """Show what the program sees of the machine it runs on."""
    found = findings(Path(current_app.config["ADVOCACY_FOLDER"]), desk().store, desk().workshop)
    return render_template(
        "pages/selfcheck.html", findings=[(one.level, say(one.message)) for one in found]
    )


def findings(
    folder: Path,
    store: Store,
    workshop: Workshop,
    *,
    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    environment: Mapping[str, str] = os.environ,
) -> tuple[Finding, ...]:
    """Look at everything that can be seen from inside; no look changes anything."""
    return (
        *_permissions(folder),
        *_database(store.engine),
        *_disk(folder),
        *_clock(store, now()),
        *_fonts(),
        *_parts(workshop),
        *_exposed(environment),
    )


def _permissions(folder: Path) -> Iterator[Finding]:
    """Others of the machine must not read the data."""
    if os.name != "posix":
        return
    private = [folder, folder / "secret", folder / DATABASE]
    open_ = [path.name for path in private if path.exists() and _mode(path) & 0o077]
    if open_:
        yield Finding(
            "bad",
            message(
                "selfcheck.open_files",
                "Other accounts of this machine can read {names}. Take that from them:"
                " chmod -R go= on the data directory.",
                names=", ".join(open_),
            ),
        )
    else:
        yield Finding(
            "good",
            message("selfcheck.private", "Only their owner can read the database and the secret."),
        )


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _database(engine: Engine) -> Iterator[Finding]:
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            yield Finding("good", message("selfcheck.postgresql", "PostgreSQL answers."))
            return
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        sound = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
    if not sound:
        yield Finding(
            "bad",
            message(
                "selfcheck.unsound",
                "The database fails its check: stop the program and restore a backup.",
            ),
        )
    elif mode != "wal":
        yield Finding(
            "bad",
            message(
                "selfcheck.mode",
                "The database cannot keep its write-ahead log here;"
                " a network drive is no place for it.",
            ),
        )
    else:
        yield Finding(
            "good",
            message("selfcheck.sound", "The database is sound, and keeps a write-ahead log."),
        )


def _disk(folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(folder).free
    level: Level = "bad" if free < TOO_LITTLE else "note" if free < LITTLE else "good"
    yield Finding(
        level,
        message("selfcheck.disk", "Free on the disk: {megabytes} MB.", megabytes=free // 1_000_000),
    )


def _clock(store: Store, now: datetime.datetime) -> Iterator[Finding]:
    """Compare the clock with the latest save: no network is asked for the time."""
    latest = max((one.changed for one in store.campaigns()), default=EARLIEST)
    if now < max(latest, EARLIEST):
        yield Finding(
            "bad",
            message(
                "selfcheck.clock",
                "The clock shows {now}, which is before the last save. Set it right: links in"
                " mails and the days of a campaign depend on it.",
                now=f"{now:%Y-%m-%d %H:%M} UTC",
            ),
        )
    else:
        yield Finding(
            "good",
            message("selfcheck.time", "The clock shows {now}.", now=f"{now:%Y-%m-%d %H:%M} UTC"),
        )


def _fonts() -> Iterator[Finding]:
    folder = resources.folder("templates") / "fonts"
    found = [path for path in folder.rglob("*.ttf") if path.stat().st_size > 0]
    if found:
        yield Finding(
            "good",
            message(
                "selfcheck.fonts", "Fonts that come with the program: {count}.", count=len(found)
            ),
        )
    else:
        yield Finding(
            "bad",
            message("selfcheck.no_fonts", "The fonts are missing: install the program again."),
        )


def _parts(workshop: Workshop) -> Iterator[Finding]:
    warnings = [one.warning for one in workshop.problems]
    warnings += [one.warning for one in workshop.plugins.problems]
    broken = warnings.count(False)
    if broken:
        yield Finding(
            "note",
            message(
                "selfcheck.broken",
                "Broken languages, appeal types or plugins: {count}; the page of formats and"
                " plugins names them.",
                count=broken,
            ),
        )
    else:
        yield Finding(
            "good", message("selfcheck.whole", "Every language, appeal type and plugin is whole.")
        )


def _exposed(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Say what gives others more than they need."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        yield Finding(
            "note",
            message(
                "selfcheck.root",
                "The program runs as root; give it an account of its own that can do nothing else.",
            ),
        )
    if environment.get("ADVOCACY_SMTP_PASSWORD"):
        yield Finding(
            "note",
            message(
                "selfcheck.password",
                "The password of the mail server stands in the environment, where other programs"
                " of the same account see it; ADVOCACY_SMTP_PASSWORD_FILE names a file instead.",
            ),
        )


def known_faults(advisories: str) -> tuple[Finding, ...]:
    """Compare the installed versions with a list of known faults (OSV, as a JSON list).

    The list lies on the disk: nobody learns which versions run here. Raises AdvocacyError for
    what is no such list.
    """
    try:
        entries = list(_affected(json.loads(advisories)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AdvocacyError(
            message("selfcheck.no_list", "The list of known faults is no JSON list of OSV entries.")
        ) from error
    installed = {_normal(one.name): one.version for one in importlib.metadata.distributions()}
    found = tuple(
        Finding(
            "bad",
            message(
                "selfcheck.fault",
                "{name} {version} has a known fault: {id}. Install a newer version.",
                name=name,
                version=installed[name],
                id=identifier,
            ),
        )
        for name, versions, identifier in entries
        if installed.get(name) in versions
    )
    none = message("selfcheck.no_fault", "No installed part is on the list of known faults.")
    return found or (Finding("good", none),)


def _affected(entries: Any) -> Iterator[tuple[str, frozenset[str], str]]:
    for entry in entries:
        for one in entry["affected"]:
            if one["package"]["ecosystem"] == "PyPI":
                versions = frozenset(map(str, one.get("versions", ())))
                yield _normal(one["package"]["name"]), versions, str(entry["id"])


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
