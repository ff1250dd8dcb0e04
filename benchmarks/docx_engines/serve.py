"""An engine in a process of its own: told what to make and how often, it answers in seconds."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping

Makers = Mapping[str, Callable[[], bytes]]


def serve(makers: Makers) -> None:
    """Answer each line ``name rounds`` with the median time and the size of the last file."""
    for line in sys.stdin:
        name, rounds = line.split()
        times, data = [], b""
        for _ in range(int(rounds)):
            start = time.perf_counter()
            data = makers[name]()
            times.append(time.perf_counter() - start)
        print(statistics.median(times), len(data), flush=True)
