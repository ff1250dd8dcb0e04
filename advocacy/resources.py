"""Finding and keeping files: where locales, templates and plugins are, and writing a file whole."""

from __future__ import annotations

import contextlib
import os
import secrets
from functools import cache
from pathlib import Path
from typing import Literal

from advocacy.errors import ResourceError, message

__all__ = ["examples", "folder", "font", "replace_file", "root"]

PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """Return the folder that holds ``locales``, ``templates`` and ``plugins``.

    A wheel carries them inside of the package; in a checkout they stand beside it.
    """
    bundled = PACKAGE / "_bundled"
    if bundled.is_dir():
        return bundled
    # Without this condition an installation that lost its files would read whatever lies in
    # site-packages under the same names.
    if (PACKAGE.parent / "pyproject.toml").is_file():
        return PACKAGE.parent
    raise ResourceError(
        message(
            "resources.incomplete",
            "The installation is incomplete: {folder} is missing. Install advocacy again.",
            folder=bundled,
        )
    )


def folder(name: Literal["locales", "templates", "plugins"]) -> Path:
    """Return one of the folders that come with the program."""
    return _existing(root() / name)


def examples() -> tuple[Path, ...]:
    """Return the example campaigns that come with the program, by name."""
    return tuple(sorted((folder("templates") / "examples").glob("*.toml")))


def font(name: str) -> Path:
    """Return a font file that comes with the program, as ``pt-serif/PTSerif-Regular.ttf``."""
    fonts = folder("templates") / "fonts"
    path = (fonts / name).resolve()
    if not path.is_relative_to(fonts.resolve()):
        raise ResourceError(
            message("resources.outside", "{name} is not one of the program’s fonts.", name=name)
        )
    return _existing(path)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a crash or a full disk leaves what was there before."""
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}.part")
    try:
        _write_through(part, data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _write_through_folder(path.parent)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise ResourceError(
            message(
                "resources.missing",
                "{path} is missing. It comes with the program: install advocacy again.",
                path=path,
            )
        )
    return path


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _write_through_folder(path: Path) -> None:
    """Ask the disk to keep the new name too, where the system can (Windows cannot)."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
