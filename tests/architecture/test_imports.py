"""The direction of imports: the contracts of pyproject.toml hold, and would notice a breach."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests import tools
from tests.architecture.sources import Source, source, sources

LINTER = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINTER, "--no-cache", "--config", folder / "pyproject.toml"],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"},
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package that a test may spoil."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(tools.REPOSITORY / "advocacy", tmp_path / "advocacy", ignore=ignore)
    shutil.copy(tools.REPOSITORY / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_room_imports_only_lower_rooms(copy: Path) -> None:
    run = lint(copy)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("campaigns/model.py", "import advocacy.appeals", "The direction of imports"),
        ("production/workshop.py", "import advocacy.web", "The direction of imports"),
        ("document.py", "import advocacy.errors", "The document imports nothing of ours"),
        ("appeals/compose.py", "import advocacy.writer", "Who decides the words"),
        ("store/repository.py", "import advocacy.language", "The store knows campaigns"),
    ],
)
def test_a_wrong_import_is_noticed(copy: Path, module: str, line: str, contract: str) -> None:
    path = copy / "advocacy" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    run = lint(copy)
    assert run.returncode == 1
    broken = [text for text in run.stdout.splitlines() if text.endswith("BROKEN")]
    assert [text for text in broken if text.startswith(contract)] == broken != []


def test_a_new_room_has_to_be_given_its_place(copy: Path) -> None:
    (copy / "advocacy" / "cellar.py").write_text('"""A room that no contract knows."""\n')
    run = lint(copy)
    assert run.returncode == 1
    assert "cellar" in run.stdout


def wrong_imports(plugin: Source) -> list[str]:
    """Return imports of the program's inner modules, and of other plugins."""
    public = {"advocacy"} | {f"advocacy.{name}" for name in public_names()}
    parents = len(Path(plugin.name).parts) - 2
    return [
        name
        for name in plugin.imports()
        if (
            name.split(".")[0] in {"advocacy", "advocacy_plugins", "plugins"} and name not in public
        )
        or len(name) - len(name.lstrip(".")) > parents
    ]


def public_names() -> list[str]:
    import advocacy

    return advocacy.__all__


def test_plugins_import_only_public_names() -> None:
    assert {plugin.name: wrong_imports(plugin) for plugin in sources("plugins")} == {
        plugin.name: [] for plugin in sources("plugins")
    }


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("plugins/a.py", "from advocacy.language import locale"),
        ("plugins/a.py", "import advocacy.store"),
        ("plugins/a.py", "from advocacy import resources"),
        ("plugins/a.py", "from advocacy_plugins.docx_writer import writer"),
        ("plugins/a/b.py", "from ..docx_writer import writer"),
    ],
)
def test_a_plugin_that_reaches_inside_is_noticed(name: str, line: str) -> None:
    assert wrong_imports(source(name, line)) != []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("plugins/a.py", "from advocacy import Writer, text"),
        ("plugins/a.py", "import advocacy"),
        ("plugins/a/b.py", "from .c import d"),
        ("plugins/a.py", "import lxml.etree"),
    ],
)
def test_a_plugin_may_import_public_names_its_own_parts_and_libraries(name: str, line: str) -> None:
    assert wrong_imports(source(name, line)) == []


def test_the_architecture_names_every_room_in_the_order_of_imports() -> None:
    text = (tools.REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")]
    configuration = tomllib.loads((tools.REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    layers = configuration["tool"]["importlinter"]["contracts"][0]["layers"]
    assert rows == [room.strip("() ") for layer in layers for room in layer.split("|")]
