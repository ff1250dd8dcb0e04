"""DOCX beside python-docx and docxtpl: in one run, in turn, medians.

    python -m benchmarks.docx

Every engine works in a process of its own; docxtpl is installed into an environment of its own
under .tools/ and never becomes part of the program's requirements.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.engines import compare, environment, running
from benchmarks.goals import Goal, machine, report

VERSIONS = ["docxtpl==0.20.1"]
SHARES = {"python-docx": 0.12, "docxtpl": 0.15}
MOST_SECONDS = 1.5
MOST_BYTES = 20_000


def main() -> int:
    """Print one table; the status says whether every goal was reached."""
    print(f"DOCX on {machine()}, {', '.join(VERSIONS)}")
    own = Path(sys.executable)
    scripts = {
        "ours": (own, "ours"),
        "python-docx": (own, "naive"),
        "docxtpl": (environment("docxtpl", VERSIONS), "templated"),
    }
    goals = []
    with running(scripts, "docx_engines") as engines:
        for name in ("statement", "letter"):
            goals += compare(engines, name, SHARES, MOST_BYTES)
        seconds, _ = engines["ours"].measure("signatories", 3)
    goals.append(Goal("seconds for 10,000 signatories", seconds, MOST_SECONDS, more=False))
    return report("docx", goals)


if __name__ == "__main__":
    sys.exit(main())
