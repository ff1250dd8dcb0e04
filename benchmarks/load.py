"""Fifty people at once on a served desk: how long they wait, and whether a saved word is lost.

A real client on loopback only, bounded in count and time. Usage:
python -m benchmarks.load [people] [seconds]
"""

from __future__ import annotations

import json
import os
import platform
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from advocacy.store import Endorsements, Store, open_store
from advocacy.store.location import prepare
from tests.remote import RemoteClient
from tests.served import Served, serve
from tests.web.forms import Page
from tests.web.signing import FORM, STATEMENT, filled, publish

MOST_PEOPLE, MOST_SECONDS = 200, 600
PLACE = f"/campaigns/{STATEMENT}"
TAGS = ("en", "de", "fr", "it", "ru")
THINKING = (0.2, 1.8)
"""Seconds between two clicks of one person: impatient people."""
SCRIPT = {"Accept": "application/json"}


@dataclass
class Figures:
    """What the people saw."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[int] = field(default_factory=Counter)
    memory: list[int] = field(default_factory=list)
    lost: int = 0
    without_retry: int = 0
    saves: int = 0
    taken: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, seconds: float, status: int, *, retry: bool) -> None:
        """Keep one answer."""
        with self.lock:
            self.statuses[status] += 1
            self.without_retry += status == 503 and not retry
            if status < 400:
                self.times[kind].append(seconds)


class Person:
    """Somebody with a campaign of their own who reads, looks, writes and downloads."""

    def __init__(self, number: int, server: Served, figures: Figures, end: float) -> None:
        self.chance = random.Random(number)  # noqa: S311 - the same clicks in each run
        self.client, self.figures, self.end = RemoteClient(server.address), figures, end
        self.slug, self.written, self.signed = f"load-{number}", 0, 0
        self.address = f"/campaigns/{self.slug}/edit/about"
        self.page: Page | None = None

    def run(self) -> None:
        """Click until the time is over."""
        clicks = [self.browse] * 8 + [self.save] * 6 + [self.preview] * 4 + [self.render] * 2
        clicks += [self.sign] * 2
        while time.monotonic() < self.end:
            try:
                self.chance.choice(clicks)()
            except (OSError, HTTPException):
                self.figures.note("broken", 0, 599, retry=False)
            time.sleep(self.chance.uniform(*THINKING))

    def timed(self, kind: str, ask: Callable[[], object]) -> object:
        """Ask and note how long it took; who is asked for patience has it."""
        start = time.monotonic()
        answer = ask()
        retry = answer.headers.get("retry-after")
        self.figures.note(kind, time.monotonic() - start, answer.status_code, retry=bool(retry))
        if answer.status_code == 503:
            time.sleep(float(retry or 1) * self.chance.uniform(0.5, 1))
        return answer

    def browse(self) -> None:
        addresses = ("/", f"{PLACE}/edit/text", f"{PLACE}/edit/review", "/help", self.address)
        self.timed("browse", lambda: self.client.get(self.chance.choice(addresses)))

    def preview(self) -> None:
        tag = self.chance.choice(TAGS)
        self.timed("preview", lambda: self.client.get(f"{PLACE}/preview/{tag}/1.png"))

    def render(self) -> None:
        tag, name = self.chance.choice(TAGS), self.chance.choice(("pdf", "docx"))
        self.timed("render", lambda: self.client.get(f"{PLACE}/files/{tag}.{name}"))

    def save(self) -> None:
        """Save the title as the page's script does; what was answered must stay."""
        if self.page is None:
            shown = self.timed("browse", lambda: self.client.get(self.address))
            if shown.status_code != 200:
                return
            self.page = Page(self.client, shown)
            self.version = self.page.one("//input[@name='version']").value
        token = self.page.all("//input[@name='csrf_token']")[0].value
        form = {"csrf_token": [token], "version": [self.version], "do": ["save"],
                "title.en": [f"Title {self.written + 1}"]}  # fmt: skip
        answer = self.timed("save", lambda: self.client.post(
            self.address, data=form, headers=SCRIPT, follow_redirects=False))  # fmt: skip
        if answer.status_code == 200:
            self.version = str(json.loads(answer.data)["version"])
            self.written += 1
            self.figures.saves += 1

    def sign(self) -> None:
        """Open the sign-on page, fill it in as an organisation, and send it."""
        tag, name = self.chance.choice(TAGS), f"{self.slug} {self.signed}"
        shown = self.timed("sign-on", lambda: self.client.get(f"/sign/{STATEMENT}/{tag}"))
        if shown.status_code == 200:
            page = Page(self.client, shown)
            fill = filled(tag, name, email=f"{self.slug}-{self.signed}@example.org")
            self.signed += 1
            done = self.timed(
                "sign-on", lambda: page.press("", form=FORM, fill=fill, tick=["yes"]).response
            )
            if done.status_code == 200:
                self.figures.taken.append(name)


def memory(pid: int) -> int:
    """Return the resident memory of a process in megabytes."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", text)
    return int(found[1]) // 1024 if found else 0


def watch(pid: int, figures: Figures, end: float) -> None:
    """Note the memory of the server every few seconds."""
    while time.monotonic() < end:
        figures.memory.append(memory(pid))
        time.sleep(2)


def campaigns(store: Store, count: int) -> None:
    """Give everybody a campaign of their own."""
    data = store.get("letter-prosecutor-2020").data
    for number in range(count):
        store.create({**data, "slug": f"load-{number}"})


def run(people: int, seconds: int) -> Figures:
    """Serve a fresh desk and let the people in."""
    figures = Figures()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        with serve(folder) as server:
            store = open_store(prepare(folder))
            campaigns(store, people)
            publish(RemoteClient(server.address))
            end = time.monotonic() + seconds
            crowd = [Person(number, server, figures, end) for number in range(people)]
            threads = [threading.Thread(target=person.run) for person in crowd]
            threads.append(threading.Thread(target=watch,
                                            args=(server.process.pid, figures, end)))  # fmt: skip
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        for person in crowd:
            kept = store.get(person.slug)
            title = kept.data.get("title", {}).get("en", "")
            figures.lost += person.written > 0 and title != f"Title {person.written}"
        signed = {name for one in Endorsements(store.engine).all(STATEMENT)
                  for name in one.signatory.name.values()}  # fmt: skip
        figures.lost += len(set(figures.taken) - signed)
        store.engine.dispose()
    return figures


def percentile(times: list[float], share: float) -> float:
    """Return the time within which a share of the answers came, in milliseconds."""
    return 1000 * sorted(times)[max(0, int(len(times) * share) - 1)]


def tell(figures: Figures, people: int, seconds: int) -> None:
    """Print what docs/promises.md quotes."""
    cores = len(os.sched_getaffinity(0))
    print(f"{people} people, {seconds} s, {cores} cores, Python {platform.python_version()}, "
          f"{time.strftime('%Y-%m-%d')}")  # fmt: skip
    total = sum(figures.statuses.values())
    print(f"{total} requests, {total / seconds:.1f} a second; "
          f"answers: {dict(sorted(figures.statuses.items()))}")  # fmt: skip
    for kind, times in sorted(figures.times.items()):
        print(f"{kind:>8}: {len(times):5} answers, median {percentile(times, 0.5):6.0f} ms, "
              f"95th percentile {percentile(times, 0.95):6.0f} ms")  # fmt: skip
    every = [one for times in figures.times.values() for one in times]
    print(f"     all: 95th percentile {percentile(every, 0.95):.0f} ms")
    third = max(1, len(figures.memory) // 3)
    early = statistics.median(figures.memory[third : 2 * third] or figures.memory)
    late = statistics.median(figures.memory[-third:])
    print(f"memory: {early:.0f} MB in the second third, {late:.0f} MB in the last")
    print(f"writes: {figures.saves} saves and {len(figures.taken)} endorsements answered, "
          f"{figures.lost} lost")  # fmt: skip
    faults = sum(count for status, count in figures.statuses.items()
                 if status >= 500 and status != 503)  # fmt: skip
    print(f"faults: {faults}; refusals without a time to come again: {figures.without_retry}")
    if figures.lost or faults or figures.without_retry or late > early * 1.25 + 20:
        sys.exit("This is not what docs/promises.md promises.")


def main(people: int = 50, seconds: int = 120) -> None:
    """Run within the bounds and print."""
    people, seconds = min(people, MOST_PEOPLE), min(seconds, MOST_SECONDS)
    tell(run(people, seconds), people, seconds)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
