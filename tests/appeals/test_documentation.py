"""docs/appeal-types.md tells the truth: its tables are the vocabulary, its example is a recipe."""

from __future__ import annotations

import datetime
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from advocacy import document as d
from advocacy.appeals.recipe import KINDS, PARTS, BlockRecipe, Design, FactType, read_recipe
from advocacy.campaigns.model import Addressee, Campaign, Sender
from advocacy.language.phrases import read_phrases
from advocacy.production.workshop import open_workshop

PAGE = (Path(__file__).parents[2] / "docs" / "appeal-types.md").read_text(encoding="utf-8")
RECIPES = Path(__file__).parents[2] / "templates" / "appeals"
BANK = read_phrases([RECIPES.parent / "phrases"])

WORDING = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "kind.open-letter"
msgid "Open letter"
msgstr "Open letter"
"""


def table(heading: str) -> dict[str, str]:
    """Return the rows of the table under a heading: the other cells by the first."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.MULTILINE))


@pytest.mark.parametrize(
    ("heading", "words"),
    [("Parts", PARTS), ("Facts and texts", get_args(FactType)), ("Blocks", KINDS)],
)
def test_a_table_is_the_vocabulary_in_its_order(heading: str, words: tuple[str, ...]) -> None:
    assert tuple(table(heading)) == words


def test_every_design_and_every_key_of_a_block_is_named() -> None:
    keys = {field.name for field in fields(BlockRecipe)} - {"kind"}
    assert [name for name in {*get_args(Design), *keys} if f"`{name}" not in PAGE] == []


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
def test_bundled_blocks_use_what_the_table_says(path: Path) -> None:
    """A key that the table does not name for its kind would be without effect."""
    rows = table("Blocks")
    for block in read_recipe(path, BANK).blocks:
        used = {key for key in ("phrase", "text", "groups") if getattr(block, key)}
        assert {key for key in used if f"`{key}`" not in rows[block.kind]} == set(), block


def test_the_example_is_a_recipe_that_makes_a_document(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert example
    for name, text in (
        ("appeals/open-letter.toml", example[1]),
        ("phrases/own.toml", '[kind.open-letter]\ntext = "Open letter"\nnote = "Kind."'),
        ("locales/en/LC_MESSAGES/documents.po", WORDING),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    workshop = open_workshop(
        template_dirs=[tmp_path], locale_dirs=[tmp_path / "locales"], strict=True
    )
    campaign = Campaign(
        slug="plea",
        appeal="open-letter",
        source="en",
        languages=("en",),
        date=datetime.date(2026, 9, 7),
        title={"en": "Vote for them"},
        addressees=(Addressee(office={"en": "The Parliament"}),),
        sender=Sender(name={"en": "Mary Roe"}),
        texts={"plea": {"en": "Please."}},
    )
    assert [problem.where for problem in workshop.readiness(campaign, "en")] == ["facts.vote_on"]
    document = workshop.compose(campaign, "en", draft=True)
    assert [type(block) for block in document.blocks] == [
        d.Title,
        d.Addressees,
        d.Paragraph,
        d.Signature,
    ]
