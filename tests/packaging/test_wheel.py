"""A wheel built from the clone renders the examples in an empty environment elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

from advocacy import resources
from tests.packaging.conftest import Installation, build, tracked

pytestmark = pytest.mark.wheel

LANGUAGES = ("de", "en", "fr", "it", "ru")


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_wheel_renders_every_example_as_the_clone_does(
    installation: Installation, tmp_path: Path
) -> None:
    copied = installation.run("examples", "--out", tmp_path / "campaigns")
    assert copied.returncode == 0, copied.stderr
    campaigns = sorted((tmp_path / "campaigns").glob("*.toml"))
    assert [path.name for path in campaigns] == [path.name for path in resources.examples()]
    for campaign in campaigns:
        here, there = tmp_path / "here" / campaign.stem, tmp_path / "there" / campaign.stem
        order = ["render", campaign, "--format", "docx,pdf", "--out"]
        done = installation.run(*order, there)
        assert done.returncode == 0, done.stderr
        subprocess.run([sys.executable, "-m", "advocacy", *order, here], check=True)
        assert sorted(content(there)) == [
            f"{campaign.stem}.{language}.{extension}"
            for language in LANGUAGES
            for extension in ("docx", "pdf")
        ]
        assert content(there) == content(here)


def test_the_installed_program_comes_from_the_wheel_alone(installation: Installation) -> None:
    code = "import advocacy, sys; print(advocacy.__file__); print(*sys.path, sep='\\n')"
    run = subprocess.run(
        [installation.python, "-c", code],
        cwd=installation.elsewhere,
        capture_output=True,
        check=True,
        text=True,
    )
    origin, *path = run.stdout.splitlines()
    assert Path(origin).is_relative_to(installation.folder)
    assert not [entry for entry in path if "dist-packages" in entry]


@pytest.mark.parametrize("command", ["plugins", "locales"])
def test_the_installed_program_finds_what_is_bundled_and_nothing_is_wrong_with_it(
    installation: Installation, command: str
) -> None:
    done = installation.run(command)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout != ""


def test_the_installed_program_serves_the_list_of_campaigns(
    installation: Installation, tmp_path: Path
) -> None:
    with installation.start("serve", "--port", "0", "--data-dir", tmp_path / "data") as process:
        try:
            assert process.stdout
            address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert address, process.communicate(timeout=10)
            with urllib.request.urlopen(address[0], timeout=60) as answer:
                assert answer.status == 200
                assert b"joint-statement-2021" in answer.read()
        finally:
            process.terminate()


def test_every_tracked_file_of_the_bundled_folders_is_in_the_wheel(wheel: Path) -> None:
    expected = {
        name if name.startswith("advocacy/") else f"advocacy/_bundled/{name}"
        for name in tracked()
        if name.startswith(("advocacy/", "plugins/", "locales/", "templates/"))
    }
    assert expected - names(wheel) == set()


def test_the_wheel_holds_nothing_but_the_package_its_data_and_the_licences(wheel: Path) -> None:
    pattern = re.compile(
        r"advocacy/(?!_bundled/)[\w/.]+\.(py|typed|mako|js)$"
        r"|advocacy/_bundled/(plugins|locales|templates)/"
        r"|advocacy-[\d.]+\.dist-info/(METADATA|WHEEL|RECORD|entry_points\.txt|licenses/.+)$"
    )
    assert [name for name in sorted(names(wheel)) if not pattern.match(name)] == []
    assert [name for name in names(wheel) if "__pycache__" in name or name.endswith(".pyc")] == []


def test_the_licence_of_each_font_travels_with_it(wheel: Path) -> None:
    fonts = {Path(name).parent for name in names(wheel) if name.endswith(".ttf")}
    assert fonts
    assert {str(folder / "OFL.txt") for folder in fonts} <= names(wheel)


def test_two_builds_of_the_same_files_are_the_same_wheel(
    source: Path, wheel: Path, tmp_path: Path
) -> None:
    assert build(source, tmp_path, "--wheel").read_bytes() == wheel.read_bytes()
