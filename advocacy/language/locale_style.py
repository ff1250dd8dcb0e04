"""``locale.toml`` is read: its typography, whose rules are tried out before they are trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advocacy.errors import message
from advocacy.language.locale import Replacement, Typography
from advocacy.language.reading import Table

__all__ = ["read_typography"]


def read_typography(table: Table) -> Typography:
    """Read quotation marks, apostrophe, dash and spacing rules."""
    default = Typography()
    typography = Typography(
        quotes=tuple(_quotes(table)) or default.quotes,
        apostrophe=table.text("apostrophe", default.apostrophe),
        dash=table.text("dash"),
        rules=tuple(_rules(table)),
    )
    table.done()
    return typography


def _quotes(table: Table) -> Iterator[tuple[str, str]]:
    for pair in table.value("quotes", list, []):
        match pair:
            case [str(opening), str(closing)] if opening.strip() and closing.strip():
                yield opening, closing
            case _:
                table.report(
                    "quotes",
                    message(
                        "locale.quotes",
                        "Quotation marks are pairs, the outer ones first: [[“, ”], [‘, ’]].",
                    ),
                )


def _rules(table: Table) -> Iterator[Replacement]:
    for rule in table.tables("rules"):
        source = rule.text("find", None)
        find = rule.compiled("find", source, 0)
        put = rule.text("put", None)
        rule.done()
        if find and _usable(rule, find, put):
            yield Replacement(find=find, put=put)


def _usable(rule: Table, find: re.Pattern[str], put: str) -> bool:
    """Whether the replacement names only groups that exist, and the pattern finds something."""
    try:
        # An empty alternative makes any pattern match, so that the template is expanded.
        if "\\" in put:
            re.compile(f"{find.pattern}|").sub(put, "")
    except (re.error, IndexError) as error:
        rule.report(
            "put",
            message("locale.put", "“{put}” cannot replace: {error}.", put=put, error=error),
        )
        return False
    if find.match(""):
        rule.report(
            "find", message("locale.find", "“{find}” matches nothing at all.", find=find.pattern)
        )
        return False
    return True
