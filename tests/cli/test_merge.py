"""`advocacy merge`, called as a person calls it, stopped as a person and a system stop it."""

from __future__ import annotations

import os
import pty
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.production import merging
from tests.production.merging import LETTER, persons

ROOT = Path(__file__).parents[2]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "advocacy", "merge", str(LETTER), *map(str, arguments)]


def environment(**values: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **values}


def merge(
    *arguments: object,
    cwd: Path | None = None,
    preexec_fn: Callable[[], None] | None = None,
    **values: str,
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env=environment(**values),
        preexec_fn=preexec_fn,
    )


def test_a_preview_says_what_is_understood_and_makes_a_few_letters(tmp_path: Path) -> None:
    rows = [*persons(3), ("", "", "de", "", "")]
    people = tmp_path / "people.csv"
    text = merging.csv_text(rows).replace("Own sentence", "Satz?")
    people.write_text(text, encoding="utf-8")
    done = merge(people, "--out", tmp_path / "letters.zip", "--preview", 2, "--workers", 1)
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (tmp_path / "letters-preview").iterdir())
    assert made == ["000002-anna-beispiel-1.en.pdf", "000003-anna-beispiel-2.fr.pdf"]
    assert done.stdout.splitlines() == [
        "name: column “Name”",
        "address: column “Address”",
        "language: column “Language”",
        "addressee: column “Addressee”",
        "not used: column “Satz?”",
        *(str(tmp_path / "letters-preview" / name) for name in made),
        "row 5: There is no name in this row.",
        "3 of 4 rows can be used",
    ]
    assert not (tmp_path / "letters.zip").exists()


def test_letters_are_made_and_what_could_not_be_used_is_said(tmp_path: Path) -> None:
    people = merging.table(tmp_path, [*persons(2), ("", "", "de", "", "")])
    done = merge(people, "--out", tmp_path / "letters.zip", "--workers", 1)
    assert done.returncode == 0
    assert done.stdout == f"{tmp_path / 'letters.zip'}: 2 letters\n"
    assert f"1 rows could not be used: {tmp_path / 'letters.report.csv'}" in done.stderr


def test_a_list_without_a_usable_row_is_no_success(tmp_path: Path) -> None:
    people = merging.table(tmp_path, [("", "", "de", "", "")])
    done = merge(people, "--out", tmp_path / "letters.pdf", "--workers", 1)
    assert done.returncode == 1
    assert "No letter could be made" in done.stderr or "No row of the table" in done.stderr
    assert not (tmp_path / "letters.pdf").exists()


def test_zone_locale_hash_seed_and_directory_change_no_byte(tmp_path: Path) -> None:
    people = merging.table(tmp_path, persons(4))
    first = merge(people, "--out", tmp_path / "a.zip", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    second = merge(people, "--out", tmp_path / "b.zip", TZ="Pacific/Kiritimati", PYTHONHASHSEED="2")
    assert (first.returncode, second.returncode) == (0, 0)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("nowhere.csv", "--out", "a.zip"), 2, "nowhere.csv"),
        (("{people}", "--out", "a.doc"), 1, "The output ends in .zip"),
        (("{people}", "--out", "a.zip", "--name", "{name}"), 1, "cannot name the files"),
        (("{people}", "--out", "a.zip", "--format", "pfd"), 1, "is “pdf” meant?"),
        (
            ("{people}", "--out", "a.zip", "--scheduler", "tcp://127.0.0.1:9"),
            1,
            "No scheduler answers at “tcp://127.0.0.1:9”.",
        ),
        (("{people}", "--out", "a.zip", "--scheduler", "nonsense"), 1, "No scheduler answers"),
    ],
    ids=["no list", "kind", "pattern", "format", "scheduler", "address"],
)
def test_wrong_requests_get_a_sentence_and_their_exit_status(
    tmp_path: Path, arguments: tuple[str, ...], status: int, sentence: str
) -> None:
    people = merging.table(tmp_path, persons(1))
    done = merge(*(people if each == "{people}" else each for each in arguments), cwd=tmp_path)
    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "a.zip").exists()


class Started:
    """The command in a terminal of its own, with all that it shows."""

    def __init__(self, *arguments: object) -> None:
        self.reader, writer = pty.openpty()
        self.process = subprocess.Popen(
            command(*arguments),
            stdin=writer,
            stdout=writer,
            stderr=writer,
            env=environment(TERM="xterm", COLUMNS="100"),
            start_new_session=True,
        )
        os.close(writer)
        self._data = b""

    @property
    def shown(self) -> str:
        """All that was shown, without colours."""
        return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", self._data.decode(errors="replace"))

    def until(self, pattern: str) -> re.Match[str]:
        """Read on until something is shown."""
        while not (found := re.search(pattern, self.shown)):
            assert self._more(), f"{pattern} was never shown: {self.shown}"
        return found

    def _more(self) -> bool:
        try:
            data = os.read(self.reader, 4096)
        except OSError:  # the terminal is closed
            return False
        self._data += data
        return bool(data)

    def interrupt(self) -> None:
        """Press Ctrl-C, which reaches all processes of a terminal."""
        os.killpg(self.process.pid, signal.SIGINT)

    def ended(self) -> int:
        """Read to the end; return the status."""
        while self._more():
            pass
        os.close(self.reader)
        return self.process.wait()


def test_progress_shows_letters_rate_and_time_left(tmp_path: Path) -> None:
    people = merging.table(tmp_path, persons(250))
    run = Started(people, "--out", tmp_path / "letters.zip", "--format", "text", "--workers", 1)
    run.until(r"Letters.*\d+/250 [\d,]+/s \d:\d\d:\d\d")
    assert run.ended() == 0


@pytest.mark.parametrize(
    ("moment", "count"),
    # In the middle so many that the run cannot end before the signal comes, on a busy machine too.
    [(r"Letters", 60), (r" (?!1000)[1-9]\d*/1000", 1000)],
    ids=["start", "middle"],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_stops_cleanly_and_the_same_command_goes_on(
    tmp_path: Path, moment: str, count: int, workers: int
) -> None:
    people = merging.table(tmp_path, persons(count))
    out = tmp_path / "letters.zip"
    run = Started(people, "--out", out, "--format", "text", "--workers", workers)
    run.until(moment)
    run.interrupt()
    assert run.ended() == 130
    assert "Stopped." in run.shown
    if moment != "Letters":
        assert re.search(r"\d+ letters are kept; the same command goes on from there", run.shown)
    assert "Traceback" not in run.shown
    assert not out.exists()
    assert merge(people, "--out", out, "--format", "text").returncode == 0
    assert len(merging.zipped(out)) == count + 1


def test_kill_9_loses_nothing_that_was_done(tmp_path: Path) -> None:
    people = merging.table(tmp_path, persons(500))
    whole, out = tmp_path / "whole.zip", tmp_path / "letters.zip"
    run = Started(people, "--out", out, "--format", "text", "--workers", 2)
    run.until(r" (?!500)[1-9]\d*/500")
    os.killpg(run.process.pid, signal.SIGKILL)
    run.ended()
    again = merge(people, "--out", out, "--format", "text")
    assert again.stdout == f"{out}: 500 letters\n"
    assert merge(people, "--out", whole, "--format", "text").returncode == 0
    assert out.read_bytes() == whole.read_bytes()


def test_a_full_disk_is_named_and_the_run_goes_on_when_there_is_room(tmp_path: Path) -> None:
    people = merging.table(tmp_path, persons(120))
    whole, out = tmp_path / "whole.zip", tmp_path / "letters.zip"
    full = merge(
        people,
        "--out",
        out,
        "--format",
        "text",
        "--workers",
        1,
        # More than fifty letters, fewer than all.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    assert full.returncode == 1
    assert re.search(r"Writing failed: File too large\. \d+ letters are kept", full.stderr)
    assert not out.exists()
    again = merge(people, "--out", out, "--format", "text", "--workers", 1)
    assert again.returncode == 0, again.stderr
    assert merge(people, "--out", whole, "--format", "text").returncode == 0
    assert out.read_bytes() == whole.read_bytes()
