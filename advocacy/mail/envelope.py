"""A mail of the queue becomes an e-mail: plain text, and headers that nobody can add to."""

from __future__ import annotations

import datetime
import hashlib
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from advocacy.store.outbox import Mail

__all__ = ["envelope"]


def envelope(mail: Mail, sender: str) -> EmailMessage:
    """Return the e-mail: the same for the same mail, so that a mail program sees a repetition.

    Its date is when it was written, in UTC; it names no program, machine or person.
    """
    built = EmailMessage(policy=policy.SMTP.clone(cte_type="7bit"))  # any server understands it
    built["From"] = sender
    built["To"] = mail.recipient
    built["Subject"] = mail.subject
    built["Date"] = format_datetime(mail.written.astimezone(datetime.UTC))
    built["Message-ID"] = _message_id(mail, sender)
    built["Auto-Submitted"] = "auto-generated"  # RFC 3834: holiday notices stay away
    built.set_content(mail.body)
    return built


def _message_id(mail: Mail, sender: str) -> str:
    identity = f"{mail.key}\n{mail.written.isoformat()}\n{mail.recipient}"
    digest = hashlib.sha256(identity.encode()).hexdigest()[:40]
    return f"<{digest}@{sender.rpartition('@')[2]}>"
