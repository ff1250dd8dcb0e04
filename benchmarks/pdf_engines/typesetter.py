"""typst-py in its best configuration: one compiler that stays, default settings, tagged."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from serve import serve
from texts import LETTER, STATEMENT, varied
from typst import Compiler

FOLDER = Path(__file__).resolve().parent
FONTS = FOLDER.parents[1] / "templates" / "fonts" / "pt-serif"


def maker(name: str, contents: Iterator[dict[str, Any]]) -> Callable[[], bytes]:
    template = FOLDER / f"{name}.typ"
    compiler = Compiler(
        str(template), root=str(FOLDER), font_paths=[str(FONTS)], ignore_system_fonts=True
    )

    def make() -> bytes:
        content = json.dumps(next(contents), ensure_ascii=False)
        return bytes(compiler.compile(format="pdf", sys_inputs={"content": content}))

    return make


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for name, content in (("statement", STATEMENT), ("letter", LETTER)):
            Path(sys.argv[1], f"typst-{name}.pdf").write_bytes(maker(name, varied(content))())
    else:
        serve(
            {
                "statement": maker("statement", varied(STATEMENT)),
                "letter": maker("letter", varied(LETTER)),
            }
        )
