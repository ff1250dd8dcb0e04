"""One manager per app: what plugins offer, each kept apart from the faults of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, cast

from advocacy import plugin_answers
from advocacy.errors import AdvocacyError, Message, PluginError, Problem, UnknownNameError, message
from advocacy.plugin_problems import EndedError, PluginProblem, ProblemLog, failure
from advocacy.plugin_registry import Registry, unknown
from advocacy.plugin_sources import Origin, all_sources
from advocacy.plugin_time import at_most

if TYPE_CHECKING:
    import click

    from advocacy.campaigns.model import Campaign
    from advocacy.document import Document
    from advocacy.hookspecs import Page
    from advocacy.plugin_answers import Answer
    from advocacy.writer import Format

__all__ = ["PluginInfo", "PluginManager", "PluginProblem"]

T = TypeVar("T")
FORMAT = message("kind.format", "format")
PLUGIN = message("kind.plugin", "plugin")

WRITE: Final = "write"
"""The step of a plugin that is no hook: its writer writes a document."""

Elsewhere: TypeAlias = Callable[[str, str, Mapping[str, object]], object]
"""Lets a plugin do a step with its arguments in another process, and returns the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginInfo:
    """A plugin as the plugins page shows it.

    ``location`` is the file or folder, or the name of the installed package.
    """

    name: str
    origin: Origin
    location: str
    version: str
    hooks: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    blocked: bool = False
    problems: tuple[PluginProblem, ...] = ()


class PluginManager:
    """Loads plugins once and calls their hooks, plugin by plugin."""

    def __init__(self) -> None:
        self._log = ProblemLog()
        self._registry = Registry(self._log)
        self._formats: dict[str, Format] = {}
        self._owners: dict[str, str] = {}
        self._elsewhere: Elsewhere | None = None
        self._given_up: set[str] = set()
        self._own: frozenset[str] = frozenset()
        self.folders: tuple[Path, ...] = ()
        self.blocked: tuple[str, ...] = ()
        self.appeal_folders: tuple[Path, ...] = ()
        self.locale_folders: tuple[Path, ...] = ()
        self.phrase_folders: tuple[Path, ...] = ()

    def load(
        self, *, folders: Sequence[Path] = (), blocked: Sequence[str] = (), strict: bool = False
    ) -> None:
        """Load the bundled plugins, those of the folders and of installed packages; call it once.

        ``blocked`` names plugins that are not even imported. With ``strict`` the first problem
        raises PluginError; otherwise problems are kept (see `plugins` and `problems`).
        """
        self._log.strict = strict
        self.folders, self.blocked = tuple(folders), tuple(blocked)
        for source in all_sources(folders):
            self._registry.add(source, blocked=blocked)
        entries = self._registry.entries
        self._own = frozenset(each.name for each in entries if each.source.origin == "bundled")
        self._note_unknown(blocked)
        for plugin, found in self._answers("register_formats", plugin_answers.formats):
            self._take_format(plugin, found)
        self.appeal_folders = self._gather("register_appeals", plugin_answers.folders)
        self.locale_folders = self._gather("register_locales", plugin_answers.folders)
        self.phrase_folders = self._gather("register_phrases", plugin_answers.folders)

    @property
    def formats(self) -> Mapping[str, Format]:
        """The output formats by name, in the order of their names."""
        return MappingProxyType(dict(sorted(self._formats.items())))

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """Everything that any plugin did wrong until now."""
        return self._log.all()

    @property
    def plugins(self) -> tuple[PluginInfo, ...]:
        """Every plugin in load order, with what it offers and what it did wrong."""
        return tuple(
            PluginInfo(
                name=entry.name,
                origin=entry.source.origin,
                location=entry.source.location,
                version=entry.version,
                hooks=tuple(sorted(entry.hooks)),
                formats=tuple(name for name in self.formats if self._owners[name] == entry.name),
                blocked=entry.blocked,
                problems=self._log.of(entry.name),
            )
            for entry in self._registry.entries
        )

    def owner(self, format_name: str) -> str:
        """Return the name of the plugin that offers a format; raises UnknownNameError."""
        if format_name not in self._owners:
            raise UnknownNameError(unknown(FORMAT, format_name, sorted(self._owners)))
        return self._owners[format_name]

    def write(self, document: Document, format_name: str) -> bytes:
        """Return the document's file in a format.

        Raises UnknownNameError, or PluginError that names the plugin whose writer failed. What a
        writer itself refuses with an AdvocacyError reaches the person as it is.
        """
        plugin = self.owner(format_name)
        try:
            data = self._ask(plugin, WRITE, format_name=format_name, document=document)
            if not isinstance(data, bytes):
                raise TypeError(f"the writer returned {type(data).__name__}, not bytes")  # noqa: TRY301 - one way for all faults of a writer
        except EndedError as error:
            raise self._failed(plugin, format_name, error) from error
        except AdvocacyError:
            raise
        except (Exception, SystemExit) as error:
            raise self._failed(plugin, format_name, error) from error
        return data

    def transform(
        self,
        document: Document,
        language: str,
        translations: Mapping[str, Document] = MappingProxyType({}),
    ) -> Document:
        """Return the document as the plugins change it; a plugin that fails changes nothing.

        ``translations`` holds the campaign's other versions that are ready, untransformed.
        """
        for plugin in self._answering("transform_document"):
            with self._log.guard(plugin, "transform_document"):
                answer = self._ask(
                    plugin,
                    "transform_document",
                    document=document,
                    language=language,
                    translations=translations,
                )
                document = plugin_answers.document(answer)
        return document

    def check(self, campaign: Campaign, language: str) -> tuple[Problem, ...]:
        """Return what the plugins find missing in a campaign, in load order."""
        return self._gather(
            "check_campaign", plugin_answers.problems, campaign=campaign, language=language
        )

    def keep_apart(self, elsewhere: Elsewhere) -> None:
        """Let everybody's plugins but the program's own do their work on documents elsewhere.

        ``elsewhere`` raises what the plugin raised, or EndedError where it did not come back;
        such a plugin neither changes nor checks anything any more.
        """
        self._elsewhere = elsewhere

    def do(self, plugin: str, step: str, arguments: Mapping[str, object]) -> object:
        """Let a plugin do a step in this process; whatever it raises is raised."""
        if step == WRITE:
            chosen, document = arguments["format_name"], arguments["document"]
            return self._formats[cast("str", chosen)].writer().write(cast("Document", document))
        impl = dict(self._registry.implementations(step))[plugin]
        return impl.function(*(arguments[name] for name in impl.argnames))

    def commands(self) -> tuple[tuple[str, click.Command], ...]:
        """Return the plugins' commands for the command line, each with its plugin's name."""
        return tuple(self._answers("register_commands", plugin_answers.commands))

    def pages(self) -> tuple[tuple[str, Page], ...]:
        """Return the plugins' pages for the browser, each with its plugin's name."""
        return tuple(self._answers("register_pages", plugin_answers.pages))

    def note(self, plugin: str, reason: Message, *, error: BaseException | None = None) -> None:
        """Keep what a plugin did wrong outside of its hooks, as on a page of its own."""
        self._log.add(plugin, reason, error=error)

    def _take_format(self, plugin: str, found: Format) -> None:
        if found.name not in self._owners:
            self._formats[found.name] = found
            self._owners[found.name] = plugin
            return
        reason = message(
            "plugin.format-taken",
            "The format “{format}” is offered already by the plugin “{owner}”.",
            format=found.name,
            owner=self._owners[found.name],
        )
        self._log.add(plugin, reason)

    def _answering(self, hook: str) -> list[str]:
        """Return the plugins that implement a hook, without those that did not come back."""
        found = self._registry.implementations(hook)
        return [plugin for plugin, _ in found if plugin not in self._given_up]

    def _ask(self, plugin: str, step: str, **arguments: object) -> object:
        """Let a plugin do a step: elsewhere, if it is a stranger's and handles documents."""
        if plugin in self._own or (arguments and self._elsewhere is None):
            return self.do(plugin, step, arguments)
        if self._elsewhere is None or not arguments:
            with at_most(step):
                return self.do(plugin, step, arguments)
        try:
            return self._elsewhere(plugin, step, self._taken(plugin, step, arguments))
        except EndedError:
            if step != WRITE:
                self._given_up.add(plugin)
            raise

    def _taken(self, plugin: str, step: str, arguments: dict[str, object]) -> Mapping[str, object]:
        """Return what travels: what the plugin takes, and translations made only if it does."""
        if step == WRITE:
            return arguments
        impl = dict(self._registry.implementations(step))[plugin]
        return {
            name: dict(value) if isinstance(value := arguments[name], Mapping) else value
            for name in impl.argnames
        }

    def _gather(
        self, hook: str, accept: Callable[[object], Answer[T]], **arguments: object
    ) -> tuple[T, ...]:
        return tuple(item for _, item in self._answers(hook, accept, **arguments))

    def _answers(
        self, hook: str, accept: Callable[[object], Answer[T]], **arguments: object
    ) -> Iterator[tuple[str, T]]:
        """Yield what can be used of every plugin's answer; keep the rest as problems."""
        for plugin in self._answering(hook):
            answer: Answer[T] = plugin_answers.Answer()
            with self._log.guard(plugin, hook):
                answer = accept(self._ask(plugin, hook, **arguments))
            for reason in answer.refused:
                self._log.add(plugin, _of_hook(hook, reason))
            for item in answer.accepted:
                yield plugin, item

    def _note_unknown(self, blocked: Sequence[str]) -> None:
        names = [entry.name for entry in self._registry.entries]
        for name in sorted(set(blocked) - set(names)):
            self._log.add(name, unknown(PLUGIN, name, names), warning=True)

    def _failed(self, plugin: str, format_name: str, error: BaseException) -> PluginError:
        if isinstance(error, EndedError):
            reason = error.message
        else:
            reason = failure(f"writing {format_name}", error)
        try:
            self._log.add(plugin, reason, error=error)
        except PluginError as strict:
            return strict
        return PluginError(
            message(
                "plugin.writer-failed",
                "The plugin “{plugin}” could not write the format “{format}”: {reason}",
                plugin=plugin,
                format=format_name,
                reason=reason,
            )
        )


def _of_hook(hook: str, reason: Message) -> Message:
    return message("plugin.refused", "{hook}: {reason}", hook=hook, reason=reason)
