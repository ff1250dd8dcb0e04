"""The pages as they will be sent: pictures of the real PDF, as a draft while things are missing."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from flask import Blueprint, Response, abort, render_template, request

from advocacy import resources
from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.model import Campaign
from advocacy.errors import AdvocacyError
from advocacy.production.preview import page_count, page_picture
from advocacy.store import Stored
from advocacy.web.access import Need, needs
from advocacy.web.desk import campaign_of, desk
from advocacy.web.endorsed import with_endorsements
from advocacy.web.wording import language, language_name

__all__ = ["blueprint", "page_addresses"]

blueprint = Blueprint("preview", __name__)

WIDTHS = {"small": 480, "normal": 800, "large": 1240}
FORMAT = "pdf"
THUMBNAIL = 280


@blueprint.get("/campaigns/<slug>/preview/<tag>")
@needs(Need.READ)
def show(slug: str, tag: str) -> str:
    """Show all pages of one version, in one of three sizes."""
    stored = desk().store.get(slug)
    campaign = campaign_of(stored)
    size = request.args.get("size", "normal")
    size = size if size in WIDTHS else "normal"
    return render_template(
        "preview/show.html",
        stored=stored,
        tag=tag,
        tags=tuple((one, language_name(one)) for one in campaign.languages),
        size=size,
        sizes=tuple(WIDTHS),
        pages=pages_of(stored, tag),
    )


@blueprint.get("/campaigns/<slug>/preview/<tag>/pages")
@needs(Need.READ)
def pane(slug: str, tag: str) -> str:
    """Give the pane with all pages, for the script that refreshes it."""
    stored = desk().store.get(slug)
    return render_template(
        "preview/pane.html", slug=stored.slug, tag=tag, pages=pages_of(stored, tag), size="small"
    )


@blueprint.get("/campaigns/<slug>/preview/<tag>/<int:number>.png")
@needs(Need.READ)
def picture(slug: str, tag: str, number: int) -> Response:
    """Give the picture of one page."""
    width = WIDTHS.get(request.args.get("size", "normal"), WIDTHS["normal"])
    pdf = _pdf(campaign_of(with_endorsements(desk().store.get(slug))), tag)
    try:
        return Response(page_picture(pdf, number, width), mimetype="image/png")
    except IndexError:
        abort(404)


@blueprint.get("/kinds/<kind>.png")
@needs(Need.ACCOUNT)
def kind(kind: str) -> Response:
    """Give the first page of a finished appeal of a kind: of the example that is one."""
    campaign = next((one for one in _examples() if one.appeal == kind), None)
    if campaign is None:
        abort(404)
    tag = language() if language() in campaign.languages else campaign.source
    return Response(page_picture(_pdf(campaign, tag), 1, THUMBNAIL), mimetype="image/png")


def pages_of(stored: Stored, tag: str) -> tuple[str, ...] | AdvocacyError:
    """Return a mark for each page, which changes with what is on it; or why there is none."""
    try:
        pdf = _pdf(campaign_of(with_endorsements(stored)), tag)
    except AdvocacyError as error:
        return error
    mark = hashlib.sha256(pdf).hexdigest()[:12]
    return (mark,) * page_count(pdf)


def page_addresses(stored: Stored, tag: str) -> tuple[str, ...]:
    """Return the marks of the pages, nothing where they cannot be made."""
    found = pages_of(stored, tag)
    return () if isinstance(found, AdvocacyError) else found


def _pdf(campaign: Campaign, tag: str) -> bytes:
    workshop = desk().workshop
    return workshop.render(campaign, tag, FORMAT, draft=True)


@lru_cache(maxsize=1)
def _examples() -> tuple[Campaign, ...]:
    return tuple(map(read_campaign, resources.examples()))
