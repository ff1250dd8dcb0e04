"""How long the pages take: with one person at work, and with twenty at once.

A real server on the loopback answers; each person opens a step of the form, types, lets it be
saved, and looks at the new pages. Times are those that a browser on this machine waits, in
milliseconds, at the median and at the 95th percentile. The goals are for what the server's process
is busy with for one person, on average: on a machine with other work that is the steadier figure.

    python -m benchmarks.web [--rounds 10] [--people 20] [--campaigns 200]
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path

from advocacy import resources
from advocacy.campaigns.data import to_data
from advocacy.campaigns.file import read_campaign
from advocacy.store import open_store
from advocacy.store.location import prepare
from benchmarks.goals import Goal, report

STATEMENT = "joint-statement-2021"
PAUSE = 1.0
"""Seconds on average between two things that one of many people does."""
BUSY = 503
GOALS = {"preview: pages": 150, "preview: picture": 150, "save and readiness": 100}
"""Milliseconds of the server's processor for one person, on average."""

Times = dict[str, list[float]]


class Person:
    """One browser: keeps its cookies, and saves as the script of the form does."""

    def __init__(
        self, address: str, times: Times, busy: Callable[[], float], *, pause: float = 0
    ) -> None:
        self.address, self.slug, self.pause = address, STATEMENT, pause
        self.times, self.busy = times, busy
        self.spent: Times = defaultdict(list)
        self.chance = random.Random(STATEMENT)  # noqa: S311 - pauses, no secret
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(jar)
        page = self._get(f"/campaigns/{STATEMENT}/edit/text")
        self.token = _found(r'name="csrf_token" value="([^"]+)"', page)
        self.version = _found(r'name="version" value="(\d+)"', page)

    def work(self, number: int) -> None:
        """Go through one round: list, form, save, preview, review."""
        self._timed("list of campaigns", lambda: self._get("/"))
        self._timed("form: text", lambda: self._get(f"/campaigns/{self.slug}/edit/text"))
        self._timed("save and readiness", lambda: self._save(f"What happened, draft {number}."))
        pages = self._timed("preview: pages", lambda: self._get(self._preview("pages")))
        picture = _found(r'src="([^"]+)"', pages).replace("&amp;", "&")
        self._timed("preview: picture", lambda: self._get(picture))
        self._timed("review", lambda: self._get(f"/campaigns/{self.slug}/edit/review"))

    def _preview(self, what: str) -> str:
        return f"/campaigns/{self.slug}/preview/en/{what}"

    def _save(self, words: str) -> str:
        fields = {"csrf_token": self.token, "version": self.version, "do": "save"}
        body = urllib.parse.urlencode({**fields, "texts.preamble.en": words}).encode()
        told = self._ask(f"/campaigns/{self.slug}/edit/text", body)
        self.version = _found(r'"version":(\d+)', told)
        return told

    def _get(self, path: str) -> str:
        return self._ask(path, None)

    def _ask(self, path: str, body: bytes | None) -> str:
        accept = {"Accept": "application/json"} if body else {}
        request = urllib.request.Request(self.address + path, body, accept)  # noqa: S310
        while True:
            try:
                with self.opener.open(request, timeout=120) as answer:
                    return str(answer.read().decode(errors="replace"))
            except urllib.error.HTTPError as error:
                # A full line sends people away for a moment: that they wait too.
                if error.code != BUSY:
                    raise
                time.sleep(0.5)

    def _timed(self, name: str, ask: Callable[[], str]) -> str:
        time.sleep(self.chance.uniform(0, 2 * self.pause))
        start, busy = time.perf_counter(), self.busy()
        answer = ask()
        self.times[name].append((time.perf_counter() - start) * 1000)
        self.spent[name].append((self.busy() - busy) * 1000)
        return answer


def main() -> int:
    """Serve, let people work, and print what they waited; the status says if goals are reached."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder), options.campaigns)
        with subprocess.Popen(
            [sys.executable, "-m", "advocacy", "serve", "--port", "0", "--data-dir", folder],
            stdout=subprocess.PIPE, text=True,
        ) as server:  # fmt: skip
            try:
                told = server.stdout.readline() if server.stdout else ""
                address = _found(r"(http://127\.0\.0\.1:\d+)", told)
                print(f"{options.campaigns} campaigns; milliseconds: median, 95th percentile")
                alone = _measure(address, server.pid, 1, options.rounds)
                _measure(address, server.pid, options.people, max(options.rounds // 4, 2))
            finally:
                server.terminate()
    means = {name: statistics.mean(alone[name]) for name in GOALS}
    return report(
        "web",
        [Goal(f"ms, {name}", means[name], goal, more=False) for name, goal in GOALS.items()],
    )


def _fill(folder: Path, count: int) -> None:
    """Keep as many campaigns as a coalition has after some years: copies of the examples."""
    store = open_store(prepare(folder))
    examples = [to_data(read_campaign(path)) for path in resources.examples()]
    for turn in range(count):
        store.create(examples[turn % len(examples)], number=True)
    (folder / "examples-loaded").touch()


def _measure(address: str, pid: int, people: int, rounds: int) -> Times:
    """Let people work at once on one campaign; of many, each pauses to read and to think.

    Returns what the server was busy with for the first of them, in milliseconds.
    """
    times: Times = defaultdict(list)
    pause = PAUSE if people > 1 else 0
    everybody = [Person(address, times, lambda: _busy(pid), pause=pause) for _ in range(people)]
    everybody[0].work(0)  # what is read once per process is read
    times.clear()
    everybody[0].spent.clear()
    busy, start = _busy(pid), time.perf_counter()
    threads = [threading.Thread(target=_rounds, args=(one, rounds)) for one in everybody]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    requests = sum(map(len, times.values()))
    spent, took = _busy(pid) - busy, time.perf_counter() - start
    each = spent / requests * 1000
    print(
        f"\n{people} at work: {requests} requests in {took:.1f} s, {each:.0f} ms of processor each"
    )
    for name, found in times.items():
        ordered = sorted(found)
        late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
        print(f"  {name:<22}{statistics.median(found):8.0f}{late:8.0f}")
    return everybody[0].spent


def _rounds(person: Person, rounds: int) -> None:
    for number in range(1, rounds + 1):
        person.work(number)


def _busy(pid: int) -> float:
    """Return the processor time of a process in seconds (Linux; elsewhere nothing is known)."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise SystemExit(f"Not found: {pattern}\n{text[:500]}")
    return match[1]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--campaigns", type=int, default=200)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
