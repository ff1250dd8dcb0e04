"""The address of an invitation: signed, so that a copy of the database lets nobody in."""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeSerializer

from advocacy.errors import message
from advocacy.store.invitations import ExpiredError, Invitation

__all__ = ["path_of", "read"]

PATH = "/invitation"
SALT = "invitation"


def path_of(invitation: Invitation, secret: bytes) -> str:
    """Return the path that leads to an invitation."""
    token = URLSafeSerializer(secret, salt=SALT).dumps([invitation.id, invitation.nonce])
    return f"{PATH}/{token}"


def read(token: str, secret: bytes) -> tuple[int, str]:
    """Return number and nonce of an invitation; ExpiredError where the signature is not ours."""
    try:
        number, nonce = URLSafeSerializer(secret, salt=SALT).loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise ExpiredError(
            message(
                "invitation.forged",
                "This link is not complete. Please copy it whole, or ask for a new one.",
            )
        ) from error
    return int(number), str(nonce)
