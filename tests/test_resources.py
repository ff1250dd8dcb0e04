"""Bundled files are found in a checkout and in a wheel; a file is written whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from advocacy import resources
from advocacy.errors import ResourceError
from tests import tools

PRINT_ROOT = "from advocacy import resources; print(resources.root())"


def root_as_seen_from(package_parent: Path) -> subprocess.CompletedProcess[str]:
    """Ask a copy of the package where its files are."""
    package = package_parent / "advocacy"
    package.mkdir(parents=True, exist_ok=True)
    for module in (tools.REPOSITORY / "advocacy").glob("*.py"):
        shutil.copy(module, package)
    return subprocess.run(
        [sys.executable, "-c", PRINT_ROOT],
        cwd=package_parent,
        env={"PYTHONPATH": str(package_parent)},
        capture_output=True,
        check=False,
        text=True,
    )


def test_a_checkout_uses_the_folders_beside_the_package() -> None:
    assert resources.root() == tools.REPOSITORY
    assert resources.folder("locales") == tools.REPOSITORY / "locales"


def test_a_wheel_uses_the_folders_inside_of_the_package(tmp_path: Path) -> None:
    bundled = tmp_path / "site" / "advocacy" / "_bundled"
    bundled.mkdir(parents=True)
    assert root_as_seen_from(tmp_path / "site").stdout.strip() == str(bundled)


def test_an_installation_that_lost_its_files_says_so(tmp_path: Path) -> None:
    (tmp_path / "site" / "locales").mkdir(parents=True)
    run = root_as_seen_from(tmp_path / "site")
    assert run.returncode == 1
    assert "The installation is incomplete" in run.stderr


@pytest.mark.parametrize(
    "name", ["pt-serif/None.ttf", "../../pyproject.toml", "/etc/passwd", "pt-serif/../../../x"]
)
def test_a_font_is_one_of_the_programs_own(name: str) -> None:
    assert resources.font("pt-serif/PTSerif-Regular.ttf").is_file()
    with pytest.raises(ResourceError):
        resources.font(name)


def test_the_examples_come_in_the_order_of_their_names() -> None:
    found = [path.name for path in resources.examples()]
    assert found == sorted(found)
    assert len(found) >= len(list((resources.folder("templates") / "appeals").glob("*.toml")))


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "statement.de.pdf"
    resources.replace_file(path, b"first")
    resources.replace_file(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_what_was_there_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "statement.de.pdf"
    resources.replace_file(path, b"first")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        resources.replace_file(path, b"second")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_rights_that_the_person_gives_new_files(tmp_path: Path) -> None:
    path, plain = tmp_path / "made", tmp_path / "plain"
    resources.replace_file(path, b"")
    plain.write_bytes(b"")
    assert path.stat().st_mode == plain.stat().st_mode


def test_a_long_name_does_not_make_the_passing_name_too_long(tmp_path: Path) -> None:
    path = tmp_path / ("я" * 120 + ".pdf")
    resources.replace_file(path, b"data")
    assert path.read_bytes() == b"data"
