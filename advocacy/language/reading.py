"""Before everything: TOML tables read with every mistake kept, each with its ``file:line``."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from advocacy.errors import Message, Problem, message

__all__ = ["Table", "TomlFile", "near_name", "shown", "unknown_name"]

T = TypeVar("T")

HEADER = re.compile(r"^\s*(\[{1,2})\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([\w.\-]+|\"[^\"]*\")\s*=")
NEAR = 0.7
"""How like a known name another one must be to be taken for a slip of it, from 0 to 1."""
KINDS: Mapping[type, Message] = {
    str: message("kind.text", "a text"),
    bool: message("kind.flag", "true or false"),
    int: message("kind.number", "a whole number"),
    dict: message("kind.table", "a table"),
    list: message("kind.list", "a list"),
}


def shown(path: Path) -> str:
    """Name a file by its last three parts: enough to find it, nothing about the machine."""
    return "/".join(path.parts[-3:])


def unknown_name(name: str, known: Iterable[str]) -> Message:
    """Say that a name is not known, with the nearest one that is."""
    names = sorted(known)
    return near_name(name, names) or message(
        "reading.unknown",
        "“{name}” is not known here. Known are: {known}.",
        name=name,
        known=", ".join(names) or "–",
    )


def near_name(name: str, known: Iterable[str]) -> Message | None:
    """Say which known name may be meant, if one is much like it."""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=NEAR)
    if not near:
        return None
    return message(
        "reading.unknown_near",
        "“{name}” is not known here; is “{near}” meant?",
        name=name,
        near=near[0],
    )


class TomlFile:
    """One TOML file with the problems found in it; a broken file is an empty table."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.text = self._text()
        self._lines: dict[str, int] | None = None

    def table(self) -> Table:
        """Return the outermost table."""
        try:
            return Table(self, tomllib.loads(self.text))
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            self.report(
                message("reading.toml", "This is not valid TOML: {error}.", error=error),
                line=int(found[1]) if found else 1,
            )
            return Table(self, {})
        except (RecursionError, ValueError):
            self.report(
                message("file.depth", "Values are nested too deeply, or a number is too long."),
                line=1,
            )
            return Table(self, {})

    def report(self, what: Message, *, place: str = "", line: int = 0) -> None:
        """Keep a problem; ``place`` is the path of a key, from which the line is found."""
        number = line or self.line(place)
        problem = Problem(f"{shown(self.path)}:{number}", what)
        if problem not in self.problems:
            self.problems.append(problem)

    def line(self, place: str) -> int:
        """Return the line of a key or, where it is absent, of the nearest table around it."""
        if self._lines is None:
            self._lines = dict(_key_lines(self.text))
        while place:
            if place in self._lines:
                return self._lines[place]
            # Tables written within a list have no line of their own.
            entry = re.fullmatch(r"(.+)\[\d+\]", place)
            place = entry[1] if entry else place.rpartition(".")[0]
        return 1

    def _text(self) -> str:
        try:
            data = self.path.read_bytes()
        except OSError as error:
            self.report(
                message("reading.file", "The file cannot be read: {error}.", error=error.strerror),
                line=1,
            )
            return ""
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.report(
                message("reading.utf8", "The file is not in UTF-8."),
                line=data.count(b"\n", 0, error.start) + 1,
            )
            return ""


def _key_lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the path and the line of every table header and every key at a line's start."""
    table = ""
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            name = header[2].replace('"', "").replace(" ", "")
            table = _counted(name, counts, entry=header[1] == "[[")
            yield table, number
        elif key := KEY.match(line):
            name = key[1].strip('"')
            yield (f"{table}.{name}" if table else name), number


def _counted(name: str, counts: dict[str, int], *, entry: bool) -> str:
    """Return the path of a table with the number of each list entry in it: ``blocks[2]``."""
    path = ""
    for part in name.split("."):
        path = f"{path}.{part}" if path else part
        if entry and path.count(".") == name.count("."):
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


class Table:
    """One table: each key is asked for by its kind, and what nobody asked for is unknown."""

    def __init__(self, file: TomlFile, data: Mapping[str, Any], place: str = "") -> None:
        self.file, self.data, self.place = file, data, place
        self.asked: set[str] = set()

    def report(self, key: str, what: Message) -> None:
        """Keep a problem about one key of this table."""
        self.file.report(what, place=self.path(key))

    def path(self, key: str) -> str:
        """Return the path of a key from the file's top."""
        return ".".join(part for part in (self.place, key) if part)

    def text(self, key: str, default: str | None = "") -> str:
        """Return a text; without a default it has to be there."""
        value = self.value(key, str, default)
        return value or ""

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        return bool(self.value(key, bool, default))

    def number(self, key: str, default: int) -> int:
        """Return a whole number."""
        return self.value(key, int, default) or 0

    def choice(self, key: str, choices: tuple[T, ...], default: T) -> T:
        """Return one of a few texts."""
        value: Any = self.value(key, str, default)
        if value in choices:
            return value  # type: ignore[no-any-return]
        self.report(
            key,
            message(
                "reading.choice",
                "{key} must be one of: {choices}.",
                key=self.path(key),
                choices=", ".join(map(str, choices)),
            ),
        )
        return default

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of texts; a single text is a list of one."""
        value = self.value(key, (list, str), None)
        if value is None:
            return default
        items = [value] if isinstance(value, str) else value
        if all(isinstance(item, str) for item in items):
            return tuple(items)
        self.report(key, _expected(self.path(key), message("kind.texts", "a list of texts")))
        return default

    def pattern(self, key: str) -> re.Pattern[str] | None:
        """Return a compiled regular expression that does not distinguish capitals."""
        source = self.text(key)
        return self.compiled(key, source) if source else None

    def expression(self, key: str) -> str:
        """Return a regular expression as text, once it is known to compile; else an empty one.

        For parts of others: compiled on its own, it would be compiled a second time with them.
        """
        source = self.text(key)
        return source if source and self.compiled(key, source, 0) else ""

    def compiled(self, key: str, source: str, flags: int = re.IGNORECASE) -> re.Pattern[str] | None:
        """Compile a regular expression or report why it does not compile."""
        try:
            return re.compile(source, flags)
        except re.error as error:
            self.report(
                key,
                message(
                    "reading.regex",
                    "{key} is not a valid regular expression ({error}): {source}",
                    key=self.path(key),
                    error=error,
                    source=source,
                ),
            )
            return None

    def table(self, key: str) -> Table:
        """Return a table within this one; an absent one is empty."""
        return Table(self.file, self.value(key, dict, None) or {}, self.path(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return an array of tables."""
        items = self.value(key, list, None) or []
        if all(isinstance(item, dict) for item in items):
            return tuple(
                Table(self.file, item, f"{self.path(key)}[{number}]")
                for number, item in enumerate(items, start=1)
            )
        self.report(key, _expected(self.path(key), message("kind.tables", "a list of tables")))
        return ()

    def keys(self) -> tuple[str, ...]:
        """Return the keys of a table whose keys are free, such as names of forms."""
        return tuple(self.data)

    def value(self, key: str, kind: type | tuple[type, ...], default: Any) -> Any:
        """Return a value of one kind, or the default after reporting another kind."""
        self.asked.add(key)
        if key not in self.data:
            if default is None and kind is str:
                self.report(
                    key, message("reading.missing", "{key} is missing.", key=self.path(key))
                )
            return default
        value = self.data[key]
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        self.report(key, _expected(self.path(key), _kind(kind)))
        return default

    def done(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self.data:
            if key not in self.asked:
                self.report(key, unknown_name(key, self.asked))


def _expected(key: str, kind: Message) -> Message:
    return message("reading.kind", "{key} must be {kind}.", key=key, kind=kind)


def _kind(kind: type | tuple[type, ...]) -> Message:
    first, *others = kind if isinstance(kind, tuple) else (kind,)
    found = KINDS[first]
    for each in others:
        found = message("kind.either", "{one} or {other}", one=found, other=KINDS[each])
    return found
