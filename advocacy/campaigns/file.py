"""The campaign as one TOML file that a person can read, edit and send to a colleague."""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomli_w

from advocacy.campaigns.data import from_data, to_data
from advocacy.campaigns.model import Campaign
from advocacy.errors import CampaignError, Message, Problem, message

__all__ = ["LARGEST_FILE", "parse_campaign", "read_campaign", "write_campaign"]

LARGEST_FILE = 20_000_000
"""Bytes: twelve logos of the largest size and long texts in twenty languages are less."""

PLACE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
LONG = 76


def read_campaign(path: Path) -> Campaign:
    """Read a campaign file; a CampaignError says what is wrong with it, all at once."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _unreadable(path.name, message("file.large", "The file is too large."))
        data = path.read_bytes()
    except OSError as error:
        sentence = message(
            "file.missing", "The file {name} cannot be opened: {reason}.",
            name=path.name, reason=error.strerror or type(error).__name__,
        )  # fmt: skip
        raise CampaignError(sentence) from error
    return parse_campaign(_decoded(data, path.name), path.name)


def parse_campaign(text: str, where: str) -> Campaign:
    """Read the text of a campaign file; ``where`` names it in errors."""
    if len(text) > LARGEST_FILE:
        raise _unreadable(where, message("file.large", "The file is too large."))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(str(error), text, where) from error
    except (RecursionError, ValueError) as error:
        sentence = message("file.depth", "Values are nested too deeply, or a number is too long.")
        raise _unreadable(where, sentence) from error
    return from_data(data, name=where)


def write_campaign(campaign: Campaign) -> str:
    """Write a campaign as TOML; `parse_campaign` makes an equal campaign of it.

    Single values come first, then a table for each person, addressee, demand …; a text has a
    line per language.
    """
    values, tables = [], []
    for key, value in to_data(campaign).items():
        if key in ("sender", "options", "basis", "former", "texts", "facts"):
            tables.append(_table(key, value))
        elif _is_tables(value):
            tables += [f"\n[[{key}]]\n{_lines(item)}" for item in value]
        else:
            values.append(_lines({key: value}))
    return "".join(values + tables)


def _table(key: str, table: Mapping[str, Any]) -> str:
    """A table, and behind it a table for each item of its lists (charges, logos)."""
    plain = {name: value for name, value in table.items() if not _is_tables(value)}
    written = f"\n[{key}]\n{_lines(plain)}" if plain else ""
    for name, value in table.items():
        if _is_tables(value):
            lines = _picture_lines if (key, name) == ("options", "logos") else _lines
            written += "".join(f"\n[[{key}.{name}]]\n{lines(item)}" for item in value)
    return written


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = message(
            "file.encoding", "The file is not in UTF-8; please save it in that encoding."
        )
        raise _unreadable(f"{name}:{line}", sentence) from error


def _syntax(reason: str, text: str, where: str) -> CampaignError:
    place = PLACE.search(reason)
    if place is None or not place[1]:
        early = message("file.early_end", "The file ends too early: something is not closed.")
        last = text.count("\n") + 1
        return _unreadable(f"{where}:{last}", early)
    number = place[1]
    sentence = message(
        "file.syntax",
        "TOML does not allow what stands at character {column} of this line.",
        column=place[2],
    )
    return _unreadable(f"{where}:{number}", sentence)


def _unreadable(where: str, sentence: Message) -> CampaignError:
    name = where.rpartition(":")[0] or where
    return CampaignError(
        message("file.unreadable", "The file {name} is not a campaign file.", name=name),
        [Problem(where, sentence)],
    )


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _lines(table: Mapping[str, Any]) -> str:
    """The lines of one table, with dotted keys, so that each says its whole place in the table."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in _flat(table))


def _picture_lines(logo: Mapping[str, Any]) -> str:
    """The lines of a logo: its long base64, and nothing else, is broken into lines."""
    picture = "\n".join(textwrap.wrap(str(logo["data"]), LONG))
    return _lines({**logo, "data": picture})


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        dotted = prefix + (key if BARE_KEY.fullmatch(key) else _text(key))
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{dotted}.")
        else:
            yield dotted, value


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        short = f"[{', '.join(map(_value, value))}]"
        return short if len(short) <= LONG else "[\n  " + ",\n  ".join(map(_value, value)) + ",\n]"
    return "{}" if isinstance(value, dict) else _toml(value)


def _text(text: str) -> str:
    """A text in one line; over several lines when it has several."""
    return _toml(text, multiline="\n" in text)


def _toml(value: object, *, multiline: bool = False) -> str:
    written = tomli_w.dumps({"x": value}, multiline_strings=multiline)
    return written.removeprefix("x = ").removesuffix("\n")
