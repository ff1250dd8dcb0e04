"""A PO file as its units, and how it is written.

What is written depends on the content alone: no date, no host, no program version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

__all__ = ["ESCAPES", "FUZZY", "UNSURE", "PoFile", "Unit", "write_po"]

FUZZY: Final = "fuzzy"
UNSURE: Final = "(?)"
"""A translator's comment that begins so marks wording that a native reader should look at."""
ESCAPES: Final = {"\\": r"\\", "\t": r"\t", "\r": r"\r", "\n": r"\n", '"': r"\""}
_ESCAPED: Final = str.maketrans(ESCAPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One entry; ``texts`` has one translation, or one for each plural form.

    ``comments`` are the translators', ``notes`` come from the source with the text. ``previous``
    is the source (and its plural) that a fuzzy translation was made from.
    """

    key: str
    source: str
    plural: str = ""
    texts: tuple[str, ...] = ("",)
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    obsolete: bool = False
    line: int = 0

    @property
    def sources(self) -> tuple[str, ...]:
        """The source text, and its plural where it has one."""
        return (self.source, self.plural) if self.plural else (self.source,)

    @property
    def fuzzy(self) -> bool:
        """Whether somebody has to look at the translation again."""
        return FUZZY in self.flags

    @property
    def usable(self) -> bool:
        """Whether it is translated, whole and not fuzzy."""
        return FUZZY not in self.flags and all(self.texts)

    @property
    def doubt(self) -> str | None:
        """What a translator's comment that begins with ``(?)`` goes on to say."""
        doubts = (comment for comment in self.comments if comment.startswith(UNSURE))
        return next((doubt.removeprefix(UNSURE).strip() for doubt in doubts), None)

    @property
    def unsure(self) -> bool:
        """Whether a translator marked the wording for a native reader."""
        return self.doubt is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoFile:
    """A whole PO file; ``header`` holds the fields of its first entry in their order."""

    units: tuple[Unit, ...] = ()
    header: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    comments: tuple[str, ...] = ()
    forms: int = 2

    def by_key(self) -> dict[str, Unit]:
        """Return the units by key; a living one wins over an obsolete one of the same key."""
        ordered = sorted(self.units, key=lambda unit: not unit.obsolete)
        return {unit.key: unit for unit in ordered}


def write_po(file: PoFile) -> str:
    """Write a PO file: a line for each text, living entries in their order, then obsolete ones."""
    units = sorted(file.units, key=lambda unit: unit.obsolete)
    return "\n".join(
        ["\n".join(_head(file)) + "\n", *("\n".join(_lines(unit)) + "\n" for unit in units)]
    )


def _head(file: PoFile) -> Iterator[str]:
    yield from _commented("#", file.comments)
    yield 'msgid ""'
    yield 'msgstr ""'
    for name, value in file.header.items():
        yield _quoted(f"{name}: {value}\n")


def _lines(unit: Unit) -> Iterator[str]:
    yield from _commented("#", unit.comments)
    if not unit.obsolete:
        yield from _commented("#.", unit.notes)
        if unit.places:
            yield f"#: {' '.join(unit.places)}"
    if unit.flags:
        yield f"#, {', '.join(unit.flags)}"
    mark = "#~ " if unit.obsolete else ""
    for keyword, text in zip(("msgid", "msgid_plural"), unit.previous, strict=False):
        yield f"#{'~' if unit.obsolete else ''}| {keyword} {_quoted(text)}"
    yield f"{mark}msgctxt {_quoted(unit.key)}"
    for keyword, text in zip(("msgid", "msgid_plural"), unit.sources, strict=False):
        yield f"{mark}{keyword} {_quoted(text)}"
    for number, text in enumerate(unit.texts):
        keyword = f"msgstr[{number}]" if unit.plural else "msgstr"
        yield f"{mark}{keyword} {_quoted(text)}"


def _commented(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"{mark} {line}".rstrip()


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPED)}"'
