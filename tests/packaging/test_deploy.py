"""The files for hosts: linted, hardened, and naming only what there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from advocacy.cli.serve import serve
from tests import tools

DEPLOY = tools.REPOSITORY / "deploy"
HADOLINT = Path(sys.executable).with_name("hadolint")


def hadolint(text: str) -> list[str]:
    run = subprocess.run(
        [HADOLINT, "--no-color", "-"],
        input=text,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return run.stdout.splitlines()


def systemd(tmp_path: Path, text: str, *command: str) -> str:
    """Ask systemd about the unit, as if the program were installed."""
    unit = tmp_path / "advocacy.service"
    unit.write_text(text.replace("/opt/advocacy/bin/advocacy", "/bin/true"), encoding="utf-8")
    run = subprocess.run(
        [tools.find("systemd-analyze"), *command, unit],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return run.stdout + run.stderr


def test_the_linter_of_dockerfiles_finds_nothing_and_would_find_something() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert hadolint(text) == []
    assert any("DL3002" in line for line in hadolint(text.replace("USER 10001", "USER root")))


def test_the_image_copies_and_runs_only_what_there_is() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    for name in re.findall(r"--requirement (\S+)", text):
        assert (tools.REPOSITORY / name).is_file()
    [arguments] = re.findall(r'^CMD \["serve", (.+)\]$', text, re.MULTILINE)
    assert serve.make_context("serve", re.findall(r'"([^"]+)"', arguments)).params["hosted"]


def test_systemd_understands_the_unit_and_would_name_a_mistake(tmp_path: Path) -> None:
    text = (DEPLOY / "advocacy.service").read_text(encoding="utf-8")
    assert systemd(tmp_path, text, "verify") == ""
    broken = text.replace("Restart=on-failure", "Restart=sometimes")
    assert "sometimes" in systemd(tmp_path, broken, "verify")


def test_the_service_may_do_little(tmp_path: Path) -> None:
    """Systemd rates exposure from 0 to 10; a service without any hardening has 9.2."""
    text = (DEPLOY / "advocacy.service").read_text(encoding="utf-8")
    rated = systemd(tmp_path, text, "security", "--offline=yes", "--no-pager")
    level = re.search(r"exposure level for advocacy.service: ([\d.]+)", rated)
    assert level
    assert float(level[1]) < 2


@pytest.mark.parametrize("line", ["ProtectSystem=strict", "DynamicUser=yes", "NoNewPrivileges=yes"])
def test_the_unit_says_what_the_documentation_promises(line: str) -> None:
    assert line in (DEPLOY / "advocacy.service").read_text(encoding="utf-8").splitlines()
