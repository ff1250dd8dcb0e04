"""Letters for an organiser: the process that makes them, `python -m` with this module's name.

It takes its lock before it imports what is slow, so that whoever started it knows at once.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import BinaryIO

from advocacy.errors import RefusedError
from advocacy.production.journal import lock

__all__ = ["main"]

LOOKS, PAUSE = 5, 0.01


def main(folder: Path) -> None:
    """Make the letters of a folder with all cores but one, which is left to the pages."""
    # Opened without emptying it: it may be another's, who is found by what stands in it.
    with (folder / "lock").open("a+b") as held:
        _lock(held)
        held.truncate(0)
        held.write(b"%d" % os.getpid())
        held.flush()
        from advocacy.production.letter_job import LetterJob  # noqa: PLC0415

        LetterJob(folder).run(max(1, (os.cpu_count() or 1) - 1))


def _lock(file: BinaryIO) -> None:
    """Take the lock; whoever looks whether it is free holds it for a moment."""
    for _ in range(LOOKS):
        with contextlib.suppress(RefusedError):
            return lock(file)
        time.sleep(PAUSE)
    return lock(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
