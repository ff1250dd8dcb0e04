"""Returns a string where bytes belong."""

from advocacy import Format, Writer, hookimpl


class Broken(Writer):
    def begin(self, document): ...
    def heading(self, block): ...
    def paragraph(self, block): ...
    def listing(self, block): ...

    def finish(self):
        return "not bytes"


@hookimpl
def register_formats():
    return [
        Format(
            name="string", label="string", extension="bin", media_type="text/plain", writer=Broken
        )
    ]
