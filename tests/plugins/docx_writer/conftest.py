"""The DOCX writer by the public door, and its parts for looking inside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advocacy.document import Document
from advocacy.plugin_manager import PluginManager
from tests.plugins.docx_writer.parts import Parts, parts


@pytest.fixture(scope="session")
def manager() -> PluginManager:
    manager = PluginManager()
    manager.load()
    return manager


@pytest.fixture(scope="session")
def write(manager: PluginManager) -> Callable[[Document], bytes]:
    """Write a document: ``write(document)``."""
    return lambda document: manager.write(document, "docx")


@pytest.fixture(scope="session")
def inside(write: Callable[[Document], bytes]) -> Callable[[Document], Parts]:
    """Write a document and open its package."""
    return lambda document: parts(write(document))
