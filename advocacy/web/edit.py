"""The form of a campaign, step by step: drawn, saved, merged, and never losing what was typed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import (
    Blueprint,
    Response,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from advocacy.campaigns.data import to_data
from advocacy.campaigns.saving import saved
from advocacy.errors import CampaignError, Problem, UnknownNameError
from advocacy.store import ConflictError, Stored, TakenError
from advocacy.store.repository import canonical
from advocacy.store.values import Data
from advocacy.web import logos
from advocacy.web.access import Need, needs
from advocacy.web.countries import countries
from advocacy.web.desk import author, campaign_of, desk, parsed
from advocacy.web.endorsed import left_out
from advocacy.web.operations import add_demands, leave_out_blank, operate, read_button, shown
from advocacy.web.panel import Version, name_of, versions
from advocacy.web.phrases import offers, printed
from advocacy.web.places import anchor
from advocacy.web.posted import Table, others_words, prune, read_posted
from advocacy.web.sheet import Sheet, language_choices, shown_languages
from advocacy.web.steps import sections, steps_of
from advocacy.web.wording import language, language_offer, phrase_label

__all__ = ["blueprint"]

blueprint = Blueprint("edit", __name__)

Answer = str | AnyResponse | tuple[str | Response, int]


@blueprint.get("/campaigns/<slug>/edit/<step>")
@needs(Need.READ)
def show_step(slug: str, step: str) -> Answer:
    """Draw one step of the form."""
    stored = desk().store.get(slug)
    return _draw(_sheet(stored, step, stored.data))


@blueprint.post("/campaigns/<slug>/edit/<step>")
@needs(Need.EDIT)
def save_step(slug: str, step: str) -> Answer:
    """Save what was typed, do what the button says, and go on; a script asks for JSON."""
    stored = desk().store.get(slug)
    button = request.form.get("do", "save")
    if button.startswith("undo:"):
        return _undo(stored, read_button(button)[1])
    base_version = request.form.get("version", stored.version, type=int)
    base = _base(stored, base_version)
    sheet = replace(_sheet(stored, step, base), version=base_version)
    data, problems = read_posted(base, request.form, sheet.recipe, language())
    add_demands(data, request.form.getlist("tick"))
    logos.add(data, request.files.get("logo"))
    before = prune(data)
    item = operate(data, button, base, sheet.recipe)
    if _leads_away(button, step):
        leave_out_blank(data)
    typed = replace(sheet, data=data)
    problems = (*problems, *_faults(data))
    if problems and button.startswith("add:") and item is not None:
        return _unfinished_item(typed, before, problems, shown(item))
    if problems:
        return _refused(replace(typed, problems=problems))
    return _keep(typed, button, shown(item))


def _undo(stored: Stored, version: str) -> Answer:
    """Take back one save, whatever was saved after it."""
    store = desk().store
    number = int(version) if version.isdecimal() else 0
    after, before = store.at_version(stored.slug, number), store.at_version(stored.slug, number - 1)
    # The save is undone like an edit of its own: from what it made to what was there before.
    undone = store.save(stored.slug, number, {**before, "slug": after["slug"]}, author())
    return redirect(url_for("edit.show_step", slug=undone.slug, step="signatories"), 303)


def _keep(sheet: Sheet, button: str, item: str) -> Answer:
    """Save, and answer with the page that comes next."""
    data = _stored_data(sheet, sheet.data)
    try:
        stored = desk().store.save(sheet.slug, sheet.version, data, author(), check=parsed)
    except ConflictError as error:
        return _conflicting(sheet, error)
    except CampaignError as error:
        return _refused(replace(sheet, problems=error.problems))
    except TakenError as error:
        return _refused(replace(sheet, problems=(Problem("slug", error.message),)))
    if _is_script():
        plain = json.loads(canonical(data))
        return _for_script(replace(sheet, data=plain), stored)
    return redirect(_next(sheet, stored, button, item), 303)


def _unfinished_item(sheet: Sheet, before: Data, problems: Iterable[Problem], item: str) -> Answer:
    """Draw a new item that cannot be stored before something is chosen in it (a gender).

    The rest of the page is saved; what the new item still lacks is no mistake yet.
    """
    others = tuple(one for one in problems if not one.where.startswith(item))
    if others:
        return _refused(replace(sheet, problems=others))
    try:
        stored = desk().store.save(sheet.slug, sheet.version, _stored_data(sheet, before), author())
    except ConflictError as error:
        return _conflicting(sheet, error)
    drawn = replace(sheet, version=stored.version, slug=stored.slug, unfinished=True)
    return _draw(drawn, focus=item)


def _conflicting(sheet: Sheet, error: ConflictError) -> Answer:
    """Draw both versions: mine in the fields, the other's beside them."""
    if _is_script():
        return jsonify(state="conflict"), 409
    both = replace(
        sheet,
        data=error.merged,
        version=error.current.version,
        conflicts=error.conflicts,
        by=error.current.author,
    )
    return _draw(both), 409


def _refused(sheet: Sheet) -> Answer:
    """Draw the form as it was typed, with the mistakes at their fields; nothing was stored."""
    if _is_script():
        fields = {anchor(one.where): sheet.errors(one.where) for one in sheet.problems}
        return jsonify(state="refused", fields=fields), 422
    return _draw(sheet), 422


def _for_script(sheet: Sheet, stored: Stored) -> Answer:
    """Tell the script the new version, what the side panel says, and what others have changed.

    A form that kept showing the old words would put them back with its next save.
    """
    fresh = others_words(sheet.data, stored.data, request.form, sheet.recipe)
    panel = render_template("edit/panel.html", versions=_versions(stored), slug=stored.slug)
    return jsonify(
        state="saved",
        version=stored.version,
        panel=panel,
        fresh=fresh or {},
        redraw=fresh is None,
    )


def _next(sheet: Sheet, stored: Stored, button: str, item: str) -> str:
    """Return where a button leads: ``go:people:de`` to a step and the language beside it."""
    name, target = read_button(button)
    step, choice = sheet.step, sheet.choice
    if name == "go":
        step, _, choice = target.partition(":")
    return url_for(
        "edit.show_step",
        slug=stored.slug,
        step=step,
        shown=choice or None,
        at=anchor(item) or None,
        _anchor=anchor(item) or None,
    )


def _leads_away(button: str, step: str) -> bool:
    name, target = read_button(button)
    return name == "go" and target.partition(":")[0] != step


def _sheet(stored: Stored, step: str, data: Data) -> Sheet:
    recipe = desk().workshop.recipe(str(data["appeal"]))
    if step not in {one.id for one in steps_of(recipe)}:
        step = "about"
    choice = request.values.get("shown", "")
    return Sheet(
        slug=stored.slug,
        version=stored.version,
        step=step,
        data=data,
        recipe=recipe,
        shown=shown_languages(data, choice),
    )


def _draw(sheet: Sheet, focus: str = "") -> str:
    stored = desk().store.get(sheet.slug)
    made = sections(sheet.step, sheet.recipe, sheet.data)
    groups = [offers(sheet.recipe, one.phrases, sheet.data) for one in made]
    sheet = replace(sheet, texts=printed(sheet.data, groups, sheet.shown, sheet.recipe))
    return render_template(
        "edit/review.html" if sheet.step == "review" else "edit/step.html",
        sheet=sheet,
        sections=tuple(zip(made, groups, strict=True)),
        steps=steps_of(sheet.recipe),
        choices=language_choices(sheet),
        versions=_versions(stored),
        countries=countries(language()),
        offices=_offices(),
        languages=_languages(sheet),
        formats=desk().workshop.formats,
        mistakes=_mistakes(sheet),
        imported=request.args.get("imported", 0, type=int),
        left_out=left_out(stored) if sheet.step == "review" else (),
        focus=anchor(focus) or request.args.get("at", ""),
        stored=stored,
    )


def _mistakes(sheet: Sheet) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Name every place that has to be mended: anchor, name, sentences."""
    places = dict.fromkeys(one.where for one in sheet.problems)
    return tuple(
        (anchor(place), name_of(place, sheet.recipe), sheet.errors(place)) for place in places
    )


def _versions(stored: Stored) -> tuple[Version, ...]:
    return versions(campaign_of(stored), stored.slug)


def _languages(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Every language there is, and those of the campaign that are not there any more."""
    known = dict.fromkeys([*desk().workshop.languages.keys(), *sheet.languages])
    return tuple((tag, language_offer(tag)) for tag in known)


def _offices() -> tuple[tuple[str, str], ...]:
    """The kinds of office that the phrase bank has a salutation for."""
    found = desk().workshop.phrases.group("salutation")
    return tuple((one.key.partition(".")[2], phrase_label(one)) for one in found)


def _base(stored: Stored, version: int) -> Data:
    """Return what the form was drawn from; the present where that is not known any more."""
    if version == stored.version:
        return stored.data
    try:
        return desk().store.at_version(stored.slug, version)
    except UnknownNameError:
        return stored.data


def _faults(data: Table) -> tuple[Problem, ...]:
    try:
        parsed(data)
    except CampaignError as error:
        return error.problems
    return ()


def _stored_data(sheet: Sheet, data: Data) -> dict[str, Any]:
    """Return the data to store, with what each translation was made from."""
    base = _base(desk().store.get(sheet.slug), sheet.version)
    return to_data(saved(parsed(base), parsed(data)))


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"
