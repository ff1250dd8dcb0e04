"""DOCX beside python-docx and docxtpl: in one run, in turn, medians.

    python benchmarks/docx.py

Every engine works in a process of its own; docxtpl is installed into an environment of its own
under .tools/ and never becomes part of the program's requirements.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINES = Path(__file__).resolve().parent / "docx_engines"
PEER = ROOT / ".tools" / "docxtpl"
PEER_VERSION = "docxtpl==0.20.1"
TURNS = 9
ROUNDS = 5
GOALS = {"python-docx": 0.12, "docxtpl": 0.15}
MOST_SECONDS = 1.5
MOST_BYTES = 20_000


class Engine:
    """An engine at work."""

    def __init__(self, python: Path, script: str) -> None:
        # -P: this file is called docx.py, and must not be taken for the library of that name.
        self.process = subprocess.Popen(
            [python, "-P", "-c", START.format(folder=str(ENGINES), script=script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            cwd=ROOT,
        )

    def measure(self, name: str, rounds: int = ROUNDS) -> tuple[float, int]:
        """Return the median time in seconds, and the size in bytes."""
        print(name, rounds, file=self.process.stdin, flush=True)
        seconds, size = next(iter(self.process.stdout or ())).split()
        return float(seconds), int(size)

    def close(self) -> None:
        """End the process."""
        self.process.communicate(timeout=30)


START = """
import runpy, sys
sys.path.insert(0, {folder!r})
runpy.run_path({folder!r} + "/{script}.py", run_name="__main__")
"""


def peer() -> Path:
    """Return the Python of docxtpl's environment, which is made when it is missing."""
    python = PEER / "bin" / "python"
    if not (PEER / "ready").exists():
        venv.create(PEER, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PEER_VERSION], check=True)
        (PEER / "ready").touch()
    return python


@contextmanager
def engines() -> Iterator[dict[str, Engine]]:
    """Start all engines, and end them."""
    running = {
        "ours": Engine(Path(sys.executable), "ours"),
        "python-docx": Engine(Path(sys.executable), "naive"),
        "docxtpl": Engine(peer(), "templated"),
    }
    try:
        yield running
    finally:
        for engine in running.values():
            engine.close()


def compare(running: dict[str, Engine], name: str) -> bool:
    """Let the engines make one document in turn, and print what it took."""
    for engine in running.values():
        engine.measure(name, 2)
    times: dict[str, list[float]] = {engine: [] for engine in running}
    sizes: dict[str, int] = {}
    for _ in range(TURNS):
        for engine, process in running.items():
            seconds, sizes[engine] = process.measure(name)
            times[engine].append(seconds * 1000)
    ours = statistics.median(times["ours"])
    reached = sizes["ours"] <= MOST_BYTES
    for engine, taken in times.items():
        median, spread = statistics.median(taken), max(taken) - min(taken)
        goal = GOALS.get(engine)
        ratio = f"{ours / median:6.3f} of it (at most {goal})" if goal else ""
        print(
            f"{name:12} {engine:12} {median:8.2f} ms ±{spread / 2:5.2f} {sizes[engine]:7} B {ratio}"
        )
        reached &= not goal or ours / median <= goal
    return reached


def main() -> int:
    """Print one table; the status says whether every goal was reached."""
    print(f"DOCX on {platform.machine()}, Python {platform.python_version()}")
    with engines() as running:
        reached = [compare(running, name) for name in ("statement", "letter")]
        seconds, size = running["ours"].measure("signatories", 3)
        print(f"10,000 signatories: {seconds:.2f} s (under {MOST_SECONDS}), {size} B")
    return 0 if all(reached) and seconds < MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
