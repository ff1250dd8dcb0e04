"""Recipes: appeal types as data, with every mistake named."""

from __future__ import annotations

from pathlib import Path

import pytest

from advocacy.appeals.recipe import read_recipe
from advocacy.errors import ResourceError
from advocacy.production.workshop import Workshop

RECIPE = """\
id = "picket"
label = "Picket"
design = "statement"

[parts]
title = "required"

[[texts]]
id = "why"
label = "Why"

[[blocks]]
kind = "text"
text = "why"
"""


def read(folder: Path, text: str) -> list[str]:
    path = folder / "picket.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError) as error:
        read_recipe(path)
    return [str(problem) for problem in error.value.problems]


def test_a_recipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "picket.toml"
    path.write_text(RECIPE, encoding="utf-8")
    recipe = read_recipe(path)
    assert (recipe.id, recipe.parts, recipe.blocks[0].text) == (
        "picket",
        {"title": "required"},
        "why",
    )


@pytest.mark.parametrize(
    ("wrong", "line", "sentence"),
    [
        ('kind = "text"\ntext = "whi"', ":14:", "is “texts.why” meant?"),
        ('kind = "txt"', ":13:", "must be one of"),
        ('kind = "text"\ntexts = "why"', ":14:", "is “text” meant?"),
        ('kind = "text"\ntext = "why"\nneeds = ["poeple"]', ":15:", "is “people” meant?"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, wrong: str, line: str, sentence: str
) -> None:
    found = read(tmp_path, RECIPE.replace('kind = "text"\ntext = "why"', wrong))
    assert len(found) == 1
    assert line in found[0]
    assert sentence in found[0]


def test_every_bundled_recipe_uses_phrases_that_exist(workshop: Workshop) -> None:
    used = {block.phrase for recipe in workshop.recipes.values() for block in recipe.blocks} - {""}
    assert used <= set(workshop.phrases)
    groups = {group for recipe in workshop.recipes.values() for group in recipe.phrases}
    assert groups <= {phrase.group for phrase in workshop.phrases.values()}


def test_a_new_appeal_type_needs_a_recipe_alone(tmp_path: Path) -> None:
    from advocacy.production.workshop import open_workshop

    (tmp_path / "appeals").mkdir()
    (tmp_path / "appeals" / "picket.toml").write_text(RECIPE, encoding="utf-8")
    assert "picket" in open_workshop(template_dirs=[tmp_path]).recipes


def test_a_broken_recipe_is_named_and_the_others_work(tmp_path: Path) -> None:
    from advocacy.production.workshop import open_workshop

    (tmp_path / "appeals").mkdir()
    (tmp_path / "appeals" / "broken.toml").write_text("id = ", encoding="utf-8")
    workshop = open_workshop(template_dirs=[tmp_path])
    assert "joint-statement" in workshop.recipes
    assert any("broken.toml:1" in problem.where for problem in workshop.problems)
