"""Elements of OpenDocument as strings: names with their prefix, attributes, escaped text."""

from __future__ import annotations

import re
from html import escape
from typing import Final

__all__ = ["characters", "element", "root"]

NAMESPACES: Final = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
SPACES: Final = re.compile(r"^ +| {2,}| +$", re.MULTILINE)


def element(name: str, content: str = "", /, **attributes: str) -> str:
    """Return an element; ``text_style_name`` stands for ``text:style-name``."""
    pairs = "".join(
        f' {_attribute(key)}="{escape(value)}"' for key, value in attributes.items() if value
    )
    return f"<{name}{pairs}>{content}</{name}>" if content else f"<{name}{pairs}/>"


def characters(words: str) -> str:
    """Return text; white space that XML would fold, and line breaks, become elements."""
    kept = SPACES.sub(lambda run: "\x00" * len(run[0]), words)
    shown = re.sub("\x00+", lambda run: element("text:s", text_c=str(len(run[0]))), escape(kept))
    return shown.replace("\n", "<text:line-break/>")


def root(name: str, content: str) -> bytes:
    """Return one file of the package."""
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{name}{spaces} office:version="1.3">{content}</{name}>'.encode()


def _attribute(key: str) -> str:
    prefix, _, name = key.partition("_")
    return f"{prefix}:{name.replace('_', '-')}"
