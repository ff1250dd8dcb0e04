"""A PO file is read line by line, and every line in it that would lose text is named."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from advocacy.errors import Message, Problem, ResourceError, message
from advocacy.language.po_file import ESCAPES, PoFile, Unit
from advocacy.language.reading import shown

__all__ = ["Plural", "Reading", "one_or_many", "read_po", "read_po_file"]

Mistake: TypeAlias = tuple[int, Message]
"""A line and what is wrong there."""

Plural: TypeAlias = Callable[[int], int]
"""The number of the plural form that a count takes."""

LINE = re.compile(
    r"(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) +)?" r'"([^"\\]*(?:\\.[^"\\]*)*)"'
)
KEYWORD = re.compile(r"msgctxt|msgid_plural|msgid|msgstr")
ESCAPED = re.compile(r'\\([\\trn"])')
CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)
PLURALS = re.compile(r"nplurals *= *(\d+) *; *plural *= *([^;]+);? *")
KINDS = frozenset(",.:|")
"""The signs that follow the one of a comment, unless it is a translator's."""
MOST_FORMS = 6
"""Arabic has as many (CLDR), and no language has more."""
FOLLOWS = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr",),
    "msgstr": ("msgstr", "msgctxt", "msgid"),
}
MEANT = {escaped: sign for sign, escaped in ESCAPES.items()}


def one_or_many(count: int) -> int:
    """Return the form of a count where nothing else is said."""
    return int(count != 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a PO file; with ``mistakes`` it is not to be used.

    ``plural`` says which of its forms a count takes.
    """

    file: PoFile
    mistakes: tuple[Mistake, ...] = ()
    plural: Plural = one_or_many

    def problems(self, path: Path) -> tuple[Problem, ...]:
        """Return the mistakes with their places in a file of this name."""
        return tuple(Problem(f"{shown(path)}:{line}", what) for line, what in self.mistakes)


def read_po_file(path: Path) -> PoFile:
    """Read a PO file for changing it; a ResourceError names everything that is wrong with it."""
    reading = read_po(path.read_bytes())
    if reading.mistakes:
        raise ResourceError(
            message("po.broken", "The file {name} is broken.", name=path.name),
            reading.problems(path),
        )
    return reading.file


def read_po(data: bytes) -> Reading:
    """Read the bytes of a PO file (GNU gettext, "The Format of PO Files").

    A mistake is each line that cannot be read or stands in the wrong place, and each entry whose
    key is missing or occurs twice, or that has no translation or too many plural forms.
    """
    text, wrong = _decoded(data)
    if wrong:
        return Reading(PoFile(), (wrong,))
    lines = _Lines()
    for number, line in enumerate(text.splitlines(), start=1):
        lines.take(number, line.strip())
    lines.end()
    file = PoFile(
        units=tuple(lines.units),
        header=lines.header,
        comments=lines.comments,
        forms=lines.forms or 2,
    )
    return Reading(file, tuple(lines.mistakes), lines.plural)


def _decoded(data: bytes) -> tuple[str, Mistake | None]:
    """Decode a PO file, or say in which line it is not what it claims to be."""
    head = data[:4096].decode("ascii", errors="replace")
    charset = CHARSET.search(head)
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        wrong = message(
            "po.charset",
            "The file says it is in {charset}; it has to be in UTF-8.",
            charset=charset[1],
        )
        return "", (head.count("\n", 0, charset.start()) + 1, wrong)
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", (line, message("po.utf8", "The file is not in UTF-8."))


class _Lines:
    """The lines until now: entries that are whole, and what is known of the one at hand."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.mistakes: list[Mistake] = []
        self.header: Mapping[str, str] = MappingProxyType({})
        self.comments: tuple[str, ...] = ()
        self.forms = 0
        self.plural: Plural = one_or_many
        self._keys: dict[str, int] = {}
        self._begin()

    def _begin(self) -> None:
        self._start = self._line = 0
        self._keyword = self._into = ""
        self._texts: dict[str, str] = {}
        self._obsolete = self._broken = False
        self._comments: dict[str, list[str]] = {}
        self._previous: list[str] = []

    def take(self, number: int, line: str) -> None:
        """Read a line without the white space around it."""
        if not line:
            return
        if line[0] != "#":
            self._statement(number, line)
        elif line[:2] != "#~":
            self._comment(line)
        elif (rest := line[2:].lstrip())[:1] == "|":
            self._comment(f"#{rest}")
        else:
            self._statement(number, rest, obsolete=True)

    def _comment(self, line: str) -> None:
        if self._start:
            self.end()
        kind = line[1:2] if line[1:2] in KINDS else ""
        text = line[1 + len(kind) :].strip()
        if kind == "|":
            self._was(text)
        else:
            self._comments.setdefault(kind, []).append(text)

    def _was(self, text: str) -> None:
        """Keep what the source said when it was translated last."""
        found = LINE.fullmatch(text)
        if found and found[1] in ("msgid", "msgid_plural"):
            self._previous.append(_meant(found[2]))
        elif found and not found[1] and self._previous:
            self._previous[-1] += _meant(found[2])

    def _statement(self, number: int, line: str, *, obsolete: bool = False) -> None:
        found = LINE.fullmatch(line)
        if not found:
            self._unread(number, line)
            return
        keyword, text = found.groups()
        if keyword:
            self._turn(number, keyword)
            self._obsolete = obsolete
        elif not self._keyword:
            self._misplaced(number, line[:60])
        self._texts[self._into] = self._texts.get(self._into, "") + _meant(text)

    def _unread(self, number: int, line: str) -> None:
        # What it was meant to be, so that the next entry is not blamed.
        self._keyword = begun[0] if (begun := KEYWORD.match(line)) else self._keyword
        self._into = ""
        self._wrong(
            number,
            message(
                "po.syntax",
                "This line cannot be read: {line} – a text stands between straight quotation "
                'marks; one within it is written \\".',
                line=line[:60],
            ),
        )

    def _turn(self, number: int, keyword: str) -> None:
        """Turn to what a keyword begins."""
        name = keyword.partition("[")[0]
        begins = name == "msgctxt" or (name == "msgid" and self._keyword != "msgctxt")
        if name not in FOLLOWS[self._keyword] or (keyword in self._texts and not begins):
            self._misplaced(number, keyword)
        if begins:
            self.end()
        self._start = self._start or number
        if name == "msgid":
            self._line = number
        self._keyword, self._into = name, keyword

    def _misplaced(self, number: int, keyword: str) -> None:
        self._wrong(number, message("po.order", "“{keyword}” cannot stand here.", keyword=keyword))

    def _wrong(self, number: int, what: Message) -> None:
        self._broken = True
        self.mistakes.append((number, what))

    def end(self) -> None:
        """Finish the entry at hand; what follows is another one."""
        if not self._start:
            return
        if self._texts.get("msgctxt") is None and not self._texts.get("msgid"):
            self._finish_head()
        else:
            forms = self._forms()
            if not self._obsolete:
                self._judge(len(forms))
            self._finish(forms)
        self._begin()

    def _finish_head(self) -> None:
        """Take the fields of the file's head, among them how its language counts."""
        pairs = (line.partition(":") for line in self._texts.get("msgstr", "").splitlines())
        self.header = MappingProxyType({name.strip(): value.strip() for name, _, value in pairs})
        self.comments = tuple(self._comments.get("", ()))
        try:
            self.forms, self.plural = _counting(self.header)
        except ValueError:
            said = f"Plural-Forms: {self.header['Plural-Forms'][:200]}"
            self._wrong(
                self._line,
                message("po.header", "The file’s header is wrong: {error}.", error=said),
            )

    def _forms(self) -> list[str]:
        """Return the translation, or a text for each plural form of the language."""
        texts = self._texts
        first = texts.get("msgstr", texts.get("msgstr[0]", ""))
        if "msgid_plural" not in texts:
            return [first]
        given = max((int(name[7]) for name in texts if name.startswith("msgstr[")), default=0)
        others = (texts.get(f"msgstr[{form}]", "") for form in range(1, max(given + 1, self.forms)))
        return [first, *others]

    def _judge(self, forms: int) -> None:
        """Name what is wrong with the entry as a whole."""
        key, start = self._texts.get("msgctxt"), self._start
        if not key:
            self._wrong(start, message("po.no_key", "This entry has no key (msgctxt)."))
        elif key in self._keys:
            self._wrong(
                start,
                message(
                    "po.twice",
                    "The key “{key}” occurs a second time; the first is in line {line}.",
                    key=key,
                    line=self._keys[key],
                ),
            )
        else:
            self._keys[key] = start
        if self.forms and forms > max(self.forms, 1):
            self._wrong(
                start,
                message(
                    "po.forms",
                    "This entry has {count} plural forms; Plural-Forms at the head of the file "
                    "says {forms}.",
                    count=forms,
                    forms=self.forms,
                ),
            )
        if not self._broken and not any(name.startswith("msgstr") for name in self._texts):
            self._wrong(
                self._line or start,
                message("po.no_text", "This entry has no line for its translation (msgstr)."),
            )

    def _finish(self, forms: list[str]) -> None:
        said = self._comments
        flags = {flag.strip() for line in said.get(",", ()) for flag in line.split(",")}
        self.units.append(
            Unit(
                key=self._texts.get("msgctxt", ""),
                source=self._texts.get("msgid", ""),
                plural=self._texts.get("msgid_plural", ""),
                texts=tuple(forms),
                comments=tuple(said.get("", ())),
                notes=tuple(filter(None, said.get(".", ()))),
                places=tuple(place for line in said.get(":", ()) for place in line.split()),
                flags=tuple(sorted(flags - {""})),
                previous=tuple(self._previous),
                obsolete=self._obsolete,
                line=self._line,
            )
        )


def _meant(text: str) -> str:
    """Return what a text says whose signs are escaped."""
    return ESCAPED.sub(lambda found: MEANT[found[0]], text) if "\\" in text else text


def _counting(header: Mapping[str, str]) -> tuple[int, Plural]:
    """Return how many plural forms a language has, and which one a count takes.

    Raises ValueError where the header says it and cannot be understood. Where it says nothing,
    the language's own way holds as far as it is known.
    """
    said = header.get("Plural-Forms")
    if said is None:
        said = _usual(header.get("Language", ""))
    found = PLURALS.fullmatch(said)
    if not found or not 1 <= len(found[1]) <= 2 or not 1 <= int(found[1]) <= MOST_FORMS:
        raise ValueError(said)
    return int(found[1]), gettext.c2py(found[2])


def _usual(language: str) -> str:
    from babel import UnknownLocaleError  # noqa: PLC0415 - most files say it themselves
    from babel.messages.plurals import get_plural  # noqa: PLC0415

    try:
        return get_plural(language or "en").plural_forms
    except (ValueError, UnknownLocaleError):
        return get_plural("en").plural_forms
