"""Commands that a plugin adds to the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PLUGIN = '''\
import click
from advocacy import hookimpl


@click.command()
def greet() -> None:
    """Say hello."""
    click.echo("hello")


@hookimpl
def register_commands() -> list[click.Command]:
    return [greet]
'''


def test_a_plugin_adds_a_command(
    cli: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "greeting.py").write_text(PLUGIN, encoding="utf-8")
    monkeypatch.setenv("ADVOCACY_PLUGINS_DIR", str(tmp_path))
    assert "greet" in cli("--help").out
    assert cli("greet").out == "hello\n"


def test_without_the_plugin_the_command_is_unknown(cli: Callable[..., Any]) -> None:
    assert cli("greet").status == 2
