"""PO files are read for changing, merged by key, and written the same everywhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from advocacy.errors import ResourceError
from advocacy.language.extraction import documents_template, web_template
from advocacy.language.merging import header, merge
from advocacy.language.phrases import PhraseBank, read_phrases
from advocacy.language.po_file import PoFile, Unit, write_po
from advocacy.language.po_reading import read_po_file
from tests.language.conftest import PHRASES


@pytest.fixture
def bank(tmp_path: Path) -> PhraseBank:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases/small.toml").write_text(PHRASES, encoding="utf-8")
    return read_phrases([tmp_path / "phrases"])


def fresh(code: str = "ru", tag: str = "ru-RU") -> PoFile:
    fields, forms = header(code, tag)
    return PoFile(header=fields, forms=forms)


def test_a_template_carries_notes_and_the_names_that_wording_may_use(bank: PhraseBank) -> None:
    written = write_po(merge(fresh("de", "de-DE"), documents_template(bank)).file)
    assert written == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: advocacy\\n"\n'
        '"Language: de_DE\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        "\n"
        "#. A demand.\n"
        "#. Values: {person}\n"
        "#: templates/phrases/small.toml\n"
        "#, python-brace-format\n"
        'msgctxt "demand.release"\n'
        'msgid "release {person} immediately"\n'
        'msgstr ""\n'
        "\n"
        "#. Values: {date}, {person}\n"
        "#: templates/phrases/small.toml\n"
        "#, python-brace-format\n"
        'msgctxt "opening.since"\n'
        'msgid "{person} [person: pl=have|other=has] been in custody since {date}."\n'
        'msgstr ""\n'
        "\n"
        "#. Values: {count}\n"
        "#: templates/phrases/small.toml\n"
        "#, python-brace-format\n"
        'msgctxt "formula.undersigned"\n'
        'msgid "{count} organisation"\n'
        'msgid_plural "{count} organisations"\n'
        'msgstr[0] ""\n'
        'msgstr[1] ""\n'
    )


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    units = (
        Unit(
            key="a",
            source='He said "x"\\\n\tand left',
            texts=("ja",),
            comments=("(?) unsicher", "zwei"),
            notes=("note",),
            flags=("fuzzy",),
            previous=('before "it"',),
            places=("a.toml",),
        ),
        Unit(key="b", source="one", plural="many", texts=("1", "2", "3"), previous=("o", "m")),
        Unit(key="gone", source="old", texts=("alt",), obsolete=True),
    )
    path = tmp_path / "x.po"
    first = write_po(PoFile(units=units, header=fresh().header, comments=("Kopf",)))
    path.write_text(first, encoding="utf-8")
    again = read_po_file(path)
    assert write_po(again) == first
    assert again.units[0].unsure
    assert again.units[0].previous == ('before "it"',)
    assert again.by_key()["gone"].obsolete


def test_gettext_accepts_what_is_written(bank: PhraseBank, tmp_path: Path) -> None:
    path = tmp_path / "ru.po"
    path.write_text(write_po(merge(fresh(), documents_template(bank)).file), encoding="utf-8")
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", path], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_a_changed_source_makes_its_translation_fuzzy_and_nothing_else() -> None:
    old = PoFile(
        units=(
            Unit(key="a", source="one", texts=("eins",), comments=("(?) klingt hart",)),
            Unit(key="b", source="two", texts=("zwei",)),
            Unit(key="c", source="three", texts=("",)),
            Unit(key="d", source="four", texts=("vier",)),
        )
    )
    template = PoFile(
        units=(
            Unit(key="a", source="one!"),
            Unit(key="b", source="two", notes=("new note",)),
            Unit(key="c", source="three!"),
            Unit(key="e", source="five"),
        )
    )
    merged = merge(old, template)
    assert merged.new == ("e",)
    assert merged.changed == ("a", "c")
    assert merged.gone == ("d",)
    units = merged.file.by_key()
    assert (units["a"].flags, units["a"].previous) == (("fuzzy",), ("one",))
    assert units["a"].comments == ("(?) klingt hart",)
    assert (units["b"].texts, units["b"].flags, units["b"].notes) == (("zwei",), (), ("new note",))
    assert units["c"].flags == ()
    assert units["d"].obsolete


def test_a_second_change_keeps_the_source_that_the_translation_was_made_from() -> None:
    old = PoFile(units=(Unit(key="a", source="one", texts=("eins",)),))
    once = merge(old, PoFile(units=(Unit(key="a", source="two"),))).file
    twice = merge(once, PoFile(units=(Unit(key="a", source="three"),))).file
    assert twice.units[0].previous == ("one",)


def test_an_obsolete_translation_comes_back_with_its_key() -> None:
    old = PoFile(units=(Unit(key="a", source="one", texts=("eins",), obsolete=True),))
    merged = merge(old, PoFile(units=(Unit(key="a", source="one"),)))
    (unit,) = merged.file.units
    assert (unit.texts, unit.obsolete, merged.new) == (("eins",), False, ())


def test_a_text_that_gets_a_plural_gets_all_forms_of_the_language() -> None:
    old = PoFile(units=(Unit(key="a", source="one", texts=("один",)),), forms=3)
    merged = merge(old, PoFile(units=(Unit(key="a", source="one", plural="many"),)))
    assert merged.file.units[0].texts == ("один", "", "")


def test_merging_twice_changes_nothing(bank: PhraseBank) -> None:
    once = merge(fresh(), documents_template(bank)).file
    assert merge(once, documents_template(bank)).file == once


def test_a_broken_file_is_not_opened_for_changing(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text('msgctxt "a"\nmsgid "x\n', encoding="utf-8")
    with pytest.raises(ResourceError, match=r"x\.po:2"):
        read_po_file(path)


def test_the_interface_is_gathered_from_pages_code_labels_and_appeal_types(
    bank: PhraseBank, tmp_path: Path
) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web/page.html").write_text(
        '{{ pgettext("save", "Save") }} {{ npgettext("n", "{n} file", "{n} files", n) }}'
        '{{ pgettext("same", "Same") }}',
        encoding="utf-8",
    )
    (tmp_path / "code.py").write_text(
        'message("bad", "It is {what} "\n "bad.", what=1)\nmessage(key, text)\n', encoding="utf-8"
    )
    (tmp_path / "letter.toml").write_text(
        'id = "letter"\nlabel = "Letter"\n[[facts]]\nid = "day"\nlabel = "Day"\nhelp = "When."\n',
        encoding="utf-8",
    )
    template = web_template(
        bank=bank, recipes=[tmp_path / "letter.toml"], sources=[tmp_path], root=tmp_path
    )
    assert {unit.key: unit.sources for unit in template.units} == {
        "save": ("Save",),
        "n": ("{n} file", "{n} files"),
        "same": ("Same",),
        "bad": ("It is {what} bad.",),
        "phrase.demand.release": ("Release",),
        "appeal.letter.label": ("Letter",),
        "appeal.letter.facts.day.label": ("Day",),
        "appeal.letter.facts.day.help": ("When.",),
    }


def test_one_key_cannot_stand_for_two_texts(bank: PhraseBank, tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text('message("a", "b")\nmessage("a", "c")', encoding="utf-8")
    with pytest.raises(ValueError, match="a stands for two texts"):
        web_template(bank=bank, sources=[tmp_path], root=tmp_path)
