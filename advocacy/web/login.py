"""Log-in, second factor and passwords: Flask-Security, with our database, words and patience."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import flask_security
import qrcode
from flask import Flask, current_app, session
from flask_security import forms
from flask_security.recovery_codes import MfRecoveryForm
from flask_security.totp import Totp
from qrcode.image.svg import SvgPathImage
from sqlalchemy import Engine, func, select
from werkzeug.local import LocalProxy

from advocacy.store.account_rows import AccountRow
from advocacy.store.accounts import Account, Accounts
from advocacy.store.attempts import Attempts
from advocacy.store.models import Base
from advocacy.store.transactions import reading, writing
from advocacy.web.hosting import Hosting
from advocacy.web.login_messages import SENTENCES, WAIT, MailByOutbox, Said
from advocacy.web.wording import say

__all__ = ["install", "person"]

PREFIX = "/account"


class User(flask_security.UserMixin):
    """An account as Flask-Security wants to see it: mapped to the same table."""

    id: int
    email: str
    name: str
    team_id: int
    password: str | None
    fs_uniquifier: str
    totp_counter: int
    roles: list[flask_security.RoleMixin] = []  # noqa: RUF012 - roles belong to campaigns

    def calc_username(self) -> str:
        """Return what an authenticator app shows beside the code."""
        return self.email


Base.registry.map_imperatively(User, AccountRow.__table__)


class Datastore(flask_security.datastore.UserDatastore):
    """Accounts for Flask-Security: each look and each change a short transaction of its own.

    A session that stays open during a request would hold SQLite's lock against the store's.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(User, flask_security.RoleMixin)
        self._engine = engine

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> User | None:
        """Return the account whose column has the value."""
        [(name, value)] = wanted.items()
        column = getattr(User, name)
        condition = func.lower(column) == value.lower() if case_insensitive else column == value
        with reading(self._engine) as found:
            return found.scalars(select(User).where(condition)).first()

    def put(self, model: Any) -> Any:
        """Store a changed account."""
        changed = model._get_current_object() if isinstance(model, LocalProxy) else model
        with writing(self._engine) as found:
            found.merge(changed)
        return model

    def commit(self) -> None:
        """Nothing waits: `put` has stored it."""


class OneTimeCodes(Totp):
    """Codes of authenticator apps; each is good for once, even within its half minute."""

    def get_last_counter(self, user: User) -> int | None:  # type: ignore[override]
        """Return which code was taken last."""
        return user.totp_counter or None

    def set_last_counter(self, user: User, tmatch: Any) -> None:  # type: ignore[override]
        """Remember the code, so that nobody who saw it uses it again."""
        user.totp_counter = tmatch.counter
        current_app.extensions["security"].datastore.put(user)

    def generate_qrcode(self, username: str, totp: str) -> str:
        """Draw the code as part of the page: the policy allows no picture inside an address."""
        drawn = qrcode.make(self.get_totp_uri(username, totp), image_factory=SvgPathImage)
        return str(drawn.to_string(encoding="unicode"))


class LogInForm(forms.LoginForm):
    """Every attempt counts before it is looked at, so that many at once are no way around."""

    def validate(self, **options: Any) -> bool:
        """Look at the password, unless the account rests."""
        return _patiently(self, self.email.data or "", super().validate, options)


class AgainForm(forms.VerifyForm):
    """The password once more, before something that matters."""

    def validate(self, **options: Any) -> bool:
        """Look at the password, unless the account rests."""
        return _patiently(self, self.user.email, super().validate, options)


class CodeForm(forms.TwoFactorVerifyCodeForm):
    """The code of an authenticator app; setting one up needs no patience."""

    def validate(self, **options: Any) -> bool:
        """Look at the code, unless the account rests."""
        if self.is_setup or self.user is None:
            return bool(super().validate(**options))
        return _patiently(self, f"code {self.user.email}", super().validate, options)


class RecoveryForm(MfRecoveryForm):
    """A recovery code in the place of a code."""

    def validate(self, **options: Any) -> bool:
        """Look at the code, unless the account rests."""
        if self.user is None:
            return bool(super().validate(**options))
        return _patiently(self, f"code {self.user.email}", super().validate, options)


def install(app: Flask, engine: Engine, hosting: Hosting, *, mails: bool) -> None:
    """Set up Flask-Security, and let it know nothing about anybody that it does not need."""
    key = _derived(app, "attempts")
    app.extensions["advocacy-accounts"] = Accounts(engine)
    app.extensions["advocacy-attempts"] = Attempts(engine, key)
    app.config.update(_settings(app, hosting, mails=mails))
    app.config.update({f"SECURITY_MSG_{name}": Said(one) for name, one in SENTENCES.items()})
    flask_security.Security(
        app,
        Datastore(engine),
        login_form=LogInForm,
        verify_form=AgainForm,
        two_factor_verify_code_form=CodeForm,
        mf_recovery_form=RecoveryForm,
        totp_cls=OneTimeCodes,
        mail_util_cls=MailByOutbox,
    )
    flask_security.user_authenticated.connect(_begin_session, app)


def person() -> Account | None:
    """Return who is logged in."""
    user = flask_security.current_user
    if not user.is_authenticated:
        return None
    found: Accounts = current_app.extensions["advocacy-accounts"]
    return found.get(user.id, user.team_id)


def _settings(app: Flask, hosting: Hosting, *, mails: bool) -> dict[str, object]:
    fernet = base64.urlsafe_b64encode(_derived(app, "recovery codes"))
    return {
        "SECURITY_URL_PREFIX": PREFIX,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_SALT": _derived(app, "passwords").hex(),
        "SECURITY_PASSWORD_LENGTH_MIN": 12,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_TRACKABLE": False,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_RECOVERABLE": mails,
        "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(days=1),
        "SECURITY_EMAIL_SENDER": "",
        # Else every address typed in would be asked about in the network.
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        "SECURITY_EMAIL_HTML": False,
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_REQUIRED": hosting.second_factor,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,
        "SECURITY_TOTP_SECRETS": {"1": _derived(app, "one-time codes").hex()},
        "SECURITY_TOTP_ISSUER": "Advocacy",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [fernet],
        "SECURITY_POST_LOGIN_VIEW": "/",
        "SECURITY_POST_LOGOUT_VIEW": f"{PREFIX}/login",
        "SECURITY_POST_CHANGE_VIEW": f"{PREFIX}?done=password",
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": f"{PREFIX}?done=code",
        "SECURITY_POST_RESET_VIEW": f"{PREFIX}/login?done=password",
        **{f"SECURITY_{name}_TEMPLATE": f"accounts/{page}.html" for name, page in PAGES.items()},
    }


PAGES = {
    "LOGIN_USER": "login",
    "LOGOUT_USER": "logout",
    "VERIFY": "again",
    "CHANGE_PASSWORD": "password",
    "FORGOT_PASSWORD": "forgot",
    "RESET_PASSWORD": "reset",
    "TWO_FACTOR_SETUP": "code_setup",
    "TWO_FACTOR_VERIFY_CODE": "code",
    "TWO_FACTOR_SELECT": "code",
    "MULTI_FACTOR_RECOVERY": "recovery",
    "MULTI_FACTOR_RECOVERY_CODES": "recovery_codes",
}


def _derived(app: Flask, purpose: str) -> bytes:
    """Make a key for one purpose of the installation's secret."""
    return hmac.new(bytes(app.config["SECRET_KEY"]), purpose.encode(), hashlib.sha256).digest()


def _patiently(form: Any, name: str, look: Callable[..., bool], options: dict[str, Any]) -> bool:
    attempts: Attempts = current_app.extensions["advocacy-attempts"]
    if name and not attempts.begin(name):
        form.form_errors = [say(WAIT)]
        return False
    if not look(**options):
        return False
    attempts.succeeded(name)
    return True


def _begin_session(_app: Flask, **_event: object) -> None:
    """End the session after hours instead of with the browser, which may never end."""
    session.permanent = True
