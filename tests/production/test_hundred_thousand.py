"""A hundred thousand letters as PDF: all of them, in a memory that does not grow."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.production import merging

LETTERS = 100_000
MOST_MEMORY = 120 * 1024
"""KiB of any process of the run."""


@pytest.mark.slow
def test_a_hundred_thousand_letters_are_made_within_the_memory_of_a_few(tmp_path: Path) -> None:
    people = merging.table(tmp_path, merging.persons(LETTERS))
    out = tmp_path / "letters.zip"
    command = [sys.executable, "-m", "advocacy", "merge", merging.LETTER, people, "--out", out]
    with subprocess.Popen([*command, "--workers", "2"]) as run:
        peaks: dict[int, int] = {}
        while run.poll() is None:
            for process in (run.pid, *children(run.pid)):
                peaks[process] = max(peaks.get(process, 0), peak_of(process))
            with suppress(subprocess.TimeoutExpired):
                run.wait(1)
    assert run.returncode == 0
    with zipfile.ZipFile(out) as archive:
        assert len(archive.namelist()) == LETTERS + 1
        assert archive.read("MANIFEST.sha256").count(b"\n") == LETTERS
        last = archive.namelist()[-2]
        assert last == f"100001-anna-beispiel-{LETTERS}.de.pdf"  # numbered as the table is
        assert archive.read(last).startswith(b"%PDF-")
    assert len(peaks) >= 3
    assert {process: peak for process, peak in peaks.items() if peak > MOST_MEMORY} == {}


def children(parent: int) -> list[int]:
    """Return the processes that a process has started (Linux)."""
    try:
        found = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(each) for each in found.split()]


def peak_of(process: int) -> int:
    """Return the most memory that a process has had, in KiB; nought once it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
