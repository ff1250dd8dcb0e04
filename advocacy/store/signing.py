"""The public side of endorsements: signing, confirming by link, and withdrawing by link."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, func, select
from sqlalchemy.orm import Session

from advocacy.campaigns.endorsements import Application, Endorsement
from advocacy.errors import AdvocacyError, Message, UnknownNameError, message
from advocacy.store.endorsement_rows import endorsement, mail_key, new_row
from advocacy.store.endorsements import Letter, fingerprint
from advocacy.store.outbox import Outbox
from advocacy.store.public_models import EndorsementRow, PublicPageRow
from advocacy.store.public_pages import edition_row, page_row
from advocacy.store.tally import keep_milestones
from advocacy.store.transactions import present, reading, writing

__all__ = ["BusyError", "Limits", "Signing", "StaleLinkError"]


class BusyError(AdvocacyError):
    """So many sign at present that this one has to come back later; nothing was stored."""


class StaleLinkError(AdvocacyError):
    """The link was meant for another text, or for an endorsement that is no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many may sign a campaign within ten minutes, wait at all, and wait from one address."""

    in_ten_minutes: int = 1_000
    waiting: int = 10_000
    from_one_address: int = 3


class Signing:
    """What visitors do to endorsements; ``limits`` hold per campaign."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime.datetime] = present,
        limits: Limits | None = None,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._outbox = Outbox(engine, clock)
        self._limits = limits or Limits()

    def sign(
        self,
        slug: str,
        application: Application,
        *,
        submission: str,
        edition: int,
        write: Letter | None = None,
    ) -> Endorsement:
        """Keep an endorsement and the mail that asks for its confirmation, both or none.

        The form ``submission`` is taken once, however often it is sent, and so are the same words
        from a form that was opened again within ten minutes. Raises BusyError beyond the limits,
        StaleLinkError when the page shows another edition by now.
        """
        with writing(self._engine) as session:
            page = page_row(session, slug, locked=True)
            query = select(EndorsementRow).where(
                EndorsementRow.campaign_id == page.campaign_id,
                EndorsementRow.submission == submission,
            )
            if known := session.scalars(query).first():
                return endorsement(known)
            if page.edition != edition:
                raise StaleLinkError(_other_text())
            shown = edition_row(session, page.campaign_id, page.edition)
            row = new_row(shown, application, self._clock())
            if known := self._sent_before(session, row):
                return endorsement(known)
            self._check(session, page, application.email)
            row.submission = submission
            session.add(row)
            session.flush()
            made = endorsement(row)
            if write and row.email:
                subject, body = write(made)
                self._outbox.put(
                    key=mail_key(row), recipient=row.email, subject=subject, body=body,
                    session=session,
                )  # fmt: skip
            return made

    def look(self, slug: str, number: int, edition: int) -> Endorsement:
        """Return the endorsement that a link is about; StaleLinkError where there is none."""
        with reading(self._engine) as session:
            return endorsement(self._linked(session, page_row(session, slug), number, edition))

    def confirm(self, slug: str, number: int, edition: int) -> Endorsement:
        """Take a confirmation that came by link; a second one changes nothing."""
        with writing(self._engine) as session:
            page, now = page_row(session, slug, locked=True), self._clock()
            row = self._linked(session, page, number, edition)
            if row.verified is None or row.asked == edition:
                self._agree(session, row, edition, now)
                if row.state == "pending" and not page.moderated:
                    row.state, row.changed = "confirmed", now
                session.flush()
                keep_milestones(session, page, now)
            return endorsement(row)

    def withdraw(self, slug: str, number: int, edition: int, reason: str) -> Endorsement:
        """Take an endorsement back by link, at the signatory's own wish."""
        with writing(self._engine) as session:
            page = page_row(session, slug, locked=True)
            row = self._linked(session, page, number, edition)
            row.state, row.reason, row.changed, row.asked = "withdrawn", reason, self._clock(), 0
            return endorsement(row)

    def _agree(
        self, session: Session, row: EndorsementRow, number: int, now: datetime.datetime
    ) -> None:
        edition = edition_row(session, row.campaign_id, number)
        row.edition, row.digest, row.asked = edition.number, edition.digest, 0
        row.verified = now

    def _linked(
        self, session: Session, page: PublicPageRow, number: int, edition: int
    ) -> EndorsementRow:
        query = select(EndorsementRow).where(
            EndorsementRow.id == number, EndorsementRow.campaign_id == page.campaign_id
        )
        row = session.scalars(query.with_for_update()).first()
        if row is None:
            raise UnknownNameError(message("endorsement.none", "There is no such endorsement."))
        if row.state in ("refused", "withdrawn"):
            raise StaleLinkError(
                message(
                    "signing.decided",
                    "This endorsement was withdrawn or not accepted; the link is of no use any "
                    "more. If that is a mistake, please write to those who sent it to you.",
                )
            )
        if edition not in (row.edition, row.asked):
            raise StaleLinkError(_other_text())
        return row

    def _sent_before(self, session: Session, row: EndorsementRow) -> EndorsementRow | None:
        """Return what waits with the same words: somebody went back and sent them again."""
        query = select(EndorsementRow).where(
            EndorsementRow.campaign_id == row.campaign_id,
            EndorsementRow.edition == row.edition,
            EndorsementRow.state == "pending",
            EndorsementRow.email == row.email,
            self._lately(),
        )
        alike = (one for one in session.scalars(query) if _content(one) == _content(row))
        return next(alike, None)

    def _lately(self) -> ColumnElement[bool]:
        now = self._clock()
        return EndorsementRow.received.between(now - datetime.timedelta(minutes=10), now)

    def _check(self, session: Session, page: PublicPageRow, email: str) -> None:
        """Refuse floods; nobody is recognised for it, only endorsements are counted."""
        here = EndorsementRow.campaign_id == page.campaign_id
        waiting = EndorsementRow.state == "pending"
        if self._count(session, here, self._lately()) >= self._limits.in_ten_minutes:
            raise BusyError(_busy())
        if self._count(session, here, waiting) >= self._limits.waiting:
            raise BusyError(_busy())
        same = func.lower(EndorsementRow.email) == email.lower()
        if email and self._count(session, here, waiting, same) >= self._limits.from_one_address:
            raise BusyError(
                message(
                    "signing.address_waits",
                    "Endorsements from this address are waiting for their confirmation already. "
                    "Please open the message that was sent to it.",
                )
            )

    def _count(self, session: Session, *conditions: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count(EndorsementRow.id)).where(*conditions)) or 0


def _content(row: EndorsementRow) -> tuple[str, bytes | None]:
    return fingerprint(endorsement(row)), row.logo


def _busy() -> Message:
    return message(
        "signing.busy",
        "Very many are signing at this moment, and this endorsement could not be taken. What you "
        "typed is still here: please send it again in ten minutes.",
    )


def _other_text() -> Message:
    return message(
        "signing.other_text",
        "The text has changed in the meantime. Please read it as it is now, and decide again.",
    )
