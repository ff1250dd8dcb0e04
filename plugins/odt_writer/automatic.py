"""Styles without names of their own: looks of characters, frames, columns, sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .styles import language, style_name
from .xml import element

__all__ = ["Look", "automatic_styles"]


class Look(NamedTuple):
    """How characters differ from their paragraph; ``language`` is a BCP 47 tag or empty."""

    bold: bool
    italic: bool
    language: str


def automatic_styles(looks: Mapping[Look, str]) -> str:
    """Return the automatic styles of ``content.xml``, for looks by their names."""
    texts = "".join(_text_style(name, look) for look, name in looks.items())
    return element("office:automatic-styles", texts + _PLACES)


def _text_style(name: str, look: Look) -> str:
    properties = {
        "fo_font_weight": "bold" if look.bold else "",
        "fo_font_style": "italic" if look.italic else "",
        **(language(look.language) if look.language else {}),
    }
    text = element("style:text-properties", **properties)
    return element("style:style", text, style_name=name, style_family="text")


def _placed(name: str, parent: str, **properties: str) -> str:
    return element(
        "style:style",
        element("style:paragraph-properties", **properties),
        style_name=name,
        style_family="paragraph",
        style_parent_style_name=style_name(parent),
    )


def _frame(name: str, **properties: str) -> str:
    look = element(
        "style:graphic-properties",
        fo_border="none",
        fo_padding="0mm",
        draw_fill="none",
        draw_stroke="none",
        **properties,
    )
    return element("style:style", look, style_name=name, style_family="graphic")


def _column_style(count: int) -> str:
    columns = element("style:columns", fo_column_count=str(count), fo_column_gap="6mm")
    balanced = element("style:section-properties", columns, text_dont_balance_text_columns="false")
    return element("style:style", balanced, style_name=f"Columns{count}", style_family="section")


_PLACES = "".join(
    (
        _placed("DateEnd", "Date line", fo_text_align="end"),
        _placed("SubjectCentred", "Subject", fo_text_align="center"),
        _placed("AddresseeRight", "Addressee", fo_margin_left="85mm"),
        _frame(
            "Window",
            style_wrap="none",
            style_vertical_pos="from-top",
            style_vertical_rel="page",
            style_horizontal_pos="from-left",
            style_horizontal_rel="page",
        ),
        _frame("Logo", style_vertical_pos="top", style_vertical_rel="baseline"),
        _column_style(2),
        _column_style(3),
    )
)
