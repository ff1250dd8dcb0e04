"""Endorsements in the database: the organisers' side, each change one transaction."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from advocacy.campaigns.endorsements import Application, Endorsement, State
from advocacy.campaigns.model import Signatory
from advocacy.errors import AdvocacyError, UnknownNameError, message
from advocacy.store.endorsement_rows import endorsement, fill, mail_key, new_row
from advocacy.store.models import EditionRow
from advocacy.store.outbox import Outbox
from advocacy.store.public_models import EndorsementRow, PublicPageRow
from advocacy.store.public_pages import campaign_id, edition_row, page_row
from advocacy.store.repository import canonical
from advocacy.store.tally import agreeing_digests, count, keep_milestones, milestones
from advocacy.store.transactions import present, reading, writing
from advocacy.store.values import Data

__all__ = ["ChangedError", "Endorsements", "Letter", "Mark", "Tally", "fingerprint"]

Letter = Callable[[Endorsement], tuple[str, str]]
"""Writes the mail about an endorsement: subject and body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Who has confirmed a text, how many sign it in all, and which round numbers were reached."""

    agreed: tuple[Endorsement, ...]
    count: int
    milestones: tuple[tuple[int, datetime.datetime], ...]


Mark = Callable[[Signatory], Hashable]
"""Tells by what somebody is recognised who is there already."""


class ChangedError(AdvocacyError):
    """Somebody else corrected the same endorsement; nothing was stored."""


class Endorsements:
    """The endorsements of all campaigns, as their organisers work with them."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime.datetime] = present) -> None:
        self._engine = engine
        self._clock = clock
        self._outbox = Outbox(engine, clock)

    def all(self, slug: str) -> tuple[Endorsement, ...]:
        """Return all endorsements of a campaign, in the order in which they came."""
        with reading(self._engine) as session:
            query = select(EndorsementRow).where(
                EndorsementRow.campaign_id == campaign_id(session, slug)
            )
            return tuple(map(endorsement, session.scalars(query.order_by(EndorsementRow.id))))

    def get(self, slug: str, number: int) -> Endorsement:
        """Return one endorsement of a campaign."""
        with reading(self._engine) as session:
            return endorsement(_rows(session, slug, (number,))[0])

    def logo(self, slug: str, number: int) -> tuple[bytes, str]:
        """Return the logo that came with an endorsement, and its media type; empty without one."""
        with reading(self._engine) as session:
            row = _rows(session, slug, (number,))[0]
            return row.logo or b"", row.logo_type

    def agreed(self, slug: str, data: Data) -> tuple[Endorsement, ...]:
        """Return the confirmed endorsements of a text: of every edition that says the same."""
        with reading(self._engine) as session:
            return _agreed(session, campaign_id(session, slug), data)

    def tally(self, slug: str, data: Data) -> Tally:
        """Return all that the public page says of a text, in one look."""
        with reading(self._engine) as session:
            page = page_row(session, slug)
            return Tally(
                agreed=_agreed(session, page.campaign_id, data),
                count=count(session, page),
                milestones=tuple(milestones(session, page.campaign_id)),
            )

    def count(self, slug: str) -> int:
        """Return how many have signed the edition that the public page shows."""
        with reading(self._engine) as session:
            return count(session, page_row(session, slug))

    def milestones(self, slug: str) -> tuple[tuple[int, datetime.datetime], ...]:
        """Return the round numbers that were reached, and when."""
        with reading(self._engine) as session:
            return tuple(milestones(session, campaign_id(session, slug)))

    def decide(self, slug: str, numbers: Collection[int], state: State, reason: str = "") -> None:
        """Bring endorsements into a state, with a reason for it."""
        with writing(self._engine) as session:
            page, now = page_row(session, slug, locked=True), self._clock()
            for row in _rows(session, slug, numbers):
                if (row.state, row.reason) != (state, reason):
                    row.state, row.reason, row.changed = state, reason, now
                if state != "confirmed":
                    row.asked = 0
            session.flush()
            keep_milestones(session, page, now)

    def change(self, slug: str, number: int, application: Application, *, seen: str = "") -> None:
        """Correct what somebody filled in; consent, logo and contact stay where none are given.

        ``seen`` is the `fingerprint` of what the corrector saw: ChangedError, and nothing is
        stored, where somebody else has corrected it since.
        """
        with writing(self._engine) as session:
            [row] = _rows(session, slug, (number,))
            before = fingerprint(endorsement(row))
            fill(row, application)
            # The same form sent twice finds what it wanted, and is no conflict.
            if seen not in ("", before) and fingerprint(endorsement(row)) != before:
                raise _changed()

    def sort(self, slug: str, numbers: Collection[int], tier: str) -> None:
        """Put endorsements among the initiators or the supporters."""
        with writing(self._engine) as session:
            for row in _rows(session, slug, numbers):
                row.tier = tier

    def add(
        self,
        slug: str,
        applications: Iterable[tuple[Application, State, str]],
        *,
        submission: str = "",
        mark: Mark | None = None,
    ) -> int:
        """Enter endorsements that came by another way, each with state and reason; say how many.

        A form ``submission`` is taken once, however often it is sent. With ``mark``, nobody is
        entered whose mark somebody has who is there already.
        """
        with writing(self._engine) as session:
            page, now = page_row(session, slug, locked=True), self._clock()
            edition = edition_row(session, page.campaign_id, page.edition)
            query = select(EndorsementRow).where(EndorsementRow.campaign_id == page.campaign_id)
            there = session.scalars(query).all()
            if submission and any(row.submission == submission for row in there):
                return 0
            known = {mark(endorsement(row).signatory) for row in there} if mark else set()
            rows = [
                _entered(edition, one, now)
                for one in applications
                if not mark or _is_new(mark(one[0].signatory), known)
            ]
            if rows and submission:
                rows[0].submission = submission
            session.add_all(rows)
            session.flush()
            keep_milestones(session, page, now)
            return len(rows)

    def agree(self, slug: str, numbers: Collection[int]) -> None:
        """Note that signatories agreed to the edition of the page, as they told the organisers."""
        with writing(self._engine) as session:
            page, now = page_row(session, slug, locked=True), self._clock()
            edition = edition_row(session, page.campaign_id, page.edition)
            for row in _rows(session, slug, numbers):
                row.edition, row.digest, row.asked = edition.number, edition.digest, 0
                row.changed = now
            session.flush()
            keep_milestones(session, page, now)

    def outdated(self, slug: str) -> tuple[Endorsement, ...]:
        """Return who confirmed a text that says something else than the page's edition."""
        with reading(self._engine) as session:
            return tuple(map(endorsement, _outdated(session, page_row(session, slug))))

    def ask_again(self, slug: str, write: Letter) -> int:
        """Ask all who confirmed another text, and have an address, once per edition.

        Returns how many mails were put into the outbox.
        """
        with writing(self._engine) as session:
            page, asked = page_row(session, slug, locked=True), 0
            for row in _outdated(session, page):
                if row.email and row.asked != page.edition:
                    row.asked = page.edition
                    asked += self._post(session, row, write)
            return asked

    def _post(self, session: Session, row: EndorsementRow, write: Letter) -> bool:
        subject, body = write(replace(endorsement(row)))
        return self._outbox.put(
            key=mail_key(row), recipient=row.email, subject=subject, body=body, session=session
        )


def fingerprint(one: Endorsement) -> str:
    """Return a mark of all that can be corrected: another where anything of it is another."""
    by = one.signatory
    values = [dict(by.name), dict(by.article), by.language, by.acronym, by.country, by.tier,
              one.shown, one.contact, one.email]  # fmt: skip
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _entered(
    edition: EditionRow, entry: tuple[Application, State, str], now: datetime.datetime
) -> EndorsementRow:
    row = new_row(edition, entry[0], now)
    row.state, row.reason = entry[1], entry[2]
    return row


def _is_new(mark: Hashable, known: set[Hashable]) -> bool:
    """Whether a mark is not known yet; from now on it is."""
    new = mark not in known
    known.add(mark)
    return new


def _changed() -> ChangedError:
    return ChangedError(
        message(
            "endorsement.changed",
            "Somebody else has corrected this endorsement since you opened it. What is stored now "
            "stands at the fields; save once more to put yours in its place.",
        )
    )


def _agreed(session: Session, owner: int, data: Data) -> tuple[Endorsement, ...]:
    query = select(EndorsementRow).where(
        EndorsementRow.campaign_id == owner, EndorsementRow.state == "confirmed"
    )
    rows = session.scalars(query.order_by(EndorsementRow.id)).all()
    if not rows:
        return ()
    digests = agreeing_digests(session, owner, canonical(data))
    return tuple(endorsement(row) for row in rows if row.digest in digests)


def _rows(session: Session, slug: str, numbers: Collection[int]) -> list[EndorsementRow]:
    """Return rows of this campaign; a number of another campaign is as unknown as none."""
    owner = campaign_id(session, slug)
    query = select(EndorsementRow).where(
        EndorsementRow.campaign_id == owner, EndorsementRow.id.in_(numbers)
    )
    rows = list(session.scalars(query.order_by(EndorsementRow.id).with_for_update()))
    if len(rows) != len(set(numbers)):
        raise UnknownNameError(message("endorsement.none", "There is no such endorsement."))
    return rows


def _outdated(session: Session, page: PublicPageRow) -> list[EndorsementRow]:
    content = edition_row(session, page.campaign_id, page.edition).content
    digests = agreeing_digests(session, page.campaign_id, content)
    query = select(EndorsementRow).where(
        EndorsementRow.campaign_id == page.campaign_id,
        EndorsementRow.state == "confirmed",
        EndorsementRow.digest.not_in(digests),
    )
    return list(session.scalars(query.order_by(EndorsementRow.id)))
