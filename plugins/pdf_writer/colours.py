"""Colours: the few that are used, and whether an accent can be read on white paper."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["GREY", "HAIRLINE", "INK", "contrast", "operator", "parse", "readable"]

INK: Final = "0 g"
GREY: Final = "0.35 g"
HAIRLINE: Final = "0.7 g"
# WCAG 2.2, 1.4.3: text of ordinary size.
_ENOUGH: Final = 4.5


def parse(colour: str) -> tuple[float, float, float] | None:
    """Read ``#rrggbb`` as shares of red, green and blue; None where it is no colour."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return None
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def contrast(colour: tuple[float, float, float]) -> float:
    """Return the contrast to white as WCAG 2.2 reckons it, from 1 to 21."""
    red, green, blue = map(_linear, colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def readable(colour: tuple[float, float, float]) -> bool:
    """Tell whether text of this colour can be read on white."""
    return contrast(colour) >= _ENOUGH


def operator(colour: tuple[float, float, float]) -> str:
    """Write the operator that fills with a colour."""
    return " ".join(f"{round(part, 3):g}" for part in colour) + " rg"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
