"""`advocacy render` and `advocacy check`, called as a person calls them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import tomli_w

from advocacy import resources

STATEMENT = resources.folder("templates") / "examples" / "joint-statement-2021.toml"
ROOT = Path(__file__).parents[2]


def run(
    *arguments: object, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "advocacy", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


@pytest.fixture
def without_german_title(tmp_path: Path) -> Path:
    data = tomllib.loads(STATEMENT.read_text(encoding="utf-8"))
    del data["title"]["de"]
    path = tmp_path / "campaign.toml"
    path.write_text(tomli_w.dumps(data), encoding="utf-8")
    return path


def test_one_campaign_file_becomes_ten_documents(tmp_path: Path) -> None:
    done = run("render", STATEMENT, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        f"joint-statement-2021.{language}.{extension}"
        for language in ("de", "en", "fr", "it", "ru")
        for extension in ("docx", "pdf")
    )


def test_zone_locale_hash_seed_and_working_directory_change_no_byte(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    run("render", STATEMENT, "--out", first, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    run(
        "render",
        STATEMENT,
        "--out",
        second,
        cwd=tmp_path,
        TZ="Pacific/Kiritimati",
        LC_ALL="C.UTF-8",
        LANG="ru_RU.UTF-8",
        PYTHONHASHSEED="2",
    )
    files = {path.name: path.read_bytes() for path in first.iterdir()}
    assert len(files) == 10
    assert {path.name: path.read_bytes() for path in second.iterdir()} == files


def test_check_names_a_missing_title_and_its_place(without_german_title: Path) -> None:
    done = run("check", without_german_title)
    assert done.returncode == 1
    assert "title.de" in done.stdout
    findings = json.loads(run("check", without_german_title, "--json").stdout)
    assert [problem["where"] for problem in findings["de"]["problems"]] == ["title.de"]
    assert findings["fr"]["ready"]


def test_a_version_that_is_not_ready_is_refused_and_the_others_are_made(
    without_german_title: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    refused = run("render", without_german_title, "--language", "de", "--out", out)
    assert refused.returncode == 1
    assert "title.de" in refused.stderr
    assert not out.exists()
    assert run("render", without_german_title, "--language", "fr", "--out", out).returncode == 0
    assert len(list(out.iterdir())) == 2


def test_a_language_is_added_by_copying_a_folder(tmp_path: Path) -> None:
    shutil.copytree(resources.folder("locales") / "fr", tmp_path / "locales" / "oc")
    text = STATEMENT.read_text(encoding="utf-8")
    data = tomllib.loads(text)
    data["languages"].append("oc")
    campaign = tmp_path / "campaign.toml"
    campaign.write_text(tomli_w.dumps(_with_copy(data, "fr", "oc")), encoding="utf-8")
    places = ("--locales-dir", tmp_path / "locales")
    assert "oc" in run("locales", *places).stdout
    done = run("render", campaign, "--language", "oc", "--out", tmp_path / "out", *places)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").iterdir())) == 2


def _with_copy(data: object, source: str, target: str) -> object:
    """Give every localized text of one language to another too."""
    if isinstance(data, dict):
        copied = {key: _with_copy(value, source, target) for key, value in data.items()}
        if source in copied:
            copied[target] = copied[source]
        return copied
    if isinstance(data, list):
        return [_with_copy(item, source, target) for item in data]
    return data


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("slug = ", "campaign.toml:1:"),
        ('slug = "x"\nappeal = "joint-statement"\nlanguagues = ["en"]', "languages"),
        ('slug = "x"\ntitle.en = "a\\u0007b"', "U+0007"),
    ],
    ids=["broken TOML", "misspelt key", "control character"],
)
def test_a_wrong_file_gets_a_sentence_and_no_traceback(
    tmp_path: Path, content: str, sentence: str
) -> None:
    path = tmp_path / "campaign.toml"
    path.write_text(content, encoding="utf-8")
    done = run("render", path, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("render", "nowhere.toml"), 1, "nowhere.toml"),
        (("render", STATEMENT, "--language", "xx"), 1, "“xx”"),
        (("render", STATEMENT, "--format", "pfd"), 1, "is “pdf” meant?"),
        (("render",), 2, "CAMPAIGN"),
        (("rendre", STATEMENT), 2, "rendre"),
    ],
    ids=["missing file", "unknown language", "unknown format", "no file", "unknown command"],
)
def test_wrong_requests_get_a_sentence_and_their_exit_status(
    tmp_path: Path, arguments: tuple[object, ...], status: int, sentence: str
) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_without_the_form_a_sentence_needs_is_named(tmp_path: Path) -> None:
    example = resources.folder("templates") / "examples" / "letter-prosecutor-2020.toml"
    data = tomllib.loads(example.read_text(encoding="utf-8"))
    del data["people"][0]["name_forms"]["ru"]
    path = tmp_path / "campaign.toml"
    path.write_text(tomli_w.dumps(data), encoding="utf-8")
    done = run("render", path, "--language", "ru", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "people[1].name_forms.ru" in done.stderr


def test_the_examples_are_listed_and_copied_without_overwriting(tmp_path: Path) -> None:
    assert "joint-statement-2021" in run("examples").stdout
    run("examples", "--out", tmp_path)
    copy = tmp_path / "joint-statement-2021.toml"
    copy.write_text("mine", encoding="utf-8")
    again = run("examples", "--out", tmp_path)
    assert "left alone" in again.stderr
    assert copy.read_text(encoding="utf-8") == "mine"


def test_two_formats_with_one_extension_do_not_take_each_others_place(tmp_path: Path) -> None:
    done = run(
        "render", STATEMENT, "--language", "en", "--format", "docx,docx-fonts", "--out", tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "joint-statement-2021.en.docx",
        "joint-statement-2021.en.docx-fonts.docx",
    ]
