"""DOCX, as a plugin: the file in which organisations answer with tracked changes."""

from __future__ import annotations

from functools import partial
from typing import Final

from advocacy import Format, Writer, hookimpl

__all__ = ["register_formats"]

_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _writer(*, fonts_embedded: bool) -> Writer:
    from .writer import DocxWriter  # noqa: PLC0415 - lxml is read when a file is made

    return DocxWriter(fonts_embedded=fonts_embedded)


@hookimpl
def register_formats() -> list[Format]:
    """Offer DOCX, small or with its fonts inside."""
    return [
        Format(
            name=name,
            label=label,
            extension="docx",
            media_type=_MEDIA_TYPE,
            writer=partial(_writer, fonts_embedded=embedded),
        )
        for name, label, embedded in (
            ("docx", "Word (DOCX)", False),
            ("docx-fonts", "Word (DOCX) with its fonts", True),
        )
    ]
