"""A letter in plain text becomes a link that mail programs understand."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from advocacy.plugin_manager import PluginManager
from advocacy.production.mail_link import LONGEST, mail_link
from advocacy.testing import every_block


def test_a_link_opens_with_everything_filled_in() -> None:
    link = mail_link(
        to=["office@example.org"],
        copies=["embassy@example.org", "second@example.org"],
        subject="The choir",
        body="Dear Minister,\n\nfree them & all.\n",
    )
    assert link.has_body
    assert link.href == (
        "mailto:office@example.org?cc=embassy@example.org,second@example.org&subject=The%20choir"
        "&body=Dear%20Minister%2C%0D%0A%0D%0Afree%20them%20%26%20all."
    )


def test_a_mail_program_reads_back_what_was_written() -> None:
    body = "Уважаемый господин министр!\n100 % + ? # & = «да»"
    link = mail_link(to=["a@example.org"], subject="Хор", body=body)
    fields = parse_qs(urlsplit(link.href).query.replace("+", "%2B"))
    assert fields == {"subject": ["Хор"], "body": [body.replace("\n", "\r\n")]}


def test_nothing_that_is_typed_adds_a_recipient_or_a_header() -> None:
    link = mail_link(
        to=["a@example.org?bcc=b@example.org", "c@example.org,d@example.org"],
        subject="x\r\nBcc: e@example.org",
        body="&bcc=f@example.org",
    )
    assert link.href.count("?") == 1
    assert "bcc=" not in link.href.replace("%3Fbcc%3D", "").replace("%26bcc%3D", "")
    assert "%2Cd@example.org" in link.href
    assert "subject=x%20Bcc%3A%20e%40example.org&" in link.href


def test_a_letter_that_is_too_long_is_left_out_and_never_cut() -> None:
    manager = PluginManager()
    manager.load()
    body = manager.write(every_block("ru-RU"), "text").decode()
    link = mail_link(to=["a@example.org"], subject="Хор", body=body)
    assert not link.has_body
    assert "body=" not in link.href
    assert len(link.href) <= LONGEST
