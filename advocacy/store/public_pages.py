"""What a campaign shows in public: which edition, from when, until when, and whether it ended."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from sqlalchemy import Engine, Select, select, update
from sqlalchemy.orm import Session

from advocacy.errors import UnknownNameError, message
from advocacy.store.models import CampaignRow, EditionRow
from advocacy.store.public_models import PublicPageRow
from advocacy.store.tally import keep_milestones
from advocacy.store.transactions import present, reading, writing
from advocacy.store.values import Edition

__all__ = [
    "Phase",
    "PublicPage",
    "PublicPages",
    "campaign_id",
    "edition_row",
    "page_row",
    "public_page",
]

Phase: TypeAlias = Literal["unpublished", "early", "open", "ended"]
KEEP_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPage:
    """A campaign's public page.

    ``opens`` and ``closes`` are days in UTC, both included. ``ended`` is the moment in which the
    organisers ended it by hand. ``keep_days`` after the end, contact data are deleted.
    ``moderated`` lets an organiser accept each endorsement; ``letters`` counts finished letters.
    """

    edition: int
    published: bool = False
    opens: datetime.date | None = None
    closes: datetime.date | None = None
    ended: datetime.datetime | None = None
    keep_days: int = KEEP_DAYS
    moderated: bool = True
    letters: int = 0

    def phase(self, today: datetime.date) -> Phase:
        """Say what the page is on a day."""
        if not self.published:
            return "unpublished"
        if self.ended or (self.closes and self.closes < today):
            return "ended"
        return "early" if self.opens and self.opens > today else "open"

    def end(self) -> datetime.date | None:
        """Return the last day on which it was, or will be, open; None while nobody knows."""
        ends = (self.ended.astimezone(datetime.UTC).date() if self.ended else None, self.closes)
        return min((day for day in ends if day), default=None)

    def expiry(self) -> datetime.date | None:
        """Return the day on which contact data are deleted; None while nobody knows."""
        end = self.end()
        return end + datetime.timedelta(days=self.keep_days) if end else None


class PublicPages:
    """The public pages in the database, one for a campaign at most."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime.datetime] = present) -> None:
        self._engine = engine
        self._clock = clock

    def today(self) -> datetime.date:
        """Return the day it is, in UTC."""
        return self._clock().astimezone(datetime.UTC).date()

    def get(self, slug: str) -> PublicPage | None:
        """Return a campaign's public page, or None where it has none."""
        with reading(self._engine) as session:
            row = session.scalars(_of(slug)).first()
            return public_page(row) if row else None

    def shown(self, slug: str) -> tuple[PublicPage, Edition]:
        """Return a page and the edition it shows; UnknownNameError where there is none."""
        with reading(self._engine) as session:
            row = session.scalars(_of(slug)).first()
            if row is None:
                raise _unknown()
            found = edition_row(session, row.campaign_id, row.edition)
            return public_page(row), _edition(found)

    def keep(self, slug: str, page: PublicPage) -> None:
        """Keep the settings of a page; the first publication counts who signs already."""
        with writing(self._engine) as session:
            owner = campaign_id(session, slug)
            edition_row(session, owner, page.edition)
            row = session.scalars(_of(slug).with_for_update(of=PublicPageRow)).first()
            if row is None:
                row = PublicPageRow(campaign_id=owner)
                session.add(row)
            row.edition, row.published, row.moderated = page.edition, page.published, page.moderated
            row.opens, row.closes, row.ended = page.opens, page.closes, page.ended
            row.keep_days = page.keep_days
            session.flush()
            if page.published:
                keep_milestones(session, row, self._clock())

    def end(self, slug: str, *, ended: bool) -> None:
        """End a page now, or open it again."""
        page = self.get(slug)
        if page is None:
            raise _unknown()
        self.keep(slug, replace(page, ended=self._clock() if ended else None))

    def count_letter(self, slug: str) -> None:
        """Count one finished letter; nothing else about it is kept."""
        with writing(self._engine) as session:
            owner = select(CampaignRow.id).where(CampaignRow.slug == slug).scalar_subquery()
            session.execute(
                update(PublicPageRow)
                .where(PublicPageRow.campaign_id == owner)
                .values(letters=PublicPageRow.letters + 1)
            )


def campaign_id(session: Session, slug: str) -> int:
    """Return a campaign's key."""
    found = session.scalar(select(CampaignRow.id).where(CampaignRow.slug == slug))
    if found is None:
        raise _unknown()
    return found


def page_row(session: Session, slug: str, *, locked: bool = False) -> PublicPageRow:
    """Return the row of a campaign's page; locked, one change of it follows the other."""
    query = _of(slug).with_for_update(of=PublicPageRow) if locked else _of(slug)
    row = session.scalars(query).first()
    if row is None:
        raise _unknown()
    return row


def edition_row(session: Session, owner: int, number: int) -> EditionRow:
    """Return the row of an edition."""
    query = select(EditionRow).where(EditionRow.campaign_id == owner, EditionRow.number == number)
    row = session.scalars(query).first()
    if row is None:
        raise UnknownNameError(
            message("store.no_edition", "There is no edition {number}.", number=number)
        )
    return row


def _of(slug: str) -> Select[PublicPageRow]:
    return (
        select(PublicPageRow)
        .join(CampaignRow, CampaignRow.id == PublicPageRow.campaign_id)
        .where(CampaignRow.slug == slug)
    )


def public_page(row: PublicPageRow) -> PublicPage:
    """Return a row as a value."""
    return PublicPage(
        edition=row.edition, published=row.published, opens=row.opens, closes=row.closes,
        ended=row.ended, keep_days=row.keep_days, moderated=row.moderated, letters=row.letters,
    )  # fmt: skip


def _edition(row: EditionRow) -> Edition:
    return Edition(
        number=row.number, digest=row.digest, at=row.at, author=row.author, note=row.note,
        data=json.loads(row.content),
    )  # fmt: skip


def _unknown() -> UnknownNameError:
    return UnknownNameError(message("public.none", "There is no public page at this address."))
