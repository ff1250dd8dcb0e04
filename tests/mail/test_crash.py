"""A sender that is killed: nothing is lost, and nothing is sent twice."""

import os
import subprocess
import sys
from pathlib import Path

from advocacy.mail import Sender
from advocacy.store import Outbox, open_store
from advocacy.store.location import prepare
from tests.mail.conftest import Clock
from tests.mail.server import MailServer


class Victim:
    """`advocacy mail send` in a process of its own, which the mail server can kill."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        command = [sys.executable, "-m", "advocacy", "mail", "send", "--data-dir", str(folder)]
        self.process = subprocess.Popen(command, env={**os.environ, **server.environment})

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def test_killed_before_the_text_a_mail_is_sent_by_the_next_sender(
    folder: Path, mail_server: MailServer
) -> None:
    outbox = Outbox(open_store(prepare(folder)).engine)
    outbox.put(key="one", recipient="anna@example.org", subject="Hello", body="Hello\n")
    victims: list[Victim] = []

    def kill(_to: str) -> str:
        victims[0].kill()
        return "451 too late"

    mail_server.at_recipient = kill
    victims.append(Victim(folder, mail_server))
    victims[0].process.wait(60)
    mail_server.at_recipient = lambda _to: None
    assert (mail_server.taken, outbox.state("one")) == ([], "claimed")
    later = after_the_lease(folder)
    assert Sender(later, mail_server.settings).send_due() == 1
    assert mail_server.recipients == ["anna@example.org"]


def test_killed_between_the_servers_yes_and_the_note_of_it_a_mail_is_not_sent_twice(
    folder: Path, mail_server: MailServer
) -> None:
    outbox = Outbox(open_store(prepare(folder)).engine)
    for number in range(20):
        outbox.put(
            key=f"mail-{number}", recipient=f"person-{number}@example.org",
            subject="Hello", body="Hello\n",
        )  # fmt: skip
    victims: list[Victim] = []

    def kill(to: str) -> None:
        if to == "person-7@example.org":
            victims[0].kill()

    mail_server.at_text = kill
    victims.append(Victim(folder, mail_server))
    victims[0].process.wait(60)
    assert outbox.state("mail-7") == "handed"
    mail_server.at_text = lambda _to: None
    later = after_the_lease(folder)
    assert Sender(later, mail_server.settings).send_due() == 12
    expected = sorted(f"person-{number}@example.org" for number in range(20))
    assert sorted(mail_server.recipients) == expected
    assert later.uncertain() == ("mail-7",)


def after_the_lease(folder: Path) -> Outbox:
    """The same queue an hour later than this moment."""
    from advocacy.store.transactions import present

    clock = Clock()
    clock.now = present()
    clock.forward(hours=1)
    return Outbox(open_store(prepare(folder)).engine, clock)
