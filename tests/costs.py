"""What the tests cost, and so which of them `make check` leaves to `make test`.

``python -m tests.costs`` measures every test that starts no other program, twice, since the first
run fills what is remembered, and writes into `costly.txt` the functions whose cases together take
more than `LIMIT` seconds of the processor. Nobody has to run it for `make check` to be right: a
test that is not listed is run. It is for the day on which `make check` takes a minute again.
"""

from __future__ import annotations

import functools
import sys
import time
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest

__all__ = ["LIMIT", "LISTED", "costly", "function_of"]

LISTED = Path(__file__).with_name("costly.txt")
LIMIT = 0.5
"""Seconds."""
MEASURED = "not (browser or hypothesis or slow or tools or wheel)"


@functools.cache
def costly() -> dict[str, float]:
    """Return the listed functions with their seconds."""
    lines = LISTED.read_text(encoding="utf-8").splitlines()
    return {name: float(seconds) for seconds, _, name in (line.partition(" ") for line in lines)}


def function_of(item: pytest.Item) -> str:
    """Return the function of a test, without the case: ``tests/web/test_edit.py::test_…``."""
    return item.nodeid.partition("[")[0]


class Meter:
    """Adds up the seconds of each function; what many tests share counts for none of them."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._shared = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        start, self._shared = time.process_time(), 0.0
        done = yield
        self.seconds[function_of(item)] += time.process_time() - start - self._shared
        return done

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object]
    ) -> Generator[None, object, object]:
        start = time.process_time()
        made = yield
        if fixturedef.scope != "function":
            self._shared += time.process_time() - start
        return made


def main() -> int:
    """Measure, and write the list."""
    meters = [Meter(), Meter()]
    for meter in meters:
        if status := pytest.main(["-q", "-m", MEASURED], plugins=[meter]):
            return status
    least = {name: min(meter.seconds[name] for meter in meters) for name in meters[0].seconds}
    lines = [f"{least[name]:.1f} {name}\n" for name in sorted(least) if least[name] > LIMIT]
    LISTED.write_text("".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
