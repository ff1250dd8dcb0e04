"""A run that is stopped, wherever and however, goes on to the same bytes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from advocacy.errors import RefusedError
from advocacy.production.journal import State
from advocacy.production.merge import Merge, StoppedError
from advocacy.production.workshop import Workshop
from tests.production import merging
from tests.production.merging import finished, here, persons, run_of

OUTPUTS = ["letters.zip", "letters", "letters.pdf"]
CHUNK, ROWS = 4, 11
Again = Callable[[Path], Merge]


@pytest.fixture(scope="module", autouse=True)
def small_chunks() -> Iterator[None]:
    """Three chunks of few rows take the ways of three chunks of many, and less time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("advocacy.production.merge.CHUNK", CHUNK)
        yield


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three chunks of people, and some rows that cannot be used."""
    rows = persons(ROWS)
    rows[1] = rows[5] = ("", "Lindenweg 1", "de", "", "")
    return merging.table(tmp_path_factory.mktemp("people"), rows)


@pytest.fixture(scope="module", params=OUTPUTS)
def name(request: pytest.FixtureRequest) -> str:
    """A kind of output."""
    return str(request.param)


@pytest.fixture(scope="module")
def again(workshop: Workshop, people: Path, name: str) -> Again:
    """The same run, once more."""
    joined = name.endswith(".pdf")

    def run(folder: Path) -> Merge:
        format_name = "pdf" if joined else "text"
        return run_of(workshop, people, folder / name, format_name=format_name, joined=joined)

    return run


@pytest.fixture(scope="module")
def uninterrupted(again: Again, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run leaves behind that nobody stopped."""
    folder = tmp_path_factory.mktemp("whole")
    finished(again(folder))
    return left(folder)


def left(folder: Path) -> dict[str, bytes]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def stop_after(chunks: int) -> Callable[[State], None]:
    """Ctrl-C after some chunks."""

    def done(state: State) -> None:
        if state.chunks == chunks:
            raise KeyboardInterrupt

    return done


@pytest.mark.parametrize("chunks", [0, 1, 2, 3])
def test_ctrl_c_after_any_chunk_and_the_same_command_again(
    again: Again, uninterrupted: dict[str, bytes], tmp_path: Path, chunks: int
) -> None:
    kept = min(CHUNK * chunks, ROWS) - min(chunks, 2)
    with pytest.raises(StoppedError, match=rf"^Stopped\. {kept} letters are kept") as stopped:
        finished(again(tmp_path), done=stop_after(chunks))
    assert stopped.value.interrupted
    seen: list[State] = []
    finished(again(tmp_path), done=seen.append)
    assert seen[0].chunks == chunks
    assert left(tmp_path) == uninterrupted


def test_being_stopped_again_and_again_changes_nothing(
    again: Again, uninterrupted: dict[str, bytes], tmp_path: Path
) -> None:
    for chunks in (1, 2, 3):
        with pytest.raises(StoppedError):
            finished(again(tmp_path), done=stop_after(chunks))
    finished(again(tmp_path))
    assert left(tmp_path) == uninterrupted


def test_a_crash_between_data_and_journal_leaves_no_trace(
    again: Again, uninterrupted: dict[str, bytes], tmp_path: Path
) -> None:
    """What was written of the second chunk counts for nothing, nor does half a line."""
    with pytest.raises(StoppedError):
        finished(again(tmp_path), done=stop_after(1))
    folder = again(tmp_path).folder
    with (folder / "data").open("ab") as data, (folder / "journal").open("ab") as journal:
        data.write(b"half a chunk")
        journal.write(b'["letter", ["x", "", 1, 1, 1, false, 1]]\n["chunk", [2, 9')
    finished(again(tmp_path))
    assert left(tmp_path) == uninterrupted


@pytest.mark.parametrize("step", ["_finish", "_placed", "discard"])
def test_a_crash_while_the_output_is_put_into_its_place_leaves_no_trace(
    again: Again,
    uninterrupted: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    """The step is done whole, and nobody learns of it."""
    real = getattr(Merge, step)

    def crash(*arguments: Any) -> None:
        if step != "discard":
            real(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(Merge, step, crash)
    with pytest.raises((StoppedError, KeyboardInterrupt)):
        finished(again(tmp_path))
    monkeypatch.undo()
    finished(again(tmp_path))
    assert left(tmp_path) == uninterrupted


def test_a_run_whose_files_were_changed_meanwhile_says_so(again: Again, tmp_path: Path) -> None:
    run = again(tmp_path)
    with pytest.raises(StoppedError):
        finished(run, done=stop_after(2))
    kept = next(run.out.iterdir()) if run.out.is_dir() else run.folder / "data"
    kept.write_bytes(b"")
    with pytest.raises(RefusedError, match=r"is missing or cut. To begin again, add --restart"):
        finished(again(tmp_path))


def test_nothing_but_the_output_is_left_beside_it(
    uninterrupted: dict[str, bytes], name: str
) -> None:
    assert {each.partition("/")[0] for each in uninterrupted} == {name, "letters.report.csv"}


def test_another_list_does_not_go_on_with_what_this_one_began(
    workshop: Workshop, people: Path, tmp_path: Path
) -> None:
    out = tmp_path / "letters.zip"
    with pytest.raises(StoppedError):
        finished(run_of(workshop, people, out), done=stop_after(1))
    other = run_of(workshop, merging.table(tmp_path, persons(2)), out)
    with pytest.raises(RefusedError, match="Another run was left unfinished there"):
        finished(other)
    other.discard()
    assert finished(other).made == 2


def test_two_runs_at_once_do_not_write_into_one_output(
    workshop: Workshop, people: Path, tmp_path: Path
) -> None:
    out = tmp_path / "letters.zip"
    refused: list[str] = []

    def second(state: State) -> None:
        for call in (lambda: run_of(workshop, people, out).run(here()), first.discard):
            with pytest.raises(RefusedError) as error:
                call()
            refused.append(str(error.value))

    first = run_of(workshop, people, out)
    assert finished(first, done=second).made == ROWS - 2
    assert set(refused) == {"Another run is making these letters at this moment."}


def test_a_worker_that_is_killed_stops_the_run_which_goes_on_with_others(
    workshop: Workshop, tmp_path: Path
) -> None:
    def kill(state: State) -> None:
        if state.chunks == 1:
            for child in multiprocessing.active_children():
                os.kill(child.pid or 0, signal.SIGKILL)

    # More chunks than are handed out before the first one is back: the killed have work left.
    people = merging.table(tmp_path, persons(10 * CHUNK))
    whole, out = tmp_path / "whole", tmp_path / "letters.zip"
    whole.mkdir()
    finished(run_of(workshop, people, whole / "letters.zip"))
    with pytest.raises(StoppedError, match=r"The workers are gone .* letters are kept"):
        finished(run_of(workshop, people, out), count=2, done=kill)
    finished(run_of(workshop, people, out), count=2)
    assert out.read_bytes() == (whole / "letters.zip").read_bytes()
