"""What wording can mention: names with their forms, groups of names, dates, numbers, texts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

__all__ = ["Name", "Names", "Value"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its basic form, with what grammar asks of it.

    ``agreement`` is ``f``, ``m``, ``fpl``, ``mpl`` or empty for unknown; ``forms`` are the stored
    forms; ``where`` is the place of the forms in the campaign, for errors.
    """

    text: str
    agreement: str = ""
    forms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    article: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Several names, written as an enumeration."""

    items: tuple[Name, ...]

    def agreement(self, mixed: str) -> str:
        """Return the class of the group; one of several classes is ``mixed``, unknown is ``pl``."""
        if len(self.items) == 1:
            return self.items[0].agreement
        classes = {item.agreement.removesuffix("pl") for item in self.items}
        if "" in classes or not classes:
            return "pl"
        return f"{classes.pop()}pl" if len(classes) == 1 else mixed


Value: TypeAlias = Name | Names | datetime.date | int | str
