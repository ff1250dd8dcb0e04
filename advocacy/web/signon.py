"""The sign-on page: anybody reads the frozen text, signs it, and confirms by a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advocacy.campaigns.application import read_application
from advocacy.campaigns.endorsements import Application, as_published, joined
from advocacy.errors import Message, Problem, RefusedError, message
from advocacy.store import Edition
from advocacy.store.mail_address import mail_address
from advocacy.store.public_pages import PublicPage
from advocacy.store.signing import BusyError, StaleLinkError
from advocacy.web.access import Need, needs
from advocacy.web.desk import desk, parsed
from advocacy.web.endorsed import endorsements, signing
from advocacy.web.logos import uploaded
from advocacy.web.public import (
    check_tag,
    country_choices,
    form_token,
    frame,
    link_content,
    make_public,
    public_pages,
    read_form_token,
    shown_edition,
    text_of,
)
from advocacy.web.requests_by_mail import first_request
from advocacy.web.wording import npgettext, pgettext, say

__all__ = ["blueprint", "page_of"]

blueprint = Blueprint("signon", __name__)

Answer = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]

TRAP = "website"
"""A field that people do not see, and programs fill in."""
TEXT_FIELDS = ("acronym", "country", "contact", "email", "shown", "consent")


@blueprint.post("/sign/<slug>/<tag>")
@needs(Need.OPEN)
def sign(slug: str, tag: str) -> Answer:
    """Take an endorsement, or show what is wrong beside what was typed."""
    page, edition = shown_edition(slug, letter=False)
    if page.phase(public_pages().today()) != "open":
        return page_of(slug, tag, page, edition), 409
    form = read_form_token(slug, request.form.get("form", ""))
    if isinstance(form, Message):
        return _again(slug, tag, (Problem("", form),)), 400
    application, problems = _application(tag, page)
    if problems:
        return _again(slug, tag, problems), 422
    number, submission = form
    try:
        signing().sign(
            slug,
            application,
            submission=submission,
            edition=number,
            write=first_request(slug, edition),
        )
    except BusyError as error:
        return _again(slug, tag, (Problem("", error.message),)), 429, {"Retry-After": "600"}
    except StaleLinkError as error:
        return _again(slug, tag, (Problem("", error.message),)), 409
    # The fragment of the form, which leads to mistakes, would stay on.
    return redirect(url_for("signon.thanks", slug=slug, tag=tag, _anchor="content"), 303)


@blueprint.get("/sign/<slug>/<tag>/thanks")
@needs(Need.OPEN)
def thanks(slug: str, tag: str) -> Answer:
    """Say what happens next; the page knows nothing of who reads it."""
    _, edition = shown_edition(slug, letter=False)
    check_tag(tag, edition)
    return render_template(
        "public/thanks.html", mails=desk().mails, **frame(slug, tag, edition, "signon.show")
    )


@blueprint.get("/sign/<slug>/<tag>/text.pdf")
@needs(Need.OPEN)
def pdf(slug: str, tag: str) -> Response:
    """Give the frozen text with those who have signed it, as PDF."""
    _, edition = shown_edition(slug, letter=False)
    check_tag(tag, edition)
    campaign = joined(parsed(edition.data), endorsements().agreed(slug, edition.data))
    data = desk().workshop.render(campaign, tag, "pdf")
    name = f"{campaign.slug}.{tag}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(data, mimetype="application/pdf", headers=headers)


@blueprint.get("/sign/<slug>/logos/<int:number>")
@needs(Need.OPEN)
def logo(slug: str, number: int) -> Response:
    """Give the logo of a signatory that is published by its full name."""
    _, edition = shown_edition(slug, letter=False)
    published = {one.number for one in endorsements().agreed(slug, edition.data)
                 if one.shown == "full"}  # fmt: skip
    if number not in published:
        abort(404)
    data, media_type = endorsements().logo(slug, number)
    if not data:
        abort(404)
    return Response(data, mimetype=media_type)


@blueprint.get("/sign/<slug>/<tag>/confirm/<token>")
@needs(Need.OPEN)
def look(slug: str, tag: str, token: str) -> Answer:
    """Show what a link is about; only a button confirms, since programs open links too."""
    return _confirmation(slug, tag, token, "ask")


@blueprint.post("/sign/<slug>/<tag>/confirm/<token>")
@needs(Need.OPEN)
def confirm(slug: str, tag: str, token: str) -> Answer:
    """Confirm or withdraw, as the button says."""
    page, _ = shown_edition(slug, letter=False)
    number, edition = link_content(token)
    if request.form.get("do") == "withdraw":
        reason = pgettext("signing.own_wish", "Withdrawn by the signatory, by link.")
        signing().withdraw(slug, number, edition, reason)
        return _done(slug, tag, "withdrawn")
    if request.form.get("do") != "confirm":
        return _confirmation(slug, tag, token, "ask"), 400
    if page.phase(public_pages().today()) != "open":
        raise RefusedError(message("signing.ended", "This campaign has ended."))
    found = signing().confirm(slug, number, edition)
    return _done(slug, tag, "confirmed" if found.state == "confirmed" else "waits")


def page_of(
    slug: str,
    tag: str,
    page: PublicPage,
    edition: Edition,
    *,
    problems: tuple[Problem, ...] = (),
    preview: bool = False,
) -> str:
    """Draw the text, the form, and how many have signed.

    What was typed stands where something is wrong with it.
    """
    check_tag(tag, edition)
    tally = endorsements().tally(slug, edition.data)
    return render_template(
        "public/sign.html",
        page=page,
        phase="open" if preview else page.phase(public_pages().today()),
        preview=preview,
        text=text_of(edition, tag, tally.agreed),
        count=tally.count,
        hidden=sum(one.shown == "hidden" for one in tally.agreed),
        logos=_logos(tally.agreed, tag),
        milestones=tally.milestones,
        problems=problems,
        errors={one.where: say(one.message) for one in problems if one.where},
        typed=request.form,
        token=form_token(slug, page.edition),
        countries=country_choices(),
        consent=consent(page),
        others=tuple(one for one in edition.data["languages"] if one != tag),
        mails=desk().mails,
        trap=TRAP,
        **frame(slug, tag, edition, "signon.show"),
    )


def consent(page: PublicPage) -> str:
    """Return the sentence that signatories agree to; it is kept with their endorsement."""
    return npgettext(
        "signing.consent",
        "On behalf of the organisation I agree to this text (edition {edition}), and to its "
        "publication with the name as chosen above. The contact person and the e-mail address are "
        "not published, serve questions about this endorsement only, and are deleted {count} day "
        "after the campaign has ended.",
        "On behalf of the organisation I agree to this text (edition {edition}), and to its "
        "publication with the name as chosen above. The contact person and the e-mail address are "
        "not published, serve questions about this endorsement only, and are deleted {count} days "
        "after the campaign has ended.",
        count=page.keep_days,
        edition=page.edition,
    )


def _logos(agreed: Any, tag: str) -> tuple[tuple[int, str], ...]:
    """Number and name of the signatories that are shown with a logo."""
    shown = []
    for one in agreed:
        signatory = as_published(one)
        if signatory and one.logo and one.shown == "full":
            name = signatory.name.get(tag) or signatory.name.get(signatory.language, "")
            shown.append((one.number, name))
    return tuple(shown)


def _application(tag: str, page: PublicPage) -> tuple[Application, tuple[Problem, ...]]:
    """Read the form: what an application is, and what only this page asks for."""
    fields: Mapping[str, str] = {**request.form, "tier": "supporter"}
    picture = uploaded(request.files.get("logo"))
    application, problems = read_application(fields, tag, picture)
    return replace(application, consent=consent(page)), (*problems, *_page_problems(application))


def _page_problems(application: Application) -> list[Problem]:
    found = []
    if request.form.get(TRAP):
        sentence = message(
            "signing.trap",
            "This field is for programs that fill in everything, and has to stay empty.",
        )
        found.append(Problem(TRAP, sentence))
    if not application.contact:
        sentence = message("signing.no_contact", "Please name a person whom we can ask.")
        found.append(Problem("contact", sentence))
    try:
        mail_address(application.email)
    except RefusedError as error:
        found.append(Problem("email", error.message))
    if request.form.get("consent") != "yes":
        sentence = message("signing.no_consent", "Without this consent the name cannot be listed.")
        found.append(Problem("consent", sentence))
    return found


_again = make_public(blueprint, "/sign", page_of, letter=False)


def _confirmation(slug: str, tag: str, token: str, step: str) -> str:
    number, edition_number = link_content(token)
    found = signing().look(slug, number, edition_number)
    names = found.signatory.name
    return _confirmation_page(
        slug, tag, step=step, again=found.asked == edition_number,
        name=names.get(tag) or names.get(found.signatory.language, ""),
    )  # fmt: skip


def _done(slug: str, tag: str, step: str) -> str:
    return _confirmation_page(slug, tag, step=step, name="", again=False)


def _confirmation_page(slug: str, tag: str, **told: object) -> str:
    _, edition = shown_edition(slug, letter=False)
    return render_template(
        "public/confirm.html", **told, **frame(slug, tag, edition, "signon.show")
    )
