"""The plugin author's side of the program: every name a plugin may use, and nothing else.

Names are stable within a major `API_VERSION`; docs/plugins.md says how they change. Importing
this module loads none of the libraries that the program itself needs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from advocacy.campaigns.model import Campaign
    from advocacy.document import (
        Address,
        Addressees,
        Block,
        Closing,
        Copies,
        Dateline,
        Demands,
        Document,
        Enclosures,
        Event,
        Events,
        Heading,
        Kicker,
        Layout,
        Letterhead,
        Listing,
        Logo,
        Milestones,
        Note,
        Notice,
        Paragraph,
        Prompt,
        Quote,
        Reference,
        Remark,
        Run,
        Salutation,
        Sender,
        SignatoryLine,
        Signature,
        SignatureGroup,
        Signatures,
        Subject,
        Text,
        Title,
        plain,
        text,
    )
    from advocacy.errors import AdvocacyError, Message, PluginError, Problem, RefusedError, message
    from advocacy.hookspecs import Page, hookimpl
    from advocacy.marks import mark
    from advocacy.resources import font as font_path
    from advocacy.runs import replace_runs
    from advocacy.writer import Format, Merger, Writer

__all__ = [
    "API_VERSION",
    "Address",
    "Addressees",
    "AdvocacyError",
    "Block",
    "Campaign",
    "Closing",
    "Copies",
    "Dateline",
    "Demands",
    "Document",
    "Enclosures",
    "Event",
    "Events",
    "Format",
    "Heading",
    "Kicker",
    "Layout",
    "Letterhead",
    "Listing",
    "Logo",
    "Merger",
    "Message",
    "Milestones",
    "Note",
    "Notice",
    "Page",
    "Paragraph",
    "PluginError",
    "Problem",
    "Prompt",
    "Quote",
    "Reference",
    "RefusedError",
    "Remark",
    "Run",
    "Salutation",
    "Sender",
    "SignatoryLine",
    "Signature",
    "SignatureGroup",
    "Signatures",
    "Subject",
    "Text",
    "Title",
    "Writer",
    "__version__",
    "font_path",
    "hookimpl",
    "mark",
    "message",
    "plain",
    "replace_runs",
    "text",
]

API_VERSION: Final = "1.0"
__version__: Final = "0.1.0"

# Looked up when first asked for: `advocacy --version` and a writer's tests need few of these.
_MODULES: Final = {
    "advocacy.document": (
        "Address",
        "Addressees",
        "Block",
        "Closing",
        "Copies",
        "Dateline",
        "Demands",
        "Document",
        "Enclosures",
        "Event",
        "Events",
        "Heading",
        "Kicker",
        "Layout",
        "Letterhead",
        "Listing",
        "Logo",
        "Milestones",
        "Note",
        "Notice",
        "Paragraph",
        "Prompt",
        "Quote",
        "Reference",
        "Remark",
        "Run",
        "Salutation",
        "Sender",
        "SignatoryLine",
        "Signature",
        "SignatureGroup",
        "Signatures",
        "Subject",
        "Text",
        "Title",
        "plain",
        "text",
    ),
    "advocacy.errors": (
        "AdvocacyError",
        "Message",
        "PluginError",
        "Problem",
        "RefusedError",
        "message",
    ),
    "advocacy.marks": ("mark",),
    "advocacy.runs": ("replace_runs",),
    "advocacy.writer": (
        "Format",
        "Merger",
        "Writer",
    ),
    "advocacy.campaigns.model": ("Campaign",),
    "advocacy.hookspecs": ("Page", "hookimpl"),
}
_LATER: Final = {
    **{name: (module, name) for module, names in _MODULES.items() for name in names},
    "font_path": ("advocacy.resources", "font"),
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _LATER[name]
    found: object = getattr(importlib.import_module(module), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
