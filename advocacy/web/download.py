"""Files for the organiser: one version in one format, a pack of several, the campaign itself."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from advocacy.campaigns.file import write_campaign
from advocacy.errors import NotReadyError, UnknownNameError, message
from advocacy.production.pack import make_pack
from advocacy.web.access import Need, needs
from advocacy.web.desk import attachment, campaign_of, desk
from advocacy.web.endorsed import with_endorsements
from advocacy.web.packs import MOST_AT_ONCE, made_before, not_ready

__all__ = ["blueprint"]

blueprint = Blueprint("download", __name__)

Answer = Response | tuple[str, int]


@blueprint.get("/campaigns/<slug>/files/<tag>.<format_name>")
@needs(Need.READ)
def file(slug: str, tag: str, format_name: str) -> Answer:
    """Give one version in one format, or say what it still needs.

    With comments, for those who work on the text, it is given as a draft whatever it lacks.
    """
    stored, workshop = desk().store.get(slug), desk().workshop
    commented = "comments" in request.args
    # Who edits the text gets the campaign's own; who endorsed it stands in what is sent.
    campaign = campaign_of(stored if commented else with_endorsements(stored))
    name = workshop.file_name(campaign, f"{tag}.comments" if commented else tag, format_name)
    try:
        document = workshop.compose(campaign, tag, draft=commented, remarks=commented)
        data = workshop.write(document, format_name)
    except NotReadyError:
        return not_ready(slug, (tag,)), 409
    return attachment(data, workshop.format(format_name).media_type, name)


@blueprint.get("/campaigns/<slug>/pack")
@needs(Need.READ)
def pack(slug: str) -> Answer:
    """Give the chosen languages and formats as one ZIP; all of them when none is chosen."""
    campaign = campaign_of(with_endorsements(desk().store.get(slug)))
    tags = tuple(request.args.getlist("language_version")) or campaign.languages
    formats = tuple(request.args.getlist("format")) or tuple(desk().workshop.formats)
    if len(tags) * len(formats) > MOST_AT_ONCE and "made" not in request.args:
        return redirect(url_for("packs.show", slug=slug, language_version=tags, format=formats))
    try:
        data = made_before(campaign, tags, formats) or make_pack(
            desk().workshop, campaign, tags, formats
        )
    except NotReadyError:
        return not_ready(slug, tags), 409
    return attachment(data, "application/zip", f"{campaign.slug}.zip")


@blueprint.get("/campaigns/<slug>/<name>.toml")
@needs(Need.READ)
def source(slug: str, name: str) -> Answer:
    """Give the campaign as the file that every desk can open."""
    campaign = campaign_of(desk().store.get(slug))
    if name != campaign.slug:
        text = message("download.no_file", "There is no file “{name}”.", name=f"{name}.toml")
        raise UnknownNameError(text)
    return attachment(write_campaign(campaign).encode(), "application/toml", f"{name}.toml")
