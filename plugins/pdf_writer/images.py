"""Pictures: logos of the letterhead as PNG, JPEG or SVG, decoded and made ready for a file."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from advocacy import Logo, RefusedError, message

from .engine import deflate

if TYPE_CHECKING:
    from PIL import Image

    from .engine import File

__all__ = ["Picture", "picture"]

_MOST_BYTES: Final = 5_000_000
_MOST_PIXELS: Final = 25_000_000
# Sharp on paper at any height a letterhead has.
_MOST_HIGH: Final = 600
_MOST_WIDE: Final = 2000
_FORMATS: Final = {"image/png": "PNG", "image/jpeg": "JPEG"}


@dataclass(frozen=True, slots=True)
class Picture:
    """An image or drawing: its size in units of its own, and the stream of its XObject."""

    width: float
    height: float
    entries: bytes
    data: bytes
    vector: bool = False

    def put(self, file: File) -> int:
        """Add the picture to a file and return its object number."""
        return file.add_stream(self.data, self.entries)


@lru_cache(maxsize=32)
def picture(logo: Logo) -> Picture:
    """Decode a logo; raise RefusedError where it is damaged, too large or does too much."""
    if len(logo.data) > _MOST_BYTES:
        raise RefusedError(
            message(
                "pdf.logo.large",
                "The logo “{name}” is larger than {limit} MB.",
                name=logo.alternative,
                limit=_MOST_BYTES // 1_000_000,
            )
        )
    if logo.media_type == "image/svg+xml":
        return _vector(logo)
    return _raster(logo)


def _vector(logo: Logo) -> Picture:
    from .svg import drawing  # noqa: PLC0415 - few documents have a logo

    art = drawing(logo.data, logo.alternative)
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %g %g]/Filter/FlateDecode" % (
        art.width,
        art.height,
    )
    return Picture(art.width, art.height, entries, deflate(art.content, 9), vector=True)


def _raster(logo: Logo) -> Picture:
    from PIL import Image  # noqa: PLC0415 - few documents have a logo

    image = _decode(logo)
    image.thumbnail((_MOST_WIDE, _MOST_HIGH))
    # Paper is white: without transparency the file stays small and prints everywhere.
    if image.mode not in {"RGB", "L"}:
        clear = image.convert("RGBA")
        image = Image.new("RGB", image.size, "white")
        image.paste(clear, mask=clear.getchannel("A"))
    space = b"DeviceGray" if image.mode == "L" else b"DeviceRGB"
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/%b"
        b"/Filter/FlateDecode" % (*image.size, space)
    )
    return Picture(image.width, image.height, entries, deflate(image.tobytes(), 9))


def _decode(logo: Logo) -> Image.Image:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - few documents have a logo

    try:
        with warnings.catch_warnings():
            # Pillow warns of bombs that it does not refuse; here both are refused.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(logo.data), formats=[_FORMATS[logo.media_type]])
            if image.width * image.height > _MOST_PIXELS:
                raise _damaged(logo)
            image.load()
    except (
        OSError,
        SyntaxError,
        ValueError,
        KeyError,
        EOFError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise _damaged(logo) from error
    return image


def _damaged(logo: Logo) -> RefusedError:
    return RefusedError(
        message(
            "pdf.logo.damaged",
            "The logo “{name}” is damaged, too large or not of the kind its name says.",
            name=logo.alternative,
        )
    )
