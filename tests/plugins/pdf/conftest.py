"""The writer as the program gets it: through the door of the plugins."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import ModuleType

import pytest

from advocacy import Document
from advocacy.plugin_manager import PluginManager


@pytest.fixture(scope="session")
def manager() -> PluginManager:
    """The plugins that come with the program."""
    loaded = PluginManager()
    loaded.load()
    return loaded


@pytest.fixture(scope="session")
def write(manager: PluginManager) -> Callable[[Document], bytes]:
    """Return what turns a document into a PDF."""

    def writer(document: Document) -> bytes:
        return manager.write(document, "pdf")

    return writer


@pytest.fixture(scope="session")
def part(manager: PluginManager) -> Callable[[str], ModuleType]:
    """Return a module of the writer by its name within the package."""
    assert "pdf" in manager.formats

    def found(name: str) -> ModuleType:
        return importlib.import_module(f"advocacy_plugins.pdf_writer.{name}")

    return found
