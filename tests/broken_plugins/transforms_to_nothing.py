"""Forgets to return the document."""

from advocacy import hookimpl


@hookimpl
def transform_document(document):
    document.title
