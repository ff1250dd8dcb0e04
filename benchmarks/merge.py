"""Letters of many people beside typst-py, LibreOffice, python-docx and docxtpl: rates, in turn.

    python -m benchmarks.merge [--letters 5000] [--turns 3]

Each engine is a command that reads the list and leaves its file behind, measured from start to
end as a person would wait for it; the slower ones are given fewer letters, which the table says.
All set the same words: what the composed letter says. Beside the time that passes stands the
processor's, with all threads and children: on a machine that others use, believe that one. The
foreign engines live in an environment of their own under .tools/ and never become part of the
program's requirements.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.engines import environment, variables
from benchmarks.goals import ROOT, Goal, machine, report

ENGINES = ROOT / "benchmarks" / "merge_engines"
CAMPAIGN = ENGINES / "letter.toml"
VERSIONS = ["typst==0.15.2", "python-docx==1.2.0", "docxtpl==0.20.1"]
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
OFFICE_LETTERS = 300
DOCX_LETTERS = 300
FEW = 500
MEGABYTE = 1 << 20


@dataclass
class Engine:
    """A command that makes some letters, and what its turns took."""

    name: str
    letters: int
    command: Callable[[Path], list[str | Path]]
    pinned: bool = False
    """Whether it gets one core, because it would take all."""
    seconds: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    peak: int = 0
    size: int = 0

    def turn(self, folder: Path) -> None:
        """Make all letters once."""
        out = folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        start = time.perf_counter()
        process = subprocess.Popen(
            self.command(out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=variables(),
            preexec_fn=_on_one_core if self.pinned else None,  # noqa: PLW1509 - no threads here
        )
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds.append(time.perf_counter() - start)
        self.work.append(usage.ru_utime + usage.ru_stime)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{self.name} failed.")
        self.peak = max(self.peak, usage.ru_maxrss * 1024)
        self.size = sum(path.stat().st_size for path in out.iterdir())

    @property
    def rate(self) -> float:
        """Letters per second, by the median turn."""
        return self.letters / statistics.median(self.seconds)

    @property
    def cost(self) -> float:
        """Milliseconds of processor time for a letter, by the median turn."""
        return statistics.median(self.work) / self.letters * 1000

    @property
    def spread(self) -> float:
        """Half the distance between the slowest and the fastest turn, as a share."""
        return (max(self.seconds) - min(self.seconds)) / 2 / statistics.median(self.seconds)


def write_people(path: Path, count: int) -> Path:
    """Write a list of people who differ in every column."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["name", "address", "language", "own sentence"])
        for number in range(1, count + 1):
            rows.writerow([
                f"Анна Примерова-{number}", f"Липовая ул., {number}\n10115 Берлин", "ru",
                f"Я учительница из Берлина и пишу Вам {number}-е письмо.",
            ])  # fmt: skip
    return path


def write_words(path: Path) -> Path:
    """Write what the composed letter says, without what differs from person to person."""
    from advocacy import document as d
    from advocacy.campaigns.file import read_campaign
    from advocacy.production.letters import personal
    from advocacy.production.people import Recipient
    from advocacy.production.workshop import open_workshop

    someone = Recipient(1, "NAME", "", "ru", "", 1)
    composed = open_workshop().compose(personal(read_campaign(CAMPAIGN), someone), "ru")
    words: dict[str, Any] = {"title": composed.title, "paragraphs": []}
    for block in composed.blocks:
        match block:
            case d.Paragraph():
                words["paragraphs"].append(d.plain(block.text))
            case d.Address():
                words["address"] = [d.plain(line) for line in block.lines]
            case d.Demands():
                words["lead"] = d.plain(block.lead)
                words["demands"] = [d.plain(item) for item in block.items]
            case d.Dateline() | d.Salutation() | d.Closing():
                words[type(block).__name__.lower()] = d.plain(block.text)
    path.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    return path


def _on_one_core() -> None:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])


def _apart(function: Callable[[Path], object], path: Path) -> None:
    """Call a function in a process of its own.

    The peak of a command counts from the size of the process that starts it (Linux takes it over
    at the start), so this one stays smaller than anything that it measures.
    """
    process = multiprocessing.get_context("spawn").Process(target=function, args=(path,))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{function.__name__} failed.")


def engines(folder: Path, letters: int) -> dict[str, Engine]:
    """Return everything that is measured, by kind and name."""
    many, words = write_people(folder / "many.csv", letters), folder / "words.json"
    _apart(write_words, words)
    few = write_people(folder / "few.csv", FEW)
    python = environment("merge_peers", VERSIONS)

    def ours(people: Path, name: str, *options: str) -> Callable[[Path], list[str | Path]]:
        start: list[str | Path] = [sys.executable, "-m", "advocacy", "merge", CAMPAIGN, people]
        return lambda out: [*start, "--out", out / name, *options]

    def peer(script: str, count: int, name: str) -> Callable[[Path], list[str | Path]]:
        start: list[str | Path] = [python, ENGINES / f"{script}.py", words, many, str(count)]
        return lambda out: [*start, out / name]

    def peer_docx(script: str) -> tuple[int, Callable[[Path], list[str | Path]]]:
        return DOCX_LETTERS, peer(script, DOCX_LETTERS, "a.zip")

    one, two = ("--workers", "1"), ("--workers", "2")
    return {
        "pdf": Engine("PDF in a ZIP", letters, ours(many, "a.zip", *one)),
        "pdf few": Engine("PDF in a ZIP", FEW, ours(few, "a.zip", *one)),
        "pdf two": Engine("PDF in a ZIP, two processes", letters, ours(many, "a.zip", *two)),
        "pdf typst": Engine("  typst-py", letters, peer("typesetter", letters, "a.zip")),
        "pdf office": Engine("  LibreOffice", OFFICE_LETTERS, office(folder)),
        "merged": Engine("one PDF of all", letters, ours(many, "a.pdf", *one)),
        "merged few": Engine("one PDF of all", FEW, ours(few, "a.pdf", *one)),
        "merged two": Engine("one PDF of all, two processes", letters, ours(many, "a.pdf", *two)),
        "merged typst": Engine(
            "  typst-py, one core", letters, peer("typesetter", letters, "a.pdf"), pinned=True
        ),
        "merged typst all": Engine(
            "  typst-py, all cores", letters, peer("typesetter", letters, "a.pdf")
        ),
        "docx": Engine(
            "DOCX in a ZIP", letters, ours(many, "a.zip", *one, "--format", "docx")
        ),
        "docx python-docx": Engine("  python-docx", *peer_docx("naive")),
        "docx docxtpl": Engine("  docxtpl", *peer_docx("templated")),
    }  # fmt: skip


def office(folder: Path) -> Callable[[Path], list[str | Path]]:
    """LibreOffice converts all files in one start, which is how its documentation does it."""
    people, source = write_people(folder / "office.csv", OFFICE_LETTERS), folder / "docx"
    command = [sys.executable, "-m", "advocacy", "merge", CAMPAIGN, people]
    subprocess.run(
        [*command, "--out", source, "--format", "docx"], check=True, cwd=ROOT, capture_output=True
    )
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(source.glob("*.docx"))
    return lambda out: [
        "soffice", profile, "--headless", "--convert-to", TAGGED, "--outdir", out, *files,
    ]  # fmt: skip


def goals(found: dict[str, Engine]) -> list[Goal]:
    """Compare what was measured with what was promised."""

    def times(what: str, ours: str, theirs: str, goal: float) -> Goal:
        mine, other = found[ours], found[theirs]
        figure, worked = mine.rate / other.rate, other.cost / mine.cost
        spread = max(mine.spread, other.spread)
        return Goal(f"{what} rate", figure, goal, spread, worked=worked)

    def most(what: str, size: int, goal: float) -> Goal:
        return Goal(what, size / MEGABYTE, goal, more=False)

    def grown(name: str) -> int:
        return found[name].peak - found[f"{name} few"].peak

    return [
        times("PDF in a ZIP, times typst-py's", "pdf", "pdf typst", 3),
        times("PDF in a ZIP, times LibreOffice's", "pdf", "pdf office", 40),
        # typst-py sets one file with all the cores that it finds: as many are compared as it has.
        times("one PDF of all by one core, times typst-py's", "merged", "merged typst", 4),
        times("one PDF of all by two, times typst-py's", "merged two", "merged typst all", 4),
        times("DOCX, times python-docx's", "docx", "docx python-docx", 20),
        times("DOCX, times docxtpl's", "docx", "docx docxtpl", 20),
        Goal("two processes, times one", found["pdf two"].rate / found["pdf"].rate, 1.6),
        # What is measured is the largest of a command's processes, first or worker.
        most("peak of a process in MiB, ZIP by one", found["pdf"].peak, 120),
        most("peak of a process in MiB, ZIP by two", found["pdf two"].peak, 120),
        most("peak of a process in MiB, one PDF by one", found["merged"].peak, 120),
        most("peak of a process in MiB, one PDF by two", found["merged two"].peak, 120),
        most(f"more MiB than for {FEW} letters, ZIP", grown("pdf"), 25),
        most(f"more MiB than for {FEW} letters, one PDF", grown("merged"), 25),
    ]


def main() -> int:
    """Print one table; the status says whether every goal was reached."""
    options = argparse.ArgumentParser()
    options.add_argument("--letters", type=int, default=5_000)
    options.add_argument("--turns", type=int, default=3)
    given = options.parse_args()
    print(f"Letters of many people on {machine()}, {', '.join(VERSIONS)}; {given.turns} turns")
    with tempfile.TemporaryDirectory() as name:
        found = engines(Path(name), given.letters)
        for _ in range(given.turns):
            for engine in found.values():
                engine.turn(Path(name))
                # A run takes minutes; one that is stopped has said something, too.
                took, work = engine.seconds[-1], engine.work[-1]
                print(
                    f"{engine.name.strip()}: {took / engine.letters * 1000:.2f} ms a letter,"
                    f" {work / engine.letters * 1000:.2f} ms of work",
                    file=sys.stderr,
                )
    print(f"{'':32} letters  letters/s  spread  ms of work   peak MiB   B/letter")
    for each in found.values():
        print(
            f"{each.name:32} {each.letters:7,} {each.rate:10,.1f} ±{each.spread:6.1%}"
            f" {each.cost:11.2f} {each.peak / MEGABYTE:10,.0f} {each.size / each.letters:10,.0f}"
        )
    return report("merge", goals(found))


if __name__ == "__main__":
    sys.exit(main())
