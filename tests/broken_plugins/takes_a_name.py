"""Offers a format under a name that is taken, and another that is free."""

from advocacy import Format, hookimpl

from advocacy_plugins.text_writer import TextWriter


@hookimpl
def register_formats():
    text = {"label": "Text", "extension": "txt", "media_type": "text/plain", "writer": TextWriter}
    return [Format(name="text", **text), Format(name="free", **text)]
