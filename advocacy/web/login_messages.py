"""What log-in says, in our words: the sentences of Flask-Security that a person can meet."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from flask_security import MailUtil

from advocacy.errors import Message, message
from advocacy.web.desk import desk
from advocacy.web.wording import pgettext, say

__all__ = ["SENTENCES", "WAIT", "MailByOutbox", "Said"]

WAIT = message(
    "login.wait",
    "There were too many attempts on this account. Please wait for a quarter of an hour, then try "
    "again.",
)
WRONG = message("login.wrong", "E-mail address and password do not belong together.")
CODE = message("login.code_wrong", "This code is not right, or was used already.")
MISSING = message("login.password_missing", "Please type your password.")
EMAIL = message("login.email_wrong", "Please type your e-mail address, as in name@example.org.")
LINK = message("login.link_over", "This link is of no use any more. Please ask for a new one.")
AGAIN = message("login.begin_again", "This took too long. Please begin again.")

SENTENCES = {
    "GENERIC_AUTHN_FAILED": WRONG,
    "USER_DOES_NOT_EXIST": WRONG,
    "INVALID_PASSWORD": message("login.password_wrong", "This is not your password."),
    "DISABLED_ACCOUNT": WRONG,
    "EMAIL_NOT_PROVIDED": EMAIL,
    "INVALID_EMAIL_ADDRESS": EMAIL,
    "PASSWORD_NOT_PROVIDED": MISSING,
    "PASSWORD_INVALID_LENGTH": message(
        "login.password_short",
        "A password needs at least twelve characters; a few words in a row are easy to keep in "
        "mind.",
    ),
    "RETYPE_PASSWORD_MISMATCH": message(
        "login.password_other", "The two passwords are not the same."
    ),
    "PASSWORD_IS_THE_SAME": message(
        "login.password_same", "This is the old password. Please choose another."
    ),
    "INVALID_CODE": CODE,
    "TWO_FACTOR_INVALID_TOKEN": CODE,
    "INVALID_RECOVERY_CODE": message(
        "login.recovery_wrong", "This recovery code is not right, or was used already."
    ),
    "TWO_FACTOR_PERMISSION_DENIED": AGAIN,
    "TWO_FACTOR_SETUP_EXPIRED": AGAIN,
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": AGAIN,
    "INVALID_INPUT": AGAIN,
    "INVALID_RESET_PASSWORD_TOKEN": LINK,
    "PASSWORD_RESET_EXPIRED": LINK,
    "GENERIC_RECOVERY": message(
        "login.reset_sent",
        "If there is an account with this address, a link is on its way to it.",
    ),
}


class Said(Sequence[str]):
    """A sentence and its category where Flask-Security expects a pair, in the asker's language."""

    def __init__(self, sentence: Message) -> None:
        self._sentence = sentence

    def __len__(self) -> int:
        return 2

    def __getitem__(self, index: Any) -> Any:
        return say(self._sentence) if index == 0 else "said"


class MailByOutbox(MailUtil):
    """Mail of Flask-Security goes through the queue, in our words; all but one is not sent."""

    def send_mail(
        self, template: str, subject: str, recipient: Any, *_rest: Any, **context: Any
    ) -> None:
        """Send the link to a new password, to one address once an hour at the most."""
        if not template.endswith("reset_instructions"):
            return
        user = context["user"]
        hour = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H")
        desk().outbox.put(
            key=f"reset/{user.id}/{hour}",
            recipient=user.email,
            subject=pgettext("mail.reset.subject", "A new password for Advocacy"),
            body=pgettext(
                "mail.reset.body",
                "Somebody asked for a new password for this address. If it was you, open this "
                "link within a day:\n\n{link}\n\nIf it was not you, nothing has to be done: "
                "your password stays as it is.\n",
                link=context["reset_link"],
            ),
        )
