"""The command line: one group whose commands are imported only when they are called."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from advocacy.errors import AdvocacyError

__all__ = ["advocacy", "main"]

PLUGIN_DIRS = "ADVOCACY_PLUGINS_DIR"
COMMANDS = {
    "render": "advocacy.cli.render:render",
    "retention": "advocacy.cli.retention:retention_commands",
    "backup": "advocacy.cli.backup:backup",
    "check": "advocacy.cli.check:check",
    "doctor": "advocacy.cli.doctor:doctor",
    "examples": "advocacy.cli.examples:examples",
    "plugins": "advocacy.cli.lists:plugins",
    "import-docx": "advocacy.cli.import_docx:import_docx",
    "locale": "advocacy.cli.locale:locale_commands",
    "locales": "advocacy.cli.lists:locales",
    "mail": "advocacy.cli.mail:mail_commands",
    "merge": "advocacy.cli.merge:merge",
    "plugin": "advocacy.cli.plugins:plugin_commands",
    "restore": "advocacy.cli.backup:restore",
    "sbom": "advocacy.cli.sbom:sbom",
    "serve": "advocacy.cli.serve:serve",
    "user": "advocacy.cli.user:user_commands",
}
"""Where each command lives; nothing of it is imported for the others."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, those of plugins included."""
        return sorted({*COMMANDS, *_plugin_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return _plugin_commands().get(cmd_name)
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


def _plugin_commands() -> dict[str, click.Command]:
    """Return what plugins add; asked only for help and for a name that is not ours."""
    from advocacy.plugin_manager import PluginManager  # noqa: PLC0415 - slow, and rarely needed

    manager = PluginManager()
    manager.load(
        folders=[Path(name) for name in os.environ.get(PLUGIN_DIRS, "").split(os.pathsep) if name]
    )
    return {command.name: command for command in manager.commands() if command.name}


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="advocacy")
def advocacy() -> None:
    """Letters, statements and petitions, written once, in every language as PDF and DOCX."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line.

    Exit status: 0 done; 1 what was asked for cannot be done, and stderr says why; 2 wrong usage.
    """
    _speak_utf8()
    sys.exit(_run(lambda: advocacy.main(args=arguments, prog_name="advocacy")))


def _run(command: Callable[[], Any]) -> int:
    try:
        command()
    except AdvocacyError as error:
        click.echo(str(error), err=True)
        return 1
    except OSError as error:
        click.echo(f"{error.filename or 'File'}: {error.strerror or error}", err=True)
        return 1
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def _speak_utf8() -> None:
    """Whatever the system's locale says: names in five languages have to come out."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
