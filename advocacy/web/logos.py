"""A logo that was uploaded becomes part of the campaign's data, where its check awaits it."""

from __future__ import annotations

import base64

from werkzeug.datastructures import FileStorage

from advocacy.web.posted import Table

__all__ = ["add", "uploaded"]


def add(data: Table, upload: FileStorage | None) -> None:
    """Append an uploaded picture to the letterhead; no upload changes nothing."""
    picture = uploaded(upload)
    if not picture:
        return
    content = base64.b64encode(picture).decode("ascii")
    options = data.setdefault("options", {})
    options.setdefault("logos", []).append({"data": content})


def uploaded(upload: FileStorage | None) -> bytes:
    """Return an uploaded file, or nothing; a large one leaves no copy in a temporary file."""
    if upload is None:
        return b""
    try:
        return upload.read() if upload.filename else b""
    finally:
        upload.close()
