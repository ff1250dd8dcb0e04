"""How many have signed: confirmed endorsements of the text that is shown, and round numbers."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from advocacy.store.agreement import differences
from advocacy.store.models import EditionRow
from advocacy.store.public_models import EndorsementRow, MilestoneRow, PublicPageRow

__all__ = ["STEPS", "agreeing_digests", "count", "keep_milestones", "milestones"]

STEPS = (10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000)


def agreeing_digests(session: Session, owner: int, content: str) -> frozenset[str]:
    """Return the digests of all editions of a campaign that say what ``content`` (JSON) says."""
    query = select(EditionRow).where(EditionRow.campaign_id == owner)
    return frozenset(row.digest for row in session.scalars(query) if _agree(row.content, content))


@lru_cache(maxsize=32)
def _agree(before: str, after: str) -> bool:
    return before == after or not differences(json.loads(before), json.loads(after))


def count(session: Session, page: PublicPageRow) -> int:
    """Count the signatories of the page's edition: its own, and confirmed endorsements.

    Those who are not published are counted too.
    """
    query = select(EditionRow.content).where(
        EditionRow.campaign_id == page.campaign_id, EditionRow.number == page.edition
    )
    content = session.scalar(query) or "{}"
    endorsed = select(func.count()).where(
        EndorsementRow.campaign_id == page.campaign_id,
        EndorsementRow.state == "confirmed",
        EndorsementRow.digest.in_(agreeing_digests(session, page.campaign_id, content)),
    )
    return len(json.loads(content).get("signatories", ())) + (session.scalar(endorsed) or 0)


def keep_milestones(session: Session, page: PublicPageRow, now: datetime.datetime) -> None:
    """Note each round number that is reached for the first time; it stays reached."""
    dialect = session.get_bind().dialect.name
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    reached = count(session, page)
    for step in STEPS:
        if step <= reached:
            values = {"campaign_id": page.campaign_id, "count": step, "at": now}
            session.execute(insert(MilestoneRow).values(values).on_conflict_do_nothing())


def milestones(session: Session, owner: int) -> Iterator[tuple[int, datetime.datetime]]:
    """Yield the round numbers that were reached, and when, the lowest first."""
    query = select(MilestoneRow).where(MilestoneRow.campaign_id == owner)
    for row in session.scalars(query.order_by(MilestoneRow.count)):
        yield row.count, row.at
