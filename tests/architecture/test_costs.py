"""What `make check` leaves out is there, and every folder keeps something that it runs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests import tools
from tests.conftest import calls_tools
from tests.costs import LIMIT, costly

TESTS = tools.REPOSITORY / "tests"
ACROSS = {"benchmarks", "faults", "packaging"}
"""Folders about programs that are started, which is what takes long."""

FOLDERS = sorted(
    {path.relative_to(TESTS).parts[0] for path in TESTS.glob("*/**/test_*.py")} - ACROSS
)


def functions(path: Path) -> list[str]:
    """Return the tests of a file as the list names them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    file = path.relative_to(tools.REPOSITORY).as_posix()
    return [f"{file}::{name}" for name in names if name.startswith("test_")]


def test_every_listed_test_is_there_and_takes_long() -> None:
    there = {name for path in TESTS.rglob("test_*.py") for name in functions(path)}
    assert costly().keys() - there == set()
    assert min(costly().values()) >= LIMIT


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_room_keeps_tests_that_are_quick(folder: str) -> None:
    quick = [
        name
        for path in (TESTS / folder).rglob("test_*.py")
        if not calls_tools(path)
        for name in functions(path)
        if name not in costly()
    ]
    assert quick != []
