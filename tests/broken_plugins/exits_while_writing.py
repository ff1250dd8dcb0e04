"""Ends the program in the middle of a file."""

from advocacy import Format, Writer, hookimpl


class Broken(Writer):
    def begin(self, document): ...
    def heading(self, block): ...
    def paragraph(self, block): ...
    def listing(self, block): ...

    def finish(self):
        raise SystemExit(3)


@hookimpl
def register_formats():
    return [
        Format(
            name="exits", label="exits", extension="bin", media_type="text/plain", writer=Broken
        )
    ]
