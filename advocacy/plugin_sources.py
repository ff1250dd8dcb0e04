"""Where plugins come from: the program's own, folders, and installed packages, in a fixed order."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import advocacy
from advocacy import resources
from advocacy.errors import Message, PluginError, message
from advocacy.hookspecs import GROUP

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["Origin", "Source", "all_sources"]

Origin: TypeAlias = Literal["bundled", "folder", "package"]

PARENT = "advocacy_plugins"
"""The package under which plugins from files are imported."""

INFO = (".dist-info", ".egg-info")
"""How the folders end in which installers leave what they know of a package."""


@dataclass(frozen=True, slots=True)
class Source:
    """A plugin that was found and not imported yet; ``load`` returns its module or object."""

    name: str
    origin: Origin
    location: str
    version: str
    load: Callable[[], object]


def all_sources(folders: Sequence[Path]) -> Iterator[Source]:
    """Yield every plugin in load order: bundled, folders as given, packages; each by name.

    A folder may also be a plugin itself: a Python file, or a package.
    """
    yield from _in_folder(resources.folder("plugins"), "bundled")
    for folder in map(Path.resolve, folders):
        if folder.is_file() or (folder / "__init__.py").is_file():
            yield _from_path(folder, "folder")
        else:
            yield from _in_folder(folder, "folder")
    yield from _in_packages()


def _in_folder(folder: Path, origin: Origin) -> Iterator[Source]:
    """Yield one plugin per Python file or package; ``_`` or ``.`` before a name hides it."""
    if not folder.is_dir():
        missing = message("plugin.folder-missing", "{folder} is not a folder.", folder=folder)
        yield Source(str(folder), origin, str(folder), "", partial(_refuse, missing))
        return
    # The order of a directory differs from disk to disk.
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if not path.name.startswith(("_", ".")) and (path.suffix == ".py" or path.is_dir()):
            yield _from_path(path, origin)


def _from_path(path: Path, origin: Origin) -> Source:
    version = advocacy.__version__ if origin == "bundled" else ""
    name = path.stem if path.suffix == ".py" else path.name
    return Source(name, origin, str(path), version, partial(_load_path, name, path, origin))


def _load_path(name: str, path: Path, origin: Origin) -> object:
    if not name.isidentifier():
        raise PluginError(
            message(
                "plugin.file-name",
                "“{name}” cannot be imported: use letters, digits and underscores.",
                name=name,
            )
        )
    file = path / "__init__.py" if path.is_dir() else path
    if not file.is_file():
        raise PluginError(
            message("plugin.no-init", "The folder {path} holds no __init__.py.", path=path)
        )
    return _import_file(f"{PARENT}.{name}", file, fresh=origin != "bundled")


def _import_file(module_name: str, file: Path, *, fresh: bool) -> types.ModuleType:
    """Import a file under a name; the program's own files are imported once in a process."""
    known = sys.modules.get(module_name)
    if known is not None and not fresh and known.__file__ == str(file):
        return known
    _forget(module_name)
    sys.modules.setdefault(PARENT, _parent())
    locations = [str(file.parent)] if file.name == "__init__.py" else None
    spec = importlib.util.spec_from_file_location(
        module_name, file, submodule_search_locations=locations
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"no loader for {file}")
    module = importlib.util.module_from_spec(spec)
    # Before it runs: dataclasses with postponed annotations look their module up.
    sys.modules[module_name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        _forget(module_name)
        raise
    return module


def _forget(module_name: str) -> None:
    """Drop a module and its parts, so that a half-imported or older one is never met again."""
    for name in [n for n in sys.modules if n == module_name or n.startswith(f"{module_name}.")]:
        del sys.modules[name]


def _parent() -> types.ModuleType:
    parent = types.ModuleType(PARENT, "Plugins that were imported from files.")
    parent.__path__ = []
    return parent


def _in_packages() -> Iterator[Source]:
    """Yield the entry points of installed packages, without importing one."""
    if not _any_package():
        return
    import importlib.metadata  # noqa: PLC0415 - brings the machinery of e-mail

    for point in sorted(importlib.metadata.entry_points(group=GROUP), key=_entry_order):
        package = point.dist.name if point.dist else point.module
        version = point.dist.version if point.dist else ""
        yield Source(point.name, "package", package, version, point.load)


def _any_package() -> bool:
    """Whether a package may hold a plugin; only then Python's own search is worth its start.

    Where packages lie in something else than a folder, as in a ZIP, it is left to that search.
    """
    header = f"[{GROUP}]".encode()
    for place in dict.fromkeys(sys.path):
        if os.path.isfile(place):  # noqa: PTH113 - an empty place is the working directory
            return True
        with contextlib.suppress(OSError):
            for name in os.listdir(place or "."):  # noqa: PTH208 - thrice as fast
                if name.endswith(INFO) and header in _points(Path(place, name)):
                    return True
    return False


def _points(folder: Path) -> bytes:
    """Return the entry points of a package as its installer wrote them; most have none."""
    try:
        return (folder / "entry_points.txt").read_bytes()
    except OSError:
        return b""


def _entry_order(point: EntryPoint) -> tuple[str, str, str]:
    return (point.name, point.dist.name if point.dist else "", point.value)


def _refuse(reason: Message) -> object:
    raise PluginError(reason)
