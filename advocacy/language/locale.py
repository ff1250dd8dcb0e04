"""A language's conventions as values: what ``locale.toml`` says, checked and ready to use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias, TypeVar

__all__ = [
    "Binding",
    "Case",
    "Collation",
    "Country",
    "Dates",
    "Demands",
    "Grammar",
    "Initials",
    "Letter",
    "Locale",
    "Names",
    "NumberParts",
    "Replacement",
    "Rule",
    "StoredForm",
    "Typography",
]

Window: TypeAlias = Literal["din5008-a", "din5008-b", "right", "flow-left", "flow-right"]
Bearer: TypeAlias = Literal["person", "office", "addressee", "country", "organisation"]

K = TypeVar("K")
V = TypeVar("V")


def _none() -> Mapping[K, V]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredForm:
    """A form that is data of each name; ``of`` says which names have it.

    ``fallback`` names the form that stands in where none is stored (``nom`` is the name itself);
    empty means that a missing form is an error.
    """

    label: str
    of: tuple[Bearer, ...] = ()
    fallback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One line of a rule: ``put`` goes before texts that begin so.

    ``article`` limits it to names with this stored article, ``agreement`` to names of this class.
    """

    put: str
    before: re.Pattern[str] | None = None
    article: str | None = None
    agreement: str | None = None

    def fits(self, text: str, article: str, agreement: str) -> bool:
        """Whether this line decides for a text."""
        if self.article is not None and self.article != article:
            return False
        if self.agreement is not None and self.agreement != agreement:
            return False
        return self.before is None or self.before.match(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A computed form: a word put before a text; ``form`` is the stored form it goes before."""

    cases: tuple[Case, ...]
    form: str = ""

    def apply(self, text: str, article: str = "", agreement: str = "") -> str:
        """Put the word of the first line that fits; without one the text stays as it is."""
        for case in self.cases:
            if case.fits(text, article, agreement):
                return case.put + text
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Agreement classes, stored forms and computed forms; ``mixed`` is a mixed group's."""

    agreement: tuple[str, ...] = ("f", "m", "fpl", "mpl")
    mixed: str = "mpl"
    forms: Mapping[str, StoredForm] = field(default_factory=_none)
    rules: Mapping[str, Rule] = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """CLDR date patterns; ``first`` is for the first of a month where it differs."""

    long: str = "d MMMM y"
    first: str = ""
    patterns: Mapping[str, str] = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's name where campaigners use another than CLDR, or where it has forms."""

    name: str = ""
    forms: Mapping[str, str] = field(default_factory=_none)
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """One typographic rule: what a regular expression finds is replaced."""

    find: re.Pattern[str]
    put: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Binding:
    """Words that stay in a line with their neighbour.

    No line ends with one of ``words``, or with one of ``before_number`` where a figure follows;
    none begins with one of ``after_number`` that a figure stands before.
    """

    words: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    after_number: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography:
    """Quotation marks by depth (with their inner spaces), apostrophe, dash, and spacing rules.

    ``dash`` is the dash between words with its spaces; empty leaves dashes as they are.
    """

    quotes: tuple[tuple[str, str], ...] = (("“", "”"), ("‘", "’"))
    apostrophe: str = "’"
    dash: str = ""
    rules: tuple[Replacement, ...] = ()
    binding: Binding = Binding()


@dataclass(frozen=True, slots=True, kw_only=True)
class Initials:
    """How initials are written and which of the stored forms are made with them.

    ``mark`` follows each initial, ``space`` stands between initials and before the surname.
    ``forms`` maps a form to the grammatical form it is made from: surname first, then initials.
    """

    mark: str = "."
    space: str = "\u00a0"
    forms: Mapping[str, str] = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How forms of personal names are suggested, and for which names to warn.

    ``suggest`` is the name of an engine; ``cases`` maps forms to that engine's cases. ``given``
    lists the given names the engine is known to inflect well; another one is pointed out.
    """

    suggest: str = ""
    cases: Mapping[str, str] = field(default_factory=_none)
    patronymic: re.Pattern[str] | None = None
    doubtful: re.Pattern[str] | None = None
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The customs of letters; ``head`` is the order of what stands above the text."""

    subject_label: str = ""
    window: Window = "flow-left"
    fold_marks: bool = False
    dateline: Literal["left", "right"] = "right"
    subject: Literal["bold", "centred"] = "bold"
    head: tuple[str, ...] = ("sender", "address", "reference", "dateline", "subject", "salutation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """Punctuation of listed demands."""

    separator: str = ";"
    last: str = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Collation:
    """Sorting: the ``alphabet`` in order, and what is skipped at the beginning of a name."""

    alphabet: str
    skip: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class NumberParts:
    """What may follow a word for a number, or surround it; empty where there are no such words.

    Regular expressions as they are written, since they become parts of larger ones.
    ``half`` adds a half to it ("viereinhalb"), ``compound`` ends a word that begins with it
    ("vierjährig"), ``larger`` makes a part of a larger number of it ("four hundred").
    """

    half: str = ""
    compound: str = ""
    larger: str = ""


# Its files, read again, are another value: so it can be the key of what was found with it.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Locale:
    """One language's conventions.

    ``key`` is the folder's name, by which campaigns and addresses name the language. ``code`` is
    the CLDR code, ``tag`` the BCP 47 tag written into files.
    """

    key: str
    code: str
    name: str
    english: str
    tag: str
    direction: Literal["ltr", "rtl"] = "ltr"
    status: Literal["complete", "draft"] = "complete"
    hyphenation: str = ""
    grammar: Grammar = Grammar()
    dates: Dates = Dates()
    countries: Mapping[str, Country] = field(default_factory=_none)
    typography: Typography = Typography()
    names: Names = Names()
    initials: Initials = Initials()
    letter: Letter = Letter()
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=_none)
    demands: Demands = Demands()
    collation: Collation = Collation(alphabet="abcdefghijklmnopqrstuvwxyz")
    number_words: Mapping[int, str] = field(default_factory=_none)
    """Patterns of small numbers as words: a figure of the source is found where it is spelt out."""
    number_parts: NumberParts = NumberParts()
