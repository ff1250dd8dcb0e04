"""docxtpl: a template that is made and opened once, and filled for each person."""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import docx
from docxtpl import DocxTemplate
from people import letter, name, people, personal


def repeated(document: Any, name: str, style: str = "Normal") -> None:
    """Append a loop over paragraphs."""
    document.add_paragraph(f"{{%p for item in {name} %}}")
    document.add_paragraph("{{ item }}", style=style)
    document.add_paragraph("{%p endfor %}")


def template(path: Path) -> DocxTemplate:
    document = docx.Document()
    for part in ("sender", "address"):
        repeated(document, part)
    document.add_paragraph("{{ dateline }}")
    document.add_heading("{{ title }}", level=1)
    document.add_paragraph("{{ salutation }}")
    repeated(document, "paragraphs")
    document.add_paragraph("{{ lead }}")
    repeated(document, "demands", "List Number")
    for part in ("closing", "signature"):
        document.add_paragraph(f"{{{{ {part} }}}}")
    document.save(str(path))
    return DocxTemplate(str(path))


if __name__ == "__main__":
    words = letter(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(sys.argv[4], "w") as archive:
        opened = template(Path(folder) / "letter.docx")
        for number, person in enumerate(people(Path(sys.argv[2]), int(sys.argv[3])), start=1):
            opened.render(personal(words, person))
            buffer = io.BytesIO()
            opened.save(buffer)
            archive.writestr(name(number, "docx"), buffer.getvalue())
