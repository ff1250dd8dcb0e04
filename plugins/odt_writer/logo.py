"""Logos: their size on the page, and their place in the package."""

from __future__ import annotations

import io
import re
from typing import Final

from advocacy import Logo

from .xml import element

__all__ = ["draw", "file_name"]

HEIGHT: Final = 12.0
WIDEST: Final = 60.0
"""Millimetres."""
EXTENSIONS: Final = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


def file_name(logo: Logo, number: int) -> str:
    """Return where the picture lies in the package."""
    return f"Pictures/logo-{number}.{EXTENSIONS[logo.media_type]}"


def draw(logo: Logo, number: int) -> str:
    """Return the frame that shows a logo in a line, with its words for those who cannot see it."""
    ratio = _ratio(logo)
    height = min(HEIGHT, WIDEST / ratio)
    image = element(
        "draw:image",
        xlink_href=file_name(logo, number),
        xlink_type="simple",
        xlink_show="embed",
        xlink_actuate="onLoad",
        draw_mime_type=logo.media_type,
    )
    return element(
        "draw:frame",
        image + element("svg:title", _words(logo)),
        draw_style_name="Logo",
        draw_name=f"Logo {number}",
        text_anchor_type="as-char",
        svg_width=f"{height * ratio:.2f}mm",
        svg_height=f"{height:.2f}mm",
    )


def _words(logo: Logo) -> str:
    return logo.alternative.replace("&", "&amp;").replace("<", "&lt;")


def _ratio(logo: Logo) -> float:
    """Return width divided by height."""
    if logo.media_type == "image/svg+xml":
        return _svg_ratio(logo.data.decode("utf-8", "replace"))
    from PIL import Image  # noqa: PLC0415 - few documents have a logo

    with Image.open(io.BytesIO(logo.data)) as picture:
        return picture.width / picture.height


def _svg_ratio(drawing: str) -> float:
    head = re.search(r"<svg\b[^>]*>", drawing)
    box = re.search(r'\bviewBox=["\']([^"\']+)', head[0] if head else "")
    sizes = [float(size) for size in re.split(r"[\s,]+", box[1].strip())[2:]] if box else []
    return sizes[0] / sizes[1] if len(sizes) == 2 and all(sizes) else 1.0
