"""The command line, from the outside: what it exits with, and errors made sentences."""

from __future__ import annotations

import sys
from collections.abc import Callable

from advocacy import __version__

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line.

    Exit status: 0 done; 1 what was asked for cannot be done, and stderr says why; 2 wrong usage.
    """
    _speak_utf8()
    if (sys.argv[1:] if arguments is None else arguments) == ["--version"]:
        sys.stdout.write(f"advocacy, version {__version__}\n")
        sys.exit(0)
    sys.exit(_run(lambda: _group(arguments)))


def _group(arguments: list[str] | None) -> None:
    from advocacy.cli.group import advocacy  # noqa: PLC0415 - a third of a short call's time

    advocacy.main(args=arguments, prog_name="advocacy")


def _run(command: Callable[[], object]) -> int:
    try:
        command()
    except OSError as error:
        _complain(f"{error.filename or 'File'}: {error.strerror or error}")
        return 1
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except Exception as error:
        from advocacy.errors import AdvocacyError  # noqa: PLC0415 - not for `--version`

        if not isinstance(error, AdvocacyError):
            raise
        _complain(str(error))
        return 1
    return 0


def _complain(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


def _speak_utf8() -> None:
    """Whatever the system's locale says: names in five languages have to come out."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
