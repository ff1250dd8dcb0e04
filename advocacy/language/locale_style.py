"""``locale.toml`` is read: its typography, whose rules are tried out before they are trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advocacy.errors import message
from advocacy.language.locale import Binding, Replacement, Typography
from advocacy.language.reading import Table

__all__ = ["read_typography"]


def read_typography(table: Table) -> Typography:
    """Read quotation marks, apostrophe, dash, spacing rules and what stays together."""
    default = Typography()
    typography = Typography(
        quotes=tuple(_quotes(table)) or default.quotes,
        apostrophe=table.text("apostrophe", default.apostrophe),
        dash=table.text("dash"),
        rules=tuple(_rules(table)),
        binding=_binding(table.table("together")),
    )
    table.done()
    return typography


def _binding(table: Table) -> Binding:
    """Read what stays together in a line; a word may begin a sentence as well."""
    words = _words(table, "words")
    binding = Binding(
        words=words | {word.capitalize() for word in words},
        before_number=_words(table, "before_number"),
        after_number=_words(table, "after_number"),
    )
    table.done()
    return binding


def _words(table: Table, key: str) -> frozenset[str]:
    return frozenset(word for line in table.texts(key) for word in line.split())


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
