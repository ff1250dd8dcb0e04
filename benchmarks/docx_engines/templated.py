"""docxtpl: a template that was made once, opened once and filled again and again."""

from __future__ import annotations

import io
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import docx
from docxtpl import DocxTemplate
from serve import serve
from texts import LETTER, STATEMENT


def repeated(document: Any, name: str, style: str = "Normal") -> None:
    """Append a loop over paragraphs."""
    document.add_paragraph(f"{{%p for item in {name} %}}")
    document.add_paragraph("{{ item }}", style=style)
    document.add_paragraph("{%p endfor %}")


def statement(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{ kicker }}")
    document.add_heading("{{ title }}", level=1)
    document.add_paragraph("{{ dateline }}")
    for name in ("addressees", "paragraphs"):
        repeated(document, name)
    document.add_heading("{{ heading }}", level=2)
    repeated(document, "background")
    document.add_paragraph("{{ quote }}", style="Quote")
    for name in ("speaker", "lead"):
        document.add_paragraph(f"{{{{ {name} }}}}")
    repeated(document, "demands", "List Number")
    document.add_heading("{{ signed }}", level=2)
    table = document.add_table(rows=4, cols=2)
    table.style = "Table Grid"
    for place, words in enumerate(("{{ labels[0] }}", "{{ labels[1] }}")):
        table.cell(0, place).text = words
    table.cell(1, 0).text = "{%tr for one in signatories %}"
    table.cell(2, 0).text, table.cell(2, 1).text = "{{ one[0] }}", "{{ one[1] }}"
    table.cell(3, 0).text = "{%tr endfor %}"
    document.add_paragraph("{{ note }}")
    document.save(str(path))


def letter(path: Path) -> None:
    document = docx.Document()
    for name in ("sender", "address"):
        repeated(document, name)
    document.add_paragraph("{{ dateline }}")
    document.add_heading("{{ title }}", level=1)
    document.add_paragraph("{{ salutation }}")
    repeated(document, "paragraphs")
    document.add_paragraph("{{ lead }}")
    repeated(document, "demands", "List Number")
    for name in ("closing", "signature"):
        document.add_paragraph(f"{{{{ {name} }}}}")
    document.save(str(path))


def filled(template: DocxTemplate, content: dict[str, Any]) -> bytes:
    template.render(content)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        makers = {}
        for make, content in ((statement, STATEMENT), (letter, LETTER)):
            path = Path(folder) / f"{make.__name__}.docx"
            make(path)
            makers[make.__name__] = partial(filled, DocxTemplate(str(path)), content)
        serve(makers)
