"""A wheel and an sdist built from what the repository holds, and an empty environment elsewhere."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import tools

BUILD = ["-m", "build", "--no-isolation"]


def tracked() -> list[str]:
    """Return what git knows of the working tree: a file nobody added must not be missed later."""
    run = subprocess.run(
        [tools.find("git"), "ls-files", "-z"],
        cwd=tools.REPOSITORY,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [name for name in run.stdout.split("\0") if (tools.REPOSITORY / name).is_file()]


def build(source: Path, out: Path, *options: str) -> Path:
    """Build as a packager does, and return the file that was made."""
    run = subprocess.run(
        [sys.executable, *BUILD, *options, "--outdir", out, source],
        capture_output=True,
        check=False,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    (made,) = out.iterdir()
    return made


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tracked files: what a fresh clone would hold."""
    folder = tmp_path_factory.mktemp("source") / "advocacy"
    for name in tracked():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tools.REPOSITORY / name, target)
    return folder


@pytest.fixture(scope="session")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(source, tmp_path_factory.mktemp("wheel"), "--wheel")


@pytest.fixture(scope="session")
def sdist(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(source, tmp_path_factory.mktemp("sdist"), "--sdist")


@dataclass(frozen=True, slots=True)
class Installation:
    """An environment that holds the wheel and what the wheel asks for, nothing else."""

    folder: Path
    elsewhere: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Call the installed program and wait for its end."""
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        """Start the installed program in a folder that has nothing to do with the clone."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return subprocess.Popen(
            [self.folder / "bin" / "advocacy", *map(str, arguments)],
            cwd=self.elsewhere,
            env={**kept, "HOME": str(self.elsewhere)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )


@pytest.fixture(scope="session")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True, with_pip=False)
    options = ["--quiet", "--no-index", "--no-deps", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", folder, "install", *options, wheel], check=True
    )
    _lend_dependencies(folder)
    return Installation(folder, tmp_path_factory.mktemp("elsewhere"))


def _lend_dependencies(folder: Path) -> None:
    """Show the new environment the libraries that the wheel asks for, without a download.

    Links to exactly these, so that neither the checkout nor a library of the tests is found.
    """
    (site,) = (folder / "lib").glob("python3*/site-packages")
    (installed,) = site.glob("advocacy-*.dist-info")
    distribution = importlib.metadata.Distribution.at(installed)
    for requirement in _closure(distribution):
        for entry in _top_level(importlib.metadata.distribution(requirement)):
            if not (site / entry.name).exists():
                (site / entry.name).symlink_to(entry)


def _closure(distribution: importlib.metadata.Distribution) -> set[str]:
    found: set[str] = set()
    waiting = list(_required(distribution))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _required(importlib.metadata.distribution(name))
    return found


def _required(distribution: importlib.metadata.Distribution) -> Iterator[str]:
    """Yield what a distribution always needs here; extras and other systems are left out."""
    for requirement in distribution.requires or ():
        name, _, marker = requirement.partition(";")
        short = re.split(r"[^\w.-]", name.strip())[0]
        if not marker or ("extra" not in marker and _is_installed(short)):
            yield short


def _is_installed(name: str) -> bool:
    return any(importlib.metadata.distributions(name=name))


def _top_level(distribution: importlib.metadata.Distribution) -> set[Path]:
    base = Path(str(distribution.locate_file("")))
    parts = {file.parts[0] for file in distribution.files or ()}
    return {base / part for part in parts - {"..", "__pycache__"}}
