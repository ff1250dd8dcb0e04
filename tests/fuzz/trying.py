"""Bounded fuzzing: some inputs in `make test`, and as many as fit into the time of `make fuzz`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from advocacy.errors import AdvocacyError

__all__ = ["MINUTES", "TARGETS", "bent", "nothing_worse", "try_many"]

T = TypeVar("T")

MINUTES = float(os.environ.get("ADVOCACY_FUZZ_MINUTES", "0"))
TARGETS = 15
"""Targets that share the time."""
LONGEST = 20.0
"""Seconds that one input may take, on a machine with other work."""


def try_many(name: str, strategy: st.SearchStrategy[T], check: Callable[[T], object], *,
             examples: int) -> None:  # fmt: skip
    """Check examples of a strategy; under `make fuzz` with other seeds until the time is over."""
    tried, start, number = 0, time.monotonic(), 0

    def attempt(value: T) -> None:
        nonlocal tried
        tried += 1
        began = time.monotonic()
        check(value)
        assert time.monotonic() - began < LONGEST

    calm = settings(max_examples=examples, deadline=None, database=None,
                    suppress_health_check=list(HealthCheck))  # fmt: skip
    while True:
        calm(seed(number)(given(strategy)(attempt)))()
        number += 1
        if time.monotonic() - start > MINUTES * 60 / TARGETS:
            break
    # `make fuzz` shows what is printed, and docs/promises.md quotes it.
    sys.stdout.write(
        f"\nfuzz: {name}: {tried} inputs, {time.monotonic() - start:.0f} s, no fault\n"
    )


def nothing_worse(read: Callable[[T], object]) -> Callable[[T], object]:
    """Return a check that a reader takes its input, or refuses it as this program does."""

    def check(value: T) -> object:
        try:
            return read(value)
        except AdvocacyError:
            return None

    return check


def bent(samples: list[bytes], tokens: list[bytes]) -> st.SearchStrategy[bytes]:
    """Draw files that are almost right: pieces cut out, doubled, moved or replaced."""
    place = st.integers(0, 10_000)
    change = st.tuples(st.sampled_from(["cut", "put", "double", "flip"]), place, place,
                       st.one_of(st.sampled_from(tokens), st.binary(max_size=8)))  # fmt: skip
    whole = st.builds(_changed, st.sampled_from(samples), st.lists(change, max_size=8))
    return st.one_of(whole, st.lists(st.sampled_from(tokens), max_size=40).map(b"".join),
                     st.binary(max_size=300))  # fmt: skip


def _changed(sample: bytes, changes: list[tuple[str, int, int, bytes]]) -> bytes:
    for kind, start, length, token in changes:
        at = start * len(sample) // 10_000 if sample else 0
        end = at + length * 200 // 10_000
        match kind:
            case "cut":
                sample = sample[:at] + sample[end:]
            case "put":
                sample = sample[:at] + token + sample[at:]
            case "double":
                sample = sample[:end] + sample[at:]
            case _:
                sample = sample[:at] + token + sample[at + len(token) :]
    return sample


def any_text(pieces: list[str]) -> st.SearchStrategy[str]:
    """Draw texts of the signs that mean something to a reader, and of any others."""
    part: Any = st.one_of(st.sampled_from(pieces), st.text(max_size=6))
    return st.lists(part, max_size=40).map("".join)
