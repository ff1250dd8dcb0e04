"""A plugin that somebody else built and published is offered as soon as it is installed."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.packaging.conftest import Installation, _lend_dependencies, build

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def plugin_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a plugin that was made by `advocacy plugin new` and built on its own."""
    folder = tmp_path_factory.mktemp("plugin")
    order = [sys.executable, "-m", "advocacy", "plugin", "new", "field-notes", "--out", folder]
    subprocess.run(order, check=True, capture_output=True)
    return build(folder / "advocacy-field-notes", folder / "dist", "--wheel")


@pytest.fixture(scope="module")
def equipped(
    wheel: Path, plugin_wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    """A fresh environment with both wheels, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("equipped")
    venv.create(folder, symlinks=True, with_pip=False)
    options = ["--quiet", "--no-index", "--no-deps", "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip", "--python", folder, "install", *options]
    subprocess.run([*pip, wheel, plugin_wheel], check=True)
    _lend_dependencies(folder)
    return Installation(folder, tmp_path_factory.mktemp("elsewhere"))


def test_the_plugin_is_listed_with_its_origin_and_its_format(equipped: Installation) -> None:
    done = equipped.run("plugins")
    assert done.returncode == 0, done.stderr
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("field-notes"))
    assert line.split() == ["field-notes", "0.1.0", "package", "register_formats"]
    assert "field-notes" in done.stdout.splitlines()[-1]


def test_a_campaign_is_rendered_in_the_plugins_format(
    equipped: Installation, tmp_path: Path
) -> None:
    equipped.run("examples", "--out", tmp_path)
    campaign = tmp_path / "joint-statement-2021.toml"
    order = ["render", campaign, "--language", "de", "--format", "field-notes"]
    done = equipped.run(*order, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "out" / "joint-statement-2021.de.field-notes.txt").read_text(
        encoding="utf-8"
    )
    assert written.count("\n# ") == 1


def test_the_installed_plugin_passes_the_check(equipped: Installation) -> None:
    done = equipped.run("plugin", "check", "field-notes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "field-notes: 12 of 12 checks passed" in done.stdout
