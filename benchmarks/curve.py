"""What the work costs as it grows: letters by the hundred thousand, signatories by the thousand.

    python -m benchmarks.curve [--most 100000] [--turns 3] [--pictures docs/pictures]

Letters are merged by the command in one process; statements are composed and written in a process
that is kept. Times are the processor's. Each row of points is compared with the straight line of a
fixed start and a cost for each that fits it best; a goal says how far a point lies from it.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.model import Signatory
from advocacy.production.workshop import open_workshop
from benchmarks.goals import ROOT, Goal, machine, report, spread_of
from benchmarks.merge import CAMPAIGN, MEGABYTE, write_people
from benchmarks.picture import Curve, Line, drawn

STATEMENT = ROOT / "templates" / "examples" / "joint-statement-2021.toml"
LETTERS, SIGNATORIES = (100, 1_000, 10_000, 100_000), (10, 100, 1_000, 10_000)
OFF = 0.15


@dataclass(frozen=True)
class Row:
    """What was measured of one kind: seconds for each number, and the most memory in bytes."""

    name: str
    unit: str
    seconds: dict[int, list[float]]
    peak: int = 0

    @property
    def points(self) -> list[tuple[int, float]]:
        """The median seconds by number."""
        return [(count, statistics.median(taken)) for count, taken in self.seconds.items()]

    @property
    def line(self) -> Line:
        """The straight line with the least squares of relative distances."""
        weights = [(count, taken, 1 / taken**2) for count, taken in self.points]
        total = sum(weight for *_, weight in weights)
        middle = sum(count * weight for count, _, weight in weights) / total
        height = sum(taken * weight for _, taken, weight in weights) / total
        slope = sum(w * (count - middle) * (taken - height) for count, taken, w in weights) / sum(
            w * (count - middle) ** 2 for count, _, w in weights
        )
        return Line(start=height - slope * middle, each=slope)

    @property
    def off(self) -> float:
        """How far the farthest point lies from the line, as a share of what the line says."""
        return max(abs(taken / self.line.at(count) - 1) for count, taken in self.points)

    def goal(self) -> Goal:
        """Say how straight the row is."""
        spread = max(map(spread_of, self.seconds.values()))
        return Goal(f"{self.name}: farthest from a line", self.off, OFF, spread, more=False)


def merged(format_name: str, counts: list[int], turns: int, folder: Path) -> Row:
    """Merge letters of each number; the largest number once, since it takes minutes."""
    seconds: dict[int, list[float]] = {}
    peak = 0
    for count in counts:
        people = write_people(folder / "people.csv", count)
        seconds[count] = []
        for _ in range(turns if count < LETTERS[-1] else 1):
            taken, memory = run_of(people, folder / "letters.zip", format_name)
            seconds[count].append(taken)
            peak = max(peak, memory)
    return Row(f"letters as {format_name}", "letters", seconds, peak)


def run_of(people: Path, out: Path, format_name: str) -> tuple[float, int]:
    """Merge once; returns seconds and the most memory."""
    command: list[str | Path] = [sys.executable, "-m", "advocacy", "merge", CAMPAIGN, people]
    options: list[str | Path] = ["--out", out, "--workers", "1", "--format", format_name]
    process = subprocess.Popen(
        [*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"Merging {people} failed.")
    out.unlink()
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def signed(format_name: str, turns: int) -> Row:
    """Compose and write a statement with each number of signatories."""
    workshop, campaign = open_workshop(), read_campaign(STATEMENT)
    some = campaign.signatories
    seconds: dict[int, list[float]] = {count: [] for count in SIGNATORIES}
    for turn in range(turns + 1):
        for count, taken in seconds.items():
            # A statement of a few is made in milliseconds: often enough to be measured.
            campaigns = [
                replace(
                    campaign,
                    signatories=tuple(
                        numbered(some[at % len(some)], f"{at}-{turn}-{again}")
                        for at in range(count)
                    ),
                )
                for again in range(max(1, 300 // count))
            ]
            # Or Python's search for cycles among all that is kept would fall to any of them.
            gc.collect()
            start = time.process_time()
            for changed in campaigns:
                workshop.write(workshop.compose(changed, "ru"), format_name)
            taken.append((time.process_time() - start) / len(campaigns))
    # What is loaded with the first statement is no part of its cost.
    warm = {count: taken[1:] for count, taken in seconds.items()}
    return Row(f"signatories as {format_name}", "signatories", warm)


def numbered(signatory: Signatory, number: str) -> Signatory:
    """Return a signatory of another name in every language."""
    return replace(
        signatory, name={tag: f"{name} {number}" for tag, name in signatory.name.items()}
    )


def table(rows: list[Row]) -> None:
    """Print each number with what it took."""
    for row in rows:
        peak = f", at most {row.peak / MEGABYTE:.0f} MiB" if row.peak else ""
        print(f"{row.name}: {row.line.start:.3f} s + {row.line.each * 1000:.3f} ms each{peak}")
        for count, taken in row.points:
            expected = row.line.at(count)
            print(f"{count:10,} {taken:10.3f} s  {taken / expected - 1:+7.1%} from the line")


def main() -> int:
    """Print one table and draw the pictures; the status says whether the rows are straight."""
    options = argparse.ArgumentParser()
    options.add_argument("--most", type=int, default=100_000, help="letters, up to 100000")
    options.add_argument("--turns", type=int, default=3)
    options.add_argument("--pictures", type=Path, help="the folder for the pictures")
    given = options.parse_args()
    print(f"Cost as work grows on {machine()}; {given.turns} turns")
    counts = [count for count in LETTERS if count <= given.most]
    with tempfile.TemporaryDirectory() as name:
        letters = [merged(kind, counts, given.turns, Path(name)) for kind in ("text", "pdf")]
    signatories = [signed(kind, 3 * given.turns) for kind in ("docx", "pdf")]
    table([*letters, *signatories])
    if given.pictures:
        for file, rows in (("letters", letters), ("signatories", signatories)):
            curves = [Curve(row.name, row.points, row.line) for row in rows]
            picture = drawn(f"What {file} cost", rows[0].unit, curves)
            (given.pictures / f"curve-{file}.svg").write_text(picture, encoding="utf-8")
    return report("curve", [row.goal() for row in (*letters, *signatories)])


if __name__ == "__main__":
    sys.exit(main())
