"""How many can sign at once: 200 people within a minute, answered by the program as it is served.

    python -m benchmarks.signon [PEOPLE] [SECONDS]

Each person opens the sign-on page, signs, and confirms by the link, at a moment of their own
within the time. Prints the median and the 95th percentile of each answer, and checks that all are
stored exactly once with one mail each. Measure on a machine that does nothing else: answers wait
for whatever else runs, and the time of a processor says what they cost.
"""

from __future__ import annotations

import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from advocacy.store import Endorsements, Outbox, PublicPage, PublicPages, Store, open_store
from advocacy.store.examples import load_examples
from advocacy.store.location import prepare
from advocacy.store.models import MailRow

SLUG = "joint-statement-2021"
ENVIRONMENT = {"ADVOCACY_SMTP_HOST": "192.0.2.1", "ADVOCACY_MAIL_FROM": "campaign@example.org"}
"""A mail server that does not answer (RFC 5737): the mails stay where they can be counted."""


class Visitors:
    """Two hundred people, each in a thread of their own, and how long they waited."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address = address
        self.store = open_store(prepare(folder))
        self.times: dict[str, list[float]] = defaultdict(list)
        self.failures: list[str] = []

    def visit(self, number: int, moment: float) -> None:
        time.sleep(moment)
        try:
            page = self.ask("read", f"/sign/{SLUG}/en")
            [token] = re.findall(r'name="form" value="([^"]+)"', page)
            fields = {
                "form": token, "name.en": f"Example Initiative {number}", "country": "FR",
                "contact": "Anna Example", "email": f"person-{number}@example.org",
                "shown": "full", "consent": "yes",
            }  # fmt: skip
            self.ask("sign", f"/sign/{SLUG}/en", fields)
            self.ask("confirm", self.link(number), {"do": "confirm"})
        except (OSError, ValueError) as error:
            self.failures.append(f"{number}: {error}")

    def ask(self, step: str, path: str, fields: dict[str, str] | None = None) -> str:
        data = urllib.parse.urlencode(fields).encode() if fields else None
        started = time.perf_counter()
        with urllib.request.urlopen(self.address + path, data, timeout=60) as answer:  # noqa: S310
            text: str = answer.read().decode()
        self.times[step].append(time.perf_counter() - started)
        return text

    def link(self, number: int) -> str:
        """Read the mail, which a mail server would have brought."""
        with self.store.engine.connect() as connection:
            query = select(MailRow.body).where(MailRow.recipient == f"person-{number}@example.org")
            body = connection.execute(query).scalar_one()
        [path] = re.findall(r"https?://[^/\s]+(/sign/\S+/confirm/\S+)", body)
        return str(path)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the pages as `advocacy serve` does, in a process of its own."""
    command = [sys.executable, "-m", "advocacy", "serve", "--port", "0", "--data-dir", str(folder)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={"PATH": "", **ENVIRONMENT}
    )
    assert process.stdout is not None  # noqa: S101
    with process:
        [address] = re.findall(r"http://\S+", process.stdout.readline())
        try:
            yield address
        finally:
            process.terminate()


def prepared(folder: Path) -> Store:
    """Keep the example statement, open for signing."""
    store = open_store(prepare(folder))
    load_examples(store)
    (folder / "examples-loaded").touch()
    page = PublicPage(edition=store.freeze(SLUG).number, published=True, moderated=False)
    PublicPages(store.engine).keep(SLUG, page)
    return store


def run(people: int, seconds: float) -> bool:
    """Let them sign; print what was measured, and return whether all is stored exactly once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = prepared(folder)
        with served(folder) as address:
            visitors = Visitors(address, folder)
            visitors.ask("first", f"/sign/{SLUG}/en")
            chance = random.Random(200)  # noqa: S311 - the same moments each time
            threads = [
                threading.Thread(target=visitors.visit, args=(n, chance.uniform(0, seconds)))
                for n in range(people)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        for step in ("read", "sign", "confirm"):
            report(step, visitors.times[step])
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds_used = used.ru_utime + used.ru_stime
        print(f"the server used {seconds_used:.1f} s of a processor, its start included; "
              f"the machine's load was {os.getloadavg()[0]:.1f}")  # fmt: skip
        return whole(store, people, visitors.failures)


def report(step: str, times: list[float]) -> None:
    worst = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else 0.0
    print(
        f"{step:8} {len(times):4} answers, median {statistics.median(times) * 1000:6.0f} ms, "
        f"95th percentile {worst * 1000:6.0f} ms, longest {max(times) * 1000:6.0f} ms"
    )


def whole(store: Store, people: int, failures: list[str]) -> bool:
    """Say whether everybody is stored and confirmed exactly once, with one mail."""
    found = Endorsements(store.engine).all(SLUG)
    names = {one.signatory.name["en"] for one in found}
    confirmed = sum(one.state == "confirmed" for one in found)
    mails = sum(Outbox(store.engine).counts().values())
    print(f"stored {len(found)}, different {len(names)}, confirmed {confirmed}, mails {mails}")
    print("\n".join(failures[:10]))
    store.engine.dispose()
    return not failures and len(found) == len(names) == confirmed == mails == people


if __name__ == "__main__":
    arguments = [float(text) for text in sys.argv[1:]] + [200, 60][len(sys.argv) - 1 :]
    sys.exit(0 if run(int(arguments[0]), arguments[1]) else 1)
