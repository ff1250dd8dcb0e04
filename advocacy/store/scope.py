"""In hosted mode: whose campaigns a look into the store may see, and how theirs are named."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from advocacy.store.account_rows import RoleRow
from advocacy.store.models import CampaignRow

__all__ = ["Scope"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One team's campaigns; with ``account``, those alone in which that person has a role.

    ``key`` begins the name of every campaign that the team makes, so that names of two teams never
    meet, and nobody learns from a name that is taken what others work on.
    """

    team: int
    key: str
    account: int | None = None

    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        """Return what a campaign has to fulfil to be seen."""
        own = CampaignRow.team_id == self.team
        if self.account is None:
            return (own,)
        given = select(RoleRow.campaign_id).where(RoleRow.account_id == self.account)
        return (own, CampaignRow.id.in_(given))

    def name(self, slug: str) -> str:
        """Return the slug as the team's."""
        return slug if slug.startswith(f"{self.key}-") else f"{self.key}-{slug}"
