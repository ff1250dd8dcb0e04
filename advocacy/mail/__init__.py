"""Mail leaves the house: the settings of the mail server, and who takes mail out of the queue."""

from advocacy.mail.sender import Sender, SenderThread
from advocacy.mail.settings import MailSettings, mail_settings

__all__ = ["MailSettings", "Sender", "SenderThread", "mail_settings"]
