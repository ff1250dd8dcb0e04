"""The wording of one domain in one language: a PO file by key, read once per change."""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.pofile import PoFileError, read_po

from advocacy.errors import Message, Problem, message
from advocacy.language.po_syntax import decode, mistakes
from advocacy.language.reading import shown

__all__ = ["UNSURE", "Catalog", "Entry", "parse_po", "read_catalog"]

UNSURE = "(?)"
"""A translator's comment that begins so marks wording that a native reader should look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One translation; ``plurals`` has a text for each plural form, ``source`` is the msgid.

    ``doubt`` is what a translator's comment that begins with ``(?)`` goes on to say.
    """

    key: str
    source: str
    text: str
    plurals: tuple[str, ...] = ()
    fuzzy: bool = False
    doubt: str | None = None
    line: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the entry."""
        return self.plurals or (self.text,)

    @property
    def unsure(self) -> bool:
        """Whether a native reader is asked to look at it again."""
        return self.doubt is not None

    @property
    def usable(self) -> bool:
        """Whether the entry is translated, whole and not fuzzy."""
        return not self.fuzzy and all(self.texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The entries of one PO file by key; with ``problems`` the file is not to be used.

    ``translated`` counts the entries that are usable.
    """

    path: Path
    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()
    translated: int = 0
    plural: Callable[[int], int] = field(default=lambda count: int(count != 1), compare=False)

    def entry(self, key: str) -> Entry | None:
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
        return entry.text if entry and entry.usable else english

    def ngettext(self, key: str, one: str, many: str, count: int) -> str:
        """Return the translation of an interface string that depends on a count."""
        entry = self.entries.get(key)
        if entry and entry.usable and entry.plurals:
            return entry.plurals[self.plural(count)]
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
    text, wrong = decode(data)
    found = [wrong] if wrong else list(mistakes(text))
    if found:
        return Catalog(path=path, problems=_problems(path, found))
    try:
        babel = read_po(io.StringIO(text), abort_invalid=True)
        plural = gettext.c2py(babel.plural_expr)
    except PoFileError as error:
        unread = message("po.unread", "The entry cannot be read: {error}.", error=error)
        return Catalog(path=path, problems=_problems(path, [(error.lineno + 1, unread)]))
    except ValueError as error:
        bad = message("po.header", "The file’s header is wrong: {error}.", error=error)
        return Catalog(path=path, problems=_problems(path, [(1, bad)]))
    entries = {entry.key: entry for entry in _entries(babel)}
    translated = sum(entry.usable for entry in entries.values())
    return Catalog(
        path=path, entries=MappingProxyType(entries), translated=translated, plural=plural
    )


def _problems(path: Path, found: list[tuple[int, Message]]) -> tuple[Problem, ...]:
    return tuple(Problem(f"{shown(path)}:{line}", what) for line, what in found)


def _entries(babel: BabelCatalog) -> Iterator[Entry]:
    for each in babel:
        if each.id and each.context:
            yield _entry(each)


def _entry(each: BabelMessage) -> Entry:
    plurals = tuple(each.string) if isinstance(each.string, tuple | list) else ()
    doubts = (comment for comment in each.user_comments if comment.startswith(UNSURE))
    return Entry(
        key=str(each.context),
        source=each.id if isinstance(each.id, str) else each.id[0],
        text=plurals[0] if plurals else str(each.string),
        plurals=plurals,
        fuzzy=each.fuzzy,
        doubt=next((doubt.removeprefix(UNSURE).strip() for doubt in doubts), None),
        line=each.lineno or 0,
    )
