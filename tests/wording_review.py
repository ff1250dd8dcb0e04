"""Lists every wording that its author marked as doubtful, for native reviewers.

``python -m tests.wording_review`` writes `docs/wording-review.md` anew after a change of wording.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from advocacy import resources
from advocacy.language.languages import DOMAINS, catalog_path
from advocacy.language.locale_file import FILE_NAME, read_locale
from advocacy.language.po_file import UNSURE, Unit
from advocacy.language.po_reading import read_po_file

PAGE = Path(__file__).parents[1] / "docs" / "wording-review.md"
INTRODUCTION = """\
# Wording for native reviewers

Nothing here is wrong for certain: each entry is wording whose author was not sure. Who speaks the
language as a lawyer or a press officer of the country would, decides; the mark `(?)` is then taken
out of the PO file, or the wording changed ([translators.md](translators.md)). This page is made
from those marks by `python -m tests.wording_review`.
"""


def page() -> str:
    """Return the page: a section for each language that has doubtful wording."""
    sections = [
        f"## {read_locale(folder).english}\n\n{entries}"
        for folder in sorted(
            path.parent for path in resources.folder("locales").glob(f"*/{FILE_NAME}")
        )
        if (entries := "\n".join(_entries(folder)))
    ]
    return "\n".join((INTRODUCTION, *sections))


def _entries(folder: Path) -> Iterator[str]:
    for domain in DOMAINS:
        for unit in read_po_file(catalog_path(folder, domain)).units:
            if unit.unsure:
                yield f"* `{unit.key}`: {_words(unit)}  \n  {_doubt(unit)}\n"


def _words(unit: Unit) -> str:
    return " · ".join(dict.fromkeys(text.replace("\n", " ") for text in unit.texts))


def _doubt(unit: Unit) -> str:
    said = " ".join(unit.comments)
    return said.removeprefix(UNSURE).strip() or "The author did not say why."


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
