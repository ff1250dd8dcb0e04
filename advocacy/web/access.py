"""Before every page, in hosted mode: who asks, and whether what they ask for is theirs.

Every view declares with `needs` what it takes to see it; nothing else decides. A view that declares
nothing is for nobody. What belongs to another team is not there (404), and says so in the same
words as what has never existed; what a role does not allow is refused (403).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from ipaddress import ip_address
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from advocacy.errors import UnknownNameError, message
from advocacy.store.accounts import Account, Accounts
from advocacy.store.scope import Scope

__all__ = [
    "Need",
    "NotAllowedError",
    "account",
    "accounts",
    "allow",
    "hosted",
    "install",
    "may",
    "needs",
    "needs_of",
    "scope",
    "translator_tags",
]

View = TypeVar("View", bound=Callable[..., Any])


class Need(Enum):
    """What it takes to see a page; those of a campaign are about the ``slug`` in the address."""

    OPEN = "open"  # everybody, without an account
    LOCAL = "local"  # nobody, where there are accounts
    ACCOUNT = "account"  # everybody with an account
    CREATE = "create"  # who may begin campaigns: members and leads
    LEAD = "lead"  # who leads the team
    VISIT = "visit"  # any role in the campaign
    READ = "read"  # viewers, editors, organisers
    TRANSLATE = "translate"  # translators of the language in the address, editors, organisers
    EDIT = "edit"  # editors, organisers
    ORGANISE = "organise"  # organisers


class NotAllowedError(Exception):
    """The campaign is one's own, and one's role in it does not allow this."""


CAMPAIGN = {Need.VISIT, Need.READ, Need.TRANSLATE, Need.EDIT, Need.ORGANISE}
ROLES: dict[str, set[Need]] = {
    "organiser": CAMPAIGN,
    "editor": CAMPAIGN - {Need.ORGANISE},
    "viewer": {Need.VISIT, Need.READ},
    "translator": {Need.VISIT, Need.TRANSLATE},
}
STANDINGS: dict[str, set[Need]] = {
    "lead": {Need.ACCOUNT, Need.CREATE, Need.LEAD},
    "member": {Need.ACCOUNT, Need.CREATE},
    "guest": {Need.ACCOUNT},
}


def needs(*wanted: Need) -> Callable[[View], View]:
    """Declare what it takes to see a view: all of ``wanted``."""

    def declare(view: View) -> View:
        cast("Any", view).needs = frozenset(wanted)
        return view

    return declare


def needs_of(app: Flask, endpoint: str) -> frozenset[Need] | None:
    """Return what an endpoint declares; None where it declares nothing."""
    declared: dict[str, frozenset[Need]] = app.extensions["advocacy-needs"]
    found = getattr(app.view_functions.get(endpoint), "needs", None)
    return found or declared.get(endpoint)


def install(app: Flask, person: Callable[[], Account | None] | None) -> None:
    """Guard every page; without ``person`` (local mode) by the machine that asks alone."""
    app.extensions["advocacy-needs"] = {"static": frozenset({Need.OPEN})}
    app.extensions["advocacy-person"] = person
    app.before_request(_refuse_other_machines if person is None else _guard)
    allow(app, "security", Need.OPEN)  # Flask-Security decides about its own pages
    app.add_template_global(may)
    app.add_template_global(account)
    app.add_template_global(hosted)


def allow(app: Flask, blueprint: str, *wanted: Need) -> None:
    """Declare for the views of others (plugins, Flask-Security) what they do not declare."""
    for endpoint in app.view_functions:
        if endpoint.startswith(f"{blueprint}."):
            app.extensions["advocacy-needs"][endpoint] = frozenset(wanted)


def hosted() -> bool:
    """Whether there are accounts."""
    return current_app.extensions["advocacy-person"] is not None


def accounts() -> Accounts:
    """Return the accounts of this installation."""
    found: Accounts = current_app.extensions["advocacy-accounts"]
    return found


def account() -> Account | None:
    """Return who asks; nobody in local mode, and before the log-in."""
    person = current_app.extensions["advocacy-person"]
    if person is None:
        return None
    if "account" not in g:
        g.account = person()
    return cast("Account | None", g.account)


def scope() -> Scope | None:
    """Return whose campaigns this request may see; None where the address alone decides."""
    asking = account()
    if asking is None or Need.OPEN in (_declared() or ()):
        return None
    whole = asking.standing == "lead"
    return Scope(team=asking.team.id, key=asking.team.key, account=None if whole else asking.id)


def may(need: str, slug: str = "", tag: str = "") -> bool:
    """Whether a page may offer something; the page behind it decides again."""
    if not hosted():
        return True
    asking, wanted = account(), Need(need)
    if wanted is Need.OPEN or asking is None:
        return wanted is Need.OPEN
    if wanted in CAMPAIGN:
        return wanted in _in_campaign(asking, slug, tag)
    return wanted in STANDINGS[asking.standing]


def translator_tags(slug: str) -> tuple[str, ...]:
    """Return the languages of somebody who translates a campaign and does nothing else in it."""
    asking = account()
    if asking is None or Need.READ in _in_campaign(asking, slug, ""):
        return ()
    return tuple(language for _, language in accounts().roles_of(asking.id, slug))


def _refuse_other_machines() -> None:
    """Without accounts the pages are for this machine, however the server was started."""
    if request.remote_addr and not ip_address(request.remote_addr).is_loopback:
        abort(403)


def _guard() -> Response | None:
    if request.endpoint is None:
        return None  # there is no such page, and saying so tells nothing
    wanted = _declared()
    if wanted is None or Need.LOCAL in wanted:
        abort(404)
    if Need.OPEN in wanted:
        return None
    asking = account()
    if asking is None:
        following = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("security.login", next=following), 303)
    arguments = request.view_args or {}
    slug = str(arguments.get("slug", ""))
    held = STANDINGS[asking.standing]
    if wanted & CAMPAIGN:
        held = held | _in_campaign(asking, slug, str(arguments.get("tag", "")))
        if Need.VISIT not in held:
            raise UnknownNameError(
                message("store.unknown", "There is no campaign “{slug}”.", slug=slug)
            )
    if not wanted <= held:
        raise NotAllowedError
    return None


def _declared() -> frozenset[Need] | None:
    return needs_of(current_app, request.endpoint) if request.endpoint else None


def _in_campaign(asking: Account, slug: str, tag: str) -> set[Need]:
    """Return what somebody may do in a campaign: nothing where it is another team's."""
    if accounts().team_of(slug) != asking.team.id:
        return set()
    if asking.standing == "lead":
        return CAMPAIGN
    held: set[Need] = set()
    for role, language in accounts().roles_of(asking.id, slug):
        other = role == "translator" and language != tag
        held |= ROLES[role] - {Need.TRANSLATE} if other else ROLES[role]
    return held
