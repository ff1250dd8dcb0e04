"""The settings part: hyphenation, and what a word processor may write into the file later."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lxml import etree

from .archive import Entry, entry
from .ooxml import NAMESPACES, add, serialized, w

__all__ = ["settings_entry"]

# Mode 15 is that of every Word since 2013; with a lower one Word says "compatibility mode".
_COMPATIBILITY: Final = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
    "useWord2013TrackBottomHyphenation": 0,
}
_OFFICE: Final = "http://schemas.microsoft.com/office/word"


@lru_cache(maxsize=8)
def settings_entry(*, hyphenated: bool, fonts_embedded: bool) -> Entry:
    """Return the part; its elements stand in the order of CT_Settings."""
    root = etree.Element(w("settings"), nsmap=NAMESPACES)
    add(root, "zoom", percent=100)
    # Whoever saves the file next leaves no name and no time in it either.
    add(root, "removePersonalInformation")
    add(root, "removeDateAndTime")
    if fonts_embedded:
        add(root, "embedTrueTypeFonts")
    add(root, "defaultTabStop", val=709)
    if hyphenated:
        add(root, "autoHyphenation")
        add(root, "consecutiveHyphenLimit", val=2)
        add(root, "hyphenationZone", val=357)
        add(root, "doNotHyphenateCaps")
    add(root, "characterSpacingControl", val="doNotCompress")
    separators = add(root, "footnotePr")
    add(separators, "footnote", id=-1)
    add(separators, "footnote", id=0)
    compatibility = add(root, "compat")
    for name, value in _COMPATIBILITY.items():
        add(compatibility, "compatSetting", name=name, uri=_OFFICE, val=value)
    add(root, "decimalSymbol", val=",")
    add(root, "listSeparator", val=";")
    return entry("word/settings.xml", serialized(root))
