"""The numbering part: three kinds of lists, and for each ordered list a start of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from lxml import etree

from .archive import Entry, entry
from .geometry import twips
from .ooxml import NAMESPACES, add, serialized, w

__all__ = ["FIRST_LIST", "ListKind", "numbering_entry"]

ListKind = Literal["ListNumber", "Demand"]

_BULLETS: Final = ("•", "–", "•")
_NUMBERS: Final = (("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3."))
# The number of an abstract definition is the numbering of the style tied to it, less one.
_STYLES: Final = ("ListBullet", "ListNumber", "Demand")
FIRST_LIST: Final = len(_STYLES) + 1
"""The numbering of the first ordered list; those before belong to the styles."""


def numbering_entry(lists: Sequence[ListKind]) -> Entry:
    """Return the part for a document with these ordered lists, in their order."""
    return _numbering(tuple(lists))


@lru_cache(maxsize=64)
def _numbering(lists: tuple[ListKind, ...]) -> Entry:
    root = etree.Element(w("numbering"), nsmap=NAMESPACES)
    for number, style in enumerate(_STYLES):
        _abstract(root, number, style)
    for number, _ in enumerate(_STYLES):
        _instance(root, number + 1, number)
    for number, kind in enumerate(lists, start=FIRST_LIST):
        instance = _instance(root, number, _STYLES.index(kind))
        add(add(instance, "lvlOverride", ilvl=0), "startOverride", val=1)
    return entry("word/numbering.xml", serialized(root))


def _abstract(root: etree._Element, number: int, style: str) -> None:
    """Three levels, the first of them tied to the style that its paragraphs have."""
    definition = add(root, "abstractNum", abstractNumId=number)
    add(definition, "multiLevelType", val="multilevel")
    levels = [("bullet", sign) for sign in _BULLETS] if style == "ListBullet" else _NUMBERS
    for depth, (kind, sign) in enumerate(levels):
        level = add(definition, "lvl", ilvl=depth)
        add(level, "start", val=1)
        add(level, "numFmt", val=kind)
        if depth == 0:
            add(level, "pStyle", val=style)
        add(level, "lvlText", val=sign)
        add(level, "lvlJc", val="left")
        add(add(level, "pPr"), "ind", left=twips(8 * (depth + 1)), hanging=twips(8))


def _instance(root: etree._Element, number: int, abstract: int) -> etree._Element:
    instance = add(root, "num", numId=number)
    add(instance, "abstractNumId", val=abstract)
    return instance
