"""Mail on its way: kept with what it tells of in one transaction, taken by one sender, once.

A mail waits until a sender claims it for a while. A sender that dies before the mail server has the
text loses the claim, and another sends the mail. The moment before the text is handed over is
stored: a mail whose sender died after it may have arrived or not, and is **not** sent again unless
a person asks for it. SMTP knows no way to tell; what can be promised is that no mail is sent twice
by itself, and that none is lost without being listed by `uncertain`.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, and_, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from advocacy.errors import UnknownNameError, message
from advocacy.store.mail_address import mail_address
from advocacy.store.models import MailRow
from advocacy.store.transactions import present, reading, writing

__all__ = ["Mail", "Outbox"]

WAITING, CLAIMED, HANDED, SENT, FAILED = "waiting", "claimed", "handed", "sent", "failed"
LEASE = datetime.timedelta(minutes=5)
LONGEST_PAUSE = datetime.timedelta(hours=4)
MOST_ATTEMPTS = 12  # about a day
KEPT = datetime.timedelta(days=30)
LONGEST_SUBJECT = 200  # characters
EMPTY = {"recipient": "", "subject": "", "body": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A plain text to one address; ``claim`` proves that its sender holds it."""

    key: str
    recipient: str
    subject: str
    body: str
    written: datetime.datetime
    attempts: int
    claim: str


class Outbox:
    """The queue of mail in the database; any number of senders in any number of processes."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime.datetime] = present) -> None:
        self._engine = engine
        self._clock = clock

    def put(
        self, *, key: str, recipient: str, subject: str, body: str, session: Session | None = None
    ) -> bool:
        """Keep a mail to be sent; False where the key is known already: the same mail, once.

        With ``session`` it belongs to the caller's open transaction. The key outlives the mail and
        must tell nothing about the recipient. RefusedError where ``recipient`` is no address.
        """
        if session is None:
            with writing(self._engine) as own:
                return self.put(
                    key=key, recipient=recipient, subject=subject, body=body, session=own
                )
        now = self._clock()
        values = {
            "key": key,
            "recipient": mail_address(recipient),
            "subject": _one_line(subject),
            "body": body,
            "written": now,
            "due": now,
        }
        dialect = sqlite if self._engine.dialect.name == "sqlite" else postgresql
        insertion = dialect.insert(MailRow).values(values).on_conflict_do_nothing()
        return session.scalar(insertion.returning(MailRow.id)) is not None

    def claim(self) -> Mail | None:
        """Take the next mail that is due, for as long as the lease; None where none is."""
        with writing(self._engine) as session:
            now = self._clock()
            free = and_(MailRow.state.in_((WAITING, CLAIMED)), _is_due(now))
            query = select(MailRow).where(free).order_by(MailRow.due, MailRow.id).limit(1)
            row = session.scalars(query.with_for_update(skip_locked=True)).first()
            if row is None:
                return None
            row.state, row.claim, row.due = CLAIMED, secrets.token_hex(16), now + LEASE
            row.attempts += 1
            return _mail(row)

    def hand_over(self, mail: Mail) -> bool:
        """Note that the text is given to the mail server next; False where the claim was lost."""
        return self._move(mail, CLAIMED, state=HANDED, due=self._clock() + LEASE)

    def sent(self, mail: Mail) -> None:
        """Note that the mail server has the mail, and forget its text and its recipient."""
        self._move(mail, HANDED, state=SENT, due=self._clock(), **EMPTY)

    def postpone(self, mail: Mail, reason: str) -> None:
        """Try again later, each time later than before; give up after about a day."""
        if mail.attempts >= MOST_ATTEMPTS:
            self.fail(mail, reason)
            return
        pause = min(datetime.timedelta(minutes=2**mail.attempts), LONGEST_PAUSE)
        self._move(mail, CLAIMED, HANDED, state=WAITING, due=self._clock() + pause, reason=reason)

    def release(self, mail: Mail) -> None:
        """Give an untouched mail back, due now, as if it had not been claimed."""
        self._move(mail, CLAIMED, state=WAITING, due=self._clock(), attempts=mail.attempts - 1)

    def fail(self, mail: Mail, reason: str) -> None:
        """Give the mail up for the reason (the server's code), and forget whom it was for."""
        self._move(mail, CLAIMED, HANDED, state=FAILED, due=self._clock(), reason=reason, **EMPTY)

    def counts(self) -> Mapping[str, int]:
        """Return how many mails are in each state."""
        with reading(self._engine) as session:
            query = select(MailRow.state, func.count()).group_by(MailRow.state)
            return {row[0]: row[1] for row in session.execute(query)}

    def state(self, key: str) -> str:
        """Return waiting, claimed, handed, sent or failed; empty for an unknown key."""
        with reading(self._engine) as session:
            return session.scalar(select(MailRow.state).where(MailRow.key == key)) or ""

    def uncertain(self) -> tuple[str, ...]:
        """Return the keys of mails whose sender died, or lost the server, during the hand-over."""
        with reading(self._engine) as session:
            query = select(MailRow.key).where(self._is_uncertain()).order_by(MailRow.id)
            return tuple(session.scalars(query))

    def send_again(self, key: str) -> None:
        """Let an uncertain mail be sent once more: a person decided that it did not arrive."""
        change = update(MailRow).where(MailRow.key == key, self._is_uncertain())
        with writing(self._engine) as session:
            found = session.scalars(
                change.values(state=WAITING, due=self._clock()).returning(MailRow.id)
            ).first()
        if found is None:
            raise UnknownNameError(
                message("mail.not_uncertain", "No mail “{key}” waits for a decision.", key=key)
            )

    def forget(self, prefix: str, *, session: Session) -> int:
        """Delete every mail whose key begins with ``prefix``; return how many."""
        found = session.scalars(
            delete(MailRow)
            .where(MailRow.key.startswith(prefix, autoescape=True))
            .returning(MailRow.id)
        )
        return len(found.all())

    def tidy(self) -> None:
        """Forget the text and the recipient of what nobody decided about for thirty days."""
        old = and_(self._is_uncertain(), MailRow.due < self._clock() - KEPT)
        with writing(self._engine) as session:
            session.execute(update(MailRow).where(old).values(state=FAILED, **EMPTY))

    def _is_uncertain(self) -> ColumnElement[bool]:
        return and_(MailRow.state == HANDED, _is_due(self._clock()))

    def _move(self, mail: Mail, *states: str, **values: object) -> bool:
        """Change a mail that is still this sender's; False where it is not."""
        mine = and_(MailRow.claim == mail.claim, MailRow.state.in_(states))
        with writing(self._engine) as session:
            change = update(MailRow).where(mine).values(**values).returning(MailRow.id)
            return session.scalars(change).first() is not None


def _is_due(now: datetime.datetime) -> ColumnElement[bool]:
    """No pause is longer than the longest: later than that, a clock was set back meanwhile."""
    return or_(MailRow.due <= now, MailRow.due > now + LONGEST_PAUSE)


def _mail(row: MailRow) -> Mail:
    return Mail(
        key=row.key, recipient=row.recipient, subject=row.subject, body=row.body,
        written=row.written, attempts=row.attempts, claim=row.claim,
    )  # fmt: skip


def _one_line(subject: str) -> str:
    """A subject is one line: nothing in it can begin another header."""
    line = " ".join("".join(c if c.isprintable() else " " for c in subject).split())
    return line[:LONGEST_SUBJECT]
