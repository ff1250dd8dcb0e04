"""docs/promises.md: every promise names tests that exist, and says nothing it must not say."""

from __future__ import annotations

import ast
import re

import pytest

from tests import tools

DOCS = tools.REPOSITORY / "docs"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows(text: str) -> list[list[str]]:
    """Return the cells of every promise: of the tables that begin with that word."""
    tables = re.findall(r"(?m)^\| promise \|.*\n\| --- .*\n((?:\|.*\n?)*)", text)
    lines = [line for table in tables for line in table.splitlines()]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def unproved(text: str) -> list[str]:
    """Return promises without a test, and tests that do not exist."""
    found = []
    for row in rows(text):
        tests = NAMED.findall(row[1])
        found += [] if tests else [f"no test: {row[0]}"]
        found += [f"{path}::{name}" for path, name in tests if name not in functions(path)]
    return found


def functions(path: str) -> set[str]:
    file = tools.REPOSITORY / path
    if not file.is_file():
        return set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_promise_is_proved_by_tests_that_exist() -> None:
    text = (DOCS / "promises.md").read_text(encoding="utf-8")
    assert len(rows(text)) >= 25
    assert unproved(text) == []


@pytest.mark.parametrize(
    "row",
    [
        "| A promise. | | |",
        "| A promise. | `tests/promises/test_promises.py::test_of_dreams` | |",
        "| A promise. | `tests/promises/test_dreams.py::test_it` | |",
        "| A promise. | we looked at it | |",
    ],
)
def test_a_promise_without_a_test_is_noticed(row: str) -> None:
    assert unproved(f"| promise | test | limit |\n| --- | --- | --- |\n{row}\n") != []


@pytest.mark.parametrize("name", ["promises.md", "threat-model.md"])
def test_neither_anonymity_nor_protection_from_the_operator_is_promised(name: str) -> None:
    text = " ".join((DOCS / name).read_text(encoding="utf-8").split())
    assert re.search(r"not promise anonymity|No anonymity", text)
    assert re.search(r"protects nobody from the person who runs it|No protection from the operator",
                     text)  # fmt: skip
