"""Paragraphs that stand at a fixed place of the page: the window's address, marks for folding."""

from __future__ import annotations

from lxml import etree

from .geometry import Frame, twips
from .ooxml import add, in_order

__all__ = ["write_frame"]


def write_frame(properties: etree._Element, frame: Frame, *, wrap: str = "notBeside") -> None:
    """Place paragraphs on the page; the text of the page goes on below them, never beside.

    The frame grows with its text, so that a long address is seen and not cut off.
    """
    add(
        properties,
        "framePr",
        w=twips(frame.width),
        h=twips(frame.height),
        hRule="atLeast",
        wrap=wrap,
        vAnchor="page",
        hAnchor="page",
        x=twips(frame.left),
        y=twips(frame.top),
        anchorLock=1,
    )
    in_order(properties)
