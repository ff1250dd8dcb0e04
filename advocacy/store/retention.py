"""After a campaign has ended: what was told in confidence is deleted, and can be shown before."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from advocacy.campaigns.endorsements import initials
from advocacy.store.models import CampaignRow
from advocacy.store.outbox import Outbox
from advocacy.store.public_models import EndorsementRow, PublicPageRow
from advocacy.store.public_pages import public_page
from advocacy.store.transactions import overwrite, present, reading, writing

__all__ = ["Expiry", "Retention"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """What goes from one campaign, and on which day (None: its page has no end yet).

    ``contacts`` counts confirmed endorsements that lose contact person, address, and a name that
    is not published; ``whole`` those that were never confirmed, and go altogether.
    """

    slug: str
    day: datetime.date | None
    contacts: int
    whole: int


class Retention:
    """Deletes what has expired, from the database's free pages too."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime.datetime] = present) -> None:
        self._engine = engine
        self._clock = clock

    def show(self) -> tuple[Expiry, ...]:
        """Return what will go, campaign by campaign, the earliest first."""
        with reading(self._engine) as session:
            found = [_expiry(session, page, slug) for page, slug in _pages(session)]
        last = datetime.date.max
        return tuple(
            sorted(
                (one for one in found if one.contacts or one.whole),
                key=lambda one: (one.day or last, one.slug),
            )
        )

    def run(self) -> tuple[Expiry, ...]:
        """Delete what has expired by today (UTC); return what went."""
        today = self._clock().astimezone(datetime.UTC).date()
        gone = []
        with writing(self._engine) as session:
            for page, slug in _pages(session):
                expiry = _expiry(session, page, slug)
                if expiry.day and expiry.day <= today and (expiry.contacts or expiry.whole):
                    self._forget(session, page)
                    gone.append(expiry)
        if gone:
            overwrite(self._engine)
        return tuple(gone)

    def _forget(self, session: Session, page: PublicPageRow) -> None:
        for row in _holding(session, page):
            if row.state == "confirmed":
                _reduce(row)
            else:
                session.delete(row)
        # The mails of this campaign, sent or not: their keys lead back to its endorsements.
        Outbox(self._engine, self._clock).forget(
            f"endorsement:{page.campaign_id}:", session=session
        )


def _pages(session: Session) -> list[tuple[PublicPageRow, str]]:
    query = select(PublicPageRow, CampaignRow.slug).join(
        CampaignRow, CampaignRow.id == PublicPageRow.campaign_id
    )
    return [(page, slug) for page, slug in session.execute(query.order_by(CampaignRow.slug))]


def _expiry(session: Session, page: PublicPageRow, slug: str) -> Expiry:
    states = [row.state == "confirmed" for row in _holding(session, page)]
    return Expiry(
        slug=slug,
        day=public_page(page).expiry(),
        contacts=sum(states),
        whole=len(states) - sum(states),
    )


def _holding(session: Session, page: PublicPageRow) -> Iterator[EndorsementRow]:
    """Yield the endorsements that hold something that expires."""
    query = select(EndorsementRow).where(EndorsementRow.campaign_id == page.campaign_id)
    for row in session.scalars(query.order_by(EndorsementRow.id)):
        if row.state != "confirmed" or _confidential(row):
            yield row


def _confidential(row: EndorsementRow) -> bool:
    return bool(
        row.contact
        or row.email
        or row.reason
        or (row.shown != "full" and (row.acronym or row.logo_type or row.names != _published(row)))
    )


def _published(row: EndorsementRow) -> str:
    """Return what stays of the names: what everybody may read."""
    if row.shown == "hidden":
        return "{}"
    names = {tag: initials(name) for tag, name in json.loads(row.names).items()}
    return json.dumps(names, ensure_ascii=False)


def _reduce(row: EndorsementRow) -> None:
    """Leave of a confirmed endorsement what is published, the consent, and the days."""
    row.contact = row.email = row.reason = ""
    if row.shown != "full":
        row.names, row.articles, row.acronym = _published(row), "{}", ""
        row.logo, row.logo_type = None, ""
