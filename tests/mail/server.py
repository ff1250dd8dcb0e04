"""A real mail server, which remembers what it was given and misbehaves when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from advocacy.mail import MailSettings

Answer = Callable[[str], str | None]
SENDER = "campaign@example.org"


def _as_usual(_recipient: str) -> None:
    return None


class _FreePort(Controller):
    """Listens on any free port; the controller itself would look for its server at port 0."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    """Takes mail on a free port; ``at_recipient`` and ``at_text`` may answer something else."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.at_recipient: Answer = _as_usual
        self.at_text: Answer = _as_usual
        self._lock = threading.Lock()
        self._controller = _FreePort(self, hostname="127.0.0.1", port=0)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._controller.stop()

    @property
    def settings(self) -> MailSettings:
        return MailSettings(
            host="127.0.0.1", port=self._controller.port, sender=SENDER, security="none"
        )

    @property
    def environment(self) -> dict[str, str]:
        return {
            "ADVOCACY_SMTP_HOST": "127.0.0.1",
            "ADVOCACY_SMTP_PORT": str(self.settings.port),
            "ADVOCACY_SMTP_SECURITY": "none",
            "ADVOCACY_MAIL_FROM": SENDER,
        }

    @property
    def recipients(self) -> list[str]:
        return [str(one["To"]) for one in self.taken]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        if answer := self.at_recipient(address):
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if answer := self.at_text(envelope.rcpt_tos[0]):
            return answer
        assert isinstance(envelope.content, bytes)
        with self._lock:
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"
