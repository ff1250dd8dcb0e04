"""`advocacy import-docx`: what an organisation changed in a DOCX of ours, as proposals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from advocacy.campaigns.docx_reader import Edits, read_edits
from advocacy.campaigns.file import read_campaign
from advocacy.cli.options import resource_options, workshop_from

__all__ = ["import_docx"]


@click.command(name="import-docx")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option(
    "--campaign",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The campaign the file was made from.",
)
@click.option("--language", required=True, help="The language of the file.")
@click.option("--reject", is_flag=True, help="Leave tracked changes out instead of taking them in.")
@resource_options
def import_docx(file: Path, campaign: Path, language: str, *, reject: bool, **options: Any) -> None:
    """Show what was edited in a DOCX of ours, paragraph by paragraph; nothing is changed."""
    workshop = workshop_from(options)
    document = workshop.compose(read_campaign(campaign), language, draft=True, remarks=True)
    click.echo(_report(read_edits(file.read_bytes(), document, accept=not reject)))


def _report(edits: Edits) -> str:
    lines: list[str] = []
    for proposal in edits.proposals:
        lines += [proposal.key, f"  - {proposal.old}", f"  + {proposal.new}"]
    for title, texts in (
        ("Paragraphs that belong nowhere:", edits.unknown),
        ("Lines that are gone:", edits.missing),
        ("Comments:", tuple(f"{comment.key}: {comment.text}" for comment in edits.comments)),
    ):
        if texts:
            lines += [title, *(f"  {text}" for text in texts)]
    return "\n".join(lines) or "Nothing was changed."
