"""The whole store in one file and back, on both kinds of database, while people go on working."""

from __future__ import annotations

import itertools
import json
import signal
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from advocacy.errors import RefusedError
from advocacy.store import Store, open_store
from advocacy.store.backup import MANIFEST, decoded, encoded, make_backup
from advocacy.store.database import make_engine, migrate
from advocacy.store.location import DATABASE, prepare, secret
from advocacy.store.restoring import read_backup, restore_backup
from tests.served import environment


def fill(store: Store) -> None:
    store.create({"slug": "one", "title": {"en": "First"}})
    store.save("one", 1, {"slug": "one", "title": {"en": "Second"}}, "Anna")
    store.freeze("one", note="An edition")
    store.create({"slug": "two", "note": {"ru": "Слова 😀"}})


def state(store: Store) -> list[object]:
    """Return everything a person can see of a store."""
    return [(one, store.history(one.slug), store.editions(one.slug)) for one in store.campaigns()]


def test_a_restored_store_is_what_it_was(store: Store, folder: Path, tmp_path: Path) -> None:
    fill(store)
    before, key = state(store), secret(prepare(folder) and folder)
    made = make_backup(store.engine, folder, tmp_path / "a.zip")
    assert {name: one.rows for name, one in made.tables.items() if one.rows} == {
        "campaign": 2, "revision": 3, "edition": 1,
    }  # fmt: skip
    store.delete("two")
    store.save("one", 2, {"slug": "one"})
    (folder / "secret").unlink()
    restore_backup(tmp_path / "a.zip", store.engine, folder)
    assert state(store) == before
    assert secret(folder) == key
    # New rows get numbers after those that came back.
    assert store.create({"slug": "three"}).version == 1


def test_a_backup_of_one_kind_of_database_is_restored_to_the_other(
    file_store: Store, database: str, folder: Path, tmp_path: Path
) -> None:
    fill(file_store)
    before = state(file_store)
    make_backup(file_store.engine, folder, tmp_path / "a.zip")
    target = open_store(database)
    restore_backup(tmp_path / "a.zip", target.engine, folder)
    assert state(target) == before
    target.engine.dispose()


def test_a_backup_is_one_moment_while_people_go_on_saving(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    prepare(folder)
    for slug in ("a", "b", "c"):
        store.create({"slug": slug, "n": 0})
    stop, answered = threading.Event(), dict.fromkeys("abc", 0)

    def work(slug: str) -> None:
        for number in itertools.count(1):
            if stop.is_set():
                return
            store.save(slug, number, {"slug": slug, "n": number})
            answered[slug] = number

    threads = [threading.Thread(target=work, args=(slug,)) for slug in answered]
    for thread in threads:
        thread.start()
    at_least = []
    for number in range(4):
        at_least.append(dict(answered))
        make_backup(store.engine, folder, tmp_path / f"{number}.zip")
    stop.set()
    for thread in threads:
        thread.join()
    for number, before in enumerate(at_least):
        restore_backup(tmp_path / f"{number}.zip", store.engine, folder)
        for slug, count in before.items():
            kept = store.get(slug)
            assert kept.data["n"] >= count
            assert store.at_version(slug, kept.version) == kept.data
            assert len(store.history(slug)) == kept.version


def test_only_its_owner_can_read_a_backup_and_none_is_overwritten(
    file_store: Store, folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.zip"
    make_backup(file_store.engine, folder, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    content = target.read_bytes()
    with pytest.raises(RefusedError, match="exists already"):
        make_backup(file_store.engine, folder, target)
    assert target.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "data"]


def changed(change: Callable[[dict[str, bytes]], object]) -> Callable[[Path], None]:
    def rewrite(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        change(parts)
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)

    return rewrite


def in_manifest(key: str, value: object) -> Callable[[Path], None]:
    return changed(lambda parts: parts.update(
        {MANIFEST: json.dumps({**json.loads(parts[MANIFEST]), key: value}).encode()}
    ))  # fmt: skip


CAMPAIGNS = "tables/campaign.jsonl"
SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:-40]), "not a whole backup"),
    "a byte changed": (
        lambda path: path.write_bytes(path.read_bytes().replace(b"PK\x03\x04", b"PK\x03\x05", 1)),
        "not a whole backup",
    ),
    "empty": (lambda path: path.write_bytes(b""), "not a whole backup"),
    "something else": (lambda path: path.write_bytes(b"A shopping list"), "not a whole backup"),
    "another archive": (changed(lambda parts: parts.pop(MANIFEST)), "not a whole backup"),
    "without its secret": (changed(lambda parts: parts.pop("secret")), "not a whole backup"),
    "another secret": (changed(lambda parts: parts.update(secret=b"x")), "not a whole backup"),
    "a table gone": (changed(lambda parts: parts.pop(CAMPAIGNS)), "not a whole backup"),
    "a row gone": (changed(lambda parts: parts.update({CAMPAIGNS: b""})), "not a whole backup"),
    "another kind": (in_manifest("kind", "x"), "not a whole backup"),
    "a manifest of a list": (changed(lambda p: p.update({MANIFEST: b"[]"})), "not a whole backup"),
    "tables as a text": (in_manifest("tables", "x"), "not a whole backup"),
    "a later format": (in_manifest("format", 99), "newer version"),
    "a later revision": (in_manifest("revision", "9999"), "newer version"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_backup_changes_nothing(
    file_store: Store, folder: Path, tmp_path: Path, name: str
) -> None:
    spoil, sentence = SPOILT[name]
    fill(file_store)
    path = tmp_path / "a.zip"
    make_backup(file_store.engine, folder, path)
    file_store.delete("two")
    before = state(file_store)
    spoil(path)
    with pytest.raises(RefusedError, match=sentence):
        restore_backup(path, file_store.engine, folder)
    assert state(file_store) == before
    assert [one.name for one in folder.iterdir() if one.name.startswith(".")] == []


def test_a_restoration_that_dies_halfway_leaves_the_old_state(
    file_store: Store, folder: Path, tmp_path: Path
) -> None:
    fill(file_store)
    make_backup(file_store.engine, folder, tmp_path / "a.zip")
    file_store.delete("two")
    before = state(file_store)
    script = (
        "import os, pathlib, signal, sys; from sqlalchemy import event\n"
        "from advocacy.store import open_store; from advocacy.store import restoring\n"
        "store = open_store(sys.argv[1])\n"
        "def die(connection, cursor, statement, *rest):\n"
        "    if statement.startswith('INSERT INTO edition'):\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "event.listen(store.engine, 'before_cursor_execute', die)\n"
        "path, folder = map(pathlib.Path, sys.argv[2:])\n"
        "restoring.restore_backup(path, store.engine, folder)\n"
    )
    command = [sys.executable, "-c", script, prepare(folder), tmp_path / "a.zip", folder]
    run = subprocess.run(command, check=False, env=environment(), capture_output=True)
    assert run.returncode == -signal.SIGKILL, run.stderr
    assert state(open_store(prepare(folder))) == before


def test_what_was_overwritten_is_gone_from_the_folder(
    file_store: Store, folder: Path, tmp_path: Path
) -> None:
    make_backup(file_store.engine, folder, tmp_path / "a.zip")
    file_store.create({"slug": "secret", "title": {"en": "Canary"}})
    restore_backup(tmp_path / "a.zip", file_store.engine, folder)
    assert b"Canary" not in b"".join(p.read_bytes() for p in folder.iterdir() if p.is_file())


def test_a_backup_of_an_earlier_version_is_brought_to_this_one(
    file_store: Store, folder: Path, tmp_path: Path
) -> None:
    old = make_engine(f"sqlite:///{tmp_path}/old.sqlite3")
    migrate(old, "0001")
    with old.execution_options(advocacy_write=True).begin() as connection:
        connection.execute(text(
            "INSERT INTO campaign VALUES (7, 'old', 1, '{\"slug\": \"old\"}', "
            "'2021-07-14T00:00:00.000000+00:00', '')"
        ))  # fmt: skip
    made = make_backup(old, folder, tmp_path / "a.zip")
    assert made.revision == "0001"
    restore_backup(tmp_path / "a.zip", file_store.engine, folder)
    assert [one.slug for one in file_store.campaigns()] == ["old"]
    old.dispose()


def test_a_damaged_database_is_set_aside_by_the_command_and_the_backup_takes_its_place(
    file_store: Store, folder: Path, tmp_path: Path
) -> None:
    fill(file_store)
    make_backup(file_store.engine, folder, tmp_path / "a.zip")
    before = state(file_store)
    file_store.engine.dispose()
    (folder / DATABASE).write_bytes(b"This is a shopping list." * 999)
    command = [
        sys.executable,
        "-m",
        "advocacy",
        "restore",
        tmp_path / "a.zip",
        "--data-dir",
        folder,
    ]
    run = subprocess.run(command, check=False, env=environment(), capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert state(open_store(prepare(folder))) == before
    (kept,) = folder.glob("damaged-*")
    assert kept.read_bytes().startswith(b"This is a shopping list.")


def test_a_backup_is_looked_at_without_a_store(
    file_store: Store, folder: Path, tmp_path: Path
) -> None:
    fill(file_store)
    made = make_backup(file_store.engine, folder, tmp_path / "a.zip")
    assert read_backup(tmp_path / "a.zip") == made


@pytest.mark.parametrize("value", [None, True, 7, 1.5, "a", b"\x00\xff", {"a": [1]}, ["b"]])
def test_every_value_of_a_database_survives(value: object) -> None:
    assert decoded(json.loads(json.dumps(encoded(value)))) == value
