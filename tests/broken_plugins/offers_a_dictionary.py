"""Offers a dictionary where a Format belongs."""

from advocacy import hookimpl


@hookimpl
def register_formats():
    return [{"name": "dictionary", "extension": "dic"}]
