"""Puts a block of its own invention into the document."""

import dataclasses

from advocacy import Block, hookimpl


class Fireworks(Block):
    pass


@hookimpl
def transform_document(document):
    return dataclasses.replace(document, blocks=(Fireworks(),))
