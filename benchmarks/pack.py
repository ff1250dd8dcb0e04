"""A pack of ten files beside plain Platypus and python-docx: kept running, and started anew.

    python -m benchmarks.pack [--turns 9]

One joint statement in five languages as DOCX and PDF. This program composes it from the campaign,
tags it, and packs it into a ZIP with sums; the others are handed the composed words and leave
plain files. Times are the processor's, so that others on the machine count little.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from advocacy import document as d
from advocacy.campaigns.file import read_campaign
from advocacy.production.workshop import open_workshop
from benchmarks.engines import variables
from benchmarks.goals import ROOT, Goal, machine, report, spread_of

CAMPAIGN = ROOT / "templates" / "examples" / "joint-statement-2021.toml"
ENGINES = ROOT / "benchmarks" / "pack_engines"
WARM, COLD = 0.2, 0.5


def write_content(path: Path) -> Path:
    """Write what the composed documents say, block by block, as simple engines want it."""
    workshop, campaign = open_workshop(), read_campaign(CAMPAIGN)
    contents = []
    for tag in campaign.languages:
        document = workshop.compose(campaign, tag)
        blocks = [piece for block in document.blocks for piece in pieces(block)]
        content = {"folder": tag, "language": document.language.replace("-", "_")}
        content |= {"title": document.title, "dateline": blocks[2][1], "note": blocks[-1][1]}
        contents.append({**content, "blocks": blocks})
    path.write_text(json.dumps(contents, ensure_ascii=False), encoding="utf-8")
    return path


def pieces(block: d.Block) -> Iterator[tuple[str, Any]]:
    """Yield the kinds and words of a block; every block of the statement is among them."""
    match block:
        case d.Title():
            yield "title", d.plain(block.text)
        case d.Kicker() | d.Dateline() | d.Note():
            yield "small", d.plain(block.text)
        case d.Paragraph():
            yield "body", d.plain(block.text)
        case d.Addressees():
            yield "small", d.plain(block.label)
            yield from (("small", "\n".join(map(d.plain, lines))) for lines in block.items)
        case d.Demands():
            yield "body", d.plain(block.lead)
            yield "list", list(map(d.plain, block.items))
        case d.Signatures():
            yield "heading", d.plain(block.heading)
            for group in block.groups:
                rows = [[d.plain(line.name), d.plain(line.detail)] for line in group.signatories]
                yield from [("small", d.plain(group.label))] if group.label else []
                yield "table", rows
        case _:
            raise TypeError(f"{type(block).__name__} is not part of the statement")


@contextmanager
def running(script: str, *arguments: Path) -> Iterator[subprocess.Popen[str]]:
    """Start an engine that waits for work, and end it."""
    process = subprocess.Popen(
        [sys.executable, ENGINES / script, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        env=variables(),
    )
    try:
        yield process
    finally:
        process.communicate(timeout=30)


def warm(engine: subprocess.Popen[str], folder: Path, number: int) -> float:
    """Let an engine make the pack once more; returns seconds."""
    print(folder, number, file=engine.stdin, flush=True)
    return float(next(iter(engine.stdout or ())))


def cold(command: list[str | Path]) -> float:
    """Run a command to its end; returns seconds."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=variables())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[1]} failed.")
    return usage.ru_utime + usage.ru_stime


def measure(folder: Path, turns: int) -> dict[str, list[tuple[float, float]]]:
    """Return the seconds of each turn, ours and theirs, by what was measured."""
    content = write_content(folder / "content.json")
    ours: list[str | Path] = [sys.executable, "-m", "advocacy", "render", CAMPAIGN]
    ours += ["--out", folder / "cold"]
    theirs: list[str | Path] = [sys.executable, ENGINES / "plain.py", content, folder / "plain"]
    times: dict[str, list[tuple[float, float]]] = {"warm": [], "cold": []}
    with running("ours.py", CAMPAIGN) as own, running("plain.py", content) as plain:
        for number in range(turns + 1):
            pair = warm(own, folder, number), warm(plain, folder, number)
            if number:  # before, both have loaded what they need
                times["warm"].append(pair)
                times["cold"].append((cold(ours), cold(theirs)))
    return times


def main() -> int:
    """Print one table; the status says whether every goal was reached."""
    options = argparse.ArgumentParser()
    options.add_argument("--turns", type=int, default=9)
    turns = options.parse_args().turns
    print(f"A pack of five languages as DOCX and PDF on {machine()}; {turns} turns")
    with tempfile.TemporaryDirectory() as name:
        times = measure(Path(name), turns)
    goals = []
    for (what, pairs), most in zip(times.items(), (WARM, COLD), strict=True):
        ours, theirs = zip(*pairs, strict=True)
        for engine, seconds in (("ours", ours), ("plain", theirs)):
            median = statistics.median(seconds) * 1000
            print(f"{what} {engine:8} {median:8.1f} ms of work ±{spread_of(seconds):5.1%}")
        ratios = [own / other for own, other in pairs]
        figure = statistics.median(ratios)
        goals.append(Goal(f"{what} pack, share of the plain time", figure, most,
                          spread_of(ratios), more=False))  # fmt: skip
    return report("pack", goals)


if __name__ == "__main__":
    sys.exit(main())
