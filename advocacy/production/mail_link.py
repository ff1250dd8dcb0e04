"""A letter as a `mailto:` link: the mail program opens with everything filled in (RFC 6068)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

__all__ = ["MailLink", "mail_link"]

LONGEST: Final = 2000
"""Characters that every system hands from a browser to a mail program; Windows cuts at 2,083."""


@dataclass(frozen=True, slots=True)
class MailLink:
    """The link; where the letter is too long for one, ``has_body`` is false.

    The page then shows the letter beside it, to be copied. A letter is never cut.
    """

    href: str
    has_body: bool


def mail_link(
    *, to: Sequence[str], subject: str, body: str, copies: Sequence[str] = ()
) -> MailLink:
    """Make a link from addresses, a subject of one line, and plain text.

    Nothing in them can add a recipient or a header: all signs that mean something are escaped.
    """
    fields = {"cc": _addresses(copies), "subject": _escaped(" ".join(subject.split()))}
    whole = {**fields, "body": _escaped("\r\n".join(body.splitlines()))}
    href = _link(to, whole)
    if len(href) <= LONGEST:
        return MailLink(href, has_body=bool(body))
    return MailLink(_link(to, fields), has_body=False)


def _link(to: Sequence[str], fields: dict[str, str]) -> str:
    query = "&".join(f"{name}={value}" for name, value in fields.items() if value)
    return f"mailto:{_addresses(to)}" + (f"?{query}" if query else "")


def _addresses(addresses: Sequence[str]) -> str:
    # The comma between addresses is the only sign of them that may stand for itself.
    return ",".join(quote(address.strip(), safe="@+") for address in addresses if address.strip())


def _escaped(words: str) -> str:
    return quote(words, safe="")
