"""Mail goes out once, whole, and to nobody else, whatever the mail server does."""

import socket
import threading

import pytest

from advocacy.mail import MailSettings, Sender, SenderThread, mail_settings
from advocacy.store import Outbox
from tests.mail.conftest import Clock
from tests.mail.server import SENDER, MailServer

RUSSIAN = "Здравствуйте!\n\n.Точка в начале строки остаётся.\nПодтвердите, пожалуйста, подпись.\n"


def put(outbox: Outbox, key: str = "one", recipient: str = "anna@example.org") -> None:
    outbox.put(key=key, recipient=recipient, subject="Please confirm", body="Hello\n")


def test_a_mail_arrives_as_it_was_written(
    outbox: Outbox, sender: Sender, mail_server: MailServer
) -> None:
    outbox.put(
        key="one", recipient="anna@example.org", subject="Подпись № 1 — «Вясна»", body=RUSSIAN
    )
    assert sender.send_due() == 1
    [mail] = mail_server.taken
    assert mail["Subject"] == "Подпись № 1 — «Вясна»"
    assert (mail["From"], mail["To"]) == (SENDER, "anna@example.org")
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n") == RUSSIAN


def test_a_mail_names_neither_machine_nor_program(
    outbox: Outbox, sender: Sender, mail_server: MailServer
) -> None:
    put(outbox)
    sender.send_due()
    [mail] = mail_server.taken
    own = {name for name in mail if not name.startswith("X-")}  # X-Peer is the test server's note
    assert own == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert mail["Date"] == "Wed, 14 Jul 2021 12:00:00 +0000"
    assert socket.gethostname() not in mail.as_string()


def test_what_was_sent_is_not_sent_again_and_its_recipient_is_forgotten(
    outbox: Outbox, sender: Sender, mail_server: MailServer
) -> None:
    put(outbox)
    assert (sender.send_due(), sender.send_due()) == (1, 0)
    put(outbox)
    assert sender.send_due() == 0
    assert outbox.state("one") == "sent"
    assert mail_server.recipients == ["anna@example.org"]


def test_an_address_that_the_server_refuses_for_good_holds_up_nobody(
    outbox: Outbox, sender: Sender, mail_server: MailServer
) -> None:
    mail_server.at_recipient = lambda to: "550 no such user" if to.startswith("anna") else None
    put(outbox)
    put(outbox, "two", "boris@example.org")
    assert sender.send_due() == 1
    assert mail_server.recipients == ["boris@example.org"]
    assert (outbox.state("one"), outbox.state("two")) == ("failed", "sent")


@pytest.mark.parametrize("step", ["at_recipient", "at_text"])
def test_a_server_that_asks_for_patience_is_asked_again_later(
    outbox: Outbox, sender: Sender, mail_server: MailServer, clock: Clock, step: str
) -> None:
    usual = mail_server.at_text
    setattr(mail_server, step, lambda _to: "451 greylisted")
    put(outbox)
    assert sender.send_due() == 0
    setattr(mail_server, step, usual)
    assert sender.send_due() == 0
    clock.forward(minutes=2)
    assert sender.send_due() == 1


def test_a_server_that_never_takes_it_is_given_up_after_about_a_day(
    outbox: Outbox, sender: Sender, mail_server: MailServer, clock: Clock
) -> None:
    mail_server.at_recipient = lambda _to: "451 greylisted"
    put(outbox)
    hours = 0
    while outbox.state("one") != "failed":
        sender.send_due()
        clock.forward(hours=1)
        hours += 1
    assert 12 < hours < 48


def test_without_a_server_nothing_is_lost(outbox: Outbox, mail_server: MailServer) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = MailSettings(
            host="127.0.0.1", port=closed.getsockname()[1], sender=SENDER, security="none"
        )
        put(outbox)
        with pytest.raises(ConnectionRefusedError):
            Sender(outbox, nobody).send_due()
    assert Sender(outbox, mail_server.settings).send_due() == 1


def test_a_server_without_encryption_gets_nothing_where_encryption_was_asked_for(
    outbox: Outbox, mail_server: MailServer
) -> None:
    plain = mail_server.settings
    strict = MailSettings(host=plain.host, port=plain.port, sender=SENDER)
    put(outbox)
    with pytest.raises(OSError, match="STARTTLS"):
        Sender(outbox, strict).send_due()
    assert (mail_server.taken, outbox.state("one")) == ([], "waiting")


def test_four_senders_at_once_send_each_mail_once(outbox: Outbox, mail_server: MailServer) -> None:
    for number in range(40):
        put(outbox, f"mail-{number}", f"person-{number}@example.org")
    senders = [Sender(outbox, mail_server.settings) for _ in range(4)]
    threads = [threading.Thread(target=one.send_due) for one in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(mail_server.recipients) == sorted(
        f"person-{number}@example.org" for number in range(40)
    )


def test_the_thread_beside_the_pages_sends_and_ends_when_asked(
    outbox: Outbox, sender: Sender, mail_server: MailServer
) -> None:
    arrived = threading.Event()

    def tell(_to: str) -> None:
        arrived.set()

    mail_server.at_text = tell
    put(outbox)
    thread = SenderThread(sender, pause=0.01)
    thread.start()
    assert arrived.wait(20)
    thread.stop()
    assert mail_server.recipients == ["anna@example.org"]


def test_a_mail_repeated_by_hand_has_the_same_identity(
    outbox: Outbox, sender: Sender, mail_server: MailServer, clock: Clock
) -> None:
    put(outbox)
    claimed = outbox.claim()
    assert claimed is not None
    assert outbox.hand_over(claimed)
    clock.forward(minutes=6)
    outbox.send_again("one")
    clock.forward(days=1)
    sender.send_due()
    [mail] = mail_server.taken
    assert mail["Date"] == "Wed, 14 Jul 2021 12:00:00 +0000"
    assert mail["Message-ID"].endswith("@example.org>")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADVOCACY_SMTP_PORT", "99999"),
        ("ADVOCACY_SMTP_SECURITY", "maybe"),
        ("ADVOCACY_MAIL_FROM", "nobody"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_may_be(name: str, value: str) -> None:
    right = {"ADVOCACY_SMTP_HOST": "mail.example.org", "ADVOCACY_MAIL_FROM": SENDER}
    with pytest.raises(Exception, match=f"{name} is “{value}”"):
        mail_settings({**right, name: value})
    assert mail_settings({}) is None


def test_the_password_can_be_in_a_file_and_is_never_shown(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "password"
    path.write_text("canary\n")
    settings = mail_settings(
        {
            "ADVOCACY_SMTP_HOST": "mail.example.org",
            "ADVOCACY_MAIL_FROM": SENDER,
            "ADVOCACY_SMTP_PASSWORD_FILE": str(path),
        }
    )
    assert settings is not None
    assert (settings.password, settings.port) == ("canary", 587)
    assert "canary" not in repr(settings)
