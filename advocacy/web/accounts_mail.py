"""The words of an invitation by mail: plain text, in the language of who invites."""

from __future__ import annotations

from advocacy.store.invitations import Invitation
from advocacy.web.wording import pgettext

__all__ = ["write_invitation"]


def write_invitation(invited: Invitation, link: str) -> tuple[str, str]:
    """Return subject and text; no campaign is named, since mail is read on the way."""
    if invited.renew:
        return (
            pgettext("mail.renew.subject", "Your log-in to Advocacy"),
            pgettext(
                "mail.renew.body",
                "Whoever leads the team {team} lets you choose a new password. Open this link "
                "within a week; it is good for once:\n\n{link}\n",
                team=invited.team_name,
                link=link,
            ),
        )
    return (
        pgettext("mail.invitation.subject", "An invitation to the team {team}",
                 team=invited.team_name),
        pgettext(
            "mail.invitation.body",
            "You are invited to work with the team {team} in Advocacy, where letters and "
            "statements for human rights are written. Open this link within a week to choose a "
            "password; it is good for once:\n\n{link}\n\nIf you expected nothing of the kind, "
            "nothing has to be done.\n",
            team=invited.team_name,
            link=link,
        ),
    )  # fmt: skip
