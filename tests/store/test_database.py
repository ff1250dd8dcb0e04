"""The database file: private, checked, overwritten where something was deleted."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event, text

from advocacy.errors import AdvocacyError
from advocacy.store import DamagedError, Store, data_directory, open_store
from advocacy.store.location import DATABASE, database_url, prepare, secret


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_a_deleted_campaign_is_gone_from_every_file_of_the_folder(
    file_store: Store, folder: Path
) -> None:
    file_store.create({"slug": "secret", "title": {"en": "Canary in the cage"}})
    file_store.save("secret", 1, {"slug": "secret", "title": {"en": "Canary in the tree"}})
    file_store.freeze("secret", note="Canary in a note")
    assert b"Canary in the" in everything(folder)
    file_store.delete("secret")
    assert b"Canary" not in everything(folder)


def test_a_deletion_that_cannot_be_overwritten_yet_says_so_and_the_next_one_does_it(
    file_store: Store, folder: Path
) -> None:
    for slug in ("secret", "other"):
        file_store.create({"slug": slug, "title": {"en": f"Canary {slug}"}})
    file_store.engine.dispose()
    impatient = open_store(prepare(folder))
    event.listen(impatient.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=1"))
    reader = sqlite3.connect(folder / DATABASE)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM campaign").fetchone()
    with pytest.raises(AdvocacyError, match="could not be overwritten"):
        impatient.delete("secret")
    reader.close()
    assert [one.slug for one in impatient.campaigns()] == ["other"]
    impatient.delete("other")
    assert b"Canary" not in everything(folder)


def test_a_text_that_was_replaced_stays_only_in_the_history(store: Store) -> None:
    store.create({"slug": "secret", "title": {"en": "Canary"}})
    store.save("secret", 1, {"slug": "secret", "title": {"en": "Sparrow"}})
    assert store.at_version("secret", 1)["title"] == {"en": "Canary"}


@pytest.mark.usefixtures("file_store")
def test_database_and_secret_are_readable_by_their_owner_alone(folder: Path) -> None:
    secret(folder)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {DATABASE: 0o600, "secret": 0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_secret_is_made_once_and_is_another_elsewhere(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    prepare(first)
    prepare(second)
    assert secret(first) == secret(first) != secret(second)
    assert len(secret(first)) == 32


def test_a_damaged_database_is_noticed_and_the_way_back_is_told(
    file_store: Store, folder: Path
) -> None:
    for number in range(30):
        file_store.create({"slug": f"campaign-{number}", "note": {"en": "word " * 2000}})
    file_store.engine.dispose()
    path = folder / DATABASE
    content = bytearray(path.read_bytes())
    content[8192:40960] = os.urandom(32768)
    path.write_bytes(bytes(content))
    with pytest.raises(DamagedError, match=r"is damaged.*puts a backup in its place"):
        open_store(prepare(folder))


def test_a_file_that_is_no_database_is_named_and_left_as_it_is(folder: Path) -> None:
    address = prepare(folder)
    (folder / DATABASE).write_bytes(b"This is a shopping list." * 100)
    with pytest.raises(DamagedError, match="is damaged, and was left as it is"):
        open_store(address)
    assert (folder / DATABASE).read_bytes().startswith(b"This is a shopping list.")


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DamagedError, match="cannot be used: unable to open database file"):
        open_store(f"sqlite:///{tmp_path}/missing/{DATABASE}")


def test_opening_again_finds_everything(store: Store, database: str) -> None:
    store.create({"slug": "statement"})
    again = open_store(database)
    assert [one.slug for one in again.campaigns()] == ["statement"]
    again.engine.dispose()


def test_the_write_ahead_log_is_on_and_deletions_overwrite(file_store: Store) -> None:
    with file_store.engine.connect() as connection:
        modes = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "secure_delete", "synchronous", "foreign_keys")
        ]
    assert modes == ["wal", 1, 2, 1]


def test_a_process_killed_between_saves_leaves_every_answered_one(database: str) -> None:
    script = (
        "import os, signal, sys; from advocacy.store import open_store\n"
        f"store = open_store({database!r})\n"
        "store.create({'slug': 'statement'})\n"
        "for number in range(1, 20):\n"
        "    store.save('statement', number, {'slug': 'statement', 'n': number})\n"
        "    print(number, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    answered = run.stdout.split()
    assert answered[-1] == "19"
    store = open_store(database)
    assert store.get("statement").data["n"] == 19
    store.engine.dispose()


def test_the_migrations_make_exactly_the_tables_of_the_models(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from advocacy.store.models import Base

    with store.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert differences == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({"ADVOCACY_DATA_DIR": "/srv/letters"}, Path("/srv/letters"))],
)
def test_the_environment_chooses_the_data_directory(
    environment: dict[str, str], expected: Path
) -> None:
    assert data_directory(environment) == expected


def test_a_checkout_keeps_its_data_in_its_own_folder() -> None:
    from advocacy import resources

    assert data_directory({}) == resources.root() / "data"


def test_the_database_is_plain_sqlite_that_other_tools_can_read(
    file_store: Store, folder: Path
) -> None:
    file_store.create({"slug": "statement"})
    with sqlite3.connect(folder / DATABASE) as connection:
        rows = connection.execute("SELECT slug, version, content FROM campaign").fetchall()
    connection.close()
    assert rows == [("statement", 1, '{"slug": "statement"}')]


def test_several_processes_that_start_at_once_make_the_tables_once(database: str) -> None:
    script = f"from advocacy.store import open_store; open_store({database!r})"
    starts = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(3)]
    assert [process.wait() for process in starts] == [0, 0, 0]


@pytest.mark.parametrize(
    "address", ["", "shopping list", "mysql://localhost/advocacy", "oracle://"]
)
def test_an_address_of_no_database_that_is_tested_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(DamagedError, match=r"like postgresql://name:password@server/database"):
        open_store(address)


def test_a_database_server_that_is_away_is_a_sentence_without_the_password() -> None:
    with pytest.raises(DamagedError, match="The database letters cannot be used") as caught:
        open_store("postgresql+psycopg://anna:canary@/letters?host=/nowhere")
    assert "canary" not in str(caught.value)


def test_the_error_of_a_query_shows_nobodys_text(store: Store) -> None:
    with store.engine.connect() as connection, pytest.raises(Exception, match="hidden") as caught:
        connection.execute(text("SELECT 1 FROM nothing WHERE a = :a"), {"a": "canary"})
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("kind", ["postgres", "postgresql"])
def test_the_environment_names_the_database(kind: str, folder: Path) -> None:
    found = database_url(folder, {"DATABASE_URL": f"{kind}://anna@db/letters"})
    assert found == "postgresql+psycopg://anna@db/letters"
    assert not folder.exists()
    assert database_url(folder, {}) == f"sqlite:///{folder}/{DATABASE}"
