"""Before a page that costs much, on a server: how often one account, or one visitor, may ask."""

from __future__ import annotations

import hmac
import math
import secrets
import threading
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from ipaddress import IPv6Address, ip_address, ip_network

from flask import Flask, current_app, request

from advocacy.errors import message
from advocacy.web.access import Need, account, needs_of
from advocacy.web.hosting import Hosting
from advocacy.web.pressure import LaterError

__all__ = ["QUOTAS", "Allowance", "Quotas", "Visitors", "install"]

Clock = Callable[[], float]

CROWD = 50
"""Visitors that cannot be told apart share what so many would have."""
MOST_KNOWN = 10_000
"""Counts in memory at most, some hundred bytes each."""
KEY_SECONDS = 3600.0
STEP = 5
"""Nobody counts single seconds: the time to come again is a multiple of this many."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often something may be done: ``at_once``, and then once in ``seconds``."""

    name: str
    at_once: int
    seconds: float

    def shared(self) -> Allowance:
        """What many have together who cannot be told apart."""
        return Allowance(self.name, self.at_once * CROWD, self.seconds / CROWD)


PICTURES = Allowance("pictures", 1_200, 0.5)
FILES = Allowance("files", 200, 3)
PACKS = Allowance("packs", 30, 20)
UPLOADS = Allowance("uploads", 60, 10)
SIGN_ONS = Allowance("sign-ons", 30, 30)

QUOTAS: Mapping[str, Allowance] = {
    **dict.fromkeys(
        ("preview.kind", "preview.pane", "preview.picture", "preview.show", "languages.picture",
         "letters.picture", "letters.show"),
        PICTURES,
    ),
    **dict.fromkeys(
        ("download.file", "action.make", "action.file", "signon.pdf", "languages.file",
         "translation.export"),
        FILES,
    ),
    **dict.fromkeys(("download.pack", "packs.show", "letters.start"), PACKS),
    **dict.fromkeys(
        ("campaigns.upload", "edited.look_through", "endorsement_entry.take",
         "letters.look_through", "signatories.look_through", "translation.upload",
         "translation.upload_alone"),
        UPLOADS,
    ),
    "signon.sign": SIGN_ONS,
}  # fmt: skip
"""What counts against which allowance: everything that makes or reads whole files, or signs."""


class Quotas:
    """Counts of who did what, in memory alone, and each no longer than it matters.

    Each is one moment: when the allowance will be whole again (the generic cell rate algorithm of
    ITU-T I.371). The clock is monotonic, so that nobody waits for one that was set back.
    """

    def __init__(self, clock: Clock = time.monotonic, most: int = MOST_KNOWN) -> None:
        self._clock, self._most = clock, most
        self._whole: dict[Hashable, float] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._whole)

    def __iter__(self) -> Iterator[Hashable]:
        return iter(tuple(self._whole))

    def take(self, who: Hashable, allowance: Allowance) -> float:
        """Take one; return 0, or for how many seconds there is none to take."""
        with self._lock:
            now, key = self._clock(), (who, allowance.name)
            whole = max(self._whole.get(key, now), now) + allowance.seconds
            wait = whole - now - allowance.at_once * allowance.seconds
            if wait > 0:
                return wait
            if key not in self._whole and len(self._whole) >= self._most:
                self._forget(now)
            self._whole[key] = whole
            return 0.0

    def _forget(self, now: float) -> None:
        """Make room: whose allowance is whole again goes, else who has used the least of it."""
        self._whole = {key: whole for key, whole in self._whole.items() if whole > now}
        if len(self._whole) >= self._most:
            for key in nsmallest(self._most // 10 + 1, self._whole, key=self._whole.__getitem__):
                del self._whole[key]


class Visitors:
    """Tells visitors apart for an hour without knowing them: by a digest under a passing key.

    The key is drawn in memory and never leaves it; with the next one nobody is known any more.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._key, self._drawn = secrets.token_bytes(32), clock()
        self._lock = threading.Lock()

    def digest(self, address: str) -> bytes | None:
        """Return a mark for an address of a machine; None for what is none.

        Of IPv6 the network counts: a household has 2 to the power of 64 addresses.
        """
        try:
            found = ip_address(address)
        except ValueError:
            return None
        if isinstance(found, IPv6Address):
            found = found.ipv4_mapped or ip_network((found, 64), strict=False).network_address
        return hmac.digest(self._current(), found.packed, "sha256")

    def _current(self) -> bytes:
        with self._lock:
            if self._clock() - self._drawn >= KEY_SECONDS:
                self._key, self._drawn = secrets.token_bytes(32), self._clock()
            return self._key


def install(app: Flask, hosting: Hosting) -> None:
    """Count what costs much; on one's own machine nobody has to be counted."""
    visitors = Visitors()
    app.extensions["advocacy-quotas"] = Quotas()

    def count() -> None:
        allowance = QUOTAS.get(request.endpoint or "")
        if allowance is None:
            return
        quotas: Quotas = app.extensions["advocacy-quotas"]
        who = _who(visitors, hosting.proxies)
        wait = quotas.take(who, allowance if who else allowance.shared())
        if wait:
            raise _later(wait, crowd=who is None)

    app.before_request(count)


def _who(visitors: Visitors, proxies: int) -> int | bytes | None:
    """Return the account, else a mark for the visitor; None where nothing tells them apart.

    Public pages do not ask who is logged in: whoever reads them is a visitor.
    """
    public = Need.OPEN in (needs_of(current_app, request.endpoint or "") or ())
    asking = None if public else account()
    return asking.id if asking else visitors.digest(_address(proxies))


def _address(proxies: int) -> str:
    """Return the address that the outermost trusted proxy saw; nothing where none is passed on."""
    if not proxies:
        return request.remote_addr or ""
    said = ",".join(request.headers.getlist("X-Forwarded-For")).split(",")
    return said[-proxies].strip() if len(said) >= proxies else ""


def _later(wait: float, *, crowd: bool) -> LaterError:
    seconds = math.ceil(wait / STEP) * STEP
    if crowd:
        sentence = message(
            "quota.crowd",
            "Very many people are here at this moment. Nothing was changed; please try again in "
            "{seconds} seconds.",
            seconds=seconds,
        )
        return LaterError(sentence, status=503, seconds=seconds)
    sentence = message(
        "quota.used",
        "More was asked for here in a short time than one person needs. Nothing was changed; "
        "please try again in {seconds} seconds.",
        seconds=seconds,
    )
    return LaterError(sentence, status=429, seconds=seconds)
