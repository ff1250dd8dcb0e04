"""Signatories by the dozen: pasted or uploaded, looked through, merged, and only then taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from advocacy.campaigns.courtesies import courtesies
from advocacy.campaigns.data import to_data
from advocacy.campaigns.duplicates import Merge, merged, proposals
from advocacy.campaigns.model import Campaign, Signatory
from advocacy.campaigns.signatories import (
    Import,
    from_file,
    from_text,
    to_csv,
    to_xlsx,
)
from advocacy.errors import Problem, RefusedError, message
from advocacy.store import Stored
from advocacy.web.access import Need, needs
from advocacy.web.countries import countries
from advocacy.web.desk import attachment, author, campaign_of, desk, parsed
from advocacy.web.wording import language, language_name

__all__ = ["blueprint"]

blueprint = Blueprint("signatories", __name__)

Answer = str | AnyResponse | tuple[str, int]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_PROPOSALS = 300
MOST_EDITED = 500
"""So many names can be corrected on the page; a longer list is corrected where it comes from."""


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
    if "again" in request.form:
        return _ask(stored, campaign)
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
    if "same" in request.form:
        found = replace(found, signatories=tuple(_kept(one, tag) for one in found.signatories))
    return _preview(stored, campaign, found)


@blueprint.post("/campaigns/<slug>/signatories/take")
@needs(Need.EDIT)
def accept(slug: str) -> Answer:
    """Take in the list that was looked through, with the merges that were ticked.

    It joins the version that it was looked through beside: sent twice, it is taken in once.
    """
    store = desk().store
    version = request.form.get("version", store.get(slug).version, type=int)
    campaign = parsed(store.at_version(slug, version))
    # The list comes back as the table that was shown, so that nothing is kept in between.
    found = from_text(request.form.get("table", ""), campaign.source).signatories
    everybody = (*campaign.signatories, *found)
    ticked = set(request.form.getlist("merge"))
    chosen = [one for one in proposals(everybody) if _mark(one, everybody) in ticked]
    taken = _taken(everybody, len(campaign.signatories), chosen)
    changed = replace(campaign, signatories=taken)
    saved = store.save(slug, version, to_data(changed), author(), check=parsed)
    address = url_for(
        "edit.show_step", slug=slug, step="signatories", imported=saved.version, _anchor="content"
    )
    return redirect(address, 303)


def _kept(signatory: Signatory, tag: str) -> Signatory:
    """Keep a name as it is written in every language that has none of its own."""
    original = tag if tag in signatory.name else next(iter(signatory.name))
    return replace(signatory, language=signatory.language or original)


def _taken(
    everybody: Sequence[Signatory], start: int, chosen: Sequence[Merge]
) -> tuple[Signatory, ...]:
    """Return the list with the new names as they were corrected, without those left out."""
    out = {start + int(place) for place in request.form.getlist("leave") if place.isdecimal()}
    corrected = [
        _corrected(one, request.form.get(f"name.{place - start}", "")) if place >= start else one
        for place, one in enumerate(everybody)
    ]
    merges = [one for one in chosen if out.isdisjoint((one.first, one.second))]
    dropped = {id(one) for place, one in enumerate(corrected) if place in out and place >= start}
    return tuple(one for one in merged(corrected, merges) if id(one) not in dropped)


def _corrected(signatory: Signatory, typed: str) -> Signatory:
    """Return it with its only name as it was typed anew; a line may name the country again.

    What cannot be printed, or is more than one line, is no name: the signatory stays as it was.
    """
    if len(signatory.name) != 1 or typed == _name(signatory):
        return signatory
    read = from_text(typed, next(iter(signatory.name))).signatories
    if len(read) != 1:
        return signatory
    [one] = read
    return replace(
        signatory,
        name=one.name,
        acronym=one.acronym or signatory.acronym,
        country=one.country or signatory.country,
    )


def _pasted() -> str:
    return request.form.get("list", "").replace("\r\n", "\n")


def _ask(stored: Stored, campaign: Campaign, problems: tuple[Problem, ...] = ()) -> str:
    return render_template(
        "signatories/ask.html",
        stored=stored,
        tags=tuple((tag, language_name(tag)) for tag in campaign.languages),
        chosen=request.form.get("tag", campaign.source),
        same="same" in request.form or request.method == "GET",
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
        doubtful=courtesies([_name(one) for one in found.signatories]),
        edited=len(found.signatories) <= MOST_EDITED,
        typed=_pasted(),
        tag=request.form.get("tag", campaign.source),
        same="same" in request.form,
        problems=found.problems,
        merges=tuple(
            (_mark(one, everybody), one.reason, _name(everybody[one.first]),
             _name(everybody[one.second]), one.first >= start)
            for one in new[:MOST_PROPOSALS]
        ),
        table=_table(found.signatories, campaign),
        present=start,
        countries=countries(language()),
    )  # fmt: skip


def _mark(merge: Merge, everybody: Sequence[Signatory]) -> str:
    """Name a proposal by whom it is about: another import in between moves the places."""
    # No line break between them: browsers send it in another form than they were given.
    return f"{_name(everybody[merge.first])}\t{_name(everybody[merge.second])}"


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
