from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from advocacy.plugin_manager import PluginManager

PREFIX = """
from pathlib import Path
import dataclasses
from advocacy import Format, Message, Page, Paragraph, Problem, Writer, hookimpl, message, text
"""


@pytest.fixture
def plugins(tmp_path: Path) -> Callable[..., PluginManager]:
    """Load the program with plugins given as keyword and source: ``plugins(one="…")``."""

    def load(**sources: str) -> PluginManager:
        for name, source in sources.items():
            code = PREFIX + textwrap.dedent(source)
            (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
        manager = PluginManager()
        manager.load(folders=[tmp_path])
        return manager

    return load
