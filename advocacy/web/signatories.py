"""Signatories by the dozen: pasted or uploaded, looked through, merged, and only then taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from advocacy.campaigns.data import to_data
from advocacy.campaigns.duplicates import Merge, merged, proposals
from advocacy.campaigns.model import Campaign, Signatory
from advocacy.campaigns.signatories import Import, from_file, from_text, to_csv, to_xlsx
from advocacy.errors import Problem, RefusedError, message
from advocacy.store import Stored
from advocacy.web.access import Need, needs
from advocacy.web.desk import attachment, author, campaign_of, desk
from advocacy.web.wording import language_name

__all__ = ["blueprint"]

blueprint = Blueprint("signatories", __name__)

Answer = str | AnyResponse | tuple[str, int]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_PROPOSALS = 300


@blueprint.get("/campaigns/<slug>/signatories")
@needs(Need.READ)
def show(slug: str) -> str:
    """Ask for a list: words from an e-mail, or a file."""
    stored = desk().store.get(slug)
    return _ask(stored, campaign_of(stored))


@blueprint.get("/campaigns/<slug>/signatories.<any(csv, xlsx):kind>")
@needs(Need.READ)
def table(slug: str, kind: str) -> Response:
    """Give the list as a table; it is also the template for one."""
    campaign = campaign_of(desk().store.get(slug))
    if kind == "xlsx":
        data = to_xlsx(campaign.signatories, campaign.languages)
        return attachment(data, XLSX, f"{slug}.signatories.xlsx")
    data = to_csv(campaign.signatories, campaign.languages)
    return attachment(data, "text/csv", f"{slug}.signatories.csv")


@blueprint.post("/campaigns/<slug>/signatories")
@needs(Need.EDIT)
def look_through(slug: str) -> Answer:
    """Show what was understood, and who may be on the list twice; nothing is stored yet."""
    stored = desk().store.get(slug)
    campaign = campaign_of(stored)
    tag = request.form.get("tag", campaign.source)
    file = request.files.get("file")
    upload = file.read() if file and file.filename else b""
    try:
        found = from_file(upload, tag) if upload else from_text(_pasted(), tag)
    except RefusedError as error:
        return _ask(stored, campaign, (Problem("", error.message), *error.problems)), 422
    if not found.signatories:
        nobody = Problem("", message("import.nobody", "No signatory was found in it."))
        return _ask(stored, campaign, (nobody, *found.problems)), 422
    return _preview(stored, campaign, found)


@blueprint.post("/campaigns/<slug>/signatories/take")
@needs(Need.EDIT)
def accept(slug: str) -> Answer:
    """Take in the list that was looked through, with the merges that were ticked."""
    stored = desk().store.get(slug)
    campaign = campaign_of(stored)
    # The list comes back as the table that was shown, so that nothing is kept in between.
    found = from_text(request.form.get("table", ""), campaign.source)
    everybody = (*campaign.signatories, *found.signatories)
    ticked = set(request.form.getlist("merge"))
    chosen = [one for one in proposals(everybody) if _mark(one, everybody) in ticked]
    changed = replace(campaign, signatories=merged(everybody, chosen))
    saved = desk().store.save(slug, stored.version, to_data(changed), author())
    address = url_for(
        "edit.show_step", slug=slug, step="signatories", imported=saved.version, _anchor="content"
    )
    return redirect(address, 303)


def _pasted() -> str:
    return request.form.get("list", "").replace("\r\n", "\n")


def _ask(stored: Stored, campaign: Campaign, problems: tuple[Problem, ...] = ()) -> str:
    return render_template(
        "signatories/ask.html",
        stored=stored,
        tags=tuple((tag, language_name(tag)) for tag in campaign.languages),
        chosen=request.form.get("tag", campaign.source),
        typed=request.form.get("list", ""),
        problems=problems,
    )


def _preview(stored: Stored, campaign: Campaign, found: Import) -> str:
    everybody = (*campaign.signatories, *found.signatories)
    start = len(campaign.signatories)
    new = [one for one in proposals(everybody) if one.second >= start]
    return render_template(
        "signatories/preview.html",
        stored=stored,
        found=found.signatories,
        problems=found.problems,
        merges=tuple(
            (_mark(one, everybody), one.reason, _name(everybody[one.first]),
             _name(everybody[one.second]), one.first >= start)
            for one in new[:MOST_PROPOSALS]
        ),
        table=_table(found.signatories, campaign),
        present=start,
    )  # fmt: skip


def _mark(merge: Merge, everybody: Sequence[Signatory]) -> str:
    """Name a proposal by whom it is about: another import in between moves the places."""
    return f"{_name(everybody[merge.first])}\n{_name(everybody[merge.second])}"


def _name(signatory: Signatory) -> str:
    return " / ".join(dict.fromkeys(signatory.name.values()))


def _table(found: Sequence[Signatory], campaign: Campaign) -> str:
    """Write what was understood with tabs; `from_text` reads it back."""
    tags = dict.fromkeys([*campaign.languages, *(tag for one in found for tag in one.name)])
    head = (*(f"name.{tag}" for tag in tags), "acronym", "country", "tier", "language")
    rows = [
        (*(one.name.get(tag, "") for tag in tags), one.acronym, one.country, one.tier, one.language)
        for one in found
    ]
    return "\n".join("\t".join(row) for row in (head, *rows))
