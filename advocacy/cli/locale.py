"""`advocacy locale …`: a translator's commands; none of them needs a line of Python."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import Any

import click

from advocacy import resources
from advocacy.cli.options import resource_options, workshop_from
from advocacy.language.pseudo import write_pseudo_locale
from advocacy.language.review import completeness, review
from advocacy.language.scaffold import new_locale, update_locale
from advocacy.production.samples import FORMATS, GROUPS, appeals, sample_document, sample_name
from advocacy.production.workshop import Workshop

__all__ = ["locale_commands"]


@click.group(name="locale")
def locale_commands() -> None:
    """Add a language, bring it up to date, check it, look at it."""


def _folder(workshop: Workshop, tag: str) -> Path:
    """Return a language's folder, or say that it does not exist."""
    folder = workshop.languages.folder(tag)
    if folder is None:
        workshop.languages.get(tag)  # says that the language does not exist, and which is near
        raise AssertionError(tag)
    return folder


def _tags(workshop: Workshop, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags that were asked for, or those of all languages, broken ones included."""
    known = sorted({*workshop.languages.keys(), *workshop.languages.broken()})
    return tags or tuple(known)


@locale_commands.command()
@click.argument("tag")
@click.option(
    "--dir",
    "parent",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the folder is made; without it, beside the other languages.",
)
@resource_options
def new(tag: str, parent: Path | None, **options: Any) -> None:
    """Make a folder for the language TAG that already renders, with all wording to translate."""
    templates = workshop_from(options).templates
    folder = new_locale(tag, parent or resources.folder("locales"), templates)
    click.echo(f"{folder}: complete locale.toml, then translate the two files in LC_MESSAGES.")


@locale_commands.command()
@click.argument("tags", nargs=-1)
@resource_options
def update(tags: tuple[str, ...], **options: Any) -> None:
    """Bring the wording of some or all languages up to the program's.

    A translation whose source changed becomes fuzzy and keeps the source it was made from.
    """
    workshop = workshop_from(options)
    templates = workshop.templates
    for tag in _tags(workshop, tags):
        for domain, merged in update_locale(_folder(workshop, tag), templates).items():
            counts = (len(merged.new), len(merged.changed), len(merged.gone))
            click.echo("{} {}: {} new, {} changed, {} gone".format(tag, domain, *counts))


@locale_commands.command()
@click.argument("tags", nargs=-1)
@resource_options
def status(tags: tuple[str, ...], **options: Any) -> None:
    """Count per domain what is translated, fuzzy, missing, and marked as unsure."""
    workshop = workshop_from(options)
    for tag in _tags(workshop, tags):
        for problem in workshop.languages.broken().get(tag, ()):
            click.echo(f"{tag} is broken: {problem}")
        if tag in workshop.languages and workshop.languages.get(tag).draft:
            click.echo(f"{tag} is a draft: a native reader has to go through it")
        for domain, done in completeness(_folder(workshop, tag), workshop.templates).items():
            click.echo(
                f"{tag} {domain}: {done.translated} of {done.total} translated, "
                f"{done.fuzzy} fuzzy, {done.missing} missing, {done.unsure} unsure"
            )


@locale_commands.command()
@click.argument("tags", nargs=-1)
@click.option("--strict-typography", is_flag=True, help="Take typographic warnings as errors.")
@resource_options
def check(tags: tuple[str, ...], *, strict_typography: bool, **options: Any) -> None:
    """Check wording and conventions; prints file:line: message and exits 1 for mistakes."""
    workshop = workshop_from(options)
    failed = False
    for tag in _tags(workshop, tags):
        for problem in review(_folder(workshop, tag), workshop.phrases):
            failed = failed or strict_typography or not problem.warning
            click.echo(f"{problem.where}: {'note: ' if problem.warning else ''}{problem.message}")
    if failed:
        sys.exit(1)


@locale_commands.command()
@click.argument("tag")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
)
@resource_options
def preview(tag: str, out: Path, **options: Any) -> None:
    """Make a PDF and a DOCX of every appeal type for a woman, a man, several women and a group."""
    workshop = workshop_from(options)
    language = workshop.languages.get(tag)
    out.mkdir(parents=True, exist_ok=True)
    for appeal, group in itertools.product(appeals(), GROUPS):
        document = sample_document(workshop, language, appeal, group)
        for format_name in FORMATS:
            extension = workshop.format(format_name).extension
            path = out / sample_name(appeal, group, tag, extension)
            resources.replace_file(path, workshop.write(document, format_name))
            click.echo(path)


@locale_commands.command()
@click.option(
    "--dir",
    "parent",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Where the folder en-XA is made.",
)
@resource_options
def pseudo(parent: Path, **options: Any) -> None:
    """Make the language en-XA, in which every text that escapes translation stands out."""
    workshop = workshop_from(options)
    click.echo(write_pseudo_locale(parent, _folder(workshop, "en"), workshop.templates))
