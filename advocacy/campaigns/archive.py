"""Office files that libraries write are packed again: no clock, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

__all__ = ["repacked"]

TIME = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z")


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None] | None = None) -> bytes:
    """Pack the parts of a ZIP anew, in the order of their names, dated 1980.

    ``change`` may return other bytes for a part, or None to leave it out.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        # [Content_Types].xml is expected first, and sorts first.
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = TIME.sub(b"1980-01-01T00:00:00Z", content)
            kept = change(name, content) if change else content
            if kept is not None:
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(info, kept)
    return made.getvalue()
