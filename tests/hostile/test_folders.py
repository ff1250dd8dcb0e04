"""A bad plugin, language or appeal type is named, and everything else works on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from advocacy import resources
from advocacy.production.workshop import Workshop, open_workshop
from tests.hostile.bad_folders import LOCALES, PLUGINS, RECIPES


def named(workshop: Workshop) -> str:
    """Return everything the program says about what is broken."""
    return "\n".join(map(str, (*workshop.problems, *workshop.plugins.problems)))


def works_on(workshop: Workshop, usual: Workshop) -> bool:
    """Whether every format, recipe and language of the program is there as on other days."""
    return (
        set(usual.formats) <= set(workshop.formats)
        and set(usual.recipes) <= set(workshop.recipes)
        and set(usual.languages.keys()) <= set(workshop.languages.keys())
    )


def changed(text: str, line: str) -> str:
    """Set the value of a key at the top of a file, or add one."""
    key = line[1:].partition(" ")[0]
    if line.startswith("+"):
        return f"{line[1:]}\n{text}"
    return re.sub(rf"(?m)^{key} = .*$", line[1:], text, count=1)


@pytest.mark.parametrize("name", LOCALES)
def test_a_broken_language_is_named_with_its_file(
    tmp_path: Path, workshop: Workshop, name: str
) -> None:
    file, content, said = LOCALES[name]
    folder = tmp_path / "zz"
    shutil.copytree(resources.folder("locales") / "fr", folder)
    path = folder / file
    if content[:1] in {"+", "-"}:
        content = changed(path.read_text(encoding="utf-8"), content)
    path.write_text(content, encoding="utf-8")
    opened = open_workshop(locale_dirs=[tmp_path])
    assert said in named(opened)
    assert "zz" not in opened.languages or "web.po" in file
    assert works_on(opened, workshop)


@pytest.mark.parametrize("name", RECIPES)
def test_a_broken_appeal_type_is_named_with_its_file(
    tmp_path: Path, workshop: Workshop, name: str
) -> None:
    content, said = RECIPES[name]
    (tmp_path / "appeals").mkdir()
    (tmp_path / "appeals" / "bad.toml").write_text(content, encoding="utf-8")
    opened = open_workshop(template_dirs=[tmp_path])
    assert said in named(opened)
    assert "bad" not in opened.recipes
    assert works_on(opened, workshop)


@pytest.mark.parametrize("name", PLUGINS)
def test_a_broken_plugin_is_named(tmp_path: Path, workshop: Workshop, name: str) -> None:
    (tmp_path / "bad.py").write_text(PLUGINS[name], encoding="utf-8")
    opened = open_workshop(plugin_dirs=[tmp_path])
    assert "bad" in named(opened)
    assert works_on(opened, workshop)
