"""Before mail is sent: which server takes it and in whose name, as the environment says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advocacy.errors import ResourceError, message
from advocacy.store.mail_address import mail_address

__all__ = ["MailSettings", "mail_settings"]

PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """The mail server; ``security`` is ``starttls``, ``tls`` or ``none``."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"MailSettings({self.host}:{self.port}, {self.security})"


def mail_settings(environment: Mapping[str, str] = os.environ) -> MailSettings | None:
    """Read the settings; None where no server is named. docs/hosting.md lists the variables."""
    host = environment.get("ADVOCACY_SMTP_HOST", "").strip()
    if not host:
        return None
    security = environment.get("ADVOCACY_SMTP_SECURITY", "starttls")
    if security not in PORTS:
        raise _wrong("ADVOCACY_SMTP_SECURITY", security, "starttls, tls, none")
    port = environment.get("ADVOCACY_SMTP_PORT") or str(PORTS[security])
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise _wrong("ADVOCACY_SMTP_PORT", port, "1 … 65535")
    sender = environment.get("ADVOCACY_MAIL_FROM", "")
    if "@" not in sender:
        raise _wrong("ADVOCACY_MAIL_FROM", sender, "campaign@example.org")
    return MailSettings(
        host=host, port=int(port), security=security, sender=mail_address(sender),
        user=environment.get("ADVOCACY_SMTP_USER", ""), password=_password(environment),
    )  # fmt: skip


def _password(environment: Mapping[str, str]) -> str:
    """A file is better than a variable: other programs of the same user see variables."""
    if path := environment.get("ADVOCACY_SMTP_PASSWORD_FILE"):
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    return environment.get("ADVOCACY_SMTP_PASSWORD", "")


def _wrong(name: str, value: str, allowed: str) -> ResourceError:
    return ResourceError(
        message(
            "mail.setting",
            "The setting {name} is “{value}”; it has to be like this: {allowed}.",
            name=name,
            value=value,
            allowed=allowed,
        )
    )
