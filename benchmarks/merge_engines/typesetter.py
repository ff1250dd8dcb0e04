"""typst-py at its best: one compiler that stays, tagged; one compile for one file of all."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

from people import letter, name, people, personal
from typst import Compiler

FOLDER = Path(__file__).resolve().parent
FONTS = FOLDER.parents[1] / "templates" / "fonts" / "pt-serif"


def compiler(template: str) -> Compiler:
    return Compiler(
        str(FOLDER / template), root="/", font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def main(content: Path, table: Path, count: int, out: Path) -> None:
    """Make a ZIP of letters or one PDF of all."""
    words = letter(content)
    letters = (personal(words, person) for person in people(table, count))
    if out.suffix == ".pdf":
        data = out.with_suffix(".json")
        data.write_text(json.dumps(list(letters), ensure_ascii=False), encoding="utf-8")
        made = compiler("letters.typ").compile(format="pdf", sys_inputs={"path": str(data)})
        out.write_bytes(made)
        return
    each = compiler("letter.typ")
    with zipfile.ZipFile(out, "w") as archive:
        for number, one in enumerate(letters, start=1):
            inputs = {"content": json.dumps(one, ensure_ascii=False)}
            archive.writestr(name(number, "pdf"), each.compile(format="pdf", sys_inputs=inputs))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
