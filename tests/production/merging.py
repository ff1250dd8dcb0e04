"""Lists of people and runs over them, for the tests of merging."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from advocacy import resources
from advocacy.campaigns.file import read_campaign, write_campaign
from advocacy.campaigns.model import Campaign
from advocacy.production.executors import Workers, open_workers
from advocacy.production.file_names import PATTERN
from advocacy.production.journal import State
from advocacy.production.letters import Job
from advocacy.production.merge import Merge, Summary
from advocacy.production.people import Fault, Recipient, open_people
from advocacy.production.workshop import Workshop

LETTER = resources.folder("templates") / "examples" / "letter-prosecutor-2020.toml"
HEADINGS = ("Name", "Address", "Language", "Own sentence", "Addressee")
LANGUAGES = ("de", "en", "fr", "it", "ru")


def campaign() -> Campaign:
    """The letter that people send."""
    return read_campaign(LETTER)


def persons(count: int) -> list[tuple[str, ...]]:
    """Rows that can be used, in every language of the letter."""
    return [
        (f"Anna Beispiel {n}", f"Lindenweg {n}\n10115 Berlin", LANGUAGES[n % 5], f"Satz {n}.", "1")
        for n in range(1, count + 1)
    ]


def csv_text(rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """A table as an office program saves it."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=separator, lineterminator="\r\n").writerows([HEADINGS, *rows])
    return made.getvalue()


def table(folder: Path, rows: Iterable[Sequence[str]]) -> Path:
    """A table of people in a file."""
    path = folder / "people.csv"
    path.write_text(csv_text(rows), encoding="utf-8", newline="")
    return path


def run_of(
    workshop: Workshop,
    people: Path,
    out: Path,
    *,
    format_name: str = "text",
    joined: bool = False,
    pattern: str = PATTERN,
    plugin_dirs: tuple[str, ...] = (),
) -> Merge:
    """A run over a table."""
    letter = campaign()
    job = Job(
        campaign=write_campaign(letter),
        format=format_name,
        pattern=pattern,
        joined=joined,
        plugin_dirs=plugin_dirs,
    )
    return Merge(job, open_people(people, letter, workshop.languages), out)


def finished(
    run: Merge,
    *,
    count: int = 1,
    scheduler: str = "",
    done: Callable[[State], None] = lambda state: None,
) -> Summary:
    """Run to the end with workers of one's own."""
    with open_workers(count=count, scheduler=scheduler) as workers:
        return run.run(workers, done=done)


def here() -> Workers:
    """The one worker that is this process."""
    with open_workers() as workers:
        return workers


def read(workshop: Workshop, path: Path) -> tuple[list[Recipient], list[Fault]]:
    """What a table says: people, and rows that cannot be used."""
    found = list(open_people(path, campaign(), workshop.languages))
    return (
        [each for each in found if isinstance(each, Recipient)],
        [each for each in found if isinstance(each, Fault)],
    )


def zipped(path: Path) -> dict[str, bytes]:
    """The files of a ZIP, each unpacked and checked against its sum."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
