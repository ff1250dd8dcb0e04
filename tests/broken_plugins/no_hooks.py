"""Forgets to mark its function as a hook."""


def register_formats():
    return []
