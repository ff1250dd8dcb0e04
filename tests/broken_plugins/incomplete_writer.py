"""Offers a writer that lacks its essentials."""

from advocacy import Format, Writer, hookimpl


class Incomplete(Writer):
    def begin(self, document): ...


@hookimpl
def register_formats():
    return [
        Format(
            name="incomplete",
            label="Incomplete",
            extension="inc",
            media_type="text/plain",
            writer=Incomplete,
        )
    ]
