"""`advocacy render`: the files of a campaign in the languages and formats that are asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click

from advocacy import resources
from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.model import Campaign
from advocacy.cli.options import campaign_argument, resource_options, split, workshop_from
from advocacy.document import Document
from advocacy.production.workshop import Workshop

__all__ = ["render"]


@click.command()
@campaign_argument
@click.option("--language", default="all", help="Tags with commas, or “all”.", show_default=True)
@click.option("--format", "formats", default="docx,pdf", help="With commas.", show_default=True)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The folder for the files.",
)
@click.option("--draft", is_flag=True, help="Make versions with gaps too, marked as drafts.")
@click.option(
    "--comments",
    is_flag=True,
    help="Say in the margin of DOCX files what is stale or unconfirmed, for those who edit them.",
)
@resource_options
def render(
    campaign: Path,
    language: str,
    formats: str,
    out: Path,
    *,
    draft: bool,
    comments: bool,
    **options: Any,
) -> None:
    """Write <slug>.<language>.<extension> for each version of a campaign.

    Nothing is written unless every version that was asked for can be made.
    """
    workshop = workshop_from(options)
    content = read_campaign(campaign)
    languages = list(content.languages) if language == "all" else split(language)
    names = split(formats)
    for name in names:
        workshop.format(name)
    documents = {
        tag: workshop.compose(content, tag, draft=draft, remarks=comments) for tag in languages
    }
    _write(workshop, content, documents, names, out)


def _write(
    workshop: Workshop,
    content: Campaign,
    documents: dict[str, Document],
    formats: list[str],
    out: Path,
) -> None:
    """Make every file before the first is put in its place."""
    jobs = [(tag, name) for tag in documents for name in formats]
    files: dict[str, bytes] = {}
    with _shown(jobs) as shown:
        for tag, name in shown:
            files[workshop.file_name(content, tag, name)] = workshop.write(documents[tag], name)
    out.mkdir(parents=True, exist_ok=True)
    for file_name, data in files.items():
        resources.replace_file(out / file_name, data)
        click.echo(out / file_name)


def _shown(jobs: list[tuple[str, str]]) -> AbstractContextManager[Iterable[tuple[str, str]]]:
    """Show how far it has come, unless a file or another program reads what is said."""
    if not sys.stderr.isatty():
        return nullcontext(jobs)
    # Not that of merging: it takes longer to import than a pack to be made.
    return click.progressbar(jobs, label="Rendering", file=sys.stderr)
