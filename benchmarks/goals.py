"""What benchmarks have in common: goals, the machine, and one table of all at the end.

    python -m benchmarks.goals

prints every goal of the benchmarks that ran last; each leaves its own under .benchmarks/.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / ".benchmarks"


@dataclass(frozen=True)
class Goal:
    """What was promised and what was measured.

    ``spread`` is half the distance between the ends of what was measured, as a share of its
    median; ``worked`` is the same figure by processor time, where the figure is the clock's.
    ``more`` says that the figure has to be at least the goal, not at most.
    """

    what: str
    figure: float
    goal: float
    spread: float = 0.0
    worked: float = 0.0
    more: bool = True

    @property
    def reached(self) -> bool:
        """Whether the goal is reached."""
        return self.figure >= self.goal if self.more else self.figure <= self.goal

    def __str__(self) -> str:
        spread = f"±{self.spread:5.1%}" if self.spread else ""
        worked = f"  {self.worked:.2f} by processor time" if self.worked else ""
        sign, missed = "≥" if self.more else "≤", "" if self.reached else "MISSED"
        what, wanted = f"{self.what:48}", f"({sign} {self.goal:g})"
        return f"{what} {self.figure:10.3f} {spread:7} {wanted:10} {missed:6}{worked}".rstrip()


def machine() -> str:
    """Return the machine as tables name it."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def spread_of(values: Sequence[float]) -> float:
    """Return half the distance between the least and the greatest, as a share of the median."""
    return (max(values) - min(values)) / 2 / statistics.median(values)


def report(benchmark: str, goals: Iterable[Goal]) -> int:
    """Print the goals and leave them for the table; the status says whether all are reached."""
    goals = list(goals)
    for goal in goals:
        print(goal)
    RESULTS.mkdir(exist_ok=True)
    content = {"machine": machine(), "goals": [asdict(goal) for goal in goals]}
    (RESULTS / f"{benchmark}.json").write_text(json.dumps(content), encoding="utf-8")
    return 0 if all(goal.reached for goal in goals) else 1


def main() -> int:
    """Print one table of all benchmarks; the status says whether every goal was reached."""
    reached = True
    for path in sorted(RESULTS.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        print(f"\n{path.stem}: {content['machine']}")
        for goal in (Goal(**values) for values in content["goals"]):
            print(f"  {goal}")
            reached &= goal.reached
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
