"""The phrase bank is read from TOML."""

from __future__ import annotations

from pathlib import Path

import pytest

from advocacy.language.phrases import PhraseBank, read_phrases


def bank(folder: Path, text: str, name: str = "a.toml") -> PhraseBank:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return read_phrases([folder])


def test_nested_tables_make_dotted_keys_and_the_first_part_is_the_group(tmp_path: Path) -> None:
    phrases = bank(
        tmp_path,
        '[demand.release]\ntext = "release {person}"\nnote = "n"\ntick = true\nlabel = "Release"\n'
        'for = ["petition"]\nneeds = ["country"]\n',
    )
    phrase = phrases["demand.release"]
    assert (phrase.group, phrase.label, phrase.appeals) == ("demand", "Release", ("petition",))
    assert phrase.needs == {"person", "country"}
    assert phrases.group("demand", "petition") == (phrase,)
    assert phrases.group("demand", "letter") == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[a.b]\ntext = "x"\nnoet = "y"\n', 3, "is “note” meant"),
        ('[a.b]\ntext = "x {"\n', 2, "stands alone"),
        ('[a.b]\ntext = "x"\ntick = true\n', 3, "needs a label"),
        ("[a.b]\ntext = 5\n", 2, "must be a text"),
        ('[a.b\ntext = "x"\n', 1, "not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_other_files_are_read(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    bank(tmp_path / "phrases", '[c.d]\ntext = "fine"\n', "b.toml")
    phrases = bank(tmp_path / "phrases", text)
    assert list(phrases) == ["c.d"]
    (problem,) = phrases.problems
    assert problem.where == f"{tmp_path.name}/phrases/a.toml:{line}"
    assert words in str(problem)


def test_a_key_that_exists_already_is_refused_and_names_the_first(tmp_path: Path) -> None:
    bank(tmp_path, '[a.b]\ntext = "one"\n')
    phrases = bank(tmp_path, '[a.b]\ntext = "two"\n', "z.toml")
    assert phrases["a.b"].text == "one"
    assert "is there already, in a.toml:2" in str(phrases.problems[0])
