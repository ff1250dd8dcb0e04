"""The organisers' list of endorsements: accept, refuse, withdraw, sort into tiers, ask again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advocacy.campaigns.data import from_data
from advocacy.campaigns.duplicates import proposals
from advocacy.campaigns.endorsements import STATES, Endorsement, State
from advocacy.campaigns.model import Signatory
from advocacy.errors import Message, Problem, message
from advocacy.store import Stored
from advocacy.web.access import Need, needs
from advocacy.web.desk import desk
from advocacy.web.endorsed import endorsements
from advocacy.web.public import public_pages
from advocacy.web.publishing import head_of
from advocacy.web.requests_by_mail import next_request
from advocacy.web.wording import language

__all__ = ["LONGEST_REASON", "blueprint", "name_of"]

blueprint = Blueprint("endorsements", __name__)

Answer = str | Response | tuple[str, int]

MOST_COMPARED = 1_000
LONGEST_REASON = 500
DECISIONS: Mapping[str, State] = {
    "accept": "confirmed",
    "refuse": "refused",
    "withdraw": "withdrawn",
}
TIERS = frozenset({"initiator", "supporter"})


@dataclass(frozen=True, slots=True)
class Line:
    """One endorsement in the list, with what its organisers should know of it."""

    endorsement: Endorsement
    name: str
    outdated: bool
    alike: tuple[tuple[str, Message], ...]


@blueprint.get("/campaigns/<slug>/endorsements")
@needs(Need.ORGANISE)
def show(slug: str) -> str:
    """Show all endorsements, or those in one state."""
    return _draw(slug)


@blueprint.post("/campaigns/<slug>/endorsements")
@needs(Need.ORGANISE)
def decide(slug: str) -> Answer:
    """Do what the button says with all that are ticked."""
    numbers = [int(text) for text in request.form.getlist("chosen") if text.isdecimal()]
    button, reason = request.form.get("do", ""), request.form.get("reason", "").strip()
    problem = _fault(numbers, button, reason)
    if problem:
        return _draw(slug, (problem,)), 422
    if button in DECISIONS:
        endorsements().decide(slug, numbers, DECISIONS[button], reason)
    elif button == "agree":
        endorsements().agree(slug, numbers)
    else:
        tier = "initiator" if button == "initiator" else "supporter"
        endorsements().sort(slug, numbers, tier)
    return redirect(url_for("endorsements.show", slug=slug), 303)


@blueprint.post("/campaigns/<slug>/endorsements/again")
@needs(Need.ORGANISE)
def ask_again(slug: str) -> Answer:
    """Ask everybody who confirmed another text, in one go."""
    if not desk().mails:
        return _draw(slug, (Problem("", _no_mail()),)), 409
    _, edition = public_pages().shown(slug)
    asked = endorsements().ask_again(slug, next_request(slug, edition))
    return redirect(url_for("endorsements.show", slug=slug, asked=asked), 303)


@blueprint.get("/campaigns/<slug>/endorsements/<int:number>/logo")
@needs(Need.ORGANISE)
def logo(slug: str, number: int) -> Response:
    """Give the logo that came with an endorsement, for its organisers to look at."""
    data, media_type = endorsements().logo(slug, number)
    if not data:
        abort(404)
    return Response(data, mimetype=media_type)


def name_of(signatory: Signatory, tag: str = "") -> str:
    """Return a signatory's name in a language, else the original one."""
    names = signatory.name
    return names.get(tag) or names.get(signatory.language) or next(iter(names.values()), "")


def _fault(numbers: Collection[int], button: str, reason: str) -> Problem | None:
    if not numbers:
        return Problem("chosen", message("endorsements.nobody", "Please tick somebody first."))
    if button not in {*DECISIONS, *TIERS, "agree"}:
        return Problem("", message("endorsements.button", "Please choose what to do."))
    if button in {"refuse", "withdraw"} and not reason:
        sentence = message("endorsements.no_reason", "Please write down the reason.")
        return Problem("reason", sentence)
    if len(reason) > LONGEST_REASON:
        sentence = message("signing.long", "At most {limit} characters are possible here.",
                           limit=LONGEST_REASON)  # fmt: skip
        return Problem("reason", sentence)
    return None


def _draw(slug: str, problems: tuple[Problem, ...] = ()) -> str:
    stored = desk().store.get(slug)
    page = public_pages().get(slug)
    lines = _lines(stored) if page else ()
    chosen = request.args.get("state", "")
    return render_template(
        "endorsements/list.html",
        page=page,
        lines=tuple(one for one in lines if chosen in {"", one.endorsement.state}),
        counts=_counts(lines),
        chosen=chosen,
        outdated=tuple(one for one in lines if one.outdated),
        count=endorsements().count(slug) if page else 0,
        milestones=endorsements().milestones(slug),
        asked=request.args.get("asked", type=int),
        problems=problems,
        errors={one.where: one.message for one in problems},
        ticked=request.form.getlist("chosen"),
        reason=request.form.get("reason", ""),
        **head_of(stored),
    )


def _counts(lines: Sequence[Line]) -> Mapping[str, int]:
    return {state: sum(one.endorsement.state == state for one in lines) for state in STATES}


def _lines(stored: Stored) -> tuple[Line, ...]:
    found = endorsements().all(stored.slug)
    outdated = {one.number for one in endorsements().outdated(stored.slug)}
    alike = _alike(stored, found)
    return tuple(
        Line(
            endorsement=one,
            name=name_of(one.signatory, language()),
            outdated=one.number in outdated,
            alike=tuple(alike.get(one.number, ())),
        )
        for one in found
    )


def _alike(stored: Stored, found: Sequence[Endorsement]) -> dict[int, list[tuple[str, Message]]]:
    """Name, for each endorsement, who may be the same one: in the text, or signed before."""
    own = from_data(stored.data).signatories
    here = [one for one in found if one.state in {"pending", "confirmed"}][-MOST_COMPARED:]
    everybody = (*own, *(one.signatory for one in here))
    alike: dict[int, list[tuple[str, Message]]] = {}
    for one in proposals(everybody):
        if one.second >= len(own):
            first = name_of(everybody[one.first], language())
            alike.setdefault(here[one.second - len(own)].number, []).append((first, one.reason))
    return alike


def _no_mail() -> Message:
    return message(
        "endorsements.no_mail",
        "No mail server is set up here. Please ask the signatories yourselves, and note who has "
        "agreed with “Agreed to the present edition”.",
    )
