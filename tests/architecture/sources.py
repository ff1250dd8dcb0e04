"""The program's own source files, and what can be read in them without running them."""

from __future__ import annotations

import ast
import functools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from tests import tools

PROGRAM = ("advocacy", "plugins")
BROKEN_ON_PURPOSE = "tests/broken_plugins/"


@dataclass(frozen=True, slots=True)
class Source:
    """A Python file: its path from the repository's root, its text and its tree."""

    name: str
    text: str
    tree: ast.Module

    def imports(self) -> Iterator[str]:
        """Yield the full name of everything imported; relative imports begin with a dot."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                parents, module = "." * node.level, f"{node.module}." if node.module else ""
                yield from (f"{parents}{module}{alias.name}" for alias in node.names)

    def strings(self) -> Iterator[tuple[int, str]]:
        """Yield every string constant with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.lineno, node.value


def source(name: str, text: str) -> Source:
    return Source(name, text, ast.parse(text))


def sources(*folders: str) -> list[Source]:
    """Return the Python files below folders of the repository."""
    paths = sorted(path for folder in folders for path in (tools.REPOSITORY / folder).rglob("*.py"))
    names = [path.relative_to(tools.REPOSITORY).as_posix() for path in paths]
    return [_read(name) for name in names if not name.startswith(BROKEN_ON_PURPOSE)]


@functools.cache
def _read(name: str) -> Source:
    return source(name, (tools.REPOSITORY / name).read_text(encoding="utf-8"))


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file of the repository that is text."""
    run = subprocess.run(
        [tools.find("git"), "ls-files", "-z"],
        cwd=tools.REPOSITORY,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    for name in filter(None, run.stdout.split("\0")):
        path = tools.REPOSITORY / name
        data = path.read_bytes() if path.is_file() else b""
        if b"\0" not in data:
            yield name, data.decode("utf-8")
