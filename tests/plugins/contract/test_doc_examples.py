"""The examples in docs/examples work as what they are: packages of outsiders."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from lxml import html

from advocacy import Document, RefusedError
from advocacy.plugin_manager import PluginManager
from advocacy.testing import every_block, extract_text, missing
from tests import tools
from tests.validators import html_failures

EXAMPLES = tools.REPOSITORY / "docs" / "examples"
NAMES = ("bilingual", "initials", "letterhead", "parallel")
TRANSLATIONS = {"en": every_block("en-GB"), "ru": every_block("ru-RU")}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PluginManager:
    """The program with all of them installed as pip does it: modules beside their metadata."""
    for name in NAMES:
        _install(EXAMPLES / f"advocacy-{name}", tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    manager = PluginManager()
    manager.load()
    return manager


def _install(example: Path, site: Path) -> None:
    project = tomllib.loads((example / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entries = project["entry-points"]["advocacy"]
    for module in example.glob("advocacy_*"):
        (site / module.name).symlink_to(module)
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    lines = (f"{name} = {module}\n" for name, module in entries.items())
    (info / "entry_points.txt").write_text("[advocacy]\n" + "".join(lines), encoding="utf-8")


def test_every_example_is_tried() -> None:
    found = sorted(path.name for path in EXAMPLES.glob("advocacy-*"))
    assert found == [f"advocacy-{name}" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_the_tests_of_an_example_pass(name: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(tools.REPOSITORY)}
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider"]
    run = subprocess.run(
        command,
        cwd=EXAMPLES / f"advocacy-{name}",
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    assert run.returncode == 0, run.stdout


def test_installed_examples_are_found_with_their_origin(installed: PluginManager) -> None:
    found = [info for info in installed.plugins if info.origin == "package"]
    assert [(info.name, info.location, info.version, info.problems) for info in found] == [
        (name, f"advocacy-{name}", "1.0.0", ()) for name in NAMES
    ]


@pytest.mark.parametrize("language", ["de-DE", "ru-RU"])
def test_with_all_examples_every_format_holds_every_word(
    installed: PluginManager, language: str
) -> None:
    changed = installed.transform(every_block(language), language[:2], TRANSLATIONS)
    assert changed.letterhead is not None
    assert missing(TRANSLATIONS["en"].lines()[-3:-2], "\n".join(changed.lines())) is None
    for name, found in installed.formats.items():
        data = _written(installed, changed, name)
        assert missing(changed.lines(), extract_text(data, found.extension)) is None, name


def test_two_languages_stand_side_by_side_on_a_valid_page(
    installed: PluginManager, tmp_path: Path
) -> None:
    both = installed.transform(every_block("de-DE"), "de", TRANSLATIONS)
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "both.html").write_bytes(installed.write(both, "parallel"))
    (titles,) = html.parse(pages / "both.html").xpath("//tbody/tr[td/h1[contains(., '[12]')]]")
    assert [(cell.get("lang"), cell.text_content().split(" [")[0]) for cell in titles] == [
        ("de-DE", "Freiheit für alle, die gesungen haben"),
        ("en-GB", "Freedom for those who sang"),
    ]
    assert html_failures(pages) == []


def _written(manager: PluginManager, document: Document, name: str) -> bytes:
    try:
        return manager.write(document, name)
    except RefusedError as refusal:
        pytest.fail(f"{name}: {refusal}")
