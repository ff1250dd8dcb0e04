"""Programs of the system that the tests need: where they are, and which package brings them.

Run as a program it installs what is missing when it may (root and apt-get), and otherwise says in
one line what to install. A test never goes without: a missing program fails it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
ROOT = Path("/")
NODE_MODULES = REPOSITORY / ".tools" / "node" / "node_modules"


class MissingToolError(Exception):
    """A program is not installed; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program by the names it goes by, the Debian package that brings it, and its purpose."""

    names: tuple[str, ...]
    package: str
    purpose: str
    folders: str = ""
    """A pattern of folders outside of PATH, where Debian keeps some programs; the last is taken."""

    def path(self) -> Path | None:
        """Return where the program is."""
        found = sorted(ROOT.glob(self.folders)) if self.folders else []
        places = os.pathsep.join([*map(str, reversed(found)), os.environ.get("PATH", os.defpath)])
        paths = (shutil.which(name, path=places) for name in self.names)
        return next((Path(path) for path in paths if path), None)


TOOLS = (
    Tool(("chromium", "chromium-browser", "google-chrome"), "chromium", "drives the pages"),
    Tool(("pdftotext",), "poppler-utils", "reads the text of PDF files"),
    Tool(("pdfinfo",), "poppler-utils", "reads the structure of PDF files"),
    Tool(("pdffonts",), "poppler-utils", "lists the fonts of PDF files"),
    Tool(("pdftoppm",), "poppler-utils", "makes pictures of pages"),
    Tool(("qpdf",), "qpdf", "checks the syntax of PDF files"),
    Tool(("java",), "default-jre-headless", "runs the veraPDF engine"),
    Tool(("soffice", "libreoffice"), "libreoffice-writer-nogui", "opens DOCX and ODT files"),
    Tool(("msgfmt",), "gettext", "checks PO files"),
    Tool(("i18nspector",), "i18nspector", "checks PO files"),
    Tool(("node",), "nodejs", "runs the DOCX schema check"),
    Tool(("npm",), "npm", "installs the DOCX schema check and axe-core"),
    Tool(("git",), "git", "lists the files of the repository"),
    Tool(("initdb",), "postgresql", "prepares a database server", "usr/lib/postgresql/*/bin"),
    Tool(("postgres",), "postgresql", "keeps the store", "usr/lib/postgresql/*/bin"),
    Tool(("setpriv",), "util-linux", "lets the database server run without root"),
    Tool(("systemd-analyze",), "systemd", "checks the unit for hosts"),
    Tool(("faketime",), "faketime", "sets the clock of a running program"),
    Tool(("unshare",), "util-linux", "takes the network and room on the disk away"),
)


def find(name: str) -> Path:
    """Return the program, or say how to get it."""
    tool = next(tool for tool in TOOLS if name in tool.names)
    path = tool.path()
    if path is None:
        raise MissingToolError(advice([tool]))
    return path


def node_module(path: str) -> Path:
    """Return a file that npm installed for the tests."""
    found = NODE_MODULES / path
    if not found.exists():
        raise MissingToolError(f"{path} is not installed: run `make test-tools`.")
    return found


def missing() -> list[Tool]:
    """Return every tool that is not there."""
    return [tool for tool in TOOLS if tool.path() is None]


def advice(tools: Iterable[Tool]) -> str:
    """Say in one line what to install."""
    packages = " ".join(_packages(tools))
    return f"Missing for the tests; install with: sudo apt-get install {packages}"


def install(tools: Iterable[Tool]) -> None:
    """Install the packages of tools; needs root and apt-get."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Another apt-get may be at work, such as the nightly one of the system: `install` waits for its
    # end; `update`, which cannot wait, is left to it.
    patience = ["--option", "DPkg::Lock::Timeout=600"]
    options = ["--quiet", "--yes", "--no-install-recommends", *patience]
    for command, needed in (
        (["update", "--quiet"], False),
        (["install", *options, *_packages(tools)], True),
    ):
        subprocess.run(
            ["apt-get", *command], check=needed, env=environment, stdin=subprocess.DEVNULL
        )


def _packages(tools: Iterable[Tool]) -> list[str]:
    return sorted({tool.package for tool in tools})


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def main() -> int:
    """Install what is missing, or say what to install."""
    wanted = missing()
    if wanted and _may_install():
        install(wanted)
        wanted = missing()
    if wanted:
        sys.stderr.write(advice(wanted) + "\n")
    return 1 if wanted else 0


if __name__ == "__main__":
    sys.exit(main())
