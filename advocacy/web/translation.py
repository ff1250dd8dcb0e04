"""The translation desk: paragraph beside paragraph, what has changed since, files out and in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from advocacy.campaigns.data import to_data
from advocacy.campaigns.exchange import Entry, Outcome, Returned, entries, take
from advocacy.campaigns.exchange_docx import export_docx, import_docx
from advocacy.campaigns.exchange_po import export_po, import_po
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.staleness import digest
from advocacy.errors import Problem, RefusedError, UnknownNameError, message
from advocacy.store import ConflictError, Stored
from advocacy.web.access import Need, needs
from advocacy.web.desk import attachment, author, campaign_of, desk, readiness
from advocacy.web.panel import name_of, title_of, with_place
from advocacy.web.places import anchor
from advocacy.web.wording import language_name, say

__all__ = ["blueprint"]

blueprint = Blueprint("translation", __name__)

Answer = str | AnyResponse | tuple[str, int]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PO = "text/x-gettext-translation"
ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph on the desk; ``hints`` say what the translation seems to lack."""

    entry: Entry
    name: str
    hints: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The anchor of the row."""
        return anchor(self.entry.key)

    @property
    def was(self) -> str:
        """The digest of the translation as it was shown."""
        return digest(self.entry.text) if self.entry.text else ""

    @property
    def open(self) -> bool:
        """Whether somebody has to work on it."""
        return self.entry.state != "current"


@blueprint.get("/campaigns/<slug>/translate")
@needs(Need.READ)
def show(slug: str) -> str:
    """Show how far each language is."""
    stored = desk().store.get(slug)
    campaign = campaign_of(stored)
    tags = [tag for tag in campaign.languages if tag != campaign.source]
    counted = [(tag, entries(campaign, tag)) for tag in tags]
    return render_template(
        "translation/languages.html",
        stored=stored,
        source=campaign.source,
        counts=[
            (tag, len(found), sum(one.state != "current" for one in found))
            for tag, found in counted
        ],
    )


@blueprint.get("/campaigns/<slug>/translate/<tag>")
@blueprint.get("/translators/<slug>/<tag>", endpoint="alone")
@needs(Need.TRANSLATE)
def work(slug: str, tag: str) -> str:
    """Show source and translation side by side.

    The second address is the link to hand to a translator: its page leads nowhere else.
    """
    return _page(desk().store.get(slug), tag)


@blueprint.post("/campaigns/<slug>/translate/<tag>")
@blueprint.post("/translators/<slug>/<tag>", endpoint="save_alone")
@needs(Need.TRANSLATE)
def save(slug: str, tag: str) -> Answer:
    """Take the paragraphs that were changed, or found to fit as they are."""
    returned = tuple(_returned())
    last = returned[-1].key if returned else ""
    return _kept(slug, tag, lambda campaign: take(campaign, tag, returned), last=last)


@blueprint.get("/campaigns/<slug>/translate/<tag>.<kind>")
@needs(Need.TRANSLATE)
def export(slug: str, tag: str, kind: str) -> Response:
    """Give the paragraphs as PO, or as a table of two columns for a word processor."""
    campaign = _campaign(desk().store.get(slug), tag)
    if kind == "po":
        return attachment(
            export_po(campaign, tag), "text/x-gettext-translation", f"{slug}.{tag}.po"
        )
    if kind == "docx":
        return attachment(export_docx(campaign, tag), DOCX, f"{slug}.{tag}.translate.docx")
    raise UnknownNameError(message("translation.kind", "There is no such kind of file."))


@blueprint.post("/campaigns/<slug>/translate/<tag>/file")
@blueprint.post("/translators/<slug>/<tag>/file", endpoint="upload_alone")
@needs(Need.TRANSLATE)
def upload(slug: str, tag: str) -> Answer:
    """Take a file that came back from a translator."""
    file = request.files.get("file")
    data = file.read() if file else b""

    def read(campaign: Campaign) -> Outcome:
        if not data.strip():
            raise RefusedError(
                message("translation.no_file", "Choose a file that a translator sent back first.")
            )
        if data.startswith(b"PK"):
            return import_docx(campaign, tag, data)
        return import_po(campaign, tag, data, name=f"{slug}.{tag}.po")

    try:
        return _kept(slug, tag, read)
    except RefusedError as error:
        problems = (Problem("", error.message), *error.problems)
        return _page(desk().store.get(slug), tag, refused=problems), 422


def _kept(slug: str, tag: str, take_in: Callable[[Campaign], Outcome], *, last: str = "") -> Answer:
    """Store what was taken; say what was not, with its words, so that none is lost.

    ``last`` is the paragraph that was worked on last: the button for the next one goes on there.
    """
    saved, outcome = _stored(slug, tag, take_in)
    if outcome.rest:
        return _page(saved, tag, refused=outcome.rest), 422
    following = _following(saved, tag, last) if request.form.get("do") == "next" else ""
    endpoint = "translation.alone" if _alone() else "translation.work"
    return redirect(url_for(endpoint, slug=saved.slug, tag=tag, _anchor=following or None), 303)


def _following(stored: Stored, tag: str, last: str) -> str:
    """Return the anchor of the next open paragraph, going round at the end."""
    rows = tuple(_rows(_campaign(stored, tag), tag))
    behind = next((place for place, row in enumerate(rows) if row.entry.key == last), -1) + 1
    return next((row.id for row in (*rows[behind:], *rows[:behind]) if row.open), "")


def _alone() -> bool:
    return str(request.endpoint).endswith("alone")


def _stored(slug: str, tag: str, take_in: Callable[[Campaign], Outcome]) -> tuple[Stored, Outcome]:
    """Take work into the campaign as it is now; again when somebody saved in the very moment."""
    for attempt in range(ATTEMPTS):
        stored = desk().store.get(slug)
        outcome = take_in(_campaign(stored, tag))
        try:
            data = to_data(outcome.campaign)
            return desk().store.save(slug, stored.version, data, author()), outcome
        except ConflictError:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError


def _page(stored: Stored, tag: str, refused: tuple[Problem, ...] = ()) -> str:
    campaign = _campaign(stored, tag)
    rows = tuple(_rows(campaign, tag))
    return render_template(
        "translation/work.html",
        stored=stored,
        tag=tag,
        source=campaign.source,
        title=title_of(stored.data, ""),
        rows=rows,
        count=sum(row.open for row in rows),
        following=next((row.id for row in rows if row.open), ""),
        alone=_alone(),
        refused=refused,
        typed=request.form,
    )


def _rows(campaign: Campaign, tag: str) -> Iterator[Row]:
    recipe = desk().workshop.recipe(campaign.appeal)
    hints: dict[str, list[str]] = {}
    for problem in readiness(campaign)[tag]:
        if problem.warning:
            sentence = say(with_place(problem.message, campaign, recipe))
            hints.setdefault(problem.where, []).append(sentence)
    for entry in entries(campaign, tag):
        path, _, number = entry.key.partition("/")
        # Hints are about a whole text; they stand at its first paragraph.
        found = hints.pop(f"{path}.{tag}", ()) if entry.text else ()
        name = " ".join(filter(None, (name_of(path, recipe), number)))
        yield Row(entry, name, tuple(found))


def _returned() -> Iterator[Returned]:
    """Yield what a translator touched: other words than before, or a tick that they fit."""
    form = request.form
    for key in form.getlist("key"):
        text = form.get(f"text:{key}", "").replace("\r\n", "\n").strip()
        was, fits = form.get(f"was:{key}", ""), f"fits:{key}" in form
        if fits or (text and digest(text) != was):
            source = form.get(f"source:{key}", "").replace("\r\n", "\n")
            yield Returned(key=key, source=source, text=text, was=was)


def _campaign(stored: Stored, tag: str) -> Campaign:
    campaign = campaign_of(stored)
    if tag not in campaign.languages or tag == campaign.source:
        raise UnknownNameError(
            message(
                "translation.language",
                "The campaign is not translated into “{language}”.",
                language=language_name(tag),
            )
        )
    return campaign
