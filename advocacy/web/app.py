"""The page's front door: an application with its store, its workshop and its blueprints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

from advocacy import resources
from advocacy.mail import mail_settings
from advocacy.production.apart import keep_apart
from advocacy.production.workshop import Workshop, open_workshop
from advocacy.store import Outbox, Store, data_directory, open_store
from advocacy.store.accounts import Account
from advocacy.store.examples import load_examples
from advocacy.store.location import database_url, prepare, secret
from advocacy.web import (
    access,
    action,
    campaigns,
    download,
    edit,
    edited,
    endorsement_entry,
    endorsements,
    failures,
    furniture,
    history,
    languages,
    letters,
    once,
    packs,
    pages,
    plugin_pages,
    plugins,
    pressure,
    preview,
    publishing,
    quota,
    security,
    selfcheck,
    signatories,
    signon,
    translation,
    wording,
)
from advocacy.web.desk import Desk
from advocacy.web.hosting import LETTER_RUNS, Hosting, hosting_from
from advocacy.web.hosting import install as install_hosting

__all__ = ["create_app", "create_hosted_app"]

ROOMS = (
    campaigns,
    edit,
    edited,
    download,
    packs,
    letters,
    preview,
    signatories,
    translation,
    history,
    languages,
    plugins,
    pages,
    selfcheck,
    publishing,
    endorsements,
    endorsement_entry,
    signon,
    action,
)
LOCAL_HOSTS = ("127.0.0.1", "localhost")
PLUGIN_SECONDS = 20
LARGEST_REQUEST = 8_000_000  # bytes: a long campaign in ten languages is a tenth of it


def create_app(
    *,
    data_dir: Path | str | None = None,
    database: str | None = None,
    workshop: Workshop | None = None,
    hosts: Iterable[str] = LOCAL_HOSTS,
    examples: bool = True,
    mails: bool | None = None,
    plugin_seconds: float = PLUGIN_SECONDS,
    letter_runs: int = LETTER_RUNS,
    hosting: Hosting | None = None,
) -> Flask:
    """Make the application.

    ``data_dir`` holds the database and this installation's secret (default: `data_directory`).
    ``database`` is the address of another database (default, where no ``data_dir`` is given
    either: ``DATABASE_URL``).
    ``hosts`` are the names under which the page may be asked for; any other is refused, so that
    no other page can reach it by rebinding its own name. ``examples`` fills an empty database
    with the example campaigns on its first start. ``mails`` says whether somebody sends what is
    put into the outbox (default: whether the environment names a mail server).
    ``plugin_seconds`` is how long a plugin may work on one document, or on a page. ``letter_runs``
    make letters of many people at once. With ``hosting``, which says so itself, there are accounts;
    without, the pages are for this machine alone.
    """
    folder = Path(data_dir) if data_dir is not None else data_directory()
    store = open_store(database or _database(folder, chosen=data_dir is not None))
    templates = resources.folder("templates") / "web"
    app = Flask("advocacy.web", template_folder=templates, static_folder=templates / "static")
    key = (hosting and hosting.secret) or secret(folder)
    app.config.update(_settings(key, hosts), ADVOCACY_FOLDER=folder)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if mails is None:
        mails = mail_settings() is not None
    workshop = workshop or open_workshop()
    keep_apart(workshop.plugins, seconds=plugin_seconds)
    desk = Desk(store, workshop, Outbox(store.engine), mails)
    app.extensions["advocacy"] = desk
    if hosting is not None:
        _open_to_people(app, hosting)
    elif examples:
        _first_start(store, folder)
    _assemble(app, hosting, plugin_seconds)
    letters.install(app, most=hosting.letter_runs if hosting else letter_runs)
    return app


def create_hosted_app() -> Flask:
    """Make the application for a WSGI server where people log in, as the environment says."""
    return create_app(hosting=hosting_from())


def _open_to_people(app: Flask, hosting: Hosting) -> None:
    """Let people log in; without hosting nothing of this is even imported."""
    from advocacy.web import login  # noqa: PLC0415

    install_hosting(app, hosting)
    desk: Desk = app.extensions["advocacy"]
    login.install(app, desk.store.engine, hosting, mails=desk.mails)


def _database(folder: Path, *, chosen: bool) -> str:
    """Return the database of a folder; only where no folder was chosen the environment counts."""
    address = prepare(folder)
    return address if chosen else database_url(folder)


def _settings(key: bytes, hosts: Iterable[str]) -> dict[str, object]:
    return {
        "SECRET_KEY": key,
        "TRUSTED_HOSTS": list(hosts),
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_REQUEST,
        "MAX_FORM_PARTS": 20_000,
        "SESSION_COOKIE_NAME": "advocacy",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        # A page may stay open for days: its token is as good as its session.
        "WTF_CSRF_TIME_LIMIT": None,
        # `security` compares the origin itself; no-referrer leaves nothing to compare with.
        "WTF_CSRF_SSL_STRICT": False,
    }


def _first_start(store: Store, folder: Path) -> None:
    """Load the examples once; whoever deletes them does not find them again."""
    mark = folder / "examples-loaded"
    if not mark.exists():
        load_examples(store)
        mark.touch(mode=0o600)


def _assemble(app: Flask, hosting: Hosting | None, plugin_seconds: float) -> None:
    # The language is chosen first: a request that is refused is refused in it.
    wording.install(app)
    security.protect(app)
    access.install(app, _person(app))
    furniture.install(app)
    once.install(app)
    if hosting is not None:
        quota.install(app, hosting)
    pressure.install(app)
    failures.install(app)
    for room in ROOMS:
        app.register_blueprint(room.blueprint)
    desk: Desk = app.extensions["advocacy"]
    plugin_pages.install(app, desk.workshop.plugins, seconds=plugin_seconds)


def _person(app: Flask) -> Callable[[], Account | None] | None:
    if "advocacy-hosting" not in app.extensions:
        return None
    from advocacy.web import accounts, login  # noqa: PLC0415

    app.register_blueprint(accounts.blueprint)
    return login.person
