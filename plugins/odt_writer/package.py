"""The ZIP around an OpenDocument text, the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape
from typing import Final

from advocacy import Document

from .xml import element, root

__all__ = ["MEDIA_TYPE", "meta", "pack"]

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
MANIFEST: Final = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
BEGIN: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a ZIP can name, in place of the one at which it was made."""


def meta(document: Document) -> bytes:
    """Return ``meta.xml``: what the file is about, and the campaign's date."""
    values = {
        "dc:title": document.title,
        "dc:description": document.description,
        "dc:language": document.language,
        "dc:date": f"{document.date.isoformat()}T00:00:00",
    }
    content = "".join(element(name, escape(value)) for name, value in values.items() if value)
    return root("office:document-meta", element("office:meta", content))


def pack(files: Mapping[str, bytes], media_types: Mapping[str, str]) -> bytes:
    """Return the package; files are XML where no other media type is given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # First and stored, so that the kind of the file shows in its first bytes (ODF 1.3, 2-3.3).
        _add(archive, "mimetype", MEDIA_TYPE.encode(), zipfile.ZIP_STORED)
        for name, data in files.items():
            _add(archive, name, data, zipfile.ZIP_DEFLATED)
        _add(archive, "META-INF/manifest.xml", _manifest(files, media_types), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, method: int) -> None:
    info = zipfile.ZipInfo(name, BEGIN)
    # Else it tells the system it was made on.
    info.create_system = 3
    info.compress_type = method
    archive.writestr(info, data)


def _manifest(files: Mapping[str, bytes], media_types: Mapping[str, str]) -> bytes:
    entries = {name: media_types.get(name, "text/xml") for name in files}
    lines = element(
        "manifest:file-entry",
        manifest_full_path="/",
        manifest_version="1.3",
        manifest_media_type=MEDIA_TYPE,
    ) + "".join(
        element("manifest:file-entry", manifest_full_path=name, manifest_media_type=kind)
        for name, kind in entries.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.3">'
        f"{lines}</manifest:manifest>"
    ).encode()
