"""Plugins that were met: each is registered whole, or refused whole with the reason kept."""

from __future__ import annotations

import difflib
import inspect
import warnings
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pluggy

from advocacy import hookspecs
from advocacy.errors import Message, PluginError, message
from advocacy.hookspecs import GROUP
from advocacy.plugin_problems import ProblemLog
from advocacy.plugin_sources import Source
from advocacy.plugin_time import at_most

__all__ = ["Entry", "Registry", "unknown"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A plugin that was imported and registered, or refused, or blocked."""

    name: str
    source: Source
    version: str = ""
    hooks: Mapping[str, pluggy.HookImpl] = field(default_factory=lambda: MappingProxyType({}))
    blocked: bool = False


class Registry:
    """The plugins in load order; pluggy compares their hooks with the specifications."""

    def __init__(self, log: ProblemLog) -> None:
        self._log = log
        self._pluggy = pluggy.PluginManager(GROUP)
        self._pluggy.add_hookspecs(hookspecs)
        self._known = tuple(vars(self._pluggy.hook))
        self._entries: list[Entry] = []

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every plugin that was met, in load order."""
        return tuple(self._entries)

    def add(self, source: Source, *, blocked: Collection[str] = ()) -> None:
        """Import and register a plugin, unless its name is blocked or taken."""
        taken = {entry.name: entry for entry in self._entries if not entry.blocked}
        if source.name in blocked:
            entry = Entry(source.name, source, source.version, blocked=True)
        elif source.name in taken:
            entry = self._refused(source, taken[source.name])
        else:
            entry = self._imported(source)
        self._entries.append(entry)

    def implementations(self, hook: str) -> list[tuple[str, pluggy.HookImpl]]:
        """Return plugin name and implementation in load order, ``tryfirst`` ones before."""
        found = [(entry.name, entry.hooks[hook]) for entry in self._entries if hook in entry.hooks]
        return sorted(found, key=lambda pair: pair[1].trylast - pair[1].tryfirst)

    def _imported(self, source: Source) -> Entry:
        plugin: object = None
        hooks: dict[str, pluggy.HookImpl] = {}
        with self._log.guard(source.name, "import"):
            plugin = _loaded(source)
            hooks = self._registered(source.name, plugin)
        version = source.version or str(getattr(plugin, "__version__", ""))
        return Entry(source.name, source, version, MappingProxyType(hooks))

    def _refused(self, source: Source, earlier: Entry) -> Entry:
        name = f"{source.name} ({source.location})"
        reason = message(
            "plugin.name-taken",
            "A plugin of the name “{name}” was loaded before, from {earlier}.",
            name=source.name,
            earlier=earlier.source.location,
        )
        self._log.add(name, reason)
        return Entry(name, source, source.version)

    def _registered(self, name: str, plugin: object) -> dict[str, pluggy.HookImpl]:
        """Register a plugin and return its hooks; raises where it does not fit."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                self._pluggy.register(plugin, name)
            except pluggy.PluginValidationError as error:
                raise PluginError(self._misfit(plugin, error)) from error
        for warning in caught:
            reason = message("plugin.deprecated", "{warning}", warning=str(warning.message))
            self._log.add(name, reason, warning=True)
        try:
            # After each plugin: later nobody could tell whose hook is misspelt.
            self._refuse_misspelt(plugin)
        except PluginError:
            self._pluggy.unregister(plugin)
            raise
        return self._hooks(name, plugin)

    def _misfit(self, plugin: object, error: pluggy.PluginValidationError) -> Message:
        """Say which argument a hook does not have, and which it has."""
        for hook in self._known:
            known = getattr(self._pluggy.hook, hook).spec.argnames
            for name in _parameters(getattr(plugin, hook, None)):
                if name not in known:
                    return message(
                        "plugin.argument",
                        "{hook} has no argument “{name}”. It may take: {known}.",
                        hook=hook,
                        name=name,
                        known=", ".join(known) or "–",
                    )
        # The first of pluggy's lines only repeats the plugin's name.
        found = ". ".join(str(error).splitlines()[1:])
        return message("plugin.arguments", "A hook does not fit. {found}.", found=found)

    def _refuse_misspelt(self, plugin: object) -> None:
        try:
            self._pluggy.check_pending()
        except pluggy.PluginValidationError as error:
            callers = self._pluggy.get_hookcallers(plugin) or []
            wrong = next(caller.name for caller in callers if not caller.has_spec())
            raise PluginError(unknown(message("kind.hook", "hook"), wrong, self._known)) from error
        for hook, impl in self._hooks_of(plugin):
            if impl.wrapper or impl.hookwrapper:
                reason = "{hook} is a hook wrapper; a plugin answers for itself alone."
                raise PluginError(message("plugin.wrapper", reason, hook=hook))

    def _hooks(self, name: str, plugin: object) -> dict[str, pluggy.HookImpl]:
        hooks = dict(self._hooks_of(plugin))
        if not hooks:
            reason = message("plugin.empty", "No function is marked as a hook with @hookimpl.")
            self._log.add(name, reason, warning=True)
        return hooks

    def _hooks_of(self, plugin: object) -> Iterator[tuple[str, pluggy.HookImpl]]:
        for caller in self._pluggy.get_hookcallers(plugin) or []:
            for impl in caller.get_hookimpls():
                if impl.plugin is plugin:
                    yield caller.name, impl


def _parameters(function: object) -> tuple[str, ...]:
    try:
        return tuple(inspect.signature(function).parameters) if callable(function) else ()
    except ValueError:
        return ()


def _loaded(source: Source) -> object:
    if source.origin == "bundled":
        return source.load()
    with at_most("import"):
        return source.load()


def unknown(kind: Message, name: str, known: Collection[str]) -> Message:
    """Say that there is no such thing, and which one may be meant."""
    nearest = difflib.get_close_matches(name, known, n=1)
    if not nearest:
        return message("plugin.unknown", "There is no {kind} “{name}”.", kind=kind, name=name)
    return message(
        "plugin.unknown-near",
        "There is no {kind} “{name}”; is “{near}” meant?",
        kind=kind,
        name=name,
        near=nearest[0],
    )
