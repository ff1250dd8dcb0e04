"""The action page: a visitor's own letter, made while they wait, and kept nowhere."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from advocacy.campaigns import guard
from advocacy.campaigns.model import Campaign
from advocacy.errors import Message, Problem, message
from advocacy.production.mail_link import mail_link
from advocacy.production.visitor import Visitor, letter_of
from advocacy.store import Edition
from advocacy.store.public_pages import PublicPage
from advocacy.web.access import Need, needs
from advocacy.web.desk import attachment, desk, parsed
from advocacy.web.public import (
    check_tag,
    drawn,
    form_token,
    frame,
    make_public,
    public_pages,
    read_form_token,
    shown_edition,
)
from advocacy.web.wording import say

__all__ = ["blueprint", "page_of"]

blueprint = Blueprint("action", __name__)

Answer = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]

FORMATS = ("pdf", "docx", "text")
FIELDS = {"sentence": 1_000, "name": 100, "address": 300, "place": 80}
"""What a visitor may type, and how many characters of it."""
IN_LINES = {"sentence", "address"}
"""Fields that may have several lines."""


@blueprint.post("/act/<slug>/<tag>")
@needs(Need.OPEN)
def make(slug: str, tag: str) -> Answer:
    """Show the finished letter and the ways to take it along; or the form, to change it."""
    page, edition = _open(slug)
    problems = _problems(slug)
    if problems or request.form.get("do") == "change":
        status = 400 if any(not one.where for one in problems) else 422 if problems else 200
        return page_of(slug, tag, page, edition, problems=problems), status
    letters = [_letter(tag, edition, copy) for copy in range(_count(edition))]
    if "counted" not in request.form:
        public_pages().count_letter(slug)
    return render_template(
        "public/letter.html", letters=letters, typed=_typed(), fields=tuple(FIELDS),
        token=request.form["form"], formats=FORMATS, **frame(slug, tag, edition, "action.show"),
    )  # fmt: skip


@blueprint.post("/act/<slug>/<tag>/letter.<format_name>")
@needs(Need.OPEN)
def file(slug: str, tag: str, format_name: str) -> Answer:
    """Give the finished letter as a file."""
    page, edition = _open(slug)
    copy = request.form.get("copy", 0, type=int)
    problems = _problems(slug)
    if problems:
        return page_of(slug, tag, page, edition, problems=problems), 400
    if format_name not in FORMATS or not 0 <= copy < _count(edition):
        abort(404)
    campaign = _campaign(tag, edition, copy)
    data = desk().workshop.render(campaign, tag, format_name)
    made = desk().workshop.format(format_name)
    number = f"-{copy + 1}" if copy else ""
    return attachment(data, made.media_type, f"{campaign.slug}{number}.{tag}.{made.extension}")


def page_of(
    slug: str,
    tag: str,
    page: PublicPage,
    edition: Edition,
    *,
    problems: tuple[Problem, ...] = (),
    preview: bool = False,
) -> str:
    """Draw the letter as it is without the visitor's words, and the form that asks for them."""
    check_tag(tag, edition)
    return render_template(
        "public/act.html",
        page=page,
        phase="open" if preview else page.phase(public_pages().today()),
        preview=preview,
        text=drawn(desk().workshop.compose(_campaign(tag, edition, 0, empty=True), tag)),
        problems=problems,
        errors={one.where: say(one.message) for one in problems if one.where},
        typed=_typed(),
        limits=FIELDS,
        place=edition.data.get("place", {}).get(tag, ""),
        counted="counted" in request.form or request.form.get("do") == "change",
        token=form_token(slug, page.edition),
        **frame(slug, tag, edition, "action.show"),
    )


make_public(blueprint, "/act", page_of, letter=True)


def _open(slug: str) -> tuple[PublicPage, Edition]:
    page, edition = shown_edition(slug, letter=True)
    if page.phase(public_pages().today()) != "open":
        abort(404)
    return page, edition


def _typed() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in FIELDS}


def _problems(slug: str) -> tuple[Problem, ...]:
    """Say what is wrong with the form, field by field."""
    form = read_form_token(slug, request.form.get("form", ""))
    found = [Problem("", form)] if isinstance(form, Message) else []
    for name, limit in FIELDS.items():
        text, faults = guard.examine(request.form.get(name, ""))
        found += [Problem(name, fault) for fault in faults]
        if len(text) > limit:
            found.append(Problem(name, _long(limit)))
        if "\n" in text and name not in IN_LINES:
            found.append(Problem(name, message("signing.line", "Please write this in one line.")))
    return tuple(found)


def _long(limit: int) -> Message:
    return message("signing.long", "At most {limit} characters are possible here.", limit=limit)


def _count(edition: Edition) -> int:
    """Return how many letters there are: one, and one for each who receives a copy."""
    return 1 + len(edition.data.get("copies", ()))


def _campaign(tag: str, edition: Edition, copy: int, *, empty: bool = False) -> Campaign:
    typed = {} if empty else {name: guard.clean(text) for name, text in _typed().items()}
    visitor = Visitor(language=tag, **typed)
    return letter_of(parsed(edition.data), visitor, public_pages().today(), copy)


def _letter(tag: str, edition: Edition, copy: int) -> dict[str, Any]:
    """Return what the page shows of one letter: its text, its addressee, and the mail link."""
    workshop = desk().workshop
    campaign = _campaign(tag, edition, copy)
    document = workshop.compose(campaign, tag)
    words = workshop.write(document, "text").decode()
    [addressee] = campaign.addressees
    link = mail_link(to=[addressee.email], subject=document.title, body=words)
    return {
        "number": copy,
        "to": addressee.office.get(tag, ""),
        "text": drawn(document, name=f"letter-{copy}-", below=2),
        "words": words,
        "link": link if addressee.email else None,
        "email": addressee.email,
    }
