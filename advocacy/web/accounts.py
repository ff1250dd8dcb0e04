"""People in hosted mode: one's own account, those of the team and of a campaign, invitations."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_security import hash_password, login_user
from werkzeug.wrappers import Response

from advocacy.errors import AdvocacyError, message
from advocacy.store.accounts import ROLES, STANDINGS, Account
from advocacy.store.invitations import Invitation, Invitations
from advocacy.web import invitation_link
from advocacy.web.access import Need, NotAllowedError, account, accounts, needs
from advocacy.web.accounts_mail import write_invitation
from advocacy.web.desk import campaign_of, desk
from advocacy.web.hosting import Hosting
from advocacy.web.once import submission
from advocacy.web.panel import title_of
from advocacy.web.wording import say

__all__ = ["blueprint"]

blueprint = Blueprint("accounts", __name__)

Answer = str | Response | tuple[str, int]

LONGEST_NAME = 60


@blueprint.get("/account")
@needs(Need.ACCOUNT)
def show() -> str:
    """Show one's own account and what keeps it safe."""
    return render_template("accounts/account.html", done=request.args.get("done", ""))


@blueprint.post("/account")
@needs(Need.ACCOUNT)
def rename() -> Answer:
    """Change the name under which one's changes stand in the history."""
    name = _name()
    if name:
        accounts().rename(_me().id, name)
    return redirect(url_for("accounts.show", done="name"), 303)


@blueprint.get("/people")
@needs(Need.LEAD)
def people() -> str:
    """Show the people of the team and its open invitations."""
    return _people()


@blueprint.post("/people")
@needs(Need.LEAD)
def invite() -> Answer:
    """Invite somebody to the team."""
    standing = request.form.get("standing", "")
    if standing not in ("lead", "member"):
        return _people(
            AdvocacyError(message("team_people.no_standing", "Choose what they may do."))
        ), 422
    try:
        invitation = _invitations().invite(
            email=request.form.get("email", ""), team=_me().team.id, standing=standing,
            submission=submission(),
        )  # fmt: skip
    except AdvocacyError as error:
        return _people(error), 422
    return _people(link=_send(invitation))


@blueprint.post("/people/<int:number>")
@needs(Need.LEAD)
def change(number: int) -> Answer:
    """Change the standing of somebody in the team, or remove the account."""
    wanted = request.form.get("do", "")
    try:
        if wanted == "remove":
            accounts().remove(number, _me().team.id)
        elif wanted == "renew":
            known = accounts().get(number, _me().team.id)
            renewed = _invitations().renew(known, submission=submission())
            return _people(link=_send(renewed))
        elif wanted == "stand" and request.form.get("standing") in STANDINGS:
            accounts().stand(number, _me().team.id, request.form["standing"])
    except AdvocacyError as error:
        return _people(error), 422
    return redirect(url_for("accounts.people"), 303)


@blueprint.post("/people/invitations/<int:number>")
@needs(Need.LEAD)
def revoke(number: int) -> Response:
    """End an invitation to the team."""
    _invitations().revoke(number, _me().team.id)
    return redirect(url_for("accounts.people"), 303)


@blueprint.get("/campaigns/<slug>/people")
@needs(Need.ORGANISE)
def campaign_people(slug: str) -> str:
    """Show who works on a campaign, and as what."""
    return _campaign_people(slug)


@blueprint.post("/campaigns/<slug>/people")
@needs(Need.ORGANISE)
def campaign_invite(slug: str) -> Answer:
    """Give a person of the team a role, or invite somebody to it by address."""
    role, language = request.form.get("role", ""), request.form.get("language", "")
    problem = _problem_of_role(slug, role, language)
    if problem:
        return _campaign_people(slug, problem), 422
    language = language if role == "translator" else ""
    known = request.form.get("account", 0, type=int)
    try:
        if known:
            accounts().give(slug, known, _team_of(slug), role, language)
            return redirect(url_for("accounts.campaign_people", slug=slug), 303)
        invitation = _invitations().invite(
            email=request.form.get("email", ""), team=_team_of(slug), standing="guest",
            slug=slug, role=role, language=language, submission=submission(),
        )  # fmt: skip
    except AdvocacyError as error:
        return _campaign_people(slug, error), 422
    return _campaign_people(slug, link=_send(invitation))


@blueprint.post("/campaigns/<slug>/people/<int:number>")
@needs(Need.ORGANISE)
def take(slug: str, number: int) -> Response:
    """Take a role in a campaign away."""
    accounts().take(slug, number, _team_of(slug))
    return redirect(url_for("accounts.campaign_people", slug=slug), 303)


@blueprint.post("/campaigns/<slug>/invitations/<int:number>")
@needs(Need.ORGANISE)
def campaign_revoke(slug: str, number: int) -> Response:
    """End an invitation to a campaign."""
    _invitations().revoke(number, _team_of(slug), slug)
    return redirect(url_for("accounts.campaign_people", slug=slug), 303)


@blueprint.get("/invitation/<token>")
@needs(Need.OPEN)
def invitation(token: str) -> str:
    """Show what one is invited to."""
    return _invitation(_read(token))


@blueprint.post("/invitation/<token>")
@needs(Need.OPEN)
def accept(token: str) -> Answer:
    """Come in: with a new account, or with the one that one is logged in with."""
    invited, asking = _read(token), account()
    if asking is not None and not invited.renew:
        _invitations().join(invited.id, invited.nonce, asking)
        return redirect(url_for("campaigns.index"), 303)
    errors = _errors_of_account(invited)
    if errors:
        return _invitation(invited, errors), 422
    try:
        made = _invitations().accept(
            invited.id, invited.nonce, name=_name(),
            hashed=hash_password(_normal(request.form["password"])),
        )  # fmt: skip
    except AdvocacyError as error:
        return _invitation(invited, {"": say(error.message)}), 422
    return _log_in(made)


def _log_in(made: Account) -> Response:
    """Let a new person in; whoever has to have a second factor sets it up first."""
    if current_app.config["SECURITY_TWO_FACTOR_REQUIRED"]:
        return redirect(url_for("security.login"), 303)
    security = current_app.extensions["security"]
    login_user(security.datastore.find_user(id=made.id), authn_via=["password"])
    return redirect(url_for("campaigns.index"), 303)


def _people(error: AdvocacyError | None = None, link: str = "") -> str:
    team = _me().team
    return render_template(
        "accounts/people.html",
        people=accounts().people(team.id), waiting=_invitations().waiting(team.id),
        standings=STANDINGS, error=error, link=link, typed=request.form,
    )  # fmt: skip


def _campaign_people(slug: str, error: AdvocacyError | None = None, link: str = "") -> str:
    stored = desk().store.get(slug)
    team = _team_of(slug)
    return render_template(
        "accounts/campaign_people.html",
        slug=slug, title=title_of(stored.data, slug), roles=accounts().roles_in(slug),
        people=accounts().people(team), waiting=_invitations().waiting(team, slug),
        names=ROLES, languages=campaign_of(stored).languages, error=error, link=link,
        typed=request.form,
    )  # fmt: skip


def _invitation(invited: Invitation, errors: dict[str, str] | None = None) -> str:
    asking = account()
    own = asking is not None and asking.email.lower() == invited.email.lower()
    return render_template(
        "accounts/invitation.html",
        invited=invited, errors=errors or {}, typed=request.form, own=own and not invited.renew,
        stranger=asking is not None and not own,
    )  # fmt: skip


def _problem_of_role(slug: str, role: str, language: str) -> AdvocacyError | None:
    if role not in ROLES:
        return AdvocacyError(message("team_people.no_role", "Choose a role."))
    if role == "translator" and language not in desk().store.get(slug).data.get("languages", ()):
        return AdvocacyError(
            message("team_people.no_language", "Choose the language that is translated into.")
        )
    return None


def _errors_of_account(invited: Invitation) -> dict[str, str]:
    """Return what is wrong with a new account, by field."""
    security = current_app.extensions["security"]
    password = request.form.get("password", "")
    wrong, _ = security.password_util.validate(password, True)
    errors = {"password": str(wrong[0])} if wrong else {}
    if not _name() and not invited.renew:
        errors["name"] = say(message("team_people.no_name", "Please write your name."))
    return errors


def _send(invited: Invitation) -> str:
    """Mail the link, or return it where there is no mail server, to be handed on."""
    hosting: Hosting = current_app.extensions["advocacy-hosting"]
    link = hosting.address(invitation_link.path_of(invited, _secret()))
    if not desk().mails:
        return link
    subject, body = write_invitation(invited, link)
    desk().outbox.put(
        # Numbers are given again; the beginning of a mark that is no secret tells them apart.
        key=f"invitation/{invited.id}/{invited.nonce[:8]}", recipient=invited.email,
        subject=subject, body=body,
    )  # fmt: skip
    return ""


def _read(token: str) -> Invitation:
    return _invitations().get(*invitation_link.read(token, _secret()))


def _secret() -> bytes:
    return bytes(current_app.config["SECRET_KEY"])


def _invitations() -> Invitations:
    return Invitations(desk().store.engine)


def _me() -> Account:
    asking = account()
    if asking is None:  # the views here declare that they need an account
        raise NotAllowedError
    return asking


def _team_of(slug: str) -> int:
    """The team of a campaign that `access` let this person organise."""
    return accounts().team_of(slug) or 0


def _name() -> str:
    return " ".join(request.form.get("name", "").split())[:LONGEST_NAME]


def _normal(password: str) -> str:
    normal: str = current_app.extensions["security"].password_util.normalize(password)
    return normal
