"""Bandit's opinion on the code: nothing is left without a reason, and no reason without a cause."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import tools

REASONS = {
    ("advocacy/production/apart.py", "B403"): "a pipe between two processes of one program",
    ("advocacy/production/apart.py", "B301"): "what is read was written by our own process; a "
    "plugin in it has the rights of the program anyhow, and is kept apart because it may hang",
    ("advocacy/production/letter_job.py", "B404"): "letters are made beside the pages",
    ("advocacy/production/letter_job.py", "B603"): "starts this program's own module, and no shell",
    ("advocacy/web/login.py", "B105"): "names of settings and pages that have “password” in them",
    ("advocacy/testing/extraction.py", "B405"): "reads what the writer under test has just written",
    ("advocacy/testing/extraction.py", "B314"): "reads what the writer under test has just written",
    ("advocacy/web/public.py", "B704"): "the HTML format has escaped every word of it; "
    "tests/hostile/test_pages.py tries it with nasty ones",
}
"""Findings that stay, by file and kind."""


def findings(*folders: Path) -> set[tuple[str, str]]:
    """Ask bandit about folders; a finding is a file and the kind of its fault."""
    bandit = Path(sys.executable).with_name("bandit")
    run = subprocess.run(
        [bandit, "--quiet", "--recursive", "--format", "json", *folders],
        cwd=tools.REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = json.loads(run.stdout)
    assert report["errors"] == []
    return {(one["filename"].removeprefix("./"), one["test_id"]) for one in report["results"]}


def test_bandit_finds_nothing_without_a_reason() -> None:
    assert findings(Path("advocacy"), Path("plugins")) == set(REASONS)


@pytest.mark.parametrize("line", ["import subprocess\nsubprocess.call('ls', shell=True)",
                                  "import yaml\nyaml.load(a)", "exec(a)"])  # fmt: skip
def test_a_classic_fault_is_noticed(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.py").write_text(line, encoding="utf-8")
    assert findings(tmp_path) != set()
