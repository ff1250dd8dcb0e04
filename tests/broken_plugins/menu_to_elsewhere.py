"""Offers pages that are no blueprint, and a command that is no command."""

from advocacy import Page, hookimpl


@hookimpl
def register_pages():
    return [Page(blueprint="map", label="Map", endpoint="map.index")]


@hookimpl
def register_commands():
    return [print]
