"""The command line, the group itself: commands are imported only when they are called."""

from __future__ import annotations

import gc
import importlib
import os
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

from advocacy import __version__
from advocacy.errors import message

if TYPE_CHECKING:
    from advocacy.plugin_manager import PluginManager

__all__ = ["COMMANDS", "LazyGroup", "advocacy", "take_commands"]

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

SELDOM = 20_000
"""New objects between two searches for garbage among them; for all, the rhythm stays Python's."""


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
        command: click.Command = getattr(_imported(module), name)
        return command


def _imported(name: str) -> ModuleType:
    """Import a module without looking for garbage: all of it stays, now and later.

    Afterwards it is looked for less often, since what a command makes is needed until it is done.
    """
    gc.disable()
    try:
        return importlib.import_module(name)
    finally:
        gc.freeze()
        gc.set_threshold(SELDOM, 2, 2)
        gc.enable()


def _plugin_commands() -> dict[str, click.Command]:
    """Return what plugins add; asked only for help and for a name that is not ours."""
    from advocacy.plugin_manager import PluginManager  # noqa: PLC0415 - slow, and rarely needed

    manager = PluginManager()
    manager.load(
        folders=[Path(name) for name in os.environ.get(PLUGIN_DIRS, "").split(os.pathsep) if name]
    )
    return take_commands(manager)


def take_commands(manager: PluginManager) -> dict[str, click.Command]:
    """Return the plugins' commands by name; a name that is taken is kept as a problem."""
    found: dict[str, click.Command] = {}
    for plugin, command in manager.commands():
        name = command.name or ""
        if name in COMMANDS or name in found:
            reason = message(
                "plugin.command-taken", "There is another command “{command}”.", command=name
            )
            manager.note(plugin, reason)
        else:
            found[name] = command
    return found


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def advocacy() -> None:
    """Letters, statements and petitions, written once, in every language as PDF and DOCX."""
