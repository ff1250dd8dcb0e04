"""Data directories that are made once in a process, and written again where a test needs its own.

Whoever opens one has a secret of its own: it is made when the application starts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

__all__ = ["DataDir"]


@dataclass(frozen=True, slots=True)
class DataDir:
    """What lies in a data directory when nobody has it open."""

    files: Mapping[str, bytes]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Remember a data directory that nobody has open any more."""
        names = {path.name for path in folder.iterdir()} - {"secret"}
        assert not [name for name in names if name.endswith(("-wal", "-shm"))], "it is still open"
        return cls({name: (folder / name).read_bytes() for name in names})

    def at(self, folder: Path) -> Path:
        """Write it at another place, for its owner alone; return that place."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in self.files.items():
            path = folder / name
            path.touch(mode=0o600)
            path.write_bytes(content)
        return folder
