"""Raises when it should finish."""

from advocacy import Format, Writer, hookimpl


class Broken(Writer):
    def begin(self, document): ...
    def heading(self, block): ...
    def paragraph(self, block): ...
    def listing(self, block): ...

    def finish(self):
        raise RuntimeError("the pen is broken")


@hookimpl
def register_formats():
    return [
        Format(
            name="raises", label="raises", extension="bin", media_type="text/plain", writer=Broken
        )
    ]
