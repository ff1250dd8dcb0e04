"""The list of campaigns: open one, begin one, copy one, take one in from a file, delete one."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from advocacy.appeals.recipe import Recipe
from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.file import parse_campaign
from advocacy.campaigns.saving import saved
from advocacy.errors import AdvocacyError, CampaignError, Problem, message
from advocacy.store import Stored
from advocacy.store.values import Data
from advocacy.web.access import Need, needs, translator_tags
from advocacy.web.desk import author, desk, readiness_of
from advocacy.web.letters import job_of
from advocacy.web.once import submission, to_own_address
from advocacy.web.panel import title_of
from advocacy.web.wording import appeal_label, language_name, language_offer, pgettext, say

__all__ = ["blueprint"]

blueprint = Blueprint("campaigns", __name__)

Answer = str | Response | tuple[str, int]

LARGEST_NAME = 40
LONGEST_SEARCH = 100
PER_PAGE = 15


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    slug: str
    title: str
    kind: str
    stored: Stored
    lacks: tuple[tuple[str, int], ...]
    """How many things each language version still lacks, by its name."""


@blueprint.get("/")
@needs(Need.ACCOUNT)
def index() -> str:
    """Show the campaigns with how much each language still needs, the last changed first."""
    return _list()


@blueprint.get("/campaigns/new")
@needs(Need.CREATE)
def new() -> Answer:
    """Ask for the kind of appeal, its title and its languages."""
    return to_own_address() or _new()


@blueprint.post("/campaigns/new")
@needs(Need.CREATE)
def create() -> Answer:
    """Begin a campaign; what is wrong stands at its field, and what was typed stays."""
    problems = _problems_of_new()
    if problems:
        return _new(problems), 422
    form = request.form
    source, title = form["source"], form.get("title", "").strip()
    data = {
        "slug": _slug(title) or form["appeal"],
        "appeal": form["appeal"],
        "source": source,
        "languages": list(dict.fromkeys([source, *form.getlist("languages")])),
        # The day of the desk's own clock, to begin with: the organiser sees and changes it.
        "date": datetime.date.today(),
        "title": {source: title} if title else {},
    }
    try:
        stored = _created(to_data(from_data(data)))
    except CampaignError as error:
        return _new(error.problems), 422
    return redirect(url_for("edit.show_step", slug=stored.slug, step="about"), 303)


@blueprint.get("/campaigns/<slug>")
@needs(Need.VISIT)
def show(slug: str) -> Response:
    """Lead to the campaign's review, where everything begins; translators to their desk."""
    if tags := translator_tags(slug):
        return redirect(url_for("translation.alone", slug=slug, tag=tags[0]))
    stored = desk().store.get(slug)
    return redirect(url_for("edit.show_step", slug=stored.slug, step="review"))


@blueprint.post("/campaigns/open")
@needs(Need.CREATE)
def upload() -> Answer:
    """Take in a campaign file; a name that is taken gets a number."""
    try:
        campaign = parse_campaign(_uploaded(request.files.get("file")), "campaign.toml")
    except CampaignError as error:
        return _list(failed=error), 422
    stored = _created(to_data(saved(None, campaign)))
    return redirect(url_for("campaigns.show", slug=stored.slug), 303)


@blueprint.post("/campaigns/<slug>/duplicate")
@needs(Need.READ, Need.CREATE)
def duplicate(slug: str) -> Response:
    """Make a second campaign of the first."""
    data = desk().store.get(slug).data
    stored = _created(_marked_copy(data))
    return redirect(url_for("edit.show_step", slug=stored.slug, step="about"), 303)


def _created(data: Data) -> Stored:
    """Keep a new campaign; the same form sent again leads to the one that it has made."""
    return desk().store.create(data, author(), number=True, submission=submission())


def _marked_copy(data: Data) -> Data:
    """Tell a copy from its original by the title in the language it is written in."""
    source, titles = str(data["source"]), data.get("title", {})
    if source not in titles:
        return data
    title = pgettext("campaigns.copy", "{title} (copy)", title=titles[source])
    return {**data, "title": {**titles, source: title}}


@blueprint.get("/campaigns/<slug>/delete")
@needs(Need.ORGANISE)
def ask_delete(slug: str) -> str:
    """Ask before a campaign is deleted for good."""
    return render_template("campaigns/delete.html", entry=_entry(desk().store.get(slug)))


@blueprint.post("/campaigns/<slug>/delete")
@needs(Need.ORGANISE)
def delete(slug: str) -> Response:
    """Delete a campaign with its history."""
    job_of(slug).give_up()
    desk().store.delete(slug)
    return redirect(url_for("campaigns.index"), 303)


def _list(failed: CampaignError | None = None) -> str:
    store = desk().store
    sought = " ".join(request.args.get("q", "").split())[:LONGEST_SEARCH]
    start = (max(request.args.get("page", 1, type=int), 1) - 1) * PER_PAGE
    if sought:
        found = tuple(one for one in store.campaigns() if _mentions(one, sought))
        count, shown = len(found), found[start : start + PER_PAGE]
    else:
        # A number beyond what a database can count is no page either.
        count = store.count()
        shown = store.campaigns(first=start, most=PER_PAGE) if start < count else ()
    return render_template(
        "campaigns/list.html",
        entries=tuple(map(_entry, shown)),
        failed=failed,
        sought=sought,
        count=count,
        page=start // PER_PAGE + 1,
        pages=-(-count // PER_PAGE),
    )


def _mentions(stored: Stored, sought: str) -> bool:
    """Whether the title, the names of the people or the short name hold all words."""
    data = stored.data
    names = [one.get("name", {}) for one in data.get("people", ())]
    texts = [
        stored.slug,
        *(text for one in (data.get("title", {}), *names) for text in one.values()),
    ]
    return all(word in " ".join(texts).casefold() for word in sought.casefold().split())


def _entry(stored: Stored) -> Entry:
    try:
        kind = appeal_label(desk().workshop.recipe(str(stored.data["appeal"])))
        found = readiness_of(stored)
    except AdvocacyError as error:
        # An appeal type whose file was taken away must not take the whole list away.
        found, kind = {}, say(error.message)
    lacks = tuple(
        (language_name(tag), sum(not one.warning for one in problems))
        for tag, problems in found.items()
    )
    return Entry(stored.slug, title_of(stored.data, kind), kind, stored, lacks)


def _new(problems: tuple[Problem, ...] = ()) -> str:
    recipes = desk().workshop.recipes.values()
    tags = desk().workshop.languages.keys()
    return render_template(
        "campaigns/new.html",
        kinds=tuple((recipe, appeal_label(recipe), _help(recipe)) for recipe in recipes),
        languages=tuple((tag, language_offer(tag)) for tag in tags),
        typed=request.form,
        ticked=request.form.getlist("languages"),
        errors={one.where: say(one.message) for one in problems},
    )


def _problems_of_new() -> tuple[Problem, ...]:
    problems = []
    if request.form.get("appeal") not in desk().workshop.recipes:
        text = message("new.no_kind", "Choose the kind of appeal.")
        problems.append(Problem("appeal", text))
    if request.form.get("source") not in desk().workshop.languages:
        text = message("new.no_source", "Choose the language you write in.")
        problems.append(Problem("source", text))
    return tuple(problems)


def _help(recipe: Recipe) -> str:
    return pgettext(f"appeal.{recipe.id}.help", recipe.help) if recipe.help else ""


def _slug(title: str) -> str:
    """Make a short name of a title's Latin letters; other scripts give nothing."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        if len(slug) + len(word) > LARGEST_NAME:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug


def _uploaded(file: FileStorage | None) -> str:
    """Return the text of an uploaded file; CampaignError says why there is none."""
    if file is None or not file.filename:
        raise CampaignError(message("open.no_file", "Choose a campaign file first."))
    try:
        return str(file.read(), "utf-8-sig")
    except UnicodeDecodeError as error:
        text = message("open.not_text", "This is not a campaign file: it is not text in UTF-8.")
        raise CampaignError(text) from error
