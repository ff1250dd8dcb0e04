"""What the store gives out: frozen values, never rows of the database."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

__all__ = ["Data", "Edition", "Revision", "Stored"]

Data: TypeAlias = Mapping[str, Any]
"""A campaign as plain data, as ``campaigns.data.to_data`` makes it, with dates as ISO strings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A campaign as it is now; ``version`` counts its saves from one."""

    slug: str
    version: int
    data: Data
    changed: datetime.datetime
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One save: who (a name that was typed in, or empty), when (UTC), and which paths changed."""

    version: int
    author: str
    at: datetime.datetime
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A frozen text; ``digest`` is the SHA-256 of its data in canonical JSON."""

    number: int
    digest: str
    at: datetime.datetime
    author: str
    note: str
    data: Data
