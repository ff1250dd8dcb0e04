"""The list of parts is the lock: every part, its hashes and its licence, and the same each time."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.architecture.test_dependencies import REQUIREMENTS, fits, locked, normal

if TYPE_CHECKING:
    from tests.conftest import Called


@pytest.fixture
def listed(cli: Callable[..., Called]) -> dict[str, Any]:
    done = cli("sbom")
    assert done.status == 0, done.err
    assert done.out == cli("sbom").out
    found: dict[str, Any] = json.loads(done.out)
    return found


def libraries(listed: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in listed["components"] if one["type"] == "library"]


def test_the_list_of_parts_is_the_lock(listed: dict[str, Any]) -> None:
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    versions = {normal(one["name"]): one["version"] for one in libraries(listed)}
    assert versions == locked("runtime.txt")
    text = (REQUIREMENTS / "runtime.txt").read_text(encoding="utf-8")
    hashes = [one["content"] for part in libraries(listed) for one in part["hashes"]]
    assert len(hashes) == text.count("--hash=sha256:")
    assert [one for one in hashes if one not in text] == []


def test_every_part_of_this_system_states_a_licence_that_fits(listed: dict[str, Any]) -> None:
    for part in listed["components"]:
        if part.get("scope") == "optional" and "licenses" not in part:
            continue
        names = [one.get("expression") or one["license"]["name"] for one in part["licenses"]]
        choices = [choice for name in names for choice in name.split(" OR ")]
        assert any(map(fits, choices)) or choices == ["OFL-1.1"], part["name"]


def test_the_fonts_are_parts_with_their_sums(listed: dict[str, Any]) -> None:
    fonts = [one for one in listed["components"] if one["type"] == "file"]
    assert len(fonts) >= 4
    assert all(len(one["hashes"][0]["content"]) == 64 for one in fonts)


def test_without_a_lock_the_command_says_what_to_name(
    cli: Callable[..., Called], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advocacy.cli.sbom.LOCK", "requirements/none.txt")
    done = cli("sbom")
    assert done.status == 1
    assert "--lock" in done.err
