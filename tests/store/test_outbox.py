"""The queue of mail: the same key is one mail, addresses are addresses, claims end."""

import pytest

from advocacy.errors import RefusedError, UnknownNameError
from advocacy.store import Mail, Outbox, Store
from advocacy.store.mail_address import mail_address
from advocacy.store.transactions import writing
from tests.store.conftest import Clock

HOUR = 60  # looks at the clock, each a minute


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def outbox(store: Store, clock: Clock) -> Outbox:
    return Outbox(store.engine, clock)


def put(outbox: Outbox, key: str = "one", subject: str = "Hello") -> bool:
    return outbox.put(key=key, recipient="anna@example.org", subject=subject, body="Hello\n")


def pass_time(clock: Clock, minutes: int) -> None:
    for _ in range(minutes):
        clock()


def claimed(outbox: Outbox) -> Mail:
    mail = outbox.claim()
    assert mail is not None
    return mail


def test_the_same_key_twice_is_one_mail(outbox: Outbox) -> None:
    assert (put(outbox), put(outbox, subject="Again")) == (True, False)
    assert claimed(outbox).subject == "Hello"
    assert outbox.claim() is None


def test_a_mail_of_a_transaction_that_fails_was_never_written(outbox: Outbox, store: Store) -> None:
    def interrupted() -> None:
        with writing(store.engine) as session:
            outbox.put(
                key="one", recipient="anna@example.org", subject="", body="", session=session
            )
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert outbox.state("one") == ""


def test_a_claim_that_ended_gives_the_mail_to_another_and_the_first_cannot_hand_it_over(
    outbox: Outbox, clock: Clock
) -> None:
    put(outbox)
    first = claimed(outbox)
    assert outbox.claim() is None
    pass_time(clock, HOUR)
    second = claimed(outbox)
    assert (outbox.hand_over(first), outbox.hand_over(second)) == (False, True)


def test_what_was_handed_over_is_never_claimed_again(outbox: Outbox, clock: Clock) -> None:
    put(outbox)
    assert outbox.hand_over(claimed(outbox))
    pass_time(clock, HOUR)
    assert outbox.claim() is None
    assert outbox.uncertain() == ("one",)


def test_only_an_uncertain_mail_can_be_sent_again_by_hand(outbox: Outbox, clock: Clock) -> None:
    put(outbox)
    with pytest.raises(UnknownNameError, match="“one” waits for a decision"):
        outbox.send_again("one")
    outbox.hand_over(claimed(outbox))
    pass_time(clock, HOUR)
    outbox.send_again("one")
    assert claimed(outbox).key == "one"


def test_the_queue_keeps_neither_text_nor_recipient_of_what_is_done(
    outbox: Outbox, store: Store
) -> None:
    put(outbox, "sent")
    put(outbox, "failed")
    first, second = claimed(outbox), claimed(outbox)
    outbox.hand_over(first)
    outbox.sent(first)
    outbox.fail(second, "SMTP 550")
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT recipient, subject, body FROM outgoing_mail")
        assert set(rows) == {("", "", "")}


def test_nobodys_address_is_kept_for_a_decision_that_never_comes(
    outbox: Outbox, clock: Clock, store: Store
) -> None:
    put(outbox)
    outbox.hand_over(claimed(outbox))
    pass_time(clock, 31 * 24 * HOUR)
    outbox.tidy()
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT recipient, state FROM outgoing_mail").all()
    assert [tuple(row) for row in rows] == [("", "failed")]


def test_forgetting_deletes_what_begins_with_the_prefix_alone(outbox: Outbox, store: Store) -> None:
    for key in ("sign_on/1", "sign_on/2", "signXon/3"):
        put(outbox, key)
    with writing(store.engine) as session:
        assert outbox.forget("sign_on/", session=session) == 2
    assert outbox.counts() == {"waiting": 1}


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "\0"])
def test_a_subject_is_one_line_whatever_is_in_it(outbox: Outbox, end: str) -> None:
    put(outbox, subject=f"Hello{end}Bcc: everybody@example.org")
    assert claimed(outbox).subject == "Hello Bcc: everybody@example.org"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "anna@example.org\nBcc: everybody@example.org",
        "anna@example.org, boris@example.org",
        "Anna <anna@example.org>",
        "anna@example.org> SIZE=1",
        "a" * 65 + "@example.org",
        "anna@" + "b" * 300 + ".org",
        "анна@example.org",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(outbox: Outbox, address: str) -> None:
    with pytest.raises(RefusedError, match="is not an e-mail address"):
        outbox.put(key="one", recipient=address, subject="", body="")


def test_a_domain_of_another_alphabet_is_written_as_servers_read_it() -> None:
    assert mail_address(" anna@пример.бел ") == "anna@xn--e1afmkfd.xn--90ais"
