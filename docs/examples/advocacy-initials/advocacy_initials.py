"""Signatories whose name ends with an asterisk appear by their initials."""

from __future__ import annotations

import re
from dataclasses import replace

from advocacy import (
    Document,
    SignatoryLine,
    SignatureGroup,
    Signatures,
    hookimpl,
    plain,
    text,
)

MARK = "*"


@hookimpl(trylast=True)
def transform_document(document: Document) -> Document:
    """Shorten marked names; last of all, so that no other plugin brings a name back."""
    blocks = (_shortened(b) if isinstance(b, Signatures) else b for b in document.blocks)
    return replace(document, blocks=tuple(blocks))


def _shortened(block: Signatures) -> Signatures:
    return replace(block, groups=tuple(_group(group) for group in block.groups))


def _group(group: SignatureGroup) -> SignatureGroup:
    return replace(group, signatories=tuple(_line(line) for line in group.signatories))


def _line(line: SignatoryLine) -> SignatoryLine:
    name = plain(line.name).rstrip()
    if not name.endswith(MARK):
        return line
    return replace(line, name=text(initials(name.removesuffix(MARK))))


def initials(name: str) -> str:
    """Return ``J.-C. D.`` for ``Jean-Claude Dupont``."""
    return re.sub(r"(\w)[\w'’.ʼ]*", r"\1.", name.strip())
