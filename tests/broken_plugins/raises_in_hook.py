"""Raises while it is asked for its formats, with words that cannot be read either."""

from advocacy import hookimpl


class Unreadable(Exception):
    def __str__(self):
        raise ValueError("no words")


@hookimpl
def register_formats():
    raise Unreadable
