"""A real Dask cluster: a machine that dies costs no letter, nor does one that leads the others."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from advocacy.production.journal import State
from advocacy.production.merge import StoppedError
from advocacy.production.workshop import Workshop
from tests.production import merging
from tests.production.merging import finished, persons, run_of

ROOT = Path(__file__).parents[2]
CHUNK, ROWS = 10, 120
STARTED = {
    "scheduler": r"Scheduler at:\s+(tcp://127\.0\.0\.1:\d+)",
    "worker": r"Registered to:\s+(tcp://127\.0\.0\.1:\d+)",
}


class Cluster:
    """A scheduler and two workers, each in a process of its own."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        self.scheduler, self.address = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"
        )
        self.workers = [self._worker(n)[0] for n in (1, 2)]

    def _worker(self, number: int) -> tuple[subprocess.Popen[str], str]:
        options = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--name", str(number))
        folder = ("--local-directory", str(self.folder / str(number)))
        return self._start("worker", self.address, *options, *folder)

    def _start(self, kind: str, *options: str) -> tuple[subprocess.Popen[str], str]:
        process = self.stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + kind, *options],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"},
            )
        )
        self.stack.callback(process.kill)
        assert process.stderr
        for line in process.stderr:
            if found := re.search(STARTED[kind], line):
                return process, found[1]
        raise AssertionError(f"The {kind} did not start.")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(tmp_path, stack)


@pytest.fixture(scope="module", autouse=True)
def small_chunks() -> Iterator[None]:
    """Many small tasks, of which some are always at work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("advocacy.production.merge.CHUNK", CHUNK)
        yield


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = persons(ROWS)
    rows[33] = ("𒀀𒀁", "", "de", "", "")  # no font has these: a fault that a worker finds
    return merging.table(tmp_path_factory.mktemp("people"), rows)


@pytest.fixture(scope="module")
def by_processes(
    workshop: Workshop, people: Path, tmp_path_factory: pytest.TempPathFactory
) -> bytes:
    """The ZIP that a pool of processes makes."""
    out = tmp_path_factory.mktemp("processes") / "letters.zip"
    finished(run_of(workshop, people, out, format_name="pdf"), count=2)
    return out.read_bytes()


def test_a_worker_killed_in_the_middle_costs_no_letter_and_doubles_none(
    workshop: Workshop, people: Path, tmp_path: Path, cluster: Cluster, by_processes: bytes
) -> None:
    def kill(state: State) -> None:
        if state.chunks == 2:
            os.kill(cluster.workers[0].pid, signal.SIGKILL)

    out = tmp_path / "letters.zip"
    run = run_of(workshop, people, out, format_name="pdf")
    summary = finished(run, scheduler=cluster.address, done=kill)
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert (summary.made, summary.failed) == (ROWS - 1, 1)
    assert out.read_bytes() == by_processes


def test_a_scheduler_that_goes_away_is_named_and_the_run_goes_on_elsewhere(
    workshop: Workshop, people: Path, tmp_path: Path, cluster: Cluster, by_processes: bytes
) -> None:
    def kill(state: State) -> None:
        if state.chunks == 2:
            os.kill(cluster.scheduler.pid, signal.SIGKILL)

    out = tmp_path / "letters.zip"
    with pytest.raises(StoppedError, match=r"The workers are gone .* letters are kept"):
        finished(
            run_of(workshop, people, out, format_name="pdf"),
            scheduler=cluster.address,
            done=kill,
        )
    assert not out.exists()
    seen: list[State] = []
    finished(run_of(workshop, people, out, format_name="pdf"), done=seen.append)
    assert seen[0].chunks >= 2
    assert out.read_bytes() == by_processes
