"""A DOCX comes back edited: what was changed in it is looked through, and taken in by choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.docx_reader import Edits, Proposal, read_edits
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.proposals import accepted, place_of
from advocacy.campaigns.saving import saved
from advocacy.document import Document
from advocacy.errors import AdvocacyError, CampaignError, Problem, message
from advocacy.store import ConflictError, Stored
from advocacy.web.access import Need, needs
from advocacy.web.desk import author, campaign_of, desk
from advocacy.web.panel import name_of
from advocacy.web.wording import language_name

__all__ = ["blueprint"]

blueprint = Blueprint("edited", __name__)

Answer = str | AnyResponse | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One changed paragraph on the page; ``place`` is empty where it is nobody's own text."""

    number: int
    proposal: Proposal
    place: str
    name: str
    ticked: bool


@blueprint.get("/campaigns/<slug>/edited")
@needs(Need.EDIT)
def show(slug: str) -> str:
    """Ask for the file."""
    stored = desk().store.get(slug)
    return _ask(stored, campaign_of(stored))


@blueprint.post("/campaigns/<slug>/edited")
@needs(Need.EDIT)
def look_through(slug: str) -> Answer:
    """Show what differs from the version as it is today; nothing is stored yet."""
    stored = desk().store.get(slug)
    campaign = campaign_of(stored)
    tag = request.form.get("tag", campaign.source)
    file = request.files.get("file")
    try:
        document = _document(campaign, tag)
        taken_in = request.form.get("tracked") != "reject"
        edits = read_edits(file.read() if file else b"", document, accept=taken_in)
    except AdvocacyError as error:
        return _ask(stored, campaign, (Problem("", error.message), *error.problems)), 422
    return _preview(stored, campaign, tag, edits)


@blueprint.post("/campaigns/<slug>/edited/take")
@needs(Need.EDIT)
def take(slug: str) -> Answer:
    """Put the ticked changes into the texts they were made in."""
    store = desk().store
    stored = store.get(slug)
    version = request.form.get("version", stored.version, type=int)
    campaign = from_data(store.at_version(slug, version))
    tag = request.form.get("tag", campaign.source)
    chosen = tuple(one for number, one in _posted() if str(number) in request.form.getlist("take"))
    try:
        changed = accepted(campaign, _document(campaign, tag), tag, chosen)
        kept = to_data(saved(campaign, changed))
        stored = store.save(slug, version, kept, author(), check=from_data)
    except ConflictError as error:
        problem = Problem(
            "",
            message(
                "edited.conflict",
                "Somebody else has changed the same place in the meantime. Taking the changes in "
                "again replaces the new words, which stay in the history.",
            ),
        )
        return _again(error.current, tag, (problem,)), 409
    except CampaignError as error:
        return _again(stored, tag, error.problems), 422
    shown = None if tag == campaign.source else tag
    address = url_for("edit.show_step", slug=stored.slug, step="text", shown=shown)
    return redirect(address, 303)


def _document(campaign: Campaign, tag: str) -> Document:
    return desk().workshop.compose(campaign, tag, draft=True, remarks=True)


def _posted() -> Iterator[tuple[int, Proposal]]:
    """Yield the proposals as the page carried them: nothing is kept in between."""
    form = request.form
    for number in form.getlist("proposal", type=int):
        key, _, part = form.get(f"place:{number}", "").rpartition("/")
        old, new = (
            form.get(f"{name}:{number}", "").replace("\r\n", "\n") for name in ("old", "new")
        )
        if key and part.isdecimal():
            yield number, Proposal(key, int(part), old, new)


def _ask(stored: Stored, campaign: Campaign, problems: tuple[Problem, ...] = ()) -> str:
    return render_template(
        "edited/ask.html",
        stored=stored,
        tags=tuple((tag, language_name(tag)) for tag in campaign.languages),
        chosen=request.form.get("tag", campaign.source),
        rejected=request.form.get("tracked") == "reject",
        problems=problems,
    )


def _again(stored: Stored, tag: str, problems: tuple[Problem, ...]) -> str:
    """Draw the page as it was sent, upon what is stored now."""
    edits = Edits(proposals=tuple(proposal for _, proposal in _posted()))
    return _preview(stored, campaign_of(stored), tag, edits, problems)


def _preview(
    stored: Stored,
    campaign: Campaign,
    tag: str,
    edits: Edits,
    problems: tuple[Problem, ...] = (),
) -> str:
    recipe = desk().workshop.recipe(campaign.appeal)
    document = _document(campaign, tag)
    ticked = request.form.getlist("take") if problems else None
    rows = []
    for number, proposal in enumerate(edits.proposals, start=1):
        place = place_of(proposal, campaign, document, tag) or ""
        wanted = ticked is None or str(number) in ticked
        rows.append(Row(number, proposal, place, name_of(place, recipe) if place else "", wanted))
    return render_template(
        "edited/preview.html",
        stored=stored,
        tag=tag,
        rows=tuple(rows),
        edits=edits,
        problems=problems,
    )
