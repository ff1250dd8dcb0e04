"""A pack that takes a while: its page grows file by file, and the finished pack waits at its end.

The page is sent while the files are made, so that it shows progress without any script.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from flask import Blueprint, Response, render_template, request, stream_template

from advocacy.campaigns.data import to_data
from advocacy.campaigns.model import Campaign
from advocacy.errors import AdvocacyError, NotReadyError
from advocacy.production.pack import make_files, zip_files
from advocacy.store.repository import canonical
from advocacy.web.access import Need, needs
from advocacy.web.desk import campaign_of, desk
from advocacy.web.endorsed import with_endorsements
from advocacy.web.panel import versions

__all__ = ["MOST_AT_ONCE", "blueprint", "made_before", "not_ready"]

blueprint = Blueprint("packs", __name__)

MOST_AT_ONCE = 12
"""Files; a pack of more takes long enough to show how far it is."""
MOST_KEPT = 4


class Making:
    """A pack while it is made: going through it makes one file after the other."""

    def __init__(self, campaign: Campaign, tags: tuple[str, ...], formats: tuple[str, ...]) -> None:
        self.campaign, self.tags, self.formats = campaign, tags, formats
        self.count = len(tags) * len(formats)
        self.failed: AdvocacyError | None = None

    def __iter__(self) -> Iterator[str]:
        """Yield each file's name when it is ready; the pack is kept when all are."""
        files: dict[str, bytes] = {}
        try:
            for name, data in make_files(desk().workshop, self.campaign, self.tags, self.formats):
                files[name] = data
                yield name
        except AdvocacyError as error:
            # The page is on its way already: the reason stands where the next file would.
            self.failed = error
            return
        _keep(_mark(self.campaign, self.tags, self.formats), zip_files(files))


@blueprint.get("/campaigns/<slug>/pack/progress")
@needs(Need.READ)
def show(slug: str) -> Response | tuple[str, int]:
    """Make a pack before the reader's eyes."""
    campaign = campaign_of(with_endorsements(desk().store.get(slug)))
    tags = tuple(request.args.getlist("language_version")) or campaign.languages
    formats = tuple(request.args.getlist("format")) or tuple(desk().workshop.formats)
    try:
        for name in formats:
            desk().workshop.format(name)
        for tag in tags:
            desk().workshop.compose(campaign, tag)
    except NotReadyError:
        return not_ready(slug, tags), 409
    making = Making(campaign, tags, formats)
    return Response(stream_template("pages/pack.html", slug=slug, making=making))


def made_before(
    campaign: Campaign, tags: tuple[str, ...], formats: tuple[str, ...]
) -> bytes | None:
    """Return the pack that was just made, once; after that, or elsewhere, it is made again."""
    return desk().packs.pop(_mark(campaign, tags, formats), None)


def not_ready(slug: str, tags: tuple[str, ...]) -> str:
    """Say what each of the versions still needs."""
    stored = desk().store.get(slug)
    found = tuple(one for one in versions(campaign_of(stored), slug) if one.tag in tags)
    return render_template("pages/not_ready.html", versions=found, slug=slug)


def _mark(campaign: Campaign, tags: tuple[str, ...], formats: tuple[str, ...]) -> str:
    """Name a pack by everything that it is made of."""
    content = canonical({"campaign": to_data(campaign), "tags": tags, "formats": formats})
    return hashlib.sha256(content.encode()).hexdigest()


def _keep(mark: str, pack: bytes) -> None:
    packs = desk().packs
    # A copy of the names: others fetch theirs at the same time.
    for oldest in tuple(packs)[: max(0, len(packs) - MOST_KEPT + 1)]:
        packs.pop(oldest, None)
    packs[mark] = pack
