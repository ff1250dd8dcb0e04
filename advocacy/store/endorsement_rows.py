"""Between rows of the database and endorsements: one is read from, or written into, the other."""

from __future__ import annotations

import datetime
import json
import secrets
from types import MappingProxyType
from typing import cast

from advocacy.campaigns.endorsements import Application, Endorsement, Shown, State
from advocacy.campaigns.model import Signatory
from advocacy.store.models import EditionRow
from advocacy.store.public_models import EndorsementRow

__all__ = ["endorsement", "fill", "mail_key", "new_row"]


def endorsement(row: EndorsementRow) -> Endorsement:
    """Return a row as a value."""
    return Endorsement(
        number=row.id,
        signatory=Signatory(
            name=MappingProxyType(json.loads(row.names)),
            language=row.original,
            acronym=row.acronym,
            country=row.country,
            tier="initiator" if row.tier == "initiator" else "supporter",
            article=MappingProxyType(json.loads(row.articles)),
        ),
        language=row.language,
        shown=cast("Shown", row.shown),
        contact=row.contact,
        email=row.email,
        consent=row.consent,
        consented=row.consented,
        edition=row.edition,
        digest=row.digest,
        state=cast("State", row.state),
        reason=row.reason,
        changed=row.changed,
        verified=row.verified,
        asked=row.asked,
        logo=row.logo_type,
    )


def new_row(
    edition: EditionRow, application: Application, now: datetime.datetime
) -> EndorsementRow:
    """Return a row for a new endorsement of an edition, which waits for its confirmation."""
    row = EndorsementRow(
        campaign_id=edition.campaign_id,
        submission=secrets.token_hex(16),
        received=now,
        edition=edition.number,
        digest=edition.digest,
        state="pending",
        changed=now,
        verified=None,
        contact="",
        email="",
        consent="",
        consented=now if application.consent else None,
    )
    fill(row, application)
    return row


def fill(row: EndorsementRow, application: Application) -> None:
    """Write what was filled in into a row; what is not given of contact and logo stays."""
    signatory = application.signatory
    row.names = json.dumps(dict(signatory.name), ensure_ascii=False)
    row.articles = json.dumps(dict(signatory.article), ensure_ascii=False)
    row.original = signatory.language
    row.acronym, row.country, row.tier = signatory.acronym, signatory.country, signatory.tier
    row.shown, row.language = application.shown, application.language
    row.contact = application.contact or row.contact
    row.email = application.email or row.email
    row.consent = application.consent or row.consent
    if application.logo:
        row.logo, row.logo_type = application.logo, application.logo_type


def mail_key(row: EndorsementRow) -> str:
    """Name the mail that asks for the confirmation of an edition; it tells nothing of anybody."""
    return f"endorsement:{row.campaign_id}:{row.id}:{row.asked or row.edition}"
