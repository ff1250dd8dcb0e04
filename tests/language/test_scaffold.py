"""A translator starts a language with one command, and everything else follows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.core import Locale as BabelLocale

from advocacy.errors import RefusedError, ResourceError
from advocacy.language.extraction import documents_template
from advocacy.language.inflection import Name
from advocacy.language.languages import Languages
from advocacy.language.phrases import PhraseBank, read_phrases
from advocacy.language.po_file import PoFile, Unit
from advocacy.language.po_reading import read_po_file
from advocacy.language.pseudo import PSEUDO, escaped_words, marked, write_pseudo_locale
from advocacy.language.review import review
from advocacy.language.scaffold import new_locale, update_locale
from tests.language.conftest import LOCALES, PHRASES

WEB = PoFile(units=(Unit(key="save", source="Save"), Unit(key="n", source="{n} a", plural="{n} b")))


@pytest.fixture
def bank(tmp_path: Path) -> PhraseBank:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases/small.toml").write_text(PHRASES, encoding="utf-8")
    return read_phrases([tmp_path / "phrases"])


@pytest.fixture
def templates(bank: PhraseBank) -> Mapping[str, PoFile]:
    return {"documents": documents_template(bank), "web": WEB}


@pytest.mark.parametrize(
    ("tag", "conventions"),
    [("pl", ("pl-PL", "ltr")), ("fr-CH", ("fr-CH", "ltr")), ("ar", ("ar-EG", "rtl"))],
)
def test_a_new_folder_is_a_working_language_at_once(
    tmp_path: Path,
    bank: PhraseBank,
    templates: Mapping[str, PoFile],
    tag: str,
    conventions: tuple[str, str],
) -> None:
    folder = new_locale(tag, tmp_path / "locales", templates)
    languages = Languages([tmp_path / "locales"], bank)
    assert languages.problems == ()
    locale = languages.get(tag).locale
    assert (locale.tag, locale.direction) == conventions
    assert locale.status == "draft"
    assert review(folder, bank) == ()


def test_in_a_preview_missing_wording_is_visibly_marked(
    tmp_path: Path, bank: PhraseBank, templates: Mapping[str, PoFile]
) -> None:
    new_locale("pl", tmp_path / "locales", templates)
    language = Languages([tmp_path / "locales"], bank).get("pl").with_gaps()
    assert language.has("opening.since")
    date = datetime.date(2020, 9, 7)
    assert language.say("opening.since", person=Name("Anna", "f"), date=date) == (
        "[[Anna has been in custody since 7 września 2020.]]"
    )
    assert language.say("formula.undersigned", count=3) == "[[3 organisations]]"


def test_an_existing_folder_is_never_written_over(
    tmp_path: Path, templates: Mapping[str, PoFile]
) -> None:
    new_locale("pl", tmp_path, templates)
    with pytest.raises(RefusedError, match="is there already"):
        new_locale("pl", tmp_path, templates)


@pytest.mark.parametrize("tag", ["../x", "zz", "", "p l"])
def test_what_is_no_language_is_refused_and_leaves_nothing_behind(
    tmp_path: Path, templates: Mapping[str, PoFile], tag: str
) -> None:
    with pytest.raises(RefusedError, match=r"no language|not a language tag"):
        new_locale(tag, tmp_path / "locales", templates)
    assert not (tmp_path / "locales").exists()


def test_an_update_brings_new_wording_and_keeps_what_is_there(
    tmp_path: Path, templates: Mapping[str, PoFile]
) -> None:
    folder = new_locale("pl", tmp_path, templates)
    path = folder / "LC_MESSAGES/web.po"
    path.write_text(
        path.read_text(encoding="utf-8").replace('msgstr ""\n\n', 'msgstr "Zapisz"\n\n', 2),
        encoding="utf-8",
    )
    more = PoFile(units=(Unit(key="open", source="Open"), Unit(key="save", source="Save it")))
    merged = update_locale(folder, {**templates, "web": more})["web"]
    assert (merged.new, merged.changed, merged.gone) == (("open",), ("save",), ("n",))
    units = read_po_file(path).by_key()
    assert units["save"].texts == ("Zapisz",)
    assert (units["save"].fuzzy, units["save"].previous) == (True, ("Save",))


def test_an_update_without_changes_leaves_the_files_alone(
    tmp_path: Path, templates: Mapping[str, PoFile]
) -> None:
    folder = new_locale("pl", tmp_path, templates)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.po")}
    update_locale(folder, templates)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.po")} == before


def test_an_update_of_a_broken_file_writes_nothing(
    tmp_path: Path, templates: Mapping[str, PoFile]
) -> None:
    folder = new_locale("pl", tmp_path, templates)
    (folder / "LC_MESSAGES/web.po").write_text("msgid x\n", encoding="utf-8")
    before = (folder / "LC_MESSAGES/documents.po").read_bytes()
    with pytest.raises(ResourceError, match=r"web\.po:1"):
        update_locale(folder, {"documents": WEB, "web": WEB})
    assert (folder / "LC_MESSAGES/documents.po").read_bytes() == before


def test_the_pseudo_language_marks_letters_and_keeps_places_markup_and_selections() -> None:
    assert marked("Save {name} <b>now</b>") == "Šáávéé {name} <b>ñööŵ</b>"
    assert marked("[person: pl=have|other=has] {person}[acc]") == (
        "[person: pl=ħáávéé|other=ħááš] {person}[acc]"
    )
    assert escaped_words(f"{marked('Save the file')} Delete") == ("Delete",)


def test_the_pseudo_language_is_complete_and_works(
    tmp_path: Path, bank: PhraseBank, templates: Mapping[str, PoFile]
) -> None:
    folder = write_pseudo_locale(tmp_path / "locales", LOCALES / "en", templates)
    languages = Languages([tmp_path / "locales"], bank)
    assert languages.problems == ()
    language = languages.get(PSEUDO)
    assert language.web.gettext("save", "Save") == "Šáávéé"
    assert language.say("formula.undersigned", count=2) == "2 ööřğááñííšááţííööñš"
    assert [each for each in review(folder, bank) if not each.warning] == []


def test_no_line_of_the_language_layer_names_a_language() -> None:
    english = BabelLocale.parse("en")
    tags = {path.name for path in LOCALES.iterdir()} | {"be", "uk"}
    names = {english.languages[tag] for tag in tags} - {"English"}
    naming = re.compile(
        rf"[\"']({'|'.join(tags - {'en'})})([-_][A-Za-z]+)?[\"']|\b({'|'.join(names)})\b"
    )
    source = Path(__file__).parents[2] / "advocacy/language"
    found = [
        f"{path.name}: {line.strip()}"
        for path in source.glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if naming.search(line)
    ]
    assert found == []
