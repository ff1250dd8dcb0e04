"""PDF as a format: tagged and archival, for every reader and for every year to come."""

from __future__ import annotations

from advocacy import Format, Merger, Writer, hookimpl

__all__ = ["register_formats"]


def _writer() -> Writer:
    # ReportLab and HarfBuzz are loaded when the first file is wanted, not with the program.
    from .writer import PdfWriter  # noqa: PLC0415

    return PdfWriter()


def _merger() -> Merger:
    from .merged import PdfMerger  # noqa: PLC0415

    return PdfMerger()


@hookimpl
def register_formats() -> list[Format]:
    """Offer PDF."""
    return [
        Format(
            name="pdf",
            label="PDF",
            extension="pdf",
            media_type="application/pdf",
            writer=_writer,
            merger=_merger,
        )
    ]
