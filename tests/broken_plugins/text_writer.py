"""Has the name of a plugin that comes with the program."""

from advocacy import hookimpl


@hookimpl
def register_formats():
    return []
