"""A logo that was uploaded becomes part of the campaign's data, where its check awaits it."""

from __future__ import annotations

import base64

from werkzeug.datastructures import FileStorage

from advocacy.web.posted import Table

__all__ = ["add"]


def add(data: Table, upload: FileStorage | None) -> None:
    """Append an uploaded picture to the letterhead; no upload changes nothing."""
    if upload is None or not upload.filename:
        return
    content = base64.b64encode(upload.read()).decode("ascii")
    options = data.setdefault("options", {})
    options.setdefault("logos", []).append({"data": content})
