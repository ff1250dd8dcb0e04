"""For translators: a PO file as units that can be changed, read through Babel and written plainly.

What is written depends on the content alone: no date, no host, no program version.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from babel.messages.catalog import Message as BabelMessage
from babel.messages.pofile import escape, read_po, unescape

from advocacy.errors import ResourceError, message
from advocacy.language.catalog import UNSURE, parse_po

__all__ = ["FUZZY", "PoFile", "Unit", "read_po_file", "write_po"]

FUZZY = "fuzzy"


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
    def translated(self) -> bool:
        """Whether all forms have a text."""
        return all(self.texts)

    @property
    def fuzzy(self) -> bool:
        """Whether somebody has to look at the translation again."""
        return FUZZY in self.flags

    @property
    def unsure(self) -> bool:
        """Whether a translator marked the wording for a native reader."""
        return any(comment.startswith(UNSURE) for comment in self.comments)


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


def read_po_file(path: Path) -> PoFile:
    """Read a PO file for changing it; a ResourceError names everything that is wrong with it."""
    data = path.read_bytes()
    if problems := parse_po(data, path).problems:
        raise ResourceError(
            message("po.broken", "The file {name} is broken.", name=path.name), problems
        )
    text = data.decode("utf-8-sig")
    babel = read_po(io.StringIO(text), abort_invalid=True)
    return PoFile(
        units=(
            *(_unit(each) for each in babel if each.id),
            *(replace(_unit(each), obsolete=True) for each in babel.obsolete.values()),
        ),
        header=_header(text),
        comments=_head_comments(text),
        forms=babel.num_plurals,
    )


def _header(text: str) -> Mapping[str, str]:
    """Return the header's fields as they stand there; Babel would put in a date of today."""
    head = text.partition("\n\n")[0]
    lines = [line.strip() for line in head.splitlines() if line.startswith('"')]
    pairs = (field.partition(":") for field in "".join(map(unescape, lines)).splitlines())
    return MappingProxyType({name.strip(): value.strip() for name, _, value in pairs})


def _head_comments(text: str) -> tuple[str, ...]:
    head = text.partition("msgid")[0]
    return tuple(line.removeprefix("#").strip() for line in head.splitlines() if line.strip())


def _unit(each: BabelMessage) -> Unit:
    ids = (each.id,) if isinstance(each.id, str) else tuple(each.id)
    texts = (each.string,) if isinstance(each.string, str) else tuple(each.string or ())
    comments, previous = _without_previous(each.user_comments)
    return Unit(
        key=str(each.context),
        source=ids[0],
        plural=ids[1] if len(ids) > 1 else "",
        texts=texts,
        comments=comments,
        notes=tuple(each.auto_comments),
        places=tuple(name if line is None else f"{name}:{line}" for name, line in each.locations),
        flags=tuple(sorted(each.flags)),
        previous=previous,
        line=each.lineno or 0,
    )


def _without_previous(lines: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part translators' comments from the previous source, which Babel reads as a comment."""
    comments: list[str] = []
    previous: list[str] = []
    for line in lines:
        keyword, _, text = line.removeprefix("|").strip().partition('"')
        if not line.startswith("|"):
            comments.append(line)
        elif keyword.strip() in ("msgid", "msgid_plural"):
            previous.append(unescape(f'"{text}'))
        elif not keyword and previous:
            previous[-1] += unescape(f'"{text}')
    return tuple(comments), tuple(previous)


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
        yield escape(f"{name}: {value}\n")


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
        yield f"#{'~' if unit.obsolete else ''}| {keyword} {escape(text)}"
    yield f"{mark}msgctxt {escape(unit.key)}"
    for keyword, text in zip(("msgid", "msgid_plural"), unit.sources, strict=False):
        yield f"{mark}{keyword} {escape(text)}"
    for number, text in enumerate(unit.texts):
        keyword = f"msgstr[{number}]" if unit.plural else "msgstr"
        yield f"{mark}{keyword} {escape(text)}"


def _commented(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"{mark} {line}".rstrip()
