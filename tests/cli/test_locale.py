"""The translator's commands: from nothing to a language that is checked and looked at."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advocacy import resources
from tests.broken_locales import DAMAGES, Damage


def test_a_new_language_is_a_folder_that_can_be_previewed_at_once(
    cli: Callable[..., Any], tmp_path: Path
) -> None:
    locales = tmp_path / "locales"
    locales.mkdir()
    made = cli("locale", "new", "lv", "--dir", locales)
    assert made.status == 0, made.err
    shown = cli("locales", "--locales-dir", locales)
    assert "lv  latviešu  draft" in shown.out
    out = tmp_path / "out"
    preview = cli("locale", "preview", "lv", "--locales-dir", locales, "--out", out)
    assert preview.status == 0, preview.err
    groups = ("woman", "man", "women", "group")
    for recipe in (resources.folder("templates") / "appeals").glob("*.toml"):
        made_of = {
            f"{recipe.stem}.{group}.lv.{kind}" for group in groups for kind in ("pdf", "docx")
        }
        assert made_of <= {path.name for path in out.iterdir()}


def test_mistakes_in_wording_are_named_with_their_line(
    cli: Callable[..., Any], tmp_path: Path
) -> None:
    folder = tmp_path / "locales" / "xx"
    shutil.copytree(resources.folder("locales") / "ru", folder)
    path = folder / "LC_MESSAGES" / "documents.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{person}[acc]", "{person}[vin]", 1), encoding="utf-8")
    line = path.read_text(encoding="utf-8").split("{person}[vin]")[0].count("\n")
    done = cli("locale", "check", "xx", "--locales-dir", tmp_path / "locales")
    assert done.status == 1
    assert "xx/LC_MESSAGES/documents.po:" in done.out
    assert "vin" in done.out
    assert any(f"documents.po:{number}:" in done.out for number in (line - 1, line, line + 1))


def test_the_bundled_languages_have_no_mistakes(cli: Callable[..., Any]) -> None:
    done = cli("locale", "check")
    assert done.status == 0, done.out


def test_status_counts_what_is_translated(cli: Callable[..., Any]) -> None:
    done = cli("locale", "status", "en")
    found = re.search(r"en documents: (\d+) of (\d+) translated, 0 fuzzy, 0 missing", done.out)
    assert found
    assert found[1] == found[2] != "0"


def test_update_marks_what_changed_and_keeps_the_old_source(
    cli: Callable[..., Any], tmp_path: Path
) -> None:
    folder = tmp_path / "locales" / "xx"
    shutil.copytree(resources.folder("locales") / "ru", folder)
    path = folder / "LC_MESSAGES" / "documents.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("I would be grateful", "I should be grateful"), "utf-8")
    places = ("--locales-dir", tmp_path / "locales")
    done = cli("locale", "update", "xx", *places)
    assert "xx documents: 0 new, 1 changed, 0 gone" in done.out
    assert '#| msgid "I should be grateful' in path.read_text(encoding="utf-8")
    assert "1 fuzzy" in cli("locale", "status", "xx", *places).out


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_broken_language_is_named_with_its_line_and_the_others_work(
    cli: Callable[..., Any], tmp_path: Path, damage: Damage
) -> None:
    folder = tmp_path / "locales" / "xx"
    shutil.copytree(resources.folder("locales") / "ru", folder)
    damage.do(folder)
    places = ("--locales-dir", tmp_path / "locales")
    checked = cli("locale", "check", "xx", *places)
    assert checked.status == 1
    [line] = [line for line in checked.out.splitlines() if damage.sentence in line]
    where, number, _ = line.split(":", 2)
    assert where.endswith(f"xx/{damage.file}")
    assert int(number) > 0
    assert damage.sentence in cli("locale", "status", "xx", *places).out
    shown = cli("locales", *places).out
    assert damage.sentence in shown
    assert "ru  русский" in shown
    refused = cli("locale", "preview", "xx", *places, "--out", tmp_path / "out")
    assert refused.status == 1
    assert damage.sentence in refused.err
    campaign = resources.folder("templates") / "examples/joint-statement-2021.toml"
    done = cli("render", campaign, "--language", "ru", "--out", tmp_path / "out", *places)
    assert done.status == 0, done.err


def test_the_status_of_a_draft_says_that_it_is_one(cli: Callable[..., Any], tmp_path: Path) -> None:
    assert cli("locale", "new", "lv", "--dir", tmp_path).status == 0
    done = cli("locale", "status", "lv", "--locales-dir", tmp_path)
    assert "lv is a draft: a native reader has to go through it" in done.out


def test_the_interface_needs_no_translation_into_its_own_language(
    cli: Callable[..., Any], tmp_path: Path
) -> None:
    shutil.copytree(resources.folder("locales") / "en", tmp_path / "en")
    path = tmp_path / "en/LC_MESSAGES/web.po"
    before = path.read_bytes()
    cli("locale", "update", "en", "--locales-dir", tmp_path)
    assert path.read_bytes() == before
    assert "en web:" in (done := cli("locale", "status", "en")).out
    assert "0 fuzzy, 0 missing" in done.out.splitlines()[-1]
