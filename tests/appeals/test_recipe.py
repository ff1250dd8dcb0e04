"""Recipes: appeal types as data, with every mistake named."""

from __future__ import annotations

from pathlib import Path

import pytest

from advocacy.appeals.recipe import read_recipe
from advocacy.errors import ResourceError

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

BANK = ("kind.picket", "label.copy", "legal.iccpr19", "legal.lawyers")


def read(folder: Path, text: str) -> list[str]:
    path = folder / "picket.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError) as error:
        read_recipe(path, BANK)
    return [str(problem) for problem in error.value.problems]


def test_a_recipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "picket.toml"
    path.write_text(RECIPE, encoding="utf-8")
    recipe = read_recipe(path, BANK)
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
        ('kind = "title"\ntexts = "why"', ":14:", "is “text” meant?"),
        ('kind = "text"\ntext = "why"\nneeds = ["poeple"]', ":15:", "is “people” meant?"),
        ('kind = "heading"\nphrase = "label.cpoy"', ":14:", "is “label.copy” meant?"),
        ('kind = "heading"\nphrase = "why.ever"', ":14:", "The phrase bank has no “why.ever”."),
        ('kind = "heading"', ":12:", "blocks[1].phrase is missing."),
        ('kind = "phrases"\ngroups = ["legal", "lagal"]', ":14:", "is “legal” meant?"),
        ('kind = "phrases"\ngroups = ["legal.lawyer"]', ":14:", "is “legal.lawyers” meant?"),
        (
            'kind = "text"\ntext = "why"\n[[blocks]]\nkind = "title"\ntext = "y"',
            ":17:",
            "“texts.y”",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, wrong: str, line: str, sentence: str
) -> None:
    found = read(tmp_path, RECIPE.replace('kind = "text"\ntext = "why"', wrong))
    assert len(found) == 1
    assert line in found[0]
    assert sentence in found[0]


def test_two_mistakes_of_one_kind_are_each_named_with_their_own_line(tmp_path: Path) -> None:
    found = read(tmp_path, RECIPE + '\n[[blocks]]\nkind = "tite"\n[[blocks]]\nkind = "tite"\n')
    assert [problem.split(":")[1] for problem in found] == ["17", "19"]


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('id = "picket"', 'id = "march"', ":1: The phrase bank has no “kind.march”."),
        ("[parts]", 'phrases = ["legal", "leagl"]\n[parts]', ":5: “leagl” is not known here"),
    ],
)
def test_phrases_that_the_whole_type_needs_have_to_be_in_the_bank(
    tmp_path: Path, right: str, wrong: str, sentence: str
) -> None:
    (found,) = read(tmp_path, RECIPE.replace(right, wrong))
    assert sentence in found


def test_a_new_appeal_type_needs_a_recipe_and_a_phrase_that_names_it(tmp_path: Path) -> None:
    from advocacy.production.workshop import open_workshop

    for name, text in (("appeals", RECIPE), ("phrases", '[kind.picket]\ntext = "Picket"\n')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "picket.toml").write_text(text, encoding="utf-8")
    workshop = open_workshop(template_dirs=[tmp_path])
    assert "picket" in workshop.recipes
    assert workshop.problems == ()


def test_a_recipe_that_names_an_unknown_phrase_is_not_offered(tmp_path: Path) -> None:
    from advocacy.production.workshop import open_workshop

    (tmp_path / "appeals").mkdir()
    wrong = RECIPE.replace("picket", "petition", 1) + '[[blocks]]\nkind = "heading"\n'
    (tmp_path / "appeals" / "own.toml").write_text(wrong + 'phrase = "label.wy"\n', "utf-8")
    workshop = open_workshop(template_dirs=[tmp_path])
    assert [str(problem) for problem in workshop.problems if "own.toml" in problem.where] == [
        f"{tmp_path.name}/appeals/own.toml:17: “label.wy” is not known here; is “label.why” meant?"
    ]
    assert workshop.recipes["petition"].label == "Petition"


def test_a_broken_recipe_is_named_and_the_others_work(tmp_path: Path) -> None:
    from advocacy.production.workshop import open_workshop

    (tmp_path / "appeals").mkdir()
    (tmp_path / "appeals" / "broken.toml").write_text("id = ", encoding="utf-8")
    workshop = open_workshop(template_dirs=[tmp_path])
    assert "joint-statement" in workshop.recipes
    assert any("broken.toml:1" in problem.where for problem in workshop.problems)
