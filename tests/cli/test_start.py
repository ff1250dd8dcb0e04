"""What a call loads: nothing heavy before it is needed. Times are the benchmarks' to compare."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROBE = """
import sys
from advocacy.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    print(*sorted(sys.modules), sep="\\n", file=sys.stderr)
"""
HEAVY = {
    *("babel", "distributed", "docx", "flask", "lxml", "reportlab", "sqlalchemy", "uharfbuzz"),
    *("markdown_it", "multiprocessing", "PIL", "pypdfium2", "waitress"),
}


def loaded(*arguments: str) -> set[str]:
    """Call the program in a process of its own and return what it has imported."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert run.stdout
    return set(run.stderr.split())


def test_the_version_is_said_with_nothing_but_the_standard_library() -> None:
    modules = loaded("--version")
    own = {name for name in modules if name.partition(".")[0] == "advocacy"}
    assert own == {"advocacy", "advocacy.cli"}
    foreign = {name.partition(".")[0] for name in modules - own} - sys.stdlib_module_names
    # Files of the environment itself, which are read at every start of Python.
    assert {name for name in foreign if not name.startswith(("_", "sitecustomize"))} == set()
    assert not modules & {"asyncio", "dataclasses", "email", "importlib.metadata", "json"}


def test_help_loads_no_library_that_makes_files_or_pages() -> None:
    assert "click" in loaded("examples", "--help")
    assert not loaded("examples", "--help") & HEAVY


def test_files_are_made_without_a_database_and_without_pages(tmp_path: Path) -> None:
    campaign = ROOT / "templates" / "examples" / "letter-prosecutor-2020.toml"
    modules = loaded("render", str(campaign), "--language", "en", "--out", str(tmp_path))
    assert {"lxml", "reportlab"} < modules
    assert not modules & {"alembic", "distributed", "docx", "flask", "openpyxl", "sqlalchemy"}
    assert not modules & {"http", "ssl", "urllib.request"}


def test_word_files_without_a_logo_are_made_without_what_reads_pictures(tmp_path: Path) -> None:
    campaign = ROOT / "templates" / "examples" / "letter-prosecutor-2020.toml"
    format_ = ("--format", "docx", "--language", "en")
    modules = loaded("render", str(campaign), *format_, "--out", str(tmp_path))
    assert not modules & {"PIL", "pyphen", "reportlab", "uharfbuzz"}


def test_letters_of_a_csv_file_are_made_without_what_reads_other_tables(tmp_path: Path) -> None:
    campaign = ROOT / "templates" / "examples" / "letter-prosecutor-2020.toml"
    people = tmp_path / "people.csv"
    people.write_text("name,language\nAnna,de\n", encoding="utf-8")
    out = str(tmp_path / "letters.zip")
    modules = loaded("merge", str(campaign), str(people), "--out", out, "--workers", "2")
    assert "reportlab" in modules
    assert "multiprocessing.spawn" not in modules  # one letter is made by one process
    assert not modules & {"alembic", "docx", "flask", "openpyxl", "sqlalchemy"}


def test_the_package_itself_loads_what_is_asked_for() -> None:
    code = "import sys, advocacy; print('advocacy.document' in sys.modules, advocacy.Run.__name__)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", cwd=ROOT
    )
    assert run.stdout.split() == ["False", "Run"]
