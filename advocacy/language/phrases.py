"""The phrase bank: every standard sentence in English, by its key, with notes for translators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from advocacy.errors import Problem, WordingError, message
from advocacy.language.reading import Table, TomlFile
from advocacy.language.wording import names_in

__all__ = ["Phrase", "PhraseBank", "read_phrases"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One sentence of the bank.

    ``plural`` is the English text for counts other than one. ``needs`` names every value the
    wording may mention. ``tick`` says that organisers may choose it, by its English ``label``;
    ``appeals`` restricts it to appeal types, empty means all.
    """

    key: str
    text: str
    plural: str = ""
    note: str = ""
    label: str = ""
    tick: bool = False
    appeals: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    where: str = ""

    @property
    def group(self) -> str:
        """The part of the key before its first dot."""
        return self.key.partition(".")[0]

    @property
    def texts(self) -> tuple[str, ...]:
        """The English text, with the plural where there is one."""
        return (self.text, self.plural) if self.plural else (self.text,)


class PhraseBank(Mapping[str, Phrase]):
    """Phrases by key, in the order of their files; ``problems`` name what could not be read."""

    def __init__(self, phrases: Iterable[Phrase], problems: Iterable[Problem] = ()) -> None:
        self._phrases = {phrase.key: phrase for phrase in phrases}
        self.problems = tuple(problems)

    def __getitem__(self, key: str) -> Phrase:
        return self._phrases[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._phrases)

    def __len__(self) -> int:
        return len(self._phrases)

    def group(self, name: str, appeal: str = "") -> tuple[Phrase, ...]:
        """Return the phrases of a group, or those of them that an appeal type may use."""
        return tuple(
            phrase
            for phrase in self.values()
            if phrase.group == name
            and (not appeal or not phrase.appeals or appeal in phrase.appeals)
        )


def read_phrases(folders: Iterable[Path]) -> PhraseBank:
    """Read every ``*.toml`` of the folders; later folders add to earlier ones.

    A file with a mistake is left out whole and named in ``problems``.
    """
    found: dict[str, Phrase] = {}
    problems: list[Problem] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        file = TomlFile(path)
        phrases = list(_phrases(file.table()))
        for phrase in phrases:
            _check(phrase, found, file)
        if file.problems:
            problems += file.problems
        else:
            found.update((phrase.key, phrase) for phrase in phrases)
    return PhraseBank(found.values(), problems)


def _phrases(table: Table) -> Iterator[Phrase]:
    if "text" in table.data:
        yield _phrase(table)
        return
    for key in table.keys():  # noqa: SIM118
        yield from _phrases(table.table(key))


def _phrase(table: Table) -> Phrase:
    text, plural = table.text("text"), table.text("plural")
    phrase = Phrase(
        key=table.place,
        text=text,
        plural=plural,
        note=table.text("note"),
        label=table.text("label"),
        tick=table.flag("tick"),
        appeals=table.texts("for"),
        needs=frozenset(table.texts("needs")) | _names(table, text) | _names(table, plural),
        where=f"{table.file.path.name}:{table.file.line(table.path('text'))}",
    )
    table.done()
    if phrase.tick and not phrase.label:
        table.report("tick", message("phrases.label", "A phrase to tick needs a label."))
    return phrase


def _names(table: Table, text: str) -> frozenset[str]:
    try:
        return names_in(text)
    except WordingError as error:
        table.report("text", error.message)
        return frozenset()


def _check(phrase: Phrase, found: Mapping[str, Phrase], file: TomlFile) -> None:
    if phrase.key in found:
        file.report(
            message(
                "phrases.twice",
                "The phrase “{key}” is there already, in {where}.",
                key=phrase.key,
                where=found[phrase.key].where,
            ),
            place=phrase.key,
        )
