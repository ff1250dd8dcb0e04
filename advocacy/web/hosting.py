"""Hosted mode: under which names, behind which proxies and with which secret the pages answer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from advocacy.errors import ResourceError, message

__all__ = ["LETTER_RUNS", "Hosting", "hosting_from", "install"]

SHORTEST_SECRET = 32  # bytes
LONGEST_SESSION = timedelta(hours=12)
LETTER_RUNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """Settings of a server; ``proxies`` is how many reverse proxies stand before it.

    Without ``https`` everything is readable on the way: for tests alone. With ``second_factor``
    nobody works without a code from an authenticator app. So many ``letter_runs`` make letters of
    many people at once; further ones wait.
    """

    hosts: tuple[str, ...]
    proxies: int = 1
    https: bool = True
    second_factor: bool = False
    secret: bytes | None = None
    letter_runs: int = LETTER_RUNS

    def address(self, path: str) -> str:
        """Return a path as a link to send to somebody."""
        return f"{'https' if self.https else 'http'}://{self.hosts[0]}{path}"


def hosting_from(environment: Mapping[str, str] = os.environ) -> Hosting:
    """Read the settings; docs/hosting.md lists the variables."""
    hosts = tuple(environment.get("ADVOCACY_HOSTS", "").replace(",", " ").split())
    if not hosts:
        raise ResourceError(
            message(
                "hosting.no_hosts",
                "Hosted mode has to know its name: set ADVOCACY_HOSTS, for instance to "
                "letters.example.org.",
            )
        )
    proxies = environment.get("ADVOCACY_PROXIES", "1")
    runs = environment.get("ADVOCACY_LETTER_RUNS", "")
    return Hosting(
        hosts=hosts,
        proxies=int(proxies) if proxies.isdecimal() else 1,
        https=environment.get("ADVOCACY_HTTPS", "1") != "0",
        second_factor=environment.get("ADVOCACY_SECOND_FACTOR", "") == "required",
        secret=_secret(environment.get("ADVOCACY_SECRET_FILE", "")),
        letter_runs=max(1, int(runs)) if runs.isdecimal() else LETTER_RUNS,
    )


def install(app: Flask, hosting: Hosting) -> None:
    """Believe the proxies' word for scheme and host, never for anybody's address."""
    app.config.update(
        TRUSTED_HOSTS=list(hosting.hosts),
        SESSION_COOKIE_SECURE=hosting.https,
        # The prefix makes browsers refuse the cookie from any other host or path.
        SESSION_COOKIE_NAME="__Host-advocacy" if hosting.https else "advocacy",
        # Not Strict: a link in a mail has to find the person logged in.
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=LONGEST_SESSION,
        PREFERRED_URL_SCHEME="https" if hosting.https else "http",
    )
    count = hosting.proxies
    app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
        app.wsgi_app, x_for=0, x_proto=count, x_host=count
    )
    app.extensions["advocacy-hosting"] = hosting


def _secret(path: str) -> bytes | None:
    if not path:
        return None
    found = Path(path).read_bytes()
    if len(found) < SHORTEST_SECRET:
        raise ResourceError(
            message(
                "hosting.short_secret",
                "The secret in {path} is too short: it needs at least 32 random bytes, as from "
                "openssl rand -out secret 32.",
                path=path,
            )
        )
    return found
