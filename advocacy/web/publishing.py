"""The organisers' choice of what is public: the edition, from when, until when, and its end."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advocacy.errors import Problem, message
from advocacy.store import Edition, Stored
from advocacy.store.public_pages import PublicPage
from advocacy.store.repository import canonical
from advocacy.web import action, signon
from advocacy.web.access import Need, needs
from advocacy.web.desk import author, desk
from advocacy.web.endorsed import endorsements
from advocacy.web.panel import title_of
from advocacy.web.public import is_letter, public_pages, ready_tags
from advocacy.web.wording import appeal_label, language_name

__all__ = ["blueprint", "head_of"]

blueprint = Blueprint("publishing", __name__)

Answer = str | Response | tuple[str, int]

NEW = "new"
LONGEST_KEPT = 3_650  # days
BUTTONS = frozenset({"save", "publish", "unpublish", "end", "reopen"})


@blueprint.get("/campaigns/<slug>/public")
@needs(Need.ORGANISE)
def show(slug: str) -> str:
    """Show what is public of a campaign, and since when."""
    return _draw(desk().store.get(slug))


@blueprint.post("/campaigns/<slug>/public")
@needs(Need.ORGANISE)
def save(slug: str) -> Answer:
    """Keep the settings, publish, take back, end, or open again."""
    stored = desk().store.get(slug)
    page, problems = _posted(slug)
    button = request.form.get("do", "save")
    if problems or button not in BUTTONS:
        return _draw(stored, problems), 422
    number = page.edition or desk().store.freeze(slug, author()).number
    page = replace(page, edition=number)
    if button == "publish":
        page = replace(page, published=True, ended=None)
        if fault := _unready(slug, page.edition):
            return _draw(stored, (fault,)), 422
    elif button == "unpublish":
        page = replace(page, published=False)
    public_pages().keep(slug, page)
    if button in {"end", "unpublish", "reopen"}:
        # What is taken back has ended too: its contact data expire.
        public_pages().end(slug, ended=button != "reopen")
    return redirect(url_for("publishing.show", slug=slug), 303)


@blueprint.get("/campaigns/<slug>/public/<tag>")
@needs(Need.ORGANISE)
def preview(slug: str, tag: str) -> str:
    """Show the public page as visitors will see it; its form sends nothing."""
    page, edition = public_pages().shown(slug)
    if is_letter(str(edition.data["appeal"])):
        return action.page_of(slug, tag, page, edition, preview=True)
    return signon.page_of(slug, tag, page, edition, preview=True)


def head_of(stored: Stored) -> dict[str, object]:
    """What the head of the pages about endorsements says of the campaign."""
    recipe = desk().workshop.recipe(str(stored.data["appeal"]))
    return {
        "stored": stored,
        "slug": stored.slug,
        "title": title_of(stored.data, appeal_label(recipe)),
        "mails": desk().mails,
    }


def _draw(stored: Stored, problems: tuple[Problem, ...] = ()) -> str:
    slug, letter = stored.slug, is_letter(str(stored.data["appeal"]))
    page, editions = public_pages().get(slug), desk().store.editions(slug)
    shown = next((one for one in editions if page and one.number == page.edition), None)
    ready = ready_tags(shown) if shown else ()
    return render_template(
        "publishing/show.html",
        page=page,
        typed=request.form,
        phase=page.phase(public_pages().today()) if page else "unpublished",
        default=PublicPage(edition=0),
        editions=editions,
        suggested=_suggested(page, editions, stored),
        tags=tuple((tag, language_name(tag)) for tag in ready),
        letter=letter,
        endpoint="action.show" if letter else "signon.show",
        outdated=() if letter or page is None else endorsements().outdated(slug),
        problems=problems,
        errors={one.where: one.message for one in problems if one.where},
        **head_of(stored),
    )


def _suggested(page: PublicPage | None, editions: Sequence[Edition], stored: Stored) -> str:
    """What the choice of a text begins with: the last edition where nothing has changed since."""
    if page:
        return str(page.edition)
    same = next((one for one in editions if canonical(one.data) == canonical(stored.data)), None)
    return str(same.number) if same else NEW


def _posted(slug: str) -> tuple[PublicPage, tuple[Problem, ...]]:
    """Read the form; what it leaves open (published, ended, letters) stays as it is."""
    before, problems = public_pages().get(slug) or PublicPage(edition=0), []
    days = request.form.get("keep_days", "").strip()
    if not (days.isdecimal() and int(days) <= LONGEST_KEPT):
        sentence = message("public.days", "This has to be a number of days, at most {limit}.",
                           limit=LONGEST_KEPT)  # fmt: skip
        problems.append(Problem("keep_days", sentence))
    elif int(days) > before.keep_days and before.edition and endorsements().all(slug):
        sentence = message(
            "public.longer",
            "The time cannot be made longer any more: signatories have agreed to the present one "
            "(days: {days}).",
            days=before.keep_days,
        )
        problems.append(Problem("keep_days", sentence))
    opens, closes = _day("opens", problems), _day("closes", problems)
    if opens and closes and closes < opens:
        sentence = message("public.order", "The last day is before the first one.")
        problems.append(Problem("closes", sentence))
    edition = request.form.get("edition", NEW)
    return (
        replace(
            before,
            edition=int(edition) if edition.isdecimal() else 0,
            opens=opens,
            closes=closes,
            keep_days=int(days) if days.isdecimal() and len(days) < 9 else before.keep_days,
            moderated="moderated" in request.form,
        ),
        tuple(problems),
    )


def _day(field: str, problems: list[Problem]) -> datetime.date | None:
    text = request.form.get(field, "").strip()
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        sentence = message("form.date", "This has to be a date, as 2021-07-14.")
        problems.append(Problem(field, sentence))
        return None


def _unready(slug: str, number: int) -> Problem | None:
    """Say why an edition cannot be shown to anybody, or None."""
    edition = desk().store.edition(slug, number)
    if ready_tags(edition):
        return None
    return Problem(
        "edition",
        message(
            "public.unready",
            "Edition {number} is not complete in any language, so that nobody could read it. "
            "Please mend what the review lists, and freeze the text again.",
            number=number,
        ),
    )
