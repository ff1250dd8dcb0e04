"""Tries to change the document in place."""

from advocacy import hookimpl


@hookimpl
def transform_document(document):
    document.title = "changed"
    return document
