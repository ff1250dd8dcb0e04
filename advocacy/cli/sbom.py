"""`advocacy sbom`: the list of all parts, from the hashed lock, as CycloneDX 1.6."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import uuid
from pathlib import Path
from typing import Any

import click

from advocacy import resources
from advocacy.errors import ResourceError, message

__all__ = ["parts", "sbom"]

LOCK = "requirements/runtime.txt"
ENTRY = re.compile(
    r"(?m)^(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)"
    r"(?P<marker>\s*;[^\\\n]*)?(?P<hashes>(?:\s*\\\n\s+--hash=sha256:[0-9a-f]{64})+)"
)
FONT_LICENCE = "OFL-1.1"


@click.command()
@click.option(
    "--lock",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"A lock with hashes; without it {LOCK} of this checkout.",
)
def sbom(lock: Path | None) -> None:
    """Print the parts of the program with versions, hashes and licences, as CycloneDX JSON."""
    path = lock or resources.root() / LOCK
    if not path.is_file():
        raise ResourceError(
            message("sbom.no_lock", "There is no {path}; name a lock with --lock.", path=path)
        )
    click.echo(json.dumps(parts(path.read_text(encoding="utf-8")), indent=2, ensure_ascii=False))


def parts(lock: str) -> dict[str, Any]:
    """Return the list for a lock; the same lock gives the same list, without a clock."""
    components = [*map(_library, ENTRY.finditer(lock)), *_fonts()]
    version = importlib.metadata.version("advocacy")
    program = {
        "type": "application",
        "name": "advocacy",
        "version": version,
        "bom-ref": f"advocacy@{version}",
        "licenses": [{"expression": "MPL-2.0"}],
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, lock)}",
        "version": 1,
        "metadata": {"component": program},
        "components": components,
        "dependencies": [
            {"ref": program["bom-ref"], "dependsOn": [one["bom-ref"] for one in components]}
        ],
    }


def _library(entry: re.Match[str]) -> dict[str, Any]:
    name, version = entry["name"], entry["version"]
    address = f"pkg:pypi/{re.sub('[-_.]+', '-', name).lower()}@{version}"
    hashes = sorted(re.findall(r"sha256:([0-9a-f]{64})", entry["hashes"]))
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        "scope": "optional" if entry["marker"] else "required",
        "hashes": [{"alg": "SHA-256", "content": one} for one in hashes],
        **_licences(name),
    }


def _licences(name: str) -> dict[str, Any]:
    """Return what an installed distribution states; a part of another system states nothing."""
    try:
        metadata = importlib.metadata.metadata(name).json
    except importlib.metadata.PackageNotFoundError:
        return {}
    if expression := metadata.get("license_expression"):
        return {"licenses": [{"expression": expression}]}
    stated = [
        str(one).rpartition(" :: ")[2]
        for one in metadata.get("classifier", [])
        if str(one).startswith("License ::")
    ] or [str(metadata.get("license", ""))]
    return {"licenses": [{"license": {"name": one.splitlines()[0]}} for one in stated if one]}


def _fonts() -> list[dict[str, Any]]:
    folder = resources.folder("templates") / "fonts"
    return [
        {
            "type": "file",
            "bom-ref": f"font/{path.name}",
            "name": path.name,
            "hashes": [
                {"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}
            ],
            "licenses": [{"expression": FONT_LICENCE}],
        }
        for path in sorted(folder.rglob("*.ttf"))
    ]
