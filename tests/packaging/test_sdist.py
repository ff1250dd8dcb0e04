"""The sdist holds what is needed to work on the program, and builds the same wheel."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.packaging.conftest import build, tracked

pytestmark = pytest.mark.wheel


def test_every_tracked_file_is_in_the_sdist(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert [name for name in tracked() if name not in held and name != ".gitignore"] == []


def test_the_wheel_from_the_sdist_is_the_wheel_from_the_clone(
    sdist: Path, wheel: Path, tmp_path: Path
) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    again = build(unpacked, tmp_path / "out", "--wheel")
    assert _content(again) == _content(wheel)


def _content(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
