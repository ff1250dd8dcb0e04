"""HTML: one accessible file with its style inside, for publication and for printing."""

from __future__ import annotations

from advocacy import Format, Writer, hookimpl


@hookimpl
def register_formats() -> list[Format]:
    """Offer HTML."""
    return [
        Format(
            name="html",
            label="HTML page",
            extension="html",
            media_type="text/html; charset=utf-8",
            writer=_writer,
        )
    ]


def _writer() -> Writer:
    from .writer import HtmlWriter  # noqa: PLC0415 - the style sheet is read with it

    return HtmlWriter()
