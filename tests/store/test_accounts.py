"""Teams that cannot see each other, roles, invitations that are good for once, slow guessing."""

import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from advocacy.errors import AdvocacyError, UnknownNameError
from advocacy.store import Store
from advocacy.store.accounts import Account, Accounts, Team
from advocacy.store.attempts import Attempts
from advocacy.store.invitations import ExpiredError, Invitations
from advocacy.store.scope import Scope
from tests.store.conftest import Clock

NOON = datetime.datetime(2021, 7, 14, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def accounts(store: Store) -> Accounts:
    return Accounts(store.engine)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def invitations(store: Store, clock: Clock) -> Invitations:
    return Invitations(store.engine, clock)


@pytest.fixture
def team(accounts: Accounts) -> Team:
    return accounts.add_team("vesna", "Vesna")


@pytest.fixture
def others(accounts: Accounts) -> Team:
    return accounts.add_team("libero", "Libero")


def come_in(invitations: Invitations, team: Team, email: str, standing: str = "member") -> Account:
    invited = invitations.invite(email=email, team=team.id, standing=standing)
    return invitations.accept(invited.id, invited.nonce, name=email[:4], hashed="hash")


def seen_by(store: Store, account: Account) -> Store:
    lead = account.standing == "lead"
    scope = Scope(team=account.team.id, key=account.team.key, account=None if lead else account.id)
    return store.within(scope)


def test_two_teams_make_campaigns_of_one_name_and_see_their_own_alone(
    store: Store, invitations: Invitations, team: Team, others: Team
) -> None:
    anna = seen_by(store, come_in(invitations, team, "anna@example.org"))
    olga = seen_by(store, come_in(invitations, others, "olga@example.org"))
    assert anna.create({"slug": "statement"}).slug == "vesna-statement"
    assert olga.create({"slug": "statement"}).slug == "libero-statement"
    assert [one.slug for one in anna.campaigns()] == ["vesna-statement"]
    for look in (olga.get, olga.history, olga.delete, olga.freeze, olga.editions):
        with pytest.raises(UnknownNameError, match="no campaign “vesna-statement”"):
            look("vesna-statement")
    assert store.get("vesna-statement").version == 1


def test_the_form_of_another_team_leads_to_no_campaign_of_theirs(
    store: Store, invitations: Invitations, team: Team, others: Team
) -> None:
    anna = seen_by(store, come_in(invitations, team, "anna@example.org"))
    luca = seen_by(store, come_in(invitations, others, "luca@example.org"))
    for _ in range(2):
        assert anna.create({"slug": "a"}, submission="a form").slug == "vesna-a"
        assert luca.create({"slug": "a"}, submission="a form").slug == "libero-a"


def test_a_campaign_that_is_renamed_keeps_the_name_of_its_team(
    store: Store, invitations: Invitations, team: Team
) -> None:
    anna = seen_by(store, come_in(invitations, team, "anna@example.org"))
    anna.create({"slug": "statement"})
    assert anna.save("vesna-statement", 1, {"slug": "libero-letter"}).slug == "vesna-libero-letter"


def test_whoever_begins_a_campaign_is_its_organiser_and_the_lead_sees_it(
    store: Store, accounts: Accounts, invitations: Invitations, team: Team
) -> None:
    anna = come_in(invitations, team, "anna@example.org")
    lead = come_in(invitations, team, "lena@example.org", "lead")
    guest = come_in(invitations, team, "gala@example.org", "guest")
    seen_by(store, anna).create({"slug": "statement"})
    assert accounts.roles_of(anna.id, "vesna-statement") == (("organiser", ""),)
    assert [one.slug for one in seen_by(store, lead).campaigns()] == ["vesna-statement"]
    assert seen_by(store, guest).campaigns() == ()


def test_a_role_takes_the_place_of_another_but_a_translator_may_have_several_languages(
    store: Store, accounts: Accounts, invitations: Invitations, team: Team
) -> None:
    anna = come_in(invitations, team, "anna@example.org")
    seen_by(store, anna).create({"slug": "statement"})
    gala = come_in(invitations, team, "gala@example.org", "guest")

    def give(name: str, language: str = "") -> list[tuple[str, str]]:
        accounts.give("vesna-statement", gala.id, team.id, name, language)
        return sorted(accounts.roles_of(gala.id, "vesna-statement"))

    assert give("viewer") == [("viewer", "")]
    assert give("translator", "de") == [("translator", "de")]
    assert give("translator", "ru") == [("translator", "de"), ("translator", "ru")]
    assert give("editor") == [("editor", "")]
    [_, role] = accounts.roles_in("vesna-statement")
    accounts.take("vesna-statement", role.id, team.id)
    assert accounts.roles_of(gala.id, "vesna-statement") == ()


def test_nobody_of_another_team_gets_a_role(
    store: Store, accounts: Accounts, invitations: Invitations, team: Team, others: Team
) -> None:
    seen_by(store, come_in(invitations, team, "anna@example.org")).create({"slug": "statement"})
    olga = come_in(invitations, others, "olga@example.org")
    with pytest.raises(UnknownNameError, match="no such account"):
        accounts.give("vesna-statement", olga.id, team.id, "viewer")
    with pytest.raises(UnknownNameError, match="no campaign"):
        accounts.give("vesna-statement", olga.id, others.id, "viewer")


def at_once(*acts: Callable[[], object]) -> list[bool]:
    """Do things at the same moment; say which were not refused."""
    start = Barrier(len(acts))

    def act(one: Callable[[], object]) -> bool:
        start.wait()
        try:
            one()
        except AdvocacyError:
            return False
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def test_of_two_leads_who_leave_at_once_one_stays(
    accounts: Accounts, invitations: Invitations, others: Team
) -> None:
    for number in range(8):
        team = accounts.add_team(f"team{number}", "Team")
        leads = [come_in(invitations, team, f"{name}{number}@example.org", "lead") for name in "ab"]
        done = at_once(
            lambda team=team, lead=leads[0]: accounts.remove(lead.id, team.id),  # type: ignore[misc]
            lambda team=team, lead=leads[1]: accounts.stand(lead.id, team.id, "guest"),  # type: ignore[misc]
        )
        assert sorted(done) == [False, True]
        assert [one.standing for one in accounts.people(team.id)].count("lead") == 1


def test_two_invitations_of_one_address_that_are_accepted_at_once_make_one_account(
    accounts: Accounts, invitations: Invitations, team: Team, others: Team
) -> None:
    invited = [invitations.invite(email="anna@example.org", team=one.id, standing="member")
               for one in (team, others)]  # fmt: skip
    done = at_once(*(
        lambda one=one: invitations.accept(one.id, one.nonce, name="Anna", hashed="hash")  # type: ignore[misc]
        for one in invited
    ))  # fmt: skip
    assert sorted(done) == [False, True]
    assert len(accounts.people()) == 1


def test_a_team_is_never_without_a_lead(
    accounts: Accounts, invitations: Invitations, team: Team
) -> None:
    lead = come_in(invitations, team, "lena@example.org", "lead")
    with pytest.raises(AdvocacyError, match="Somebody has to lead"):
        accounts.remove(lead.id, team.id)
    with pytest.raises(AdvocacyError, match="Somebody has to lead"):
        accounts.stand(lead.id, team.id, "member")
    come_in(invitations, team, "anna@example.org", "lead")
    accounts.remove(lead.id, team.id)
    assert [one.email for one in accounts.people(team.id)] == ["anna@example.org"]


def test_an_invitation_is_good_for_once(invitations: Invitations, team: Team) -> None:
    invited = invitations.invite(email="anna@example.org", team=team.id, standing="member")
    invitations.accept(invited.id, invited.nonce, name="Anna", hashed="hash")
    with pytest.raises(ExpiredError):
        invitations.accept(invited.id, invited.nonce, name="Eve", hashed="other")


def test_an_invitation_ends_after_a_week_or_when_it_is_revoked_or_repeated(
    store: Store, invitations: Invitations, team: Team, others: Team, clock: Clock
) -> None:
    def invite() -> tuple[int, str]:
        found = invitations.invite(email="anna@example.org", team=team.id, standing="member")
        return found.id, found.nonce

    first, second = invite(), invite()
    with pytest.raises(ExpiredError):
        invitations.get(*first)
    with pytest.raises(ExpiredError):
        invitations.revoke(second[0], others.id)
    invitations.revoke(second[0], team.id)
    with pytest.raises(ExpiredError):
        invitations.get(*second)
    third = invite()
    clock.now += datetime.timedelta(days=8)
    with pytest.raises(ExpiredError):
        invitations.get(*third)
    assert invitations.waiting(team.id) == ()
    invitations.invite(email="boris@example.org", team=others.id, standing="member")
    with store.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT email FROM invitation").scalars().all()
    assert kept == ["boris@example.org"]


def test_a_form_that_is_sent_twice_makes_one_invitation_that_stays_good(
    invitations: Invitations, team: Team
) -> None:
    def invite(submission: str) -> tuple[int, str]:
        made = invitations.invite(
            email="anna@example.org", team=team.id, standing="member", submission=submission
        )
        return made.id, made.nonce

    with ThreadPoolExecutor(4) as pool:
        [first] = set(pool.map(invite, ["a form"] * 4))
    assert invitations.get(*first).email == "anna@example.org"
    assert invite("another form") != first
    with pytest.raises(ExpiredError):
        invitations.get(*first)


def test_an_invitation_never_takes_over_an_account(
    invitations: Invitations, accounts: Accounts, team: Team, others: Team
) -> None:
    come_in(invitations, team, "anna@example.org")
    trap = invitations.invite(email="Anna@example.org", team=others.id, standing="lead")
    with pytest.raises(AdvocacyError, match="cannot be accepted in this way"):
        invitations.accept(trap.id, trap.nonce, name="Eve", hashed="stolen")
    with pytest.raises(AdvocacyError, match="cannot be accepted in this way"):
        invitations.join(trap.id, trap.nonce, accounts.find("anna@example.org"))
    assert accounts.find("anna@example.org").team == team


def test_guessing_waits_longer_each_time_for_known_and_unknown_alike(
    store: Store, clock: Clock
) -> None:
    attempts = Attempts(store.engine, b"key", lambda: clock.now)
    assert [attempts.begin("anna@example.org") for _ in range(5)] == [True] * 5
    pauses = []
    for _ in range(13):
        seconds = 0
        while not attempts.begin("ANNA@example.org "):
            clock.now += datetime.timedelta(seconds=30)
            seconds += 30
        pauses.append(seconds)
    assert pauses == sorted(pauses)
    assert pauses[-3:] == [900, 900, 900]
    assert attempts.begin("boris@example.org")
    attempts.succeeded("anna@example.org")
    assert [attempts.begin("anna@example.org") for _ in range(6)] == [True] * 6
    assert not attempts.begin("anna@example.org")


def test_many_attempts_at_the_same_moment_are_no_way_around_the_pause(store: Store) -> None:
    attempts = Attempts(store.engine, b"key", lambda: NOON)
    with ThreadPoolExecutor(8) as pool:
        looked_at = list(pool.map(lambda _: attempts.begin("anna@example.org"), range(30)))
    assert sum(looked_at) == 6


def test_whom_somebody_tried_to_be_is_not_written_down(store: Store) -> None:
    Attempts(store.engine, b"key").begin("anna@example.org")
    with store.engine.connect() as connection:
        [row] = connection.exec_driver_sql("SELECT * FROM attempt")
    assert "anna" not in repr(row)


@pytest.mark.parametrize("key", ["", "ve-sna", "9vesna", "Vesna", "весна", "v" * 21])
def test_a_team_whose_short_name_could_mix_with_others_is_refused(
    accounts: Accounts, key: str
) -> None:
    with pytest.raises(AdvocacyError, match="twenty Latin letters"):
        accounts.add_team(key, "Vesna")


def test_a_team_can_adopt_what_belonged_to_nobody(
    store: Store, accounts: Accounts, invitations: Invitations
) -> None:
    store.create({"slug": "statement"})
    team = accounts.add_team("vesna", "Vesna", adopt=True)
    lead = come_in(invitations, team, "lena@example.org", "lead")
    assert [one.slug for one in seen_by(store, lead).campaigns()] == ["statement"]
