"""The sender takes mail out of the queue, one at a time, and hands it to the mail server."""

from __future__ import annotations

import logging
import smtplib
import ssl
import threading
from collections.abc import Callable

from advocacy.mail.envelope import envelope
from advocacy.mail.settings import MailSettings
from advocacy.store.outbox import Mail, Outbox

__all__ = ["Sender", "SenderThread"]

PATIENCE = 30.0  # seconds for each answer of the server; the lease is longer than a whole mail
PAUSE = 5.0  # seconds between two looks into an empty queue
ACCEPTED, TEMPORARY, PERMANENT = 200, 400, 500  # where each class of answers begins

logger = logging.getLogger(__name__)


class Sender:
    """Sends what is due; never writes a recipient or a text into a log."""

    def __init__(self, outbox: Outbox, settings: MailSettings) -> None:
        self._outbox = outbox
        self._settings = settings

    def send_due(self, stopped: Callable[[], bool] = lambda: False) -> int:
        """Send until nothing is due or ``stopped`` says so; return how many the server took.

        OSError (smtplib's own errors are) where the server cannot be talked to: nothing is lost.
        """
        self._outbox.tidy()
        taken = 0
        mail = self._outbox.claim()
        if mail is None:
            return taken
        try:
            server = self._connect()
        except BaseException:
            self._outbox.release(mail)
            raise
        with server:
            while mail is not None:
                taken += self._send(server, mail)
                mail = None if stopped() else self._outbox.claim()
        return taken

    def _connect(self) -> smtplib.SMTP:
        """Open and secure the connection; it greets with the sender's domain, not this machine."""
        settings, domain = self._settings, self._settings.sender.rpartition("@")[2]
        protected = ssl.create_default_context()
        if settings.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.host, settings.port, domain, timeout=PATIENCE, context=protected
            )
        else:
            server = smtplib.SMTP(settings.host, settings.port, domain, timeout=PATIENCE)
        try:
            if settings.security == "starttls":
                server.starttls(context=protected)
            server.ehlo_or_helo_if_needed()
            if settings.user:
                server.login(settings.user, settings.password)
        except BaseException:
            server.close()
            raise
        return server

    def _send(self, server: smtplib.SMTP, mail: Mail) -> bool:
        try:
            refusal = self._address(server, mail)
        except OSError:
            self._outbox.release(mail)
            raise
        if refusal:
            self._refused(mail, refusal)
        elif self._outbox.hand_over(mail):
            # From here to `sent` a crash leaves the mail uncertain: it is not sent again by itself.
            return self._hand_over(server, mail)
        server.rset()
        return False

    def _address(self, server: smtplib.SMTP, mail: Mail) -> int:
        """Say from whom and for whom; return the code of a refusal, or 0."""
        for command, address in (
            (server.mail, self._settings.sender),
            (server.rcpt, mail.recipient),
        ):
            code, _ = command(address)
            if not ACCEPTED <= code < 300:
                return code
        return 0

    def _hand_over(self, server: smtplib.SMTP, mail: Mail) -> bool:
        text = envelope(mail, self._settings.sender).as_bytes()
        try:
            code, _ = server.data(text)
        except smtplib.SMTPDataError as error:  # refused before it got the text
            code = error.smtp_code
        if ACCEPTED <= code < 300:
            self._outbox.sent(mail)
            return True
        if code >= TEMPORARY:
            self._refused(mail, code)
        return False

    def _refused(self, mail: Mail, code: int) -> None:
        """Keep the code alone: the server's words may repeat the address."""
        if code >= PERMANENT:
            self._outbox.fail(mail, f"SMTP {code}")
        else:
            self._outbox.postpone(mail, f"SMTP {code}")


class SenderThread(threading.Thread):
    """Sends beside the pages, until it is stopped."""

    def __init__(self, sender: Sender, pause: float = PAUSE) -> None:
        super().__init__(name="advocacy-mail", daemon=True)
        self._sender = sender
        self._pause = pause
        self._stop_asked = threading.Event()

    def run(self) -> None:
        """Look into the queue again and again; a server that is away is asked again later."""
        while not self._stop_asked.wait(self._pause):
            try:
                self._sender.send_due(self._stop_asked.is_set)
            except OSError as error:
                logger.warning("The mail server cannot be used: %s", type(error).__name__)

    def stop(self) -> None:
        """End after the mail that is being sent."""
        self._stop_asked.set()
        self.join()
