"""Offers a format whose name nobody could type."""

from advocacy import Format, hookimpl


@hookimpl
def register_formats():
    return [
        Format(
            name="My Format!", label="Mine", extension="mine", media_type="text/plain", writer=object
        )
    ]
