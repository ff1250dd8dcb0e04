"""The start of a plugin: a package with a writer that works, to be changed step by step."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import Final

import advocacy
from advocacy import resources
from advocacy.errors import RefusedError, message

__all__ = ["make_plugin"]

FILES: Final = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    "writer.py": "$module.py",
    "test_writer.py": "tests/test_$module.py",
}
"""What lies in ``templates/plugin`` (with ``.txt`` behind), and where it goes."""


def make_plugin(name: str, out: Path) -> Path:
    """Make the folder ``advocacy-NAME`` in ``out`` and return it.

    Raises RefusedError for a name no format can have, or a folder that exists.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        raise RefusedError(
            message(
                "plugin.new-name",
                "A format cannot be called “{name}”: use lower-case letters, digits and hyphens.",
                name=name,
            )
        )
    folder = out / f"advocacy-{name}"
    if folder.exists():
        raise RefusedError(
            message("plugin.new-exists", "{folder} exists; nothing was changed.", folder=folder)
        )
    for target, content in _files(name).items():
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def _files(name: str) -> dict[str, str]:
    module = f"advocacy_{name.replace('-', '_')}"
    values = {
        "name": name,
        "module": module,
        "title": name.replace("-", " ").title(),
        "writer": f"{name.replace('-', ' ').title().replace(' ', '')}Writer",
        "version": advocacy.__version__,
        "api": advocacy.API_VERSION,
    }
    folder = resources.folder("templates") / "plugin"
    return {
        Template(target).substitute(values): Template(
            (folder / f"{source}.txt").read_text(encoding="utf-8")
        ).substitute(values)
        for source, target in FILES.items()
    }
