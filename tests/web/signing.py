"""What visitors and organisers do with public pages, as a browser without scripts does it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from advocacy.production.workshop import Workshop
from advocacy.store import Endorsements, Outbox, Store
from advocacy.web import create_app
from tests.web.forms import Page

STATEMENT = "joint-statement-2021"
LETTER = "letter-prosecutor-2020"
FORM = "//main//form"
DECIDE = "//main//form[.//button[@value='accept']]"


def opened(folder: Path, workshop: Workshop) -> Flask:
    """A desk with a mail server, whose statement is open for signing."""
    made = create_app(data_dir=folder, workshop=workshop, mails=True)
    publish(made.test_client())
    return made


def endorsements(store: Store) -> Endorsements:
    return Endorsements(store.engine)


def publish(client: FlaskClient, slug: str = STATEMENT, **fields: str) -> Page:
    """Freeze the present text and show it to everybody."""
    page = Page(client, client.get(f"/campaigns/{slug}/public"))
    return page.press("publish", form=FORM, fill={"edition": "new", **fields})


def filled(tag: str, name: str, **fields: str) -> dict[str, str]:
    """Return what somebody types who signs."""
    typed = {"contact": "Anna Example", "email": "anna@example.org", "country": "DE"}
    return {f"name.{tag}": name, **typed, **fields}


def sign(client: FlaskClient, tag: str, name: str, **options: Any) -> Page:
    """Open the sign-on page in a language, fill it in and send it."""
    files = options.pop("files", {})
    page = Page(client, client.get(f"/sign/{STATEMENT}/{tag}"))
    return page.press("", form=FORM, fill=filled(tag, name, **options), tick=["yes"], files=files)


def mails(app: Flask) -> list[tuple[str, str, str]]:
    """Take all mail out of the queue: recipient, subject and text."""
    outbox: Outbox = app.extensions["advocacy"].outbox
    found = []
    while mail := outbox.claim():
        outbox.hand_over(mail)
        outbox.sent(mail)
        found.append((mail.recipient, mail.subject, mail.body))
    return found


def link_in(text: str) -> str:
    """Return the path of the link to confirm in a mail."""
    found = re.search(r"https?://[^/\s]+(/sign/\S+/confirm/\S+)", text)
    assert found is not None
    return found[1]


def confirm(client: FlaskClient, link: str, button: str = "confirm") -> Page:
    """Open a link and press a button."""
    page = Page(client, client.get(link))
    return page.press(button, form=FORM)


def decide(client: FlaskClient, button: str, *numbers: int, reason: str = "") -> Page:
    """Tick endorsements and press a button, as an organiser does."""
    page = Page(client, client.get(f"/campaigns/{STATEMENT}/endorsements"))
    ticked = [str(number) for number in numbers]
    return page.press(button, form=DECIDE, tick=ticked, fill={"reason": reason})
