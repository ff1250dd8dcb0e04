"""Wants an argument that the hook does not have."""

from advocacy import hookimpl


@hookimpl
def register_formats(request):
    return []
