"""The wording of the bank, reviewed by people and kept."""

from __future__ import annotations

import pytest

from advocacy.production.workshop import Workshop
from tests.golden_phrases import FOLDER, table


@pytest.mark.parametrize("tag", ["de", "en", "fr", "it", "ru"])
def test_every_phrase_reads_as_it_was_reviewed(workshop: Workshop, tag: str) -> None:
    """`python -m tests.golden_phrases` writes the tables anew after a change of wording."""
    reviewed = (FOLDER / f"phrases.{tag}.txt").read_text(encoding="utf-8")
    assert table(workshop.languages.get(tag)) == reviewed
