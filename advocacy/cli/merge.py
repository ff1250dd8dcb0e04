"""`advocacy merge`: one campaign and a list of people become as many letters."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any

import click

from advocacy import resources
from advocacy.campaigns.file import read_campaign, write_campaign
from advocacy.campaigns.model import Campaign
from advocacy.cli.options import campaign_argument, resource_options
from advocacy.errors import RefusedError, message
from advocacy.production.executors import Workers, open_workers
from advocacy.production.file_names import PATTERN, check_pattern, file_name
from advocacy.production.letters import Job, personal, prepare, workshop_of
from advocacy.production.long_table import read_rows
from advocacy.production.merge import CHUNK, Merge, StoppedError, Summary, joined_format
from advocacy.production.people import Fault, People, Recipient, open_people
from advocacy.production.workshop import Workshop

__all__ = ["merge"]

INTERRUPTED = 130
"""The status that shells give to what Ctrl-C has ended."""
MOST_SHOWN = 10


@click.command()
@campaign_argument
@click.argument("people", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="A .zip of letters, one .pdf of all, or a folder.",
)
@click.option("--format", "format_name", default="pdf", show_default=True)
@click.option("--name", "pattern", default=PATTERN, show_default=True, help="Names of the files.")
@click.option("--preview", type=click.IntRange(1, 50), help="Show what is understood; make N.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=lambda: os.cpu_count() or 1,
    show_default="one per core",
)
@click.option("--scheduler", default="", metavar="ADDRESS", help="A Dask cluster (tcp://…).")
@click.option("--restart", is_flag=True, help="Give up what an earlier run left unfinished.")
@resource_options
def merge(
    campaign: Path,
    people: Path,
    *,
    out: Path,
    format_name: str,
    pattern: str,
    preview: int | None,
    workers: int,
    scheduler: str,
    restart: bool,
    **options: Any,
) -> None:
    """Make a letter for each person in PEOPLE, a CSV or XLSX file with a heading for each column.

    The columns are name, address, language, own sentence and addressee (its number); only the
    name is needed. Ctrl-C stops the run, and the same command goes on with it.
    """
    job = _job(campaign, format_name, pattern, options)
    workshop = workshop_of(job)
    joined = joined_format(out, workshop.formats.values())
    if joined:
        job = replace(job, format=joined, joined=True)
    content = read_campaign(campaign)
    _check(workshop, content, job)
    table = open_people(people, content, workshop.languages)
    if preview:
        _preview(workshop, table, job, out, preview)
        return
    run = Merge(job, table, out)
    if restart:
        run.discard()
    total = max(0, sum(any(row) for _, row in read_rows(people)) - 1)
    # A process beyond the chunks would be started for nothing, and the only one is this.
    count = min(workers, ceil(total / CHUNK))
    with open_workers(count=count, scheduler=scheduler, warm=partial(prepare, job)) as crew:
        summary = _run(run, crew, total)
    _tell(summary, out)


def _job(campaign: Path, format_name: str, pattern: str, options: dict[str, Any]) -> Job:
    check_pattern(pattern)
    return Job(
        # Written anew: the same campaign is the same run, whatever its file looks like.
        campaign=write_campaign(read_campaign(campaign)),
        format=format_name,
        pattern=pattern,
        locale_dirs=_absolute(options["locale_dirs"]),
        template_dirs=_absolute(options["template_dirs"]),
        plugin_dirs=_absolute(options["plugin_dirs"]),
        blocked=tuple(options["block"]),
    )


def _absolute(folders: tuple[Path, ...]) -> tuple[str, ...]:
    return tuple(str(folder.resolve()) for folder in folders)


def _check(workshop: Workshop, content: Campaign, job: Job) -> None:
    """Refuse before the first letter what would make every letter fail."""
    workshop.format(job.format)
    if "sender" not in workshop.recipe(content.appeal).parts:
        raise RefusedError(
            message(
                "merge.appeal",
                "A document of the type “{appeal}” has no sender: there is nothing in it that"
                " differs from person to person.",
                appeal=content.appeal,
            )
        )


def _preview(workshop: Workshop, table: People, job: Job, out: Path, count: int) -> None:
    """Say what was understood, name rows that cannot be used, and make a few letters."""
    for field, (_, heading) in table.columns.items():
        click.echo(f"{field}: column “{heading}”")
    for heading in table.unknown[:MOST_SHOWN]:
        click.echo(f"not used: column “{heading}”")
    folder = out.with_name(f"{out.stem}-preview")
    rows = usable = 0
    for each in table:
        rows += 1
        if isinstance(each, Fault):
            if rows - usable <= MOST_SHOWN:
                click.echo(f"row {each.number}: {each.reason}")
            continue
        usable += 1
        if usable <= count:
            _sample(workshop, table, job, folder, each)
    click.echo(f"{usable} of {rows} rows can be used")


def _sample(
    workshop: Workshop, table: People, job: Job, folder: Path, recipient: Recipient
) -> None:
    document = workshop.compose(personal(table.campaign, recipient), recipient.language)
    extension = workshop.format(job.format).extension
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(job.pattern, recipient, extension=extension)
    resources.replace_file(path, workshop.write(document, job.format))
    click.echo(path)


def _run(run: Merge, crew: Workers, total: int) -> Summary:
    """Run under a progress bar, where somebody looks; what stops it is said in a sentence."""
    try:
        with _progress(total) as done:
            return run.run(crew, done=lambda state: done(state.made + state.failed))
    except StoppedError as error:
        click.echo(str(error), err=True)
        sys.exit(INTERRUPTED if error.interrupted else 1)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
        sys.exit(INTERRUPTED)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """Give what tells how many letters are done; nothing is drawn for nobody."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from advocacy.cli.progress import progress_bar  # noqa: PLC0415 - takes a sixth of a start

    with progress_bar(total) as done:
        yield done


def _tell(summary: Summary, out: Path) -> None:
    if summary.report:
        click.echo(f"{summary.failed} rows could not be used: {summary.report}", err=True)
    if not summary.made:
        raise RefusedError(message("merge.nothing", "No letter could be made."))
    click.echo(f"{out}: {summary.made} letters")
