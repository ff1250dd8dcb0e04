"""Letters for an organiser: a list, its survey, a run in the background, all kept in one folder.

The state is what lies in the folder, so that it outlives any process: the list until the letters
are made, the survey, the campaign as it was at the start, the journal of the run, its outcome. The
list is personal data. It goes with the last letter, and everything goes when it is given up.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

from advocacy import resources
from advocacy.campaigns.file import parse_campaign, write_campaign
from advocacy.campaigns.model import Campaign
from advocacy.errors import AdvocacyError, Message, RefusedError, message
from advocacy.production.executors import open_workers
from advocacy.production.file_names import PATTERN
from advocacy.production.journal import State, is_held, lock, state_of
from advocacy.production.letters import Job, workshop_of
from advocacy.production.merge import Merge, StoppedError, disk
from advocacy.production.people import Fault, Recipient, open_people
from advocacy.production.workshop import Workshop

__all__ = [
    "DAYS_KEPT",
    "KINDS",
    "NO_KIND",
    "Launch",
    "LetterJob",
    "Outcome",
    "Stage",
    "Survey",
    "in_turn",
]

Stage: TypeAlias = Literal["none", "looked", "running", "stopped", "done"]

KINDS: Mapping[str, tuple[str, str]] = {
    "pdf": ("letters.zip", "pdf"),
    "docx": ("letters.zip", "docx"),
    "one": ("letters.pdf", "pdf"),
}
"""What an organiser can choose: the output's name and the format of the letters."""
NO_KIND = message("letters.kind", "Please choose what is to be made.")
SAMPLES = 3
MOST_FAULTS = 100
DAYS_KEPT = 7
TURN = ".turn"
WAIT = 0.02
"""Seconds between two looks at a process that starts or ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What was understood of a list: columns by field, unknown headings, rows, the first faults."""

    columns: dict[str, str]
    unknown: tuple[str, ...]
    rows: int
    usable: int
    faults: tuple[Fault, ...]
    samples: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: what it made, or why it stopped."""

    made: int = 0
    failed: int = 0
    stopped: Message | None = None


@dataclass(frozen=True, slots=True)
class Launch:
    """When a run was started last, and how many rows were done before."""

    kind: str
    moment: float
    done: int


class LetterJob:
    """The letters of one campaign under way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def people(self) -> Path | None:
        """The list, while it is kept."""
        return next(iter(self.folder.glob("people.*")), None)

    def look_through(self, data: bytes, campaign: Campaign, workshop: Workshop) -> Survey:
        """Keep a list in the place of what was there, and say what is understood of it.

        Raises RefusedError, and changes nothing, when it is no list of people.
        """
        draft = LetterJob(self.folder.with_name(f".{secrets.token_hex(8)}.part"))
        draft.folder.mkdir(mode=0o700, parents=True)
        try:
            path = draft.folder / ("people.xlsx" if data.startswith(b"PK") else "people.csv")
            resources.replace_file(path, data)
            survey = _survey(path, campaign, workshop)
            draft._keep("survey", _plain(survey))
            draft._keep("campaign", write_campaign(campaign))
            with self._in_turn():
                self._clear()
                draft.folder.rename(self.folder)
        except BaseException:
            shutil.rmtree(draft.folder)
            raise
        return survey

    @property
    def survey(self) -> Survey | None:
        """What was understood of the list."""
        found = self._kept("survey")
        if found is None:
            return None
        return Survey(
            columns=found["columns"],
            unknown=tuple(found["unknown"]),
            rows=found["rows"],
            usable=found["usable"],
            faults=tuple(Fault(number, _message(reason)) for number, reason in found["faults"]),
            samples=tuple(Recipient(**each) for each in found["samples"]),
        )

    @property
    def campaign(self) -> Campaign:
        """The campaign as it was when the list was looked through."""
        return parse_campaign(str(self._kept("campaign")), "campaign")

    @property
    def outcome(self) -> Outcome | None:
        """How the run ended, if it did."""
        found = self._kept("outcome")
        if found is None:
            return None
        stopped = found["stopped"]
        return Outcome(found["made"], found["failed"], _message(stopped) if stopped else None)

    @property
    def launch(self) -> Launch | None:
        """The last start."""
        found = self._kept("launch")
        return Launch(**found) if found else None

    @property
    def stage(self) -> Stage:
        """How far everything has come."""
        if not self.folder.exists() or self.survey is None:
            return "none"
        outcome = self.outcome
        if outcome is not None:
            return "stopped" if outcome.stopped else "done"
        return "running" if self.launch else "looked"

    @property
    def state(self) -> State:
        """How many rows the run has done."""
        return state_of(self._journal)

    @property
    def output(self) -> Path | None:
        """The finished letters."""
        launch = self.launch
        path = self.folder / KINDS[launch.kind][0] if launch else None
        return path if path and self.stage == "done" and path.exists() else None

    @property
    def report(self) -> Path:
        """Where the rows are named that could not be used."""
        return self.folder / "letters.report.csv"

    def start(self, kind: str, workshop: Workshop) -> None:
        """Begin the run, or go on with it, in a process that outlives this one."""
        if kind not in KINDS:
            raise RefusedError(NO_KIND)
        with self._in_turn():
            # In this order: a run notes how it ended before it lets its lock go.
            if not self.alive() and self.stage not in {"none", "done"}:
                self._start(kind, workshop)

    def _start(self, kind: str, workshop: Workshop) -> None:
        (self.folder / "outcome").unlink(missing_ok=True)
        state = self.state
        job = Job(
            campaign=str(self._kept("campaign")),
            format=KINDS[kind][1],
            pattern=PATTERN,
            joined=kind == "one",
        )
        self._keep("job", {**asdict(job), **workshop.origins})
        self._keep("launch", asdict(Launch(kind, time.time(), state.made + state.failed)))
        process = subprocess.Popen(  # noqa: S603 - this program's own module
            [sys.executable, "-m", "advocacy.production.letter_run", str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _started.append(process)
        # From here on the lock says that it works, to whichever process asks.
        while process.poll() is None and not self.alive():
            time.sleep(WAIT)

    def alive(self) -> bool:
        """Whether the run's process is at work: it holds a lock as long as it lives."""
        for process in _started:
            process.poll()  # one that has ended is let go
        return is_held(self.folder / "lock")

    def give_up(self) -> None:
        """Stop the run and delete everything: the list, what was made of it, and its traces."""
        with self._in_turn():
            self._clear()

    def _clear(self) -> None:
        while self.alive():
            with contextlib.suppress(OSError, ValueError):
                os.kill(int((self.folder / "lock").read_bytes()), signal.SIGTERM)
            time.sleep(WAIT)
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def expire(self) -> None:
        """Delete what nobody has wanted for some days."""
        # What vanishes meanwhile is being deleted by somebody else.
        with contextlib.suppress(FileNotFoundError):
            newest = max((path.stat().st_mtime for path in self.folder.glob("*")), default=0.0)
            if self.folder.is_dir() and time.time() - newest > DAYS_KEPT * 86_400:
                self.give_up()

    def run(self, count: int) -> None:
        """Make the letters in this process, and note how it ended; the list goes with the last."""
        job = Job(**{key: _frozen(value) for key, value in self._kept("job").items()})
        launch, people = self.launch, self.people
        if launch is None or people is None:
            return
        try:
            table = open_people(people, self.campaign, workshop_of(job).languages)
            merge = Merge(job, table, self.folder / KINDS[launch.kind][0])
            with open_workers(count=count) as workers:
                summary = merge.run(workers)
        except StoppedError as error:
            self._end(stopped=error.reason)
        except (AdvocacyError, OSError) as error:
            reason = error.message if isinstance(error, AdvocacyError) else disk(error)
            self._end(stopped=reason)
        else:
            people.unlink()
            self._end(made=summary.made, failed=summary.failed)

    def _end(self, *, made: int = 0, failed: int = 0, stopped: Message | None = None) -> None:
        plain = _plain_message(stopped) if stopped else None
        with contextlib.suppress(OSError):  # on a full disk it is only not said
            self._keep("outcome", {"made": made, "failed": failed, "stopped": plain})

    def _in_turn(self) -> contextlib.AbstractContextManager[None]:
        """Let two clicks be one run.

        One file for all campaigns: it tells no name, and nobody keeps it for long.
        """
        self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return in_turn(self.folder.parent / TURN)

    @property
    def _journal(self) -> Path:
        launch = self.launch
        name = KINDS[launch.kind][0] if launch else ""
        return self.folder / f".{name}.merge" / "journal"

    def _keep(self, name: str, content: object) -> None:
        data = json.dumps(content, ensure_ascii=False).encode()
        resources.replace_file(self.folder / name, data)

    def _kept(self, name: str) -> Any:
        try:
            return json.loads((self.folder / name).read_bytes())
        except FileNotFoundError:
            return None


@contextlib.contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """Let one after the other pass, of whichever process: a file tells whose turn it is."""
    with path.open("ab") as file:
        while True:
            try:
                lock(file)
                break
            except RefusedError:
                time.sleep(WAIT)
        yield


_started: list[subprocess.Popen[bytes]] = []


def _survey(path: Path, campaign: Campaign, workshop: Workshop) -> Survey:
    people = open_people(path, campaign, workshop.languages)
    faults: list[Fault] = []
    samples: list[Recipient] = []
    rows = failed = 0
    for each in people:
        rows += 1
        if isinstance(each, Fault):
            failed += 1
            faults += [each] if failed <= MOST_FAULTS else []
        elif len(samples) < SAMPLES:
            samples.append(each)
    return Survey(
        columns={name: heading for name, (_, heading) in people.columns.items()},
        unknown=people.unknown,
        rows=rows,
        usable=rows - failed,
        faults=tuple(faults),
        samples=tuple(samples),
    )


def _plain(survey: Survey) -> dict[str, Any]:
    faults = [(each.number, _plain_message(each.reason)) for each in survey.faults]
    return {**asdict(replace(survey, faults=())), "faults": faults}


def _plain_message(said: Message) -> tuple[str, str, dict[str, str]]:
    return said.key, said.text, {name: str(value) for name, value in said.values.items()}


def _message(plain: Sequence[Any]) -> Message:
    key, text, values = plain
    return Message(key, text, values)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
