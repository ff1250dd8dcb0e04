"""What a million letters take on N workers: a queue that is reckoned through, chunk by chunk.

    python -m benchmarks.simulate [--letters 1000000]

It follows the program: chunks are handed out in their order, a few beyond the one that is waited
for; one process takes them in the same order, writes them and waits for the disk twice. The figures
come from measured.toml; the same figures give the same table.
"""

from __future__ import annotations

import argparse
import heapq
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHUNK = 50
WORKERS = (1, 2, 4, 8, 16, 32, 64, 128)
MEASURED = Path(__file__).with_name("measured.toml")
PAGES_A_MINUTE = 100
"""What a fast office printer prints."""


@dataclass(frozen=True)
class Costs:
    """Seconds of a chunk for a worker, for the one that writes, and of a letter at the end."""

    make: float
    take: float
    finish: float

    @classmethod
    def of(cls, measured: dict[str, Any]) -> Costs:
        """Reckon with what was measured for PDF."""
        assembly, disk = measured["assembly"], measured["disk"]
        written = CHUNK * assembly["bytes"] / (disk["megabytes_per_second"] * 1_000_000)
        waited = 2 * disk["sync_ms"] / 1000
        return cls(
            make=CHUNK * measured["letter"]["pdf"] / 1000,
            take=CHUNK * assembly["letter_ms"] / 1000 + written + waited,
            finish=assembly["finish_ms"] / 1000,
        )


@dataclass(frozen=True)
class Run:
    """A run that was reckoned through: seconds, and the share of them that each is at work."""

    workers: int
    seconds: float
    making: float
    taking: float

    @property
    def limit(self) -> str:
        """Who has no time left."""
        return "the one that writes" if self.taking > self.making else "the workers"


def simulated(letters: int, workers: int, costs: Costs) -> Run:
    """Let workers make chunks in turn and one process take them in their order."""
    chunks = -(-letters // CHUNK)
    ahead = 2 * workers
    free = [0.0] * workers
    taken: list[float] = []
    now = 0.0
    ends: list[float] = []
    for chunk in range(chunks):
        # It is handed out when the one that lies so far before it has been taken.
        handed = taken[chunk - ahead - 1] if chunk > ahead else 0.0
        start = max(handed, heapq.heappop(free))
        ends.append(start + costs.make)
        heapq.heappush(free, ends[-1])
        now = max(now, ends[chunk]) + costs.take
        taken.append(now)
    seconds = now + letters * costs.finish
    return Run(
        workers=workers,
        seconds=seconds,
        making=chunks * costs.make / workers / seconds,
        taking=(chunks * costs.take + letters * costs.finish) / seconds,
    )


def table(letters: int, measured: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    costs = Costs.of(measured)
    yield f"| workers | time for {letters:,} | letters/s | workers busy | writer busy | limit |"
    yield "| ---: | ---: | ---: | ---: | ---: | --- |"
    for run in (simulated(letters, workers, costs) for workers in WORKERS):
        yield (
            f"| {run.workers} | {_said(run.seconds)} | {letters / run.seconds:,.0f} "
            f"| {run.making:.0%} | {run.taking:.0%} | {run.limit} |"
        )


def printing(letters: int) -> str:
    """Say what printing takes."""
    hours = letters / PAGES_A_MINUTE / 60
    return f"{letters:,} pages at {PAGES_A_MINUTE} a minute: {hours:,.0f} hours on one printer"


def _said(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--letters", type=int, default=1_000_000)
    letters = options.parse_args().letters
    measured = tomllib.loads(MEASURED.read_text(encoding="utf-8"))
    for line in table(letters, measured):
        print(line)
    print(printing(letters))
    return 0


if __name__ == "__main__":
    sys.exit(main())
