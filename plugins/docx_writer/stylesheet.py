"""Turning the named styles into the styles part; elements stand in the order of its schema."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import Final

from lxml import etree

from .geometry import twips
from .ooxml import NAMESPACES, add, w
from .styles import Look, Style, styles

__all__ = ["FONT", "style_sheet"]

FONT: Final = "PT Serif"
# Names that Word shows in the language of its reader; it finds them by their lower-case names.
_KNOWN_TO_WORD: Final = {
    "Body Text", "heading 1", "heading 2", "heading 3", "Date", "Salutation", "Closing",
    "Signature", "List Bullet", "List Number", "Quote", "caption", "footnote text", "header",
    "footer", "Strong", "Emphasis", "Intense Emphasis", "Hyperlink", "Placeholder Text",
    "footnote reference",
}  # fmt: skip
# What all styles of a kind are based on, beside "Normal"; Word adds what it misses. The list of
# latent styles has no exceptions, so that it says of all: known to Word, not shown.
_SHEET: Final = f"""\
<w:styles xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:r="{NAMESPACES["r"]}" xmlns:w="{NAMESPACES["w"]}"
 xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14">
<w:docDefaults/>
<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"
 w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="276"/>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
 <w:name w:val="Default Paragraph Font"/>
 <w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>
</w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
 <w:name w:val="Normal Table"/>
 <w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
 <w:tblPr>
  <w:tblInd w:w="0" w:type="dxa"/>
  <w:tblCellMar>
   <w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
   <w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
  </w:tblCellMar>
 </w:tblPr>
</w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList">
 <w:name w:val="No List"/>
 <w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
</w:style>
</w:styles>"""


def style_sheet(look: Look) -> etree._Element:
    """Return the styles of a look."""
    root = etree.fromstring(_SHEET, etree.XMLParser(remove_blank_text=True))
    defaults, latent = root[:2]
    _write_defaults(defaults, look)
    normal, *others = (deepcopy(_element(style)) for style in styles(look))
    latent.addnext(normal)
    root.extend(others)
    return root


@lru_cache(maxsize=512)
def _element(style: Style) -> etree._Element:
    """Return one style; the languages of a campaign have most of them in common."""
    element = _begun(style)
    if style.kind != "character":
        _write_paragraphs(add(element, "pPr"), style)
    if characters := _characters(style):
        run = add(element, "rPr")
        for name, value in characters.items():
            add(run, name, **({} if value is True else {"val": value}))
    if style.kind == "table":
        _write_table(element)
    return element


def _write_defaults(defaults: etree._Element, look: Look) -> None:
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


def _begun(style: Style) -> etree._Element:
    """Return the element with what says which style it is, and how Word lists it."""
    element = etree.Element(w("style"), {w("type"): style.kind}, nsmap=NAMESPACES)
    if style.id == "Normal":
        element.set(w("default"), "1")
    elif style.name not in _KNOWN_TO_WORD:
        element.set(w("customStyle"), "1")
    element.set(w("styleId"), style.id)
    names = {"name": style.name, "basedOn": style.based_on, "next": style.following}
    for name, value in names.items():
        if value:
            add(element, name, val=value)
    if style.id != "Normal":
        add(element, "uiPriority", val=10)
    if style.kind != "table":
        add(element, "qFormat")
    return element


def _characters(style: Style) -> dict[str, object]:
    """Return the properties of characters by name; true is one without a value.

    Scripts that run from right to left read the "complex" twin of each property.
    """
    size, colour = int(style.size * 2), style.colour.removeprefix("#").upper()
    underline, place = style.underlined and "single", style.raised and "superscript"
    properties = {
        "b": style.bold, "bCs": style.bold, "i": style.italic, "iCs": style.italic,
        "color": colour, "sz": size, "szCs": size, "u": underline, "vertAlign": place,
    }  # fmt: skip
    return {name: value for name, value in properties.items() if value}


def _write_paragraphs(properties: etree._Element, style: Style) -> None:
    if style.keep_next:
        add(properties, "keepNext")
    if style.keep_lines:
        add(properties, "keepLines")
    if style.numbering:
        add(add(properties, "numPr"), "numId", val=style.numbering)
    if style.rule:
        _write_rule(add(properties, "pBdr"), *style.rule)
    if style.stop:
        add(add(properties, "tabs"), "tab", pos=twips(style.stop), val="left")
    if style.unhyphenated:
        add(properties, "suppressAutoHyphens")
    _add_given(properties, "spacing", _spacing(style))
    _add_given(properties, "ind", _indents(style))
    if style.align:
        add(properties, "jc", val=style.align)
    if style.outline is not None:
        add(properties, "outlineLvl", val=style.outline)


def _add_given(properties: etree._Element, name: str, measures: dict[str, object]) -> None:
    if measures:
        add(properties, name, **measures)


def _write_rule(borders: etree._Element, side: str, colour: str) -> None:
    distance = 6 if side == "left" else 1
    add(borders, side, val="single", sz=6, space=distance, color=colour.removeprefix("#").upper())


def _spacing(style: Style) -> dict[str, object]:
    """Return the spaces in twentieths of a point; lines are counted in parts of 240."""
    spaces = {"before": style.before, "after": style.after}
    spacing: dict[str, object] = {
        side: round(points * 20) for side, points in spaces.items() if points is not None
    }
    if style.line > 3:
        spacing |= {"line": round(style.line * 20), "lineRule": "exact"}
    elif style.line:
        spacing |= {"line": round(style.line * 240), "lineRule": "auto"}
    return spacing


def _indents(style: Style) -> dict[str, object]:
    sides = {"left": style.left, "right": style.right, "hanging": style.hanging}
    return {side: twips(measure) for side, measure in sides.items() if measure}


def _write_table(element: etree._Element) -> None:
    """Rules between rows, no boxes; the head in bold above a stronger rule."""
    properties = add(element, "tblPr")
    borders = add(properties, "tblBorders")
    for side, size, colour in (("bottom", 4, "808080"), ("insideH", 4, "D9D9D9")):
        add(borders, side, val="single", sz=size, space=0, color=colour)
    cells = add(properties, "tblCellMar")
    add(cells, "left", w=0, type="dxa")
    add(cells, "right", w=113, type="dxa")
    head = add(element, "tblStylePr", type="firstRow")
    run = add(head, "rPr")
    add(run, "b")
    add(run, "bCs")
    rule = add(add(add(head, "tcPr"), "tcBorders"), "bottom", val="single", sz=8, space=0)
    rule.set(w("color"), "808080")
