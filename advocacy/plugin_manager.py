"""One manager per app: what plugins offer, each kept apart from the faults of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from advocacy import plugin_answers
from advocacy.errors import AdvocacyError, Message, PluginError, Problem, UnknownNameError, message
from advocacy.plugin_problems import PluginProblem, ProblemLog, failure
from advocacy.plugin_registry import Registry, unknown
from advocacy.plugin_sources import Origin, all_sources

if TYPE_CHECKING:
    import click
    import pluggy

    from advocacy.campaigns.model import Campaign
    from advocacy.document import Document
    from advocacy.hookspecs import Page
    from advocacy.plugin_answers import Answer
    from advocacy.writer import Format

__all__ = ["PluginInfo", "PluginManager", "PluginProblem"]

T = TypeVar("T")


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
        for source in all_sources(folders):
            self._registry.add(source, blocked=blocked)
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
            raise UnknownNameError(unknown("format", format_name, sorted(self._owners)))
        return self._owners[format_name]

    def write(self, document: Document, format_name: str) -> bytes:
        """Return the document's file in a format.

        Raises UnknownNameError, or PluginError that names the plugin whose writer failed. What a
        writer itself refuses with an AdvocacyError reaches the person as it is.
        """
        plugin = self.owner(format_name)
        try:
            data: object = self._formats[format_name].writer().write(document)
            if not isinstance(data, bytes):
                raise TypeError(f"the writer returned {type(data).__name__}, not bytes")  # noqa: TRY301 - one way for all faults of a writer
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
        for plugin, impl in self._registry.implementations("transform_document"):
            with self._log.guard(plugin, "transform_document"):
                answer = _call(
                    impl, document=document, language=language, translations=translations
                )
                document = plugin_answers.document(answer)
        return document

    def check(self, campaign: Campaign, language: str) -> tuple[Problem, ...]:
        """Return what the plugins find missing in a campaign, in load order."""
        return self._gather(
            "check_campaign", plugin_answers.problems, campaign=campaign, language=language
        )

    def commands(self) -> tuple[click.Command, ...]:
        """Return the plugins' commands for the command line."""
        return self._gather("register_commands", plugin_answers.commands)

    def pages(self) -> tuple[Page, ...]:
        """Return the plugins' pages for the browser."""
        return self._gather("register_pages", plugin_answers.pages)

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

    def _gather(
        self, hook: str, accept: Callable[[object], Answer[T]], **arguments: object
    ) -> tuple[T, ...]:
        return tuple(item for _, item in self._answers(hook, accept, **arguments))

    def _answers(
        self, hook: str, accept: Callable[[object], Answer[T]], **arguments: object
    ) -> Iterator[tuple[str, T]]:
        """Yield what can be used of every plugin's answer; keep the rest as problems."""
        for plugin, impl in self._registry.implementations(hook):
            answer: Answer[T] = plugin_answers.Answer()
            with self._log.guard(plugin, hook):
                answer = accept(_call(impl, **arguments))
            for reason in answer.refused:
                self._log.add(plugin, _of_hook(hook, reason))
            for item in answer.accepted:
                yield plugin, item

    def _note_unknown(self, blocked: Sequence[str]) -> None:
        names = [entry.name for entry in self._registry.entries]
        for name in sorted(set(blocked) - set(names)):
            self._log.add(name, unknown("plugin", name, names), warning=True)

    def _failed(self, plugin: str, format_name: str, error: BaseException) -> PluginError:
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
                reason=str(reason),
            )
        )


def _call(impl: pluggy.HookImpl, **arguments: object) -> object:
    """Call one implementation with the arguments it takes."""
    return impl.function(*(arguments[name] for name in impl.argnames))


def _of_hook(hook: str, reason: Message) -> Message:
    return message("plugin.refused", "{hook}: {reason}", hook=hook, reason=str(reason))
