"""Takes the whole process down with it."""

import os

from advocacy import Format, Writer, hookimpl


class Broken(Writer):
    def begin(self, document): ...
    def heading(self, block): ...
    def paragraph(self, block): ...
    def listing(self, block): ...

    def finish(self):
        os._exit(3)


@hookimpl
def register_formats():
    return [
        Format(name="gone", label="gone", extension="bin", media_type="text/plain", writer=Broken)
    ]
