"""What the one process that writes does for each letter of a merge, however many workers make them.

    python -m benchmarks.assembly [--letters 20000]

Workers that take no time hand over the same chunk of letters again and again, as it would come out
of another process. The times are the processor's; the disk is not in them.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

from advocacy.campaigns.file import read_campaign, write_campaign
from advocacy.production.executors import Workers
from advocacy.production.letters import Batch, Job, make_letters, workshop_of
from advocacy.production.merge import Merge
from advocacy.production.people import Recipient, open_people
from benchmarks.goals import machine
from benchmarks.merge import CAMPAIGN, write_people

T = TypeVar("T")


class Prepared:
    """Stands for workers: the first chunk is made, and every other one is a copy of it."""

    def __init__(self) -> None:
        self.made: Batch | None = None
        self.ended = 0.0

    def in_order(
        self, function: Callable[..., Batch], tasks: Iterable[tuple[Job, tuple[Recipient, ...]]]
    ) -> Iterator[Batch]:
        """Yield a chunk for each task; what is sent to a worker is packed for its way."""
        for task in tasks:
            sent = _carried(task)
            self.made = self.made or function(*sent)
            yield _carried(self.made)
        self.ended = time.process_time()


def _carried(value: T) -> T:
    """Return a value as it comes out at the other end of a pipe."""
    return cast("T", pickle.loads(pickle.dumps(value)))  # noqa: S301 - packed a moment ago


def main() -> int:
    """Print milliseconds for a letter while letters are made, and at the end."""
    options = argparse.ArgumentParser()
    options.add_argument("--letters", type=int, default=20_000)
    count = options.parse_args().letters
    job = Job(campaign=write_campaign(read_campaign(CAMPAIGN)), format="pdf", pattern="{number}")
    make_letters(job, ())  # opens the workshop, which every process does once
    with tempfile.TemporaryDirectory() as name:
        people = write_people(Path(name) / "people.csv", count)
        table = open_people(people, read_campaign(CAMPAIGN), workshop_of(job).languages)
        prepared: Any = Prepared()
        out = Path(name) / "letters.zip"
        start = time.process_time()
        Merge(job, table, out).run(cast("Workers", prepared))
        end, size = time.process_time(), out.stat().st_size
    print(f"Assembling {count:,} letters on {machine()}")
    print(f"letter_ms = {(prepared.ended - start) / count * 1000:.3f}")
    print(f"finish_ms = {(end - prepared.ended) / count * 1000:.3f}")
    print(f"bytes = {size // count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
