"""`advocacy plugin new` makes what passes; `advocacy plugin check` says what does not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import tools

if TYPE_CHECKING:
    from tests.conftest import Called

BROKEN = Path(__file__).parents[2] / "broken_plugins"


@pytest.fixture
def made(cli: Callable[..., Called], tmp_path: Path) -> Path:
    cli("plugin", "new", "my-notes", "--out", tmp_path)
    return tmp_path / "advocacy-my-notes"


def test_a_new_plugin_is_a_package_with_a_test(made: Path) -> None:
    files = sorted(str(path.relative_to(made)) for path in made.rglob("*") if path.is_file())
    assert files == [
        "README.md",
        "advocacy_my_notes.py",
        "pyproject.toml",
        "tests/test_advocacy_my_notes.py",
    ]


def test_the_tests_of_a_new_plugin_pass_at_once(made: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(tools.REPOSITORY)}
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider"]
    run = subprocess.run(
        command, cwd=made, env=environment, capture_output=True, check=False, text=True
    )
    assert run.returncode == 0, run.stdout
    assert "12 passed" in run.stdout


def test_a_new_plugin_passes_the_check(cli: Callable[..., Called], made: Path) -> None:
    done = cli("plugin", "check", made / "advocacy_my_notes.py")
    assert done.status == 0
    assert "my-notes: 12 of 12 checks passed" in done.out
    assert "  passed  hostile          16 nasty strings stay text" in done.out


def test_a_new_plugin_never_overwrites(cli: Callable[..., Called], made: Path) -> None:
    done = cli("plugin", "new", "my-notes", "--out", made.parent)
    assert done.status == 1
    assert done.err == f"{made} exists; nothing was changed.\n"


def test_a_name_that_no_format_can_have_is_refused(
    cli: Callable[..., Called], tmp_path: Path
) -> None:
    done = cli("plugin", "new", "../My Notes", "--out", tmp_path)
    assert done.status == 1
    assert "use lower-case letters, digits and hyphens" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_bundled_format_is_checked_by_its_name(cli: Callable[..., Called]) -> None:
    done = cli("plugin", "check", "markdown")
    assert done.status == 0
    assert done.out.startswith("markdown_writer ")


@pytest.mark.parametrize(
    ("plugin", "words"),
    [
        ("raises_while_writing", "  FAILED  every-block      RuntimeError: the pen is broken"),
        (
            "writes_a_string",
            "  FAILED  every-block      every-block: finish() returned 'not bytes'",
        ),
        ("exits_while_writing", "  FAILED  every-block      SystemExit: 3"),
        ("writes_without_end", "  FAILED  every-block      no end within 3 seconds"),
        ("imports_missing_module", "  problem: import failed: ModuleNotFoundError"),
        ("incomplete_writer", "  problem: register_formats: The writer of the format"),
        ("transforms_to_nothing", "  FAILED  transform_document"),
    ],
)
def test_a_broken_plugin_fails_with_a_sentence(
    cli: Callable[..., Called], plugin: str, words: str
) -> None:
    done = cli("plugin", "check", BROKEN / f"{plugin}.py", "--limit", "3")
    assert done.status == 1
    assert words in done.out
    assert "Traceback" not in done.out + done.err


def test_the_order_of_a_set_in_a_file_is_found(cli: Callable[..., Called], tmp_path: Path) -> None:
    (tmp_path / "sets.py").write_text(
        "from advocacy import Format, hookimpl\n"
        "from advocacy_plugins.text_writer import TextWriter\n"
        "class Sets(TextWriter):\n"
        "    def finish(self):\n"
        "        return super().finish() + repr({chr(97 + i) for i in range(26)}).encode()\n"
        "@hookimpl\n"
        "def register_formats():\n"
        "    return [Format(name='sets', label='S', extension='txt', media_type='text/plain',\n"
        "                   writer=Sets)]\n",
        encoding="utf-8",
    )
    done = cli("plugin", "check", tmp_path / "sets.py")
    assert done.status == 1
    assert "  FAILED  other-process    another process wrote other bytes" in done.out


def test_an_unknown_name_is_answered_with_the_nearest(cli: Callable[..., Called]) -> None:
    done = cli("plugin", "check", "markdwon")
    assert done.status == 1
    assert done.err == "There is no plugin or format “markdwon”; is “markdown” meant?\n"


def test_the_folder_of_a_package_stands_for_its_plugin(
    cli: Callable[..., Called], made: Path
) -> None:
    done = cli("plugin", "check", made)
    assert "my-notes: 12 of 12 checks passed" in done.out


def test_a_kind_that_is_not_known_is_read_by_a_function_beside_the_plugin(
    cli: Callable[..., Called], made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin = made / "advocacy_my_notes.py"
    code = plugin.read_text("utf-8").replace('extension="txt"', 'extension="rot"')
    coded = code.replace(".encode()", ".encode('utf-16')")
    plugin.write_text(coded, encoding="utf-8")
    (made / "rot_reader.py").write_text("def read(data):\n    return data.decode('utf-16')\n")
    monkeypatch.chdir(made)
    assert "give a function that reads it" in cli("plugin", "check", plugin).out
    read = cli("plugin", "check", plugin, "--extract", "rot_reader:read")
    assert "my-notes: 12 of 12 checks passed" in read.out
    wrong = cli("plugin", "check", plugin, "--extract", "nowhere:read")
    assert "“nowhere:read” is not a function that can be imported" in wrong.err


def test_a_writer_that_writes_nothing_fails_the_other_process_too(
    cli: Callable[..., Called],
) -> None:
    done = cli("plugin", "check", BROKEN / "writes_a_string.py")
    assert "  FAILED  other-process    The plugin “writes_a_string”" in done.out


def test_hooks_that_are_no_format_are_called_as_well(
    cli: Callable[..., Called], tmp_path: Path
) -> None:
    path = tmp_path / "torn.py"
    path.write_text(
        "from advocacy import hookimpl\n"
        "@hookimpl\ndef check_campaign(campaign): return campaign.nothing\n"
        "@hookimpl\ndef register_commands(): return 1\n"
    )
    done = cli("plugin", "check", path)
    assert done.status == 1
    assert "problem: check_campaign failed: AttributeError" in done.out
    assert "problem: register_commands: The answer should be: list of Command" in done.out
