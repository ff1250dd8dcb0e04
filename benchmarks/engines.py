"""Engines side by side: each in a process of its own, asked in turn, compared by medians."""

from __future__ import annotations

import os
import statistics
import subprocess
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.goals import ROOT, Goal, spread_of

TURNS = 9
ROUNDS = 5

START = """
import runpy, sys
sys.path[:0] = {folders!r}
runpy.run_path({folders!r}[0] + "/{script}.py", run_name="__main__")
"""


def environment(name: str, versions: Sequence[str]) -> Path:
    """Return the Python of other engines' environment, which is made when it is missing."""
    folder = ROOT / ".tools" / name
    python, ready = folder / "bin" / "python", folder / "ready"
    if not ready.exists() or ready.read_text(encoding="ascii") != " ".join(versions):
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *versions], check=True)
        ready.write_text(" ".join(versions), encoding="ascii")
    return python


def variables() -> dict[str, str]:
    """Return the environment in which engines start: Python keeps what it has compiled.

    Without that each start compiles again the modules that changed last, which nobody waits for
    who has installed the program.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Engine:
    """An engine at work; the first folder holds its script, the others what that imports."""

    def __init__(self, python: Path, script: str, folders: Sequence[str]) -> None:
        paths = [str(ROOT / "benchmarks" / folder) for folder in folders]
        # -P: no file beside this one may be taken for a library of its name.
        self.process = subprocess.Popen(
            [python, "-P", "-c", START.format(folders=paths, script=script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
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


@contextmanager
def running(scripts: Mapping[str, tuple[Path, str]], *folders: str) -> Iterator[dict[str, Engine]]:
    """Start engines by name, each a Python and a script, and end them."""
    engines = {name: Engine(*script, folders) for name, script in scripts.items()}
    try:
        yield engines
    finally:
        for engine in engines.values():
            engine.close()


def compare(
    engines: Mapping[str, Engine], name: str, shares: Mapping[str, float], most_bytes: int
) -> list[Goal]:
    """Let the engines make one document in turn, print what it took, and return the goals.

    The first engine is ours; ``shares`` say how much of another's time it may take at most.
    """
    for process in engines.values():
        process.measure(name, 3)
    times: dict[str, list[float]] = {engine: [] for engine in engines}
    sizes: dict[str, int] = {}
    for _ in range(TURNS):
        for engine, process in engines.items():
            seconds, sizes[engine] = process.measure(name)
            times[engine].append(seconds * 1000)
    own = next(iter(engines))
    goals = [Goal(f"{name}: bytes", sizes[own], most_bytes, more=False)]
    for engine, taken in times.items():
        median = statistics.median(taken)
        print(
            f"{name:12} {engine:12} {median:8.2f} ms ±{spread_of(taken):6.1%} {sizes[engine]:7} B"
        )
        if engine in shares:
            ratios = [ours / theirs for ours, theirs in zip(times[own], taken, strict=True)]
            figure = statistics.median(times[own]) / median
            what = f"{name}: share of {engine}'s time"
            goals.append(Goal(what, figure, shares[engine], spread_of(ratios), more=False))
    return goals
