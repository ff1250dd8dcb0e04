"""Offers its formats by a hook that does not exist."""

from advocacy import hookimpl


@hookimpl
def register_format():
    return []
