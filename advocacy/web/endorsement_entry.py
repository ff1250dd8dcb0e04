"""Endorsements that came by another way: typed in, corrected, or taken from a table and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from advocacy.campaigns.application import read_application
from advocacy.campaigns.endorsement_table import Entry, from_table, to_csv, to_xlsx
from advocacy.campaigns.endorsements import SHOWN, STATES, Application, Endorsement, State
from advocacy.campaigns.model import Signatory
from advocacy.errors import Problem, RefusedError, message
from advocacy.store import Stored
from advocacy.store.endorsements import ChangedError, fingerprint
from advocacy.store.mail_address import mail_address
from advocacy.web.access import Need, needs
from advocacy.web.desk import attachment, campaign_of, desk
from advocacy.web.endorsed import endorsements
from advocacy.web.endorsements import LONGEST_REASON
from advocacy.web.logos import uploaded
from advocacy.web.once import submission, to_own_address
from advocacy.web.public import country_choices, public_pages
from advocacy.web.publishing import head_of
from advocacy.web.signatories import XLSX
from advocacy.web.wording import language_name, say

__all__ = ["blueprint"]

blueprint = Blueprint("endorsement_entry", __name__)

Answer = str | AnyResponse | tuple[str, int]

UNSAID = {"language", "shown", "tier"}
"""Fields of choices, which show by themselves what was chosen."""


@blueprint.get("/campaigns/<slug>/endorsements.<kind>")
@needs(Need.ORGANISE)
def table(slug: str, kind: str) -> Response:
    """Give all endorsements as a table, contact data included."""
    languages = campaign_of(desk().store.get(slug)).languages
    found = endorsements().all(slug)
    if kind == "xlsx":
        return attachment(to_xlsx(found, languages), XLSX, f"{slug}.endorsements.xlsx")
    return attachment(to_csv(found, languages), "text/csv", f"{slug}.endorsements.csv")


@blueprint.get("/campaigns/<slug>/endorsements/import")
@needs(Need.ORGANISE)
def ask(slug: str) -> str:
    """Ask for a table."""
    return _ask(desk().store.get(slug))


@blueprint.post("/campaigns/<slug>/endorsements/import")
@needs(Need.ORGANISE)
def take(slug: str) -> Answer:
    """Take a table in as a whole, or say what is wrong in which row; known ones stay."""
    stored = desk().store.get(slug)
    public_pages().shown(slug)
    table = uploaded(request.files.get("file"))
    try:
        entries, problems = from_table(table, request.form.get("tag", ""))
    except RefusedError as error:
        return _ask(stored, (Problem("", error.message), *error.problems)), 422
    problems = (*problems, *_addresses(entries))
    if any(not one.warning for one in problems):
        return _ask(stored, problems), 422
    applications = [(one.application, one.state, one.reason) for one in entries]
    # In one transaction with what is there: a table that is sent twice doubles nobody.
    new = endorsements().add(slug, applications, mark=_identity)
    address = url_for("endorsement_entry.ask", slug=slug, taken=new, known=len(entries) - new)
    return redirect(address, 303)


@blueprint.get("/campaigns/<slug>/endorsements/new")
@needs(Need.ORGANISE)
def new(slug: str) -> Answer:
    """Ask for one endorsement."""
    return to_own_address() or _form(desk().store.get(slug), None)


@blueprint.post("/campaigns/<slug>/endorsements/new")
@needs(Need.ORGANISE)
def add(slug: str) -> Answer:
    """Enter one endorsement."""
    stored = desk().store.get(slug)
    application, problems = _posted(stored)
    if problems:
        return _form(stored, None, problems), 422
    state: State = next((one for one in STATES if one == request.form.get("state")), "pending")
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    endorsements().add(slug, [(application, state, reason)], submission=submission())
    return redirect(url_for("endorsements.show", slug=slug), 303)


@blueprint.get("/campaigns/<slug>/endorsements/<int:number>")
@needs(Need.ORGANISE)
def edit(slug: str, number: int) -> str:
    """Show one endorsement, to correct it."""
    return _form(desk().store.get(slug), endorsements().get(slug, number))


@blueprint.post("/campaigns/<slug>/endorsements/<int:number>")
@needs(Need.ORGANISE)
def correct(slug: str, number: int) -> Answer:
    """Keep a corrected endorsement."""
    stored = desk().store.get(slug)
    before = endorsements().get(slug, number)
    application, problems = _posted(stored)
    if problems:
        return _form(stored, before, problems), 422
    # Messages stay in the language in which the signatory signed.
    corrected = replace(application, language=before.language)
    try:
        endorsements().change(slug, number, corrected, seen=request.form.get("seen", ""))
    except ChangedError as error:
        now = endorsements().get(slug, number)
        return _form(stored, now, (Problem("", error.message), *_now(now, stored)), again=True), 409
    return redirect(url_for("endorsements.show", slug=slug), 303)


def _now(one: Endorsement, stored: Stored) -> list[Problem]:
    """Say at each field what is stored, where something else was typed."""
    return [
        Problem(name, message("endorsement.now", "Stored now: {text}", text=text or "—"))
        for name, text in _fields(one, stored).items()
        if name not in UNSAID and request.form.get(name, "") != text
    ]


def _posted(stored: Stored) -> tuple[Application, tuple[Problem, ...]]:
    picture = uploaded(request.files.get("logo"))
    tag = request.form.get("language") or str(stored.data["source"])
    application, problems = read_application(request.form, tag, picture)
    return application, (*problems, *_address(application.email, "email"))


def _address(address: str, where: str) -> list[Problem]:
    try:
        if address:
            mail_address(address)
    except RefusedError as error:
        return [Problem(where, error.message)]
    return []


def _addresses(entries: Iterable[Entry]) -> list[Problem]:
    return [
        problem
        for entry in entries
        for problem in _address(entry.application.email, _name(entry.application.signatory))
    ]


def _identity(signatory: Signatory) -> tuple[str, str]:
    return _name(signatory).casefold(), signatory.country


def _name(signatory: Signatory) -> str:
    return signatory.name.get(signatory.language, "")


def _ask(stored: Stored, problems: tuple[Problem, ...] = ()) -> str:
    languages = campaign_of(stored).languages
    return render_template(
        "endorsements/import.html",
        page=public_pages().get(stored.slug),
        tags=tuple((tag, language_name(tag)) for tag in languages),
        problems=problems,
        taken=request.args.get("taken", type=int),
        known=request.args.get("known", 0, type=int),
        **head_of(stored),
    )


def _form(
    stored: Stored,
    one: Endorsement | None,
    problems: tuple[Problem, ...] = (),
    *,
    again: bool = False,
) -> str:
    """Draw the form; with ``again`` what is stored now has been seen, and may be replaced."""
    if public_pages().get(stored.slug) is None:
        abort(404)
    return render_template(
        "endorsements/form.html",
        one=one,
        typed=request.form or _fields(one, stored),
        seen="" if one is None else fingerprint(one) if again else _seen(one),
        tags=tuple((tag, language_name(tag)) for tag in campaign_of(stored).languages),
        countries=country_choices(),
        shown=SHOWN,
        problems=problems,
        errors={problem.where: say(problem.message) for problem in problems if problem.where},
        **head_of(stored),
    )


def _seen(one: Endorsement) -> str:
    """Return the mark of what the corrector began from, however often the form was sent."""
    return request.form.get("seen") or fingerprint(one)


def _fields(one: Endorsement | None, stored: Stored) -> dict[str, str]:
    """Return what the form shows of an endorsement."""
    if one is None:
        return {"language": str(stored.data["source"]), "state": "confirmed"}
    signatory = one.signatory
    return {
        **{f"name.{tag}": name for tag, name in signatory.name.items()},
        "acronym": signatory.acronym, "country": signatory.country, "tier": signatory.tier,
        "language": signatory.language, "shown": one.shown, "contact": one.contact,
        "email": one.email,
    }  # fmt: skip
