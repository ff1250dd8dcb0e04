"""Turning the named styles into the styles part, with python-docx."""

from __future__ import annotations

from copy import deepcopy
from functools import cache, lru_cache
from typing import Final

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.styles import CT_Styles
from docx.shared import Mm, Pt
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle
from docx.styles.styles import Styles
from lxml import etree

from .ooxml import add, in_order, w
from .styles import Look, Style, styles

__all__ = ["FONT", "style_sheet"]

FONT: Final = "PT Serif"
_BUILT_IN: Final = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
_KINDS: Final = {
    "paragraph": WD_STYLE_TYPE.PARAGRAPH,
    "character": WD_STYLE_TYPE.CHARACTER,
    "table": WD_STYLE_TYPE.TABLE,
}
# Names that Word shows in the language of its reader; it finds them by their lower-case names.
_KNOWN_TO_WORD: Final = {
    "Body Text", "heading 1", "heading 2", "heading 3", "Date", "Salutation", "Closing",
    "Signature", "List Bullet", "List Number", "Quote", "caption", "footnote text", "header",
    "footer", "Strong", "Emphasis", "Intense Emphasis", "Hyperlink", "Placeholder Text",
    "footnote reference",
}  # fmt: skip


def style_sheet(look: Look) -> etree._Element:
    """Return the styles of a look."""
    root: etree._Element = deepcopy(_template())
    _write_defaults(root, look)
    built_in = {each.get(w("styleId")): each for each in root.iterchildren(w("style"))}
    for style in styles(look):
        element = deepcopy(_element(style))
        if style.id in built_in:
            root.replace(built_in[style.id], element)
        else:
            root.append(element)
    return root


@lru_cache(maxsize=512)
def _element(style: Style) -> etree._Element:
    """Return one style; the languages of a campaign have most of them in common."""
    made = _made(Styles(deepcopy(_template())), style)
    if isinstance(made, CharacterStyle):
        _write_characters(made, style)
    if isinstance(made, ParagraphStyle):
        _write_paragraphs(made, style)
    if style.kind == "table":
        _write_table(made)
    element: etree._Element = made.element
    return element


@cache
def _template() -> CT_Styles:
    """Return the styles of python-docx's template without all that this program has its own of."""
    sheet: CT_Styles = docx.Document().styles.element
    _clear(sheet)
    return sheet


def _clear(sheet: CT_Styles) -> None:
    for style in list(sheet.iterchildren(w("style"))):
        if style.get(w("styleId")) not in _BUILT_IN:
            sheet.remove(style)
    for name in ("pPr", "rPr", "rsid"):
        for found in list(sheet.iterfind(f"{w('style')}/{w(name)}")):
            if (parent := found.getparent()) is not None:
                parent.remove(found)
    latent = sheet.find(w("latentStyles"))
    if latent is not None:
        # Without its 276 exceptions the list says the same of all: known to Word, not shown.
        latent[:] = []
        latent.set(w("defSemiHidden"), "1")
        latent.set(w("defUnhideWhenUsed"), "1")


def _write_defaults(root: etree._Element, look: Look) -> None:
    defaults = root.find(w("docDefaults"))
    if defaults is None:
        raise RuntimeError("the template of python-docx has no defaults")
    defaults[:] = []
    run = add(add(defaults, "rPrDefault"), "rPr")
    # Every slot, because a slot left out is filled by Word's theme: Cyrillic would change hands.
    add(run, "rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    add(run, "sz", val=22)
    add(run, "szCs", val=22)
    add(run, "lang", **_languages(look))
    paragraph = add(add(defaults, "pPrDefault"), "pPr")
    add(paragraph, "widowControl")
    if look.direction == "rtl":
        add(paragraph, "bidi")


def _languages(look: Look) -> dict[str, str]:
    names = {"val": look.language, "eastAsia": look.language}
    return {**names, "bidi": look.language} if look.direction == "rtl" else names


def _made(sheet: Styles, style: Style) -> BaseStyle:
    if style.id in _BUILT_IN:
        normal: BaseStyle = sheet[style.name]
        return normal
    known = style.name in _KNOWN_TO_WORD
    made: BaseStyle = sheet.add_style(style.name, _KINDS[style.kind], builtin=known)  # type: ignore[no-untyped-call] # python-docx leaves this one without types
    made.element.styleId = style.id
    for tag, target in (("basedOn", style.based_on), ("next", style.following)):
        if target:
            add(made.element, tag, val=target)
    made.hidden = False
    made.quick_style = style.kind != "table"
    made.priority = 10
    made.element[:] = sorted(made.element, key=_place)
    return made


_STYLE_PARTS: Final = "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr"


def _place(part: etree._Element) -> int:
    return _STYLE_PARTS.split().index(etree.QName(part).localname)


def _write_characters(made: CharacterStyle, style: Style) -> None:
    font = made.font
    font.bold, font.italic = style.bold or None, style.italic or None
    font.underline, font.superscript = style.underlined or None, style.raised or None
    if style.size:
        font.size = Pt(style.size)
    properties = made.element.get_or_add_rPr()
    if style.colour:
        add(properties, "color", val=style.colour.removeprefix("#").upper())
    # Scripts that run from right to left read the "complex" twin of each property.
    for name, twin in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
        found = properties.find(w(name))
        if found is not None:
            etree.SubElement(properties, w(twin), dict(found.attrib))
    in_order(properties)
    if not len(properties):
        made.element.remove(properties)


def _write_paragraphs(made: ParagraphStyle, style: Style) -> None:
    shape = made.paragraph_format
    shape.keep_with_next = style.keep_next or None
    shape.keep_together = style.keep_lines or None
    shape.space_before = None if style.before is None else Pt(style.before)
    shape.space_after = None if style.after is None else Pt(style.after)
    shape.left_indent = Mm(style.left) if style.left else None
    shape.right_indent = Mm(style.right) if style.right else None
    shape.first_line_indent = Mm(-style.hanging) if style.hanging else None
    if style.line:
        shape.line_spacing = style.line if style.line <= 3 else Pt(style.line)
    if style.stop:
        shape.tab_stops.add_tab_stop(Mm(style.stop))
    properties = made.element.get_or_add_pPr()
    if style.align:
        add(properties, "jc", val=style.align)
    if style.outline is not None:
        add(properties, "outlineLvl", val=style.outline)
    if style.unhyphenated:
        add(properties, "suppressAutoHyphens")
    if style.numbering:
        add(add(properties, "numPr"), "numId", val=style.numbering)
    if style.rule:
        side, colour = style.rule
        add(add(properties, "pBdr"), side, val="single", sz=6, space=6 if side == "left" else 1,
            color=colour.removeprefix("#").upper())  # fmt: skip
    in_order(properties)


def _write_table(made: BaseStyle) -> None:
    """Rules between rows, no boxes; the head in bold above a stronger rule."""
    properties = add(made.element, "tblPr")
    borders = add(properties, "tblBorders")
    for side, size, colour in (("bottom", 4, "808080"), ("insideH", 4, "D9D9D9")):
        add(borders, side, val="single", sz=size, space=0, color=colour)
    cells = add(properties, "tblCellMar")
    add(cells, "left", w=0, type="dxa")
    add(cells, "right", w=113, type="dxa")
    head = add(made.element, "tblStylePr", type="firstRow")
    run = add(head, "rPr")
    add(run, "b")
    add(run, "bCs")
    rule = add(add(add(head, "tcPr"), "tcBorders"), "bottom", val="single", sz=8, space=0)
    rule.set(w("color"), "808080")
