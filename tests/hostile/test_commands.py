"""Every bad command line ends with a sentence and its exit status, and leaves nothing behind."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from advocacy import resources
from advocacy.cli.group import COMMANDS as PROGRAM
from tests.hostile.bad_commands import COMMANDS, NASTY_VALUES
from tests.hostile.bad_files import picture

if TYPE_CHECKING:
    from tests.conftest import Called

Call = Callable[..., "Called"]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Files by the words of the table, in the working directory."""
    here = tmp_path / "deep" / "down" / "here"  # a path that leads up stays in the test's folder
    (here / "folder").mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.setenv("ADVOCACY_DATA_DIR", str(tmp_path / "data"))
    (here / "broken.toml").write_text("slug = ", encoding="utf-8")
    (here / "people.csv").write_text("name\nExample Person\n", encoding="utf-8")
    (here / "picture.png").write_bytes(picture("PNG")())
    examples = {path.stem: str(path) for path in resources.examples()}
    return {
        "CAMPAIGN": examples["joint-statement-2021"], "LETTER": examples["letter-prosecutor-2020"],
        "PEOPLE": "people.csv", "BROKEN": "broken.toml", "PICTURE": "picture.png",
        "FOLDER": "folder",
    }  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_a_bad_command_line_is_answered_as_expected(
    cli: Call, files: dict[str, str], tmp_path: Path, name: str
) -> None:
    arguments, status, sentence = COMMANDS[name]
    before = sorted(tmp_path.rglob("*"))
    done = cli(*(files.get(argument, argument) for argument in arguments))
    assert done.status == status, done.err
    assert sentence in done.err
    assert "Traceback" not in done.err
    assert sorted(tmp_path.rglob("*")) == before


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of every command of the tree."""
    if not isinstance(group, click.Group):
        yield path
        return
    for name, command in group.commands.items():
        yield from commands(command, (*path, name))


def tree() -> dict[tuple[str, ...], click.Command]:
    """Return every command of the program by its path, groups gone through."""
    found = {}
    for name, place in PROGRAM.items():
        module, _, attribute = place.partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        for path in commands(command, (name,)):
            leaf = command
            for step in path[1:]:
                assert isinstance(leaf, click.Group)
                leaf = leaf.commands[step]
            found[path] = leaf
    return found


def lines(
    path: tuple[str, ...], command: click.Command, values: Iterator[str]
) -> Iterator[list[str]]:
    """Yield a command line for each parameter, with the next value in its place."""
    needed = [one for one in command.params if isinstance(one, click.Argument) and one.required]
    for parameter in command.params:
        value = next(values)
        typed = [value if one is parameter else "no/where" for one in needed]
        if isinstance(parameter, click.Argument):
            yield [*path, *typed]
        elif not (parameter.is_flag if isinstance(parameter, click.Option) else True):
            yield [*path, *typed, parameter.opts[-1], value]


def takes_something(command: click.Command) -> bool:
    """Whether a command cannot do its work without an argument, and so fails for nonsense."""
    return any(isinstance(one, click.Argument) and one.required for one in command.params)


TREE = {path: command for path, command in tree().items() if takes_something(command)}


@pytest.mark.parametrize("path", sorted(TREE), ids=" ".join)
def test_every_parameter_refuses_nonsense_with_a_sentence(
    cli: Call, files: dict[str, str], path: tuple[str, ...]
) -> None:
    values = itertools.cycle(NASTY_VALUES)
    for line in lines(path, TREE[path], values):
        done = cli(*line)
        assert done.status in {1, 2}, line
        assert done.err.strip(), line
        assert "Traceback" not in done.err, line
