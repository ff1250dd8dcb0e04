"""Before a mail is kept: its address is one that mail servers understand, and nothing else."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from advocacy.errors import RefusedError, message

__all__ = ["mail_address"]


def mail_address(text: str) -> str:
    """Return the address as servers write it; RefusedError for anything else.

    A domain in another alphabet is written in ASCII (IDNA 2008). Nobody is asked whether it exists.
    """
    address = text.strip()
    try:
        found = validate_email(
            address, check_deliverability=False, allow_smtputf8=False, strict=True
        )
    except EmailNotValidError as error:
        raise RefusedError(
            message(
                "mail.no_address",
                "“{address}” is not an e-mail address. Please write it as in name@example.org, "
                "with Latin letters before the @.",
                address="".join(c for c in address[:80] if c.isprintable()),
            )
        ) from error
    return found.ascii_email or found.normalized
