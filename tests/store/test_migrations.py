"""Data of every earlier schema are there, whole, in the newest one, on both databases.

`released/` holds what each schema added, written down when it was the newest: the files are never
changed, as the migrations are not.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from advocacy.store import Endorsements, Outbox, PublicPages, Store, open_store
from advocacy.store.accounts import Accounts
from advocacy.store.database import MIGRATIONS, make_engine, migrate
from advocacy.store.invitations import Invitations
from advocacy.store.scope import Scope

RELEASED = Path(__file__).parent / "released"


def history() -> list[str]:
    """Return every schema's number, the first one first."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


@pytest.fixture(params=history())
def migrated(request: pytest.FixtureRequest, database: str) -> Iterator[tuple[str, Store]]:
    """An old schema's number and its data, after the program of today opened them."""
    engine = make_engine(database)
    for revision in history():
        migrate(engine, revision)
        fill(engine, revision)
        if revision == request.param:
            break
    engine.dispose()
    store = open_store(database)
    yield request.param, store
    store.engine.dispose()


def fill(engine: Engine, revision: str) -> None:
    with engine.execution_options(advocacy_write=True).begin() as connection:
        for line in (RELEASED / f"{revision}.sql").read_text(encoding="utf-8").splitlines():
            connection.exec_driver_sql(line)


def test_the_history_of_schemas_is_one_line_and_each_has_its_data() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert len(scripts.get_heads()) == 1
    assert {path.stem for path in RELEASED.iterdir()} == set(history())


def test_campaigns_with_their_history_and_editions_are_there_and_go_on(
    migrated: tuple[str, Store],
) -> None:
    _, store = migrated
    assert [one.slug for one in store.campaigns()][:2] == ["statement", "letter"]
    assert store.get("statement").data["title"]["ru"] == "Остановите обыски"
    assert [one.author for one in store.history("statement")] == ["Boris", "Anna"]
    assert store.at_version("statement", 1)["title"] == {"en": "Stop the raids"}
    assert store.edition("statement", 1).note == "as agreed"
    assert store.save("statement", 2, {"slug": "statement"}, "Anna").version == 3
    assert store.freeze("statement").number == 2
    assert store.create({"slug": "new"}).version == 1


def test_mail_that_waited_still_waits_and_mail_that_was_sent_stays_sent(
    migrated: tuple[str, Store],
) -> None:
    revision, store = migrated
    outbox = Outbox(store.engine)
    mail = outbox.claim()
    if revision == "0001":
        assert mail is None
        return
    assert mail is not None
    assert (mail.key, mail.body) == ("waits", "Подтвердите, пожалуйста.")
    assert outbox.state("gone") == "sent"
    assert not outbox.put(key="gone", recipient="anna@example.org", subject="", body="")


def test_endorsements_milestones_and_the_public_page_are_there(
    migrated: tuple[str, Store],
) -> None:
    revision, store = migrated
    endorsements, pages = Endorsements(store.engine), PublicPages(store.engine)
    if revision < "0003":
        assert pages.get("statement") is None
        return
    page = pages.get("statement")
    assert page is not None
    assert (page.edition, page.keep_days, page.letters) == (1, 30, 7)
    assert str(page.expiry()) == "2021-08-30"
    [one] = endorsements.all("statement")
    assert (one.signatory.name, one.state, one.email) == (
        {"ru": "Пример"}, "confirmed", "anna@example.org",
    )  # fmt: skip
    assert [count for count, _ in endorsements.milestones("statement")] == [10]


def test_a_team_keeps_its_people_their_roles_and_its_campaigns(
    migrated: tuple[str, Store],
) -> None:
    revision, store = migrated
    accounts = Accounts(store.engine)
    if history().index(revision) < history().index("0004"):
        assert accounts.people() == ()
        return
    anna = accounts.find("Anna@example.org")
    assert (anna.team.name, anna.standing) == ("Vesna", "guest")
    assert accounts.roles_of(anna.id, "vesna-letter") == (("translator", "ru"),)
    scope = Scope(team=anna.team.id, key="vesna", account=anna.id)
    assert [one.slug for one in store.within(scope).campaigns()] == ["vesna-letter"]
    [invitation] = Invitations(store.engine).waiting(anna.team.id)
    assert invitation.email == "boris@example.org"


def test_a_form_that_has_made_a_campaign_is_known_again(migrated: tuple[str, Store]) -> None:
    revision, store = migrated
    made = store.create({"slug": "again"}, submission="a form").slug
    assert made == ("again" if revision < "0005" else "begun")
