"""Runs of letters wait in a line: only so many work at once, whosever they are.

The line is what lies in the folders of the letters, so that it outlives every process: a run that
waits has its turn there, and one whose process is gone takes up its old turn again.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from advocacy import resources
from advocacy.errors import RefusedError
from advocacy.production.letter_job import KINDS, NO_KIND, LetterJob, in_turn
from advocacy.production.workshop import Workshop

__all__ = ["LetterLine"]

WAITS = "waits"
LOCK = ".line"
LOOK = 1.0
"""Seconds between two looks at whether a run has ended."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What is to be made, and since when it waits (seconds of the clock)."""

    kind: str
    since: float


class LetterLine:
    """The letters whose folders lie in ``root``; ``most`` runs work at once."""

    def __init__(self, root: Path, workshop: Workshop, most: int) -> None:
        self._root, self._workshop, self._most = root, workshop, most
        self._guard = threading.Lock()
        self._watched = False

    def join(self, job: LetterJob, kind: str) -> None:
        """Let letters be made, or go on, as soon as it is their turn; two clicks are one turn."""
        if kind not in KINDS:
            raise RefusedError(NO_KIND)
        if _turn(job) is None:
            _keep(job, Turn(kind, time.time()))
        self.go_on()

    def before(self, job: LetterJob) -> int | None:
        """Return how many runs come before one that waits; None where it does not wait."""
        waiting = [one.folder for one, _ in self._waiting()]
        if job.folder not in waiting:
            return None
        return self._working() + waiting.index(job.folder)

    def go_on(self) -> None:
        """Begin whatever may begin, and see to it that the others begin by themselves later.

        What was at work when the machine went off takes up its turn again.
        """
        if not self._root.exists():
            return
        self._begin(again=True)
        with self._guard:
            if self._waiting() and not self._watched:
                self._watched = True
                threading.Thread(target=self._watch, name="letter line", daemon=True).start()

    def _watch(self) -> None:
        """Look after the line as long as somebody waits in it."""
        pause = threading.Event()
        while True:
            pause.wait(LOOK)
            with contextlib.suppress(OSError):  # a full disk may have room again later
                self._begin()
            with self._guard:
                if not self._waiting():
                    self._watched = False
                    return

    def _begin(self, *, again: bool = False) -> None:
        """Begin those whose turn it is; with ``again``, also those whose process is gone."""
        with in_turn(self._root / LOCK):
            for job in self._jobs() if again else ():
                launch = job.launch
                # In this order: a run notes how it ended before its process is gone.
                if launch and not job.alive() and job.stage == "running":
                    _keep(job, Turn(launch.kind, launch.moment))
            free = self._most - self._working()
            for job, turn in self._waiting()[: max(free, 0)]:
                job.start(turn.kind, self._workshop)
                (job.folder / WAITS).unlink(missing_ok=True)

    def _working(self) -> int:
        return sum(job.alive() for job in self._jobs())

    def _waiting(self) -> list[tuple[LetterJob, Turn]]:
        """Return the letters that wait, in the order in which they came."""
        found = [
            (job, turn)
            for job in self._jobs()
            if (turn := _turn(job)) and not job.alive() and job.stage not in {"none", "done"}
        ]
        return sorted(found, key=lambda one: (one[1].since, one[0].folder))

    def _jobs(self) -> list[LetterJob]:
        return [LetterJob(folder) for folder in self._root.glob("[!.]*")]


def _turn(job: LetterJob) -> Turn | None:
    # Whoever deletes the letters takes their turn along.
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        return Turn(**json.loads((job.folder / WAITS).read_bytes()))
    return None


def _keep(job: LetterJob, turn: Turn) -> None:
    resources.replace_file(job.folder / WAITS, json.dumps(asdict(turn)).encode())
