"""Merging: one campaign and a list of people become as many letters, in one run or in several."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from advocacy import resources
from advocacy.campaigns.spreadsheet import write_csv
from advocacy.document import Document
from advocacy.errors import AdvocacyError, Message, RefusedError, message
from advocacy.production.executors import LostWorkersError, Workers
from advocacy.production.file_names import check_pattern
from advocacy.production.journal import Journal, State, check_free, open_journal, sync
from advocacy.production.letters import Job, make_letters, personal, workshop_of
from advocacy.production.outputs import (
    FolderOutput,
    JoinedOutput,
    Output,
    ZipOutput,
    damaged,
    move,
)
from advocacy.production.people import Fault, People, Recipient
from advocacy.production.workshop import Workshop
from advocacy.writer import Format

__all__ = ["CHUNK", "Merge", "StoppedError", "Summary", "disk", "joined_format", "report_path"]

CHUNK = 50
"""Rows that are handed to a worker at once, and that are lost at most when a run is stopped."""

Chunk = tuple[tuple[Recipient, ...], tuple[Fault, ...]]


class StoppedError(AdvocacyError):
    """A run stopped before its end; the same command goes on.

    ``reason`` says why in short, ``interrupted`` that a person stopped it.
    """

    reason: Message
    interrupted = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run made; ``report`` names the rows that could not be used, where there are some."""

    made: int
    failed: int
    report: Path | None


class Merge:
    """A run that can be stopped at any time and goes on after its last whole chunk."""

    def __init__(self, job: Job, people: People, out: Path) -> None:
        check_pattern(job.pattern)
        self.job, self.people, self.out = job, people, out
        self.folder = out.with_name(f".{out.name}.merge")
        """Where an unfinished run keeps its journal and its data."""

    def discard(self) -> None:
        """Give an unfinished run up; raises RefusedError while it is at work."""
        check_free(self.folder / "journal")
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def run(
        self, workers: Workers, *, done: Callable[[State], None] = lambda state: None
    ) -> Summary:
        """Make all letters; ``done`` is told after each chunk how far the run has come.

        Raises StoppedError for a full disk, lost workers or Ctrl-C: what is done is kept then.
        """
        self._check_target()
        self.folder.mkdir(parents=True, exist_ok=True)
        with closing(open_journal(self.folder / "journal", self._fingerprint())) as journal:
            output = self._output()
            try:
                if not journal.state.ended:
                    self._make(journal, output, workers, done)
                    self._finish(journal, output)
                summary = self._placed(journal.state, output)
            except KeyboardInterrupt:
                stopped = self._stopped(journal, message("merge.stopped", "Stopped."))
                stopped.interrupted = True
                raise stopped from None
            except LostWorkersError as error:
                raise self._stopped(journal, error.message) from error
            except OSError as error:
                raise self._stopped(journal, disk(error)) from error
        self.discard()
        return summary

    def _make(
        self, journal: Journal, output: Output, workers: Workers, done: Callable[[State], None]
    ) -> None:
        done(journal.state)
        chunks = islice(_chunks(self.people), journal.state.chunks, None)
        waiting: list[tuple[Fault, ...]] = []
        with output.data.open("ab") as file:
            if file.seek(0, os.SEEK_END) < journal.state.length:
                raise damaged(output.data)
            file.truncate(journal.state.length)
            file.seek(0, os.SEEK_END)
            for batch in workers.in_order(make_letters, self._tasks(chunks, waiting)):
                entries = output.take(batch, file)
                sync(file)
                faults = sorted((*batch.faults, *waiting.pop(0)), key=lambda each: each.number)
                journal.commit(entries, faults, made=batch.made, length=file.tell())
                done(journal.state)

    def _tasks(
        self, chunks: Iterable[Chunk], waiting: list[tuple[Fault, ...]]
    ) -> Iterator[tuple[Job, tuple[Recipient, ...]]]:
        """Give the people of each chunk to a worker; the faults of its rows wait for them."""
        for recipients, faults in chunks:
            waiting.append(faults)
            yield self.job, recipients

    def _finish(self, journal: Journal, output: Output) -> None:
        if journal.state.made:
            output.finish(journal)
        if journal.state.failed:
            _write_report(self._report, journal.faults())
        journal.end()

    def _placed(self, state: State, output: Output) -> Summary:
        """Put everything into its place, as often as a crash makes it necessary."""
        if state.made:
            output.place()
        report = report_path(self.out)
        if state.failed:
            move(self._report, report)
        else:
            report.unlink(missing_ok=True)
        return Summary(state.made, state.failed, report if state.failed else None)

    @property
    def _report(self) -> Path:
        return self.folder / "report"

    def _stopped(self, journal: Journal, reason: Message) -> StoppedError:
        stopped = StoppedError(
            message(
                "merge.resume",
                "{reason} {made} letters are kept; the same command goes on from there.",
                reason=str(reason),
                made=journal.state.made,
            )
        )
        stopped.reason = reason
        return stopped

    def _check_target(self) -> None:
        fresh = not self.folder.exists()
        if fresh and _is_folder(self.out) and self.out.exists() and any(self.out.iterdir()):
            raise RefusedError(
                message("merge.not_empty", "The folder {folder} is not empty.", folder=self.out)
            )

    def _output(self) -> Output:
        data = self.folder / "data"
        if _is_folder(self.out):
            return FolderOutput(self.out, data)
        workshop = workshop_of(self.job)
        merger = workshop.format(self.job.format).merger
        if not self.job.joined or merger is None:
            return ZipOutput(self.out, data)
        return JoinedOutput(self.out, data, merger(), self._about(workshop))

    def _about(self, workshop: Workshop) -> Document:
        """The letter of the first person gives the joined file its title, language and date."""
        for each in self.people:
            if isinstance(each, Recipient):
                campaign = personal(self.people.campaign, each)
                return workshop.compose(campaign, each.language, draft=True)
        raise RefusedError(message("merge.nobody", "No row of the table can be used."))

    def _fingerprint(self) -> str:
        """Return what a run depends on, as one sum."""
        with self.people.path.open("rb") as file:
            people = hashlib.file_digest(file, "sha256").hexdigest()
        columns = {field: place for field, (place, _) in self.people.columns.items()}
        parts = [asdict(self.job), people, columns, CHUNK, self.out.suffix, _stamps(self.job)]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def disk(error: OSError) -> Message:
    """Say what a disk refused."""
    return message("merge.disk", "Writing failed: {reason}.", reason=str(error.strerror or error))


def joined_format(out: Path, formats: Iterable[Format]) -> str:
    """Return the format whose one file is to hold all letters, or nothing for ZIP and folder.

    Raises RefusedError for a name that promises something else.
    """
    if out.suffix == ".zip" or _is_folder(out):
        return ""
    able = {f".{each.extension}": each.name for each in formats if each.merger}
    if out.suffix in able:
        return able[out.suffix]
    raise RefusedError(
        message(
            "merge.out",
            "The output ends in .zip, in one of {extensions}, or is a folder; {out} is none.",
            extensions=", ".join(sorted(able)) or "–",
            out=out.name,
        )
    )


def report_path(out: Path) -> Path:
    """Return where the rows are named that could not be used: beside the output."""
    return out.with_name(f"{out.stem if out.suffix else out.name}.report.csv")


def _is_folder(out: Path) -> bool:
    return out.is_dir() or not out.suffix


def _chunks(people: Iterable[Recipient | Fault]) -> Iterator[Chunk]:
    """Divide the rows, usable or not, always in the same way."""
    rows = iter(people)
    while chunk := tuple(islice(rows, CHUNK)):
        yield (
            tuple(each for each in chunk if isinstance(each, Recipient)),
            tuple(each for each in chunk if isinstance(each, Fault)),
        )


def _write_report(path: Path, faults: Iterable[tuple[int, str]]) -> None:
    with path.open("wb") as file:
        file.write(write_csv([("row", "reason")]))
        for number, reason in faults:
            file.write(write_csv([(str(number), reason)]).removeprefix(BOM_UTF8))
        sync(file)


def _stamps(job: Job) -> list[tuple[str, int, int]]:
    """Return name, size and time of every file that gives a run its words."""
    folders = (
        *(resources.folder(name) for name in ("locales", "templates", "plugins")),
        *(Path(each) for each in (*job.locale_dirs, *job.template_dirs, *job.plugin_dirs)),
    )
    files = sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    )
    stats = [(path, path.stat()) for path in files]
    return [(path.as_posix(), stat.st_size, stat.st_mtime_ns) for path, stat in stats]
