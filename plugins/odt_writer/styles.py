"""The named styles of a document, its page, and what stands on each page."""

from __future__ import annotations

import re
from typing import Final

from advocacy import Document

from .xml import characters, element, root

__all__ = ["language", "style_name", "styles"]

# Name: parent, paragraph properties, text properties. LibreOffice shows the names it knows in the
# language of its user; the others are named after the blocks.
PARAGRAPHS: Final[dict[str, tuple[str, str, str]]] = {
    "Text body": ("Standard", "margin-bottom=2.5mm", ""),
    "Heading": ("Standard", "keep-with-next=always margin-bottom=2mm", "font-weight=bold"),
    "Heading 1": ("Heading", "margin-bottom=5mm", "font-size=18pt"),
    "Heading 2": ("Heading", "margin-top=5mm", "font-size=13pt"),
    "Heading 3": ("Heading", "margin-top=3mm", "font-size=11pt"),
    "Subject": ("Heading 1", "margin-bottom=5mm", "font-size=11pt"),
    "Kicker": ("Standard", "keep-with-next=always margin-bottom=1mm", "font-weight=bold"),
    "Notice": ("Kicker", "margin-bottom=3mm", ""),
    "Sender": ("Standard", "margin-bottom=5mm", ""),
    "Addressee": ("Standard", "margin-bottom=5mm", ""),
    "Date line": ("Standard", "margin-bottom=5mm", ""),
    "Reference": ("Standard", "margin-bottom=5mm", ""),
    "Label": ("Standard", "keep-with-next=always margin-bottom=1mm", ""),
    "Salutation": ("Text body", "margin-top=2.5mm", ""),
    "Lead": ("Text body", "keep-with-next=always", ""),
    "List": ("Standard", "margin-bottom=1mm", ""),
    "Quotations": ("Text body", "margin-left=8mm margin-right=8mm", ""),
    "Speaker": ("Quotations", "margin-bottom=4mm", ""),
    "Prompt": ("Text body", "border=0.2mm_dashed_#767676 padding=2mm", ""),
    "Closing": ("Text body", "margin-top=5mm keep-with-next=always", ""),
    "Signature": ("Standard", "margin-top=16mm margin-bottom=5mm keep-together=always", ""),
    "Signatory": ("Standard", "keep-together=always margin-bottom=1mm", ""),
    "Small print": ("Standard", "margin-top=5mm", "font-size=9pt"),
    "Footnote": ("Standard", "", "font-size=9pt"),
    "Official": ("Standard", "margin-bottom=2mm keep-together=always", ""),
    "Letterhead": ("Standard", "margin-bottom=1mm", ""),
    "Header": ("Standard", "text-align=center", "font-weight=bold"),
    "Footer": ("Standard", "text-align=center", "font-size=9pt"),
}
FONT: Final = "'PT Serif'"


def styles(document: Document) -> bytes:
    """Return ``styles.xml``."""
    common = "".join(
        (
            _defaults(document),
            _standard(),
            *map(_paragraph, PARAGRAPHS),
            _link(),
            *_lists(),
            _footnotes(),
        )
    )
    master = element(
        "style:master-page",
        _header(document) + _footer(document),
        style_name="Standard",
        style_page_layout_name="Page",
    )
    return root(
        "office:document-styles",
        _fonts()
        + element("office:styles", common)
        + element("office:automatic-styles", _page(document))
        + element("office:master-styles", master),
    )


def style_name(display_name: str) -> str:
    """Return the name a style has in the file: spaces are spelled out."""
    return display_name.replace(" ", "_20_")


def language(tag: str) -> dict[str, str]:
    """Return the text properties that say the language of a BCP 47 tag."""
    parts = tag.split("-")
    country = next((part for part in parts[1:] if re.fullmatch("[A-Z]{2}|[0-9]{3}", part)), "")
    script = next((part for part in parts[1:] if re.fullmatch("[A-Z][a-z]{3}", part)), "")
    return {"fo_language": parts[0], "fo_country": country, "fo_script": script}


def _fonts() -> str:
    face = element(
        "style:font-face",
        style_name="PT Serif",
        svg_font_family=FONT,
        style_font_family_generic="roman",
        style_font_pitch="variable",
    )
    return element("office:font-face-decls", face)


def _defaults(document: Document) -> str:
    """What holds for all paragraphs: language, direction, hyphenation, font."""
    right = document.direction == "rtl"
    paragraph = element(
        "style:paragraph-properties",
        style_writing_mode="rl-tb" if right else "lr-tb",
        fo_text_align="justify" if document.layout.justified else "start",
        fo_orphans="2",
        fo_widows="2",
        fo_line_height="125%",
    )
    text = element(
        "style:text-properties",
        style_font_name="PT Serif",
        fo_font_size="11pt",
        fo_hyphenate="true" if document.layout.hyphenated else "false",
        **language(document.language),
    )
    return element("style:default-style", paragraph + text, style_family="paragraph")


def _standard() -> str:
    return element(
        "style:style", style_name="Standard", style_family="paragraph", style_class="text"
    )


def _paragraph(display_name: str) -> str:
    parent, paragraph, text = PARAGRAPHS[display_name]
    level = display_name.removeprefix("Heading ")
    return element(
        "style:style",
        _properties("paragraph", paragraph) + _properties("text", text),
        style_name=style_name(display_name),
        style_display_name=display_name,
        style_family="paragraph",
        style_parent_style_name=style_name(parent),
        style_default_outline_level=level if level.isdigit() else "",
    )


def _properties(kind: str, pairs: str) -> str:
    if not pairs:
        return ""
    attributes = {}
    for pair in pairs.split():
        key, _, value = pair.partition("=")
        attributes[f"fo_{key.replace('-', '_')}"] = value.replace("_", " ")
    return element(f"style:{kind}-properties", **attributes)


def _link() -> str:
    look = element(
        "style:text-properties",
        style_text_underline_style="solid",
        style_text_underline_width="auto",
        style_text_underline_color="font-color",
    )
    return element(
        "style:style",
        look,
        style_name="Internet_20_link",
        style_display_name="Internet link",
        style_family="text",
    )


def _lists() -> tuple[str, str]:
    bullet = element("text:list-level-style-bullet", _label(), text_level="1", text_bullet_char="•")
    number = element(
        "text:list-level-style-number",
        _label(),
        text_level="1",
        style_num_format="1",
        style_num_suffix=".",
    )
    return (
        element("text:list-style", bullet, style_name="Bullets"),
        element("text:list-style", number, style_name="Numbers"),
    )


def _footnotes() -> str:
    return element(
        "text:notes-configuration",
        text_note_class="footnote",
        style_num_format="1",
        style_num_suffix=" ",
        text_default_style_name="Footnote",
        text_start_value="0",
        text_footnotes_position="page",
        text_start_numbering_at="document",
    )


def _label() -> str:
    place = element(
        "style:list-level-label-alignment",
        text_label_followed_by="listtab",
        text_list_tab_stop_position="8mm",
        fo_text_indent="-8mm",
        fo_margin_left="8mm",
    )
    return element(
        "style:list-level-properties",
        place,
        text_list_level_position_and_space_mode="label-alignment",
    )


def _page(document: Document) -> str:
    right = "20mm" if document.layout.design == "letter" else "25mm"
    properties = element(
        "style:page-layout-properties",
        fo_page_width="210mm",
        fo_page_height="297mm",
        style_print_orientation="portrait",
        fo_margin_top="20mm",
        fo_margin_bottom="15mm",
        fo_margin_left="25mm",
        fo_margin_right=right,
        style_writing_mode="rl-tb" if document.direction == "rtl" else "lr-tb",
    )
    footer = element("style:header-footer-properties", fo_min_height="10mm", fo_margin_top="5mm")
    parts = properties + element("style:header-style") + element("style:footer-style", footer)
    return element("style:page-layout", parts, style_name="Page")


def _header(document: Document) -> str:
    """A draft says so on every page."""
    if not document.draft:
        return ""
    words = element("text:p", characters(document.draft), text_style_name="Header")
    return element("style:header", words)


def _footer(document: Document) -> str:
    fields = {
        "{page}": element("text:page-number", "1", text_select_page="current"),
        "{pages}": element("text:page-count", "1"),
    }
    label = "".join(
        fields.get(part) or characters(part)
        for part in re.split(r"(\{pages?\})", document.page_label)
    )
    title = f"{characters(document.running_title)} · " if document.running_title else ""
    return element("style:footer", element("text:p", title + label, text_style_name="Footer"))
