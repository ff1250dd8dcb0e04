"""A PO file is looked over line by line before it is read: Babel forgives what would lose text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advocacy.errors import Message, message

__all__ = ["decode", "mistakes"]

LINE = re.compile(
    r"(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) +)?"
    r'"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"'
)
KEYWORD = re.compile(r"msgctxt|msgid_plural|msgid|msgstr")
PLURALS = re.compile(r"nplurals *= *(\d+)")
CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)
FOLLOWS = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr",),
    "msgstr": ("msgstr", "msgctxt", "msgid"),
}


def decode(data: bytes) -> tuple[str, tuple[int, Message] | None]:
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


def mistakes(text: str) -> Iterator[tuple[int, Message]]:
    """Yield each line that cannot be read, each key that occurs twice, each entry without a key."""
    head = PLURALS.search(text)
    scan = _Scan(int(head[1]) if head else 0)
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped and stripped[0] != "#":
            yield from scan.take(number, stripped)
    yield from scan.entry_ends()


class _Scan:
    """What is known of the entry at hand."""

    def __init__(self, plurals: int) -> None:
        self.plurals = plurals
        self.forms = 0
        self.keyword = ""
        self.start = 0
        self.key: str | None = None
        self.source = ""
        self.seen: dict[str, int] = {}

    def take(self, number: int, line: str) -> Iterator[tuple[int, Message]]:
        found = LINE.fullmatch(line)
        if not found:
            # What it was meant to be, so that the next entry is not blamed.
            self.keyword = begun[0] if (begun := KEYWORD.match(line)) else self.keyword
            yield (
                number,
                message(
                    "po.syntax",
                    "This line cannot be read: {line} – a text stands between straight quotation "
                    'marks; one within it is written \\".',
                    line=line[:60],
                ),
            )
            return
        keyword, indexed, _ = (found["keyword"] or "").partition("[")
        if not keyword:
            self._add(found["text"])
            return
        if keyword not in FOLLOWS[self.keyword]:
            yield (
                number,
                message("po.order", "“{keyword}” cannot stand here.", keyword=found["keyword"]),
            )
        if keyword == "msgctxt" or (keyword == "msgid" and self.keyword != "msgctxt"):
            yield from self.entry_ends()
            self.start, self.key, self.source, self.forms = number, None, "", 0
        self.keyword = keyword
        self.forms += bool(indexed)
        self._add(found["text"])

    def _add(self, text: str) -> None:
        if self.keyword == "msgctxt":
            self.key = (self.key or "") + text
        elif self.keyword == "msgid":
            self.source += text

    def entry_ends(self) -> Iterator[tuple[int, Message]]:
        """Judge the entry that is complete now."""
        if not self.start or (self.key is None and not self.source):
            return
        if not self.key:
            yield self.start, message("po.no_key", "This entry has no key (msgctxt).")
        elif self.key in self.seen:
            yield (
                self.start,
                message(
                    "po.twice",
                    "The key “{key}” occurs a second time; the first is in line {line}.",
                    key=self.key,
                    line=self.seen[self.key],
                ),
            )
        else:
            self.seen[self.key] = self.start
        if self.plurals and self.forms > self.plurals:
            yield (
                self.start,
                message(
                    "po.forms",
                    "This entry has {count} plural forms; Plural-Forms at the head of the file "
                    "says {forms}.",
                    count=self.forms,
                    forms=self.plurals,
                ),
            )
