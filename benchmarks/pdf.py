"""PDF beside typst-py, WeasyPrint and plain Platypus: in one run, in turn, medians.

    python benchmarks/pdf.py

Every engine works in a process of its own; the foreign ones are installed into an environment of
their own under .tools/ and never become part of the program's requirements. Each engine is given
its best documented configuration, and every round is a letter or statement for somebody else.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from advocacy import Document, Letterhead, Logo, Paragraph, RefusedError, text
from advocacy.plugin_manager import PluginManager
from advocacy.testing import every_block

ROOT = Path(__file__).resolve().parent.parent
# The first folder holds what is measured here, the second how an engine answers.
FOLDERS = [str(ROOT / "benchmarks" / name) for name in ("pdf_engines", "docx_engines")]
PEERS = ROOT / ".tools" / "pdf_peers"
PNG = bytes.fromhex(  # one grey pixel
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
VERSIONS = ["typst==0.15.2", "weasyprint==70.0"]
TURNS = 9
ROUNDS = 5
# At most this share of the other engine's time.
GOALS = {
    "statement": {"typst-py": 0.35, "Platypus": 0.3},
    "letter": {"typst-py": 0.45},
}
MOST_BYTES = {"statement": 25_000, "letter": 20_000}
MOST_GROWTH = 12.0
MOST_SECONDS = 1.0

START = """
import runpy, sys
sys.path[:0] = {folders!r}
runpy.run_path({folders!r}[0] + "/{script}.py", run_name="__main__")
"""


class Engine:
    """An engine at work."""

    def __init__(self, python: Path, script: str) -> None:
        # -P: no file beside this one may be taken for a library of its name.
        self.process = subprocess.Popen(
            [python, "-P", "-c", START.format(folders=FOLDERS, script=script)],
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


def peers() -> Path:
    """Return the Python of the other engines' environment, which is made when it is missing."""
    python, ready = PEERS / "bin" / "python", PEERS / "ready"
    if not ready.exists() or ready.read_text(encoding="ascii") != " ".join(VERSIONS):
        venv.create(PEERS, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *VERSIONS], check=True)
        ready.write_text(" ".join(VERSIONS), encoding="ascii")
    return python


@contextmanager
def engines() -> Iterator[dict[str, Engine]]:
    """Start all engines, and end them."""
    own, other = Path(sys.executable), peers()
    running = {
        "ours": Engine(own, "ours"),
        "typst-py": Engine(other, "typesetter"),
        "WeasyPrint": Engine(other, "markup"),
        "Platypus": Engine(own, "platypus"),
    }
    try:
        yield running
    finally:
        for engine in running.values():
            engine.close()


def compare(running: dict[str, Engine], name: str) -> bool:
    """Let the engines make one document in turn, and print what it took."""
    for engine in running.values():
        engine.measure(name, 3)
    times: dict[str, list[float]] = {engine: [] for engine in running}
    sizes: dict[str, int] = {}
    for _ in range(TURNS):
        for engine, process in running.items():
            seconds, sizes[engine] = process.measure(name)
            times[engine].append(seconds * 1000)
    ours = statistics.median(times["ours"])
    reached = sizes["ours"] <= MOST_BYTES[name]
    for engine, taken in times.items():
        median, spread = statistics.median(taken), max(taken) - min(taken)
        goal = GOALS[name].get(engine)
        ratio = "" if engine == "ours" else f"{ours / median:6.3f} of it"
        wanted = f" (at most {goal})" if goal else ""
        print(
            f"{name:12} {engine:12} {median:8.2f} ms ±{spread / 2:5.2f} {sizes[engine]:7} B "
            f"{ratio}{wanted}"
        )
        reached &= not goal or ours / median <= goal
    return reached


def growth(engine: Engine) -> bool:
    """Print how the time grows from a thousand signatories to ten thousand, measured in turn."""
    pairs = [
        (engine.measure("thousand", 3)[0], engine.measure("ten-thousand", 1)[0])
        for _ in range(TURNS)
    ]
    few, many = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    grown = sorted(later / first for first, later in pairs)
    ratio = statistics.median(grown)
    print(
        f"signatories: 1,000 in {few:.0f} ms, 10,000 in {many:.0f} ms: {ratio:.1f} times, "
        f"{grown[0]:.1f} to {grown[-1]:.1f} (at most {MOST_GROWTH:g})"
    )
    return ratio <= MOST_GROWTH


def worst_inputs() -> dict[str, Document]:
    """Return what is refused, or printed as plain text, however it is meant."""
    plain = every_block("ru-RU")
    bomb = bytearray(PNG)
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    deep = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + b"<g>" * 100_000
    heads = {
        "a picture of gigabytes": Logo(bytes(bomb), "image/png", "logo"),
        "a truncated picture": Logo(PNG[:40], "image/png", "logo"),
        "a drawing without end": Logo(deep, "image/svg+xml", "logo"),
    }
    texts = {
        "a paragraph of a megabyte": "слово " * 170_000,
        "20,000 characters": "слово " * 3_333,
        "20,000 characters without a space": "щ" * 20_000,
        "markup": "<b><img src='/etc/hostname'/> & <a href='javascript:x'>" * 300,
    }
    return {
        **{
            name: replace(plain, letterhead=Letterhead(logos=(logo,)))
            for name, logo in heads.items()
        },
        **{
            name: replace(plain, blocks=(Paragraph(text=text(one)),)) for name, one in texts.items()
        },
    }


def refusals() -> bool:
    """Print how long the worst inputs take, refused or not."""
    manager = PluginManager()
    manager.load()
    manager.write(every_block("ru-RU"), "pdf")
    reached = True
    for name, document in worst_inputs().items():
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            with suppress(RefusedError):
                manager.write(document, "pdf")
            taken.append(time.perf_counter() - start)
        median = statistics.median(taken)
        print(f"{name:36} {median * 1000:8.1f} ms (at most {MOST_SECONDS * 1000:g})")
        reached &= median <= MOST_SECONDS
    return reached


def main() -> int:
    """Print one table; the status says whether every goal was reached."""
    print(f"PDF on {platform.machine()}, Python {platform.python_version()}, {', '.join(VERSIONS)}")
    with engines() as running:
        reached = [compare(running, name) for name in ("statement", "letter")]
        reached.append(growth(running["ours"]))
    reached.append(refusals())
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
