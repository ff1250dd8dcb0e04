"""The plugin author's names: complete, and light to import."""

from __future__ import annotations

import subprocess
import sys

import pytest

import advocacy
from advocacy import document, writer

HEAVY = ("babel", "click", "docx", "flask", "lxml", "pluggy", "reportlab", "sqlalchemy")


def test_importing_the_api_loads_no_library() -> None:
    code = "import sys, advocacy; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = run.stdout.split()
    assert "advocacy" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_importing_a_bundled_writer_loads_no_library() -> None:
    code = (
        "import sys; from advocacy.plugin_manager import PluginManager\n"
        "PluginManager().load(); print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    slow = [name for name in ("docx", "flask", "lxml", "reportlab") if name in run.stdout.split()]
    assert slow == []


def test_every_public_name_can_be_imported() -> None:
    assert [name for name in advocacy.__all__ if not hasattr(advocacy, name)] == []
    assert dir(advocacy) == sorted(advocacy.__all__)


def test_every_block_and_the_writer_are_public() -> None:
    internal = {"block_runs"}
    expected = {*document.__all__, *writer.__all__} - internal
    assert expected - set(advocacy.__all__) == set()


def test_an_unknown_name_is_refused_as_by_any_module() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'hookimple'"):
        advocacy.hookimple  # noqa: B018
