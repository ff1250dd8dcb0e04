"""Never comes to an end."""

from advocacy import Format, Writer, hookimpl


class Broken(Writer):
    def begin(self, document): ...
    def heading(self, block): ...
    def paragraph(self, block): ...
    def listing(self, block): ...

    def finish(self):
        while True: pass


@hookimpl
def register_formats():
    return [
        Format(
            name="endless", label="endless", extension="bin", media_type="text/plain", writer=Broken
        )
    ]
