"""PDF beside typst-py, WeasyPrint and plain Platypus: in one run, in turn, medians.

    python -m benchmarks.pdf

Every engine works in a process of its own; the foreign ones are installed into an environment of
their own under .tools/ and never become part of the program's requirements. Each engine is given
its best documented configuration, and every round is a letter or statement for somebody else.
"""

from __future__ import annotations

import statistics
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from advocacy import Document, Letterhead, Logo, Paragraph, RefusedError, text
from advocacy.plugin_manager import PluginManager
from advocacy.testing import every_block
from benchmarks.engines import TURNS, Engine, compare, environment, running
from benchmarks.goals import Goal, machine, report, spread_of

# The first folder holds what is measured here, the second how an engine answers.
FOLDERS = ("pdf_engines", "docx_engines")
PNG = bytes.fromhex(  # one grey pixel
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
VERSIONS = ["typst==0.15.2", "weasyprint==70.0"]
# At most this share of the other engine's time.
GOALS = {
    "statement": {"typst-py": 0.35, "Platypus": 0.3},
    "letter": {"typst-py": 0.45},
}
MOST_BYTES = {"statement": 25_000, "letter": 20_000}
MOST_GROWTH = 12.0
MOST_SECONDS = 1.0


def growth(engine: Engine) -> Goal:
    """Return how the time grows from a thousand signatories to ten thousand, measured in turn."""
    pairs = [
        (engine.measure("thousand", 3)[0], engine.measure("ten-thousand", 1)[0])
        for _ in range(TURNS)
    ]
    few, many = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    print(f"signatories: 1,000 in {few:.0f} ms, 10,000 in {many:.0f} ms")
    grown = [later / first for first, later in pairs]
    figure = statistics.median(grown)
    what = "10,000 signatories, times 1,000"
    return Goal(what, figure, MOST_GROWTH, spread_of(grown), more=False)


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


def refusals() -> list[Goal]:
    """Return how long the worst inputs take, refused or not."""
    manager = PluginManager()
    manager.load()
    manager.write(every_block("ru-RU"), "pdf")
    goals = []
    for name, document in worst_inputs().items():
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            with suppress(RefusedError):
                manager.write(document, "pdf")
            taken.append(time.perf_counter() - start)
        figure = statistics.median(taken)
        goals.append(Goal(f"seconds: {name}", figure, MOST_SECONDS, more=False))
    return goals


def main() -> int:
    """Print one table; the status says whether every goal was reached."""
    print(f"PDF on {machine()}, {', '.join(VERSIONS)}")
    own, other = Path(sys.executable), environment("pdf_peers", VERSIONS)
    scripts = {
        "ours": (own, "ours"),
        "typst-py": (other, "typesetter"),
        "WeasyPrint": (other, "markup"),
        "Platypus": (own, "platypus"),
    }
    goals = []
    with running(scripts, *FOLDERS) as engines:
        for name in ("statement", "letter"):
            goals += compare(engines, name, GOALS[name], MOST_BYTES[name])
        goals.append(growth(engines["ours"]))
    return report("pdf", [*goals, *refusals()])


if __name__ == "__main__":
    sys.exit(main())
