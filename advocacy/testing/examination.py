"""A whole plugin before the contract, in a process of its own that may hang or crash."""

from __future__ import annotations

import hashlib
import importlib
import multiprocessing
import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final
from unittest import mock

from advocacy import resources
from advocacy.campaigns.file import read_campaign
from advocacy.document import Document
from advocacy.errors import AdvocacyError, RefusedError, UnknownNameError, message
from advocacy.hookspecs import GROUP
from advocacy.plugin_manager import PluginInfo, PluginManager
from advocacy.plugin_registry import unknown
from advocacy.testing import samples
from advocacy.testing.contract import CHECKS, Extract, Result, check_all

__all__ = ["Examination", "examine"]


PLUGIN_OR_FORMAT = message("kind.plugin_or_format", "plugin or format")
TRANSFORM: Final = "transform_document"
ELSEWHERE: Final = "other-process"


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found about a plugin; ``results`` by format, and one for its transform."""

    plugin: PluginInfo
    results: dict[str, tuple[Result, ...]]

    @property
    def passed(self) -> bool:
        """Tell whether nothing was found that has to be mended."""
        results = (result for part in self.results.values() for result in part)
        sound = all(problem.warning for problem in self.plugin.problems)
        return sound and all(result.passed for result in results)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What a child is to do: the checks of one format, or of the transform, of one plugin."""

    plugin: str
    folders: tuple[Path, ...]
    extract: str
    limit: float
    part: str = ""
    seed: str = "1"

    @property
    def checks(self) -> tuple[str, ...]:
        """The results that the child sends, in order."""
        if self.part == TRANSFORM:
            return (TRANSFORM,)
        return (*CHECKS, ELSEWHERE) if self.seed == "1" else (ELSEWHERE,)


def examine(
    name: str, *, folders: Sequence[Path] = (), extract: str = "", limit: float = 60
) -> Examination:
    """Examine the plugin of a name, or that offers a format of that name, or that lies at a path.

    ``extract`` names a function that reads the text of its files, as ``module:function``; a part
    that takes longer than ``limit`` seconds fails. Raises UnknownNameError.
    """
    _function(extract)
    path = _file_of(Path(name).resolve())
    if path is not None:
        folders, name = (*folders, path), path.stem
    manager = PluginManager()
    manager.load(folders=folders)
    _ask_the_rest(manager)
    plugin = _find(manager, name)
    wanted = [*plugin.formats, *([TRANSFORM] if TRANSFORM in plugin.hooks else [])]
    task = _Task(plugin=plugin.name, folders=tuple(folders), extract=extract, limit=limit)
    results = {part: _in_child(replace(task, part=part)) for part in wanted}
    return Examination(plugin, results)


def _file_of(path: Path) -> Path | None:
    """Return the plugin that lies at a path: a file, a package, or what a pyproject.toml names."""
    if path.suffix == ".py" and not path.is_file():
        raise UnknownNameError(message("plugin.no-file", "There is no file {path}.", path=path))
    if path.is_file() or (path / "__init__.py").is_file():
        return path
    project = path / "pyproject.toml"
    if not project.is_file():
        return None
    points: dict[str, dict[str, str]] = (
        tomllib.loads(project.read_text("utf-8")).get("project", {}).get("entry-points", {})
    )
    for module in points.get(GROUP, {}).values():
        inner = module.partition(":")[0].replace(".", "/")
        for found in (path / inner, path / "src" / inner):
            if (found / "__init__.py").is_file():
                return found
            if found.with_suffix(".py").is_file():
                return found.with_suffix(".py")
    return None


def _ask_the_rest(manager: PluginManager) -> None:
    """Call the hooks that no format and no transform shows, so that their problems are kept."""
    manager.commands()
    manager.pages()
    for path in resources.examples():
        campaign = read_campaign(path)
        for language in campaign.languages:
            manager.check(campaign, language)


def _find(manager: PluginManager, name: str) -> PluginInfo:
    if name in manager.formats:
        name = manager.owner(name)
    plugins = {info.name: info for info in manager.plugins}
    if name not in plugins:
        raise UnknownNameError(unknown(PLUGIN_OR_FORMAT, name, [*plugins, *manager.formats]))
    return plugins[name]


def _in_child(task: _Task) -> tuple[Result, ...]:
    """Run all checks of a part, and write once more in a process with another hash seed."""
    results = list(_talk(task))
    digest = next((r.detail for r in results if r.check == ELSEWHERE and r.passed), None)
    if digest is None:
        return tuple(results)
    again = list(_talk(replace(task, seed="2")))
    same = bool(again) and again[-1].detail == digest
    detail = "" if same else "another process wrote other bytes for the same document"
    return (*results[:-1], Result(ELSEWHERE, same, detail))


def _talk(task: _Task) -> Iterator[Result]:
    """Start a child and yield its results; say which check it did not come back from."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(there, task), daemon=True)
    with mock.patch.dict(os.environ, {"PYTHONHASHSEED": task.seed}):
        child.start()
    there.close()
    try:
        yield from _received(here, task)
    finally:
        child.kill()
        child.join()
        here.close()


def _received(here: Connection, task: _Task) -> Iterator[Result]:
    for name in task.checks:
        try:
            if not here.poll(task.limit):
                yield Result(name, passed=False, detail=f"no end within {task.limit:g} seconds")
                return
            yield here.recv()
        except EOFError:
            yield Result(name, passed=False, detail="the process ended in the middle of the check")
            return


def _child(there: Connection, task: _Task) -> None:
    """Load the plugins anew and send one result after the other."""
    manager = PluginManager()
    manager.load(folders=task.folders)
    if task.part == TRANSFORM:
        there.send(_transformed(manager, task.plugin))
        return
    if task.checks != (ELSEWHERE,):
        for result in check_all(manager.formats[task.part], extract=_function(task.extract)):
            there.send(result)
    there.send(_written(manager, task.part))


def _written(manager: PluginManager, format_name: str) -> Result:
    """Return the sum of what is written, or why nothing is."""
    try:
        files = [manager.write(samples.every_block(tag), format_name) for tag in samples.LANGUAGES]
    except AdvocacyError as error:
        return Result(ELSEWHERE, passed=False, detail=str(error.message))
    return Result(ELSEWHERE, passed=True, detail=hashlib.sha256(b"".join(files)).hexdigest())


def _transformed(manager: PluginManager, plugin: str) -> Result:
    """Transform every sample twice: it must stay a document, and come out the same."""
    for document in _documents():
        language = document.language.partition("-")[0]
        first, second = (manager.transform(document, language) for _ in range(2))
        found = [problem for problem in manager.problems if problem.plugin == plugin]
        if found:
            return Result(TRANSFORM, passed=False, detail=str(found[0].message))
        if first != second:
            detail = f"{document.identifier} in {document.language}: not the same twice"
            return Result(TRANSFORM, passed=False, detail=detail)
    return Result(TRANSFORM, passed=True, detail=", ".join(samples.LANGUAGES))


def _documents() -> Iterator[Document]:
    yield from map(samples.every_block, samples.LANGUAGES)
    yield from (samples.empty(), samples.bare(), samples.long(), samples.hostile())


def _function(name: str) -> Extract | None:
    """Import a function by ``module:function``; the module may lie where one stands."""
    if not name:
        return None
    module, _, attribute = name.partition(":")
    sys.path.insert(0, str(Path.cwd()))
    try:
        found: Extract = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise RefusedError(
            message(
                "plugin.extract",
                "“{name}” is not a function that can be imported ({error}). Write module:function; "
                "the module lies in this folder or is installed.",
                name=name,
                error=error,
            )
        ) from error
    finally:
        sys.path.pop(0)
    return found
