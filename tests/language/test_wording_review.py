"""The page for native reviewers names every wording that its author was not sure of."""

from __future__ import annotations

from tests.wording_review import PAGE, page


def test_the_page_lists_what_the_catalogs_mark() -> None:
    """`python -m tests.wording_review` writes it anew after a change of wording."""
    assert PAGE.read_text(encoding="utf-8") == page()
