"""Makes the golden pictures: run it, and look at them, when a change of look was meant.

python -m tests.plugins.docx_writer.make_golden
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2 as pdfium

from advocacy.plugin_manager import PluginManager
from tests.office import Office
from tests.plugins.docx_writer import samples
from tests.plugins.docx_writer.test_office import GOLDEN, pictures


def main() -> None:
    """Write a picture for each page of each sample."""
    manager = PluginManager()
    manager.load()
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place:
        office = Office(Path(place))
        for name, make in samples.ALL.items():
            path = Path(place) / f"{name}.docx"
            path.write_bytes(manager.write(make(), "docx"))
            document = pdfium.PdfDocument(office.to_pdf(path))
            for number, picture in enumerate(pictures(document), start=1):
                picture.save(GOLDEN / f"{name}-{number}.png", optimize=True)


if __name__ == "__main__":
    main()
