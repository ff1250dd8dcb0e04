"""ODT: an OpenDocument text with named styles, for LibreOffice and its kin."""

from __future__ import annotations

from advocacy import Format, Writer, hookimpl


@hookimpl
def register_formats() -> list[Format]:
    """Offer OpenDocument text."""
    return [
        Format(
            name="odt",
            label="OpenDocument (LibreOffice)",
            extension="odt",
            media_type="application/vnd.oasis.opendocument.text",
            writer=_writer,
        )
    ]


def _writer() -> Writer:
    from .writer import OdtWriter  # noqa: PLC0415 - loaded with the first document, not the list

    return OdtWriter()
