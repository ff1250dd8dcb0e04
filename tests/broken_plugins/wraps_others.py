"""Wants to change what other plugins answer."""

from advocacy.hookspecs import hookimpl


@hookimpl(wrapper=True)
def register_formats():
    return (yield)
