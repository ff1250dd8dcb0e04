"""Makes the edited letters of this folder: run it when the letter changes.

    python -m tests.campaigns.edited.make_fixtures

The edits are written as Word writes them; a real LibreOffice opens and saves the files then, and
writes everything anew in its own way.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.campaigns.edited import edits
from tests.office import Office

FOLDER = Path(__file__).parent


def main() -> None:
    """Write the files."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        office = Office(folder)
        for name, data in edits.files().items():
            path = folder / "letter.docx"
            path.write_bytes(data)
            saved = office.convert(path, "docx")
            (FOLDER / f"libreoffice-{name}.docx").write_bytes(saved)


if __name__ == "__main__":
    main()
