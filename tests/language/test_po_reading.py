"""PO files are read as Babel reads them, and what Babel would pass over is named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po as read_with_babel

from advocacy import resources
from advocacy.language.po_file import PoFile, Unit, write_po
from advocacy.language.po_reading import read_po, read_po_file

CATALOGS = sorted(resources.folder("locales").glob("*/LC_MESSAGES/*.po"))
HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def units(text: str) -> tuple[Unit, ...]:
    reading = read_po(text.encode())
    assert reading.mistakes == ()
    return reading.file.units


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_each_catalog_of_the_program_says_what_babel_reads_in_it(path: Path) -> None:
    file = read_po_file(path)
    babel = read_with_babel(io.StringIO(path.read_text(encoding="utf-8")), abort_invalid=True)
    messages = [each for each in babel if each.id]
    living = [unit for unit in file.units if not unit.obsolete]
    assert len(living) == len(messages)
    for unit, each in zip(living, messages, strict=True):
        assert unit.key == each.context
        assert unit.sources == (each.id if isinstance(each.id, tuple) else (each.id,))
        assert unit.texts == (each.string if isinstance(each.string, tuple) else (each.string,))
        assert unit.notes == tuple(each.auto_comments)
        assert unit.flags == tuple(sorted(each.flags))
        assert (unit.fuzzy, unit.line) == (each.fuzzy, each.lineno)
    assert [unit.key for unit in file.units if unit.obsolete] == [
        each.context for each in babel.obsolete.values()
    ]
    assert file.forms == babel.num_plurals
    assert write_po(file) == path.read_text(encoding="utf-8")


def test_an_obsolete_entry_keeps_what_its_source_said_before() -> None:
    gone = Unit(key="a", source="b", texts=("c",), flags=("fuzzy",), previous=("d",), obsolete=True)
    (read,) = units(write_po(PoFile(units=(gone,))))
    assert (read.previous, read.obsolete, read.texts) == (("d",), True, ("c",))


def test_a_text_over_several_lines_is_one_with_the_signs_that_were_meant() -> None:
    (unit,) = units(
        HEAD + 'msgctxt "a"\nmsgid ""\n"one \\"x\\"\\n"\n"C:\\\\new\\ttwo"\nmsgstr ""\n"1"\n"2"\n'
    )
    assert (unit.source, unit.texts) == ('one "x"\nC:\\new\ttwo', ("12",))


def test_a_sign_of_percent_makes_no_text_a_format() -> None:
    (unit,) = units(HEAD + 'msgctxt "a"\nmsgid "100 % done"\nmsgstr "100 %"\n')
    assert unit.flags == ()


def test_without_plural_forms_the_language_counts_as_it_does() -> None:
    text = 'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgctxt "a"\nmsgid "1"\nmsgid_plural "n"\n'
    reading = read_po((text + 'msgstr[0] "a"\nmsgstr[2] "c"\n').encode())
    assert reading.file.units[0].texts == ("a", "", "c")
    assert [reading.plural(count) for count in (1, 2, 5, 21)] == [0, 1, 2, 0]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('"abc"\n', 1, "cannot stand here"),
        ('msgctxt "a"\nmsgid "b"\n# between\nmsgstr "c"\n', 2, "no line for its translation"),
        ('msgctxt "a"\nmsgid "b"\nmsgstr "c"\nmsgstr "d"\n', 4, "cannot stand here"),
        ('msgctxt "a"\nmsgctxt "b"\nmsgid "c"\nmsgstr "d"\n', 2, "cannot stand here"),
        ('#~ msgctxt "a"\n#~ msgid "b\n#~ msgstr "c"\n', 2, "cannot be read"),
        ('msgid ""\nmsgstr "Plural-Forms: nplurals=99999999; plural=0;\\n"\n', 1, "99999999"),
        (
            'msgid ""\nmsgstr "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n',
            1,
            "INTEGER",
        ),
        (
            HEAD + 'msgctxt "a"\nmsgid "b"\nmsgid_plural "c"\n'
            'msgstr[0] "d"\nmsgstr[1] "e"\nmsgstr[2] "f"\n',
            4,
            "has 3 plural forms",
        ),
    ],
)
def test_what_would_lose_text_is_named_with_its_line(text: str, line: int, words: str) -> None:
    (number, what), *_ = read_po(text.encode()).mistakes
    assert number == line
    assert words in str(what)
