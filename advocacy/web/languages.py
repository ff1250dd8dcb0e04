"""For translators, in the browser: how far each language is, what is wrong, how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, render_template

from advocacy.document import Document
from advocacy.errors import Message, UnknownNameError, message
from advocacy.language.languages import Language
from advocacy.language.po_file import Unit
from advocacy.language.reading import shown, unknown_name
from advocacy.language.review import Progress, completeness, review
from advocacy.production.preview import page_count, page_picture
from advocacy.production.samples import FORMATS, appeals, sample_document, sample_name
from advocacy.web.access import Need, needs
from advocacy.web.desk import attachment, desk
from advocacy.web.wording import appeal_label, format_label, interface_languages

__all__ = ["blueprint"]

blueprint = Blueprint("languages", __name__, url_prefix="/languages")

WIDTH = 800
DOMAIN_NAMES: Mapping[str, Message] = {
    "documents": message("languages.documents", "Letters and statements"),
    "web": message("languages.web", "These pages"),
}
GROUP_NAMES: Mapping[str, Message] = {
    "woman": message("languages.woman", "a woman"),
    "man": message("languages.man", "a man"),
    "women": message("languages.women", "several women"),
    "group": message("languages.group", "women and men"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One language in the list; ``language`` is None while it is broken."""

    tag: str
    language: Language | None
    done: Mapping[str, Progress]
    offered: bool


@blueprint.get("")
@needs(Need.ACCOUNT)
def index() -> str:
    """Show the languages there are, how far each is, and which are broken."""
    languages = desk().workshop.languages
    tags = sorted({*languages.keys(), *languages.broken()})
    rows = tuple(map(_row, tags))
    return render_template("languages/index.html", rows=rows, domains=DOMAIN_NAMES)


@blueprint.get("/<tag>")
@needs(Need.ACCOUNT)
def show(tag: str) -> str:
    """Show one language: its completeness, its problems, its doubts and its previews."""
    row, workshop = _row(tag), desk().workshop
    problems = review(_folder(tag), workshop.phrases)
    return render_template(
        "languages/show.html",
        row=row,
        domains=DOMAIN_NAMES,
        mistakes=tuple(one for one in problems if not one.warning),
        notes=tuple(one for one in problems if one.warning),
        doubts=tuple(_doubts(row.language)) if row.language else (),
        appeals=_appeals(),
        groups=GROUP_NAMES,
    )


@blueprint.get("/<tag>/preview/<appeal>/<group>")
@needs(Need.ACCOUNT)
def preview(tag: str, appeal: str, group: str) -> str:
    """Show the pages of an appeal type in this language, for one group of people."""
    pdf = _pdf(tag, appeal, group)
    return render_template(
        "languages/preview.html",
        row=_row(tag),
        appeal=appeal,
        group=group,
        appeals=_appeals(),
        groups=GROUP_NAMES,
        formats={name: format_label(desk().workshop.format(name)) for name in FORMATS},
        count=page_count(pdf),
    )


@blueprint.get("/<tag>/preview/<appeal>/<group>/<int:number>.png")
@needs(Need.ACCOUNT)
def picture(tag: str, appeal: str, group: str, number: int) -> Response:
    """Give the picture of one page of a sample."""
    try:
        page = page_picture(_pdf(tag, appeal, group), number, WIDTH)
    except IndexError:
        abort(404)
    return Response(page, mimetype="image/png")


@blueprint.get("/<tag>/preview/<appeal>/<group>.<format_name>")
@needs(Need.ACCOUNT)
def file(tag: str, appeal: str, group: str, format_name: str) -> Response:
    """Give a sample as the file that the command line makes of it."""
    if format_name not in FORMATS:
        raise UnknownNameError(unknown_name(format_name, FORMATS))
    workshop = desk().workshop
    data = workshop.write(_document(tag, appeal, group), format_name)
    chosen = workshop.format(format_name)
    name = sample_name(appeal, group, tag, chosen.extension)
    return attachment(data, chosen.media_type, name)


def _row(tag: str) -> Row:
    workshop = desk().workshop
    done = completeness(_folder(tag), workshop.templates)
    language = workshop.languages.get(tag) if tag in workshop.languages else None
    return Row(tag, language, done, offered=tag in interface_languages())


def _folder(tag: str) -> Path:
    """Return a language's folder, broken or not."""
    languages = desk().workshop.languages
    folder = languages.folder(tag)
    if folder is None:
        raise UnknownNameError(unknown_name(tag, {*languages.keys(), *languages.broken()}))
    return folder


def _appeals() -> Mapping[str, str]:
    """Return the appeal types there are samples of, with what they are called."""
    return {one: appeal_label(desk().workshop.recipe(one)) for one in appeals()}


def _doubts(language: Language) -> Iterator[tuple[str, Unit]]:
    """Yield the wording that a native reader is asked to look at, with its place."""
    for catalog in (language.documents, language.web):
        for entry in catalog.entries.values():
            if entry.unsure:
                yield f"{shown(catalog.path)}:{entry.line}", entry


def _document(tag: str, appeal: str, group: str) -> Document:
    workshop = desk().workshop
    return sample_document(workshop, workshop.languages.get(tag), appeal, group)


def _pdf(tag: str, appeal: str, group: str) -> bytes:
    return desk().workshop.write(_document(tag, appeal, group), "pdf")
