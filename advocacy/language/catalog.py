"""The wording of one domain in one language: a PO file by key, read once per change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from advocacy.errors import Problem, message
from advocacy.language.po_file import Unit
from advocacy.language.po_reading import Plural, one_or_many, read_po
from advocacy.language.reading import shown

__all__ = ["Catalog", "parse_po", "read_catalog"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The entries of one PO file by key; with ``problems`` the file is not to be used.

    ``translated`` counts the entries that are usable.
    """

    path: Path
    entries: Mapping[str, Unit] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()
    translated: int = 0
    plural: Plural = field(default=one_or_many, compare=False)

    def entry(self, key: str) -> Unit | None:
        """Return the entry of a key, translated or not."""
        return self.entries.get(key)

    def extended(self, more: Catalog) -> Catalog:
        """Return this catalog with the entries of another, which win; plurals count as here."""
        entries = {**self.entries, **more.entries}
        translated = sum(entry.usable for entry in entries.values())
        return replace(self, entries=MappingProxyType(entries), translated=translated)

    def gettext(self, key: str, english: str) -> str:
        """Return the translation of an interface string, or the English text."""
        entry = self.entries.get(key)
        return entry.texts[0] if entry and entry.usable else english

    def ngettext(self, key: str, one: str, many: str, count: int) -> str:
        """Return the translation of an interface string that depends on a count."""
        entry = self.entries.get(key)
        if entry and entry.usable and entry.plural:
            return entry.texts[min(self.plural(count), len(entry.texts) - 1)]
        return one if count == 1 else many


def read_catalog(path: Path) -> Catalog:
    """Read a PO file; an unchanged file is not read again. A missing file is a problem."""
    try:
        status = path.stat()
    except OSError:
        missing = message("po.missing", "The file is missing.")
        return Catalog(path=path, problems=(Problem(f"{shown(path)}:1", missing),))
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=256)
def _read(path: Path, _modified: int, _size: int) -> Catalog:
    return parse_po(path.read_bytes(), path)


def parse_po(data: bytes, path: Path) -> Catalog:
    """Make a catalog of a PO file's bytes; ``path`` only names it in problems."""
    reading = read_po(data)
    if reading.mistakes:
        return Catalog(path=path, problems=reading.problems(path))
    entries = {unit.key: unit for unit in reading.file.units if not unit.obsolete}
    return Catalog(
        path=path,
        entries=MappingProxyType(entries),
        translated=sum(unit.usable for unit in entries.values()),
        plural=reading.plural,
    )
