"""What the organisers know: a campaign as frozen values, the same in the file and the database."""

import copyreg
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias, TypeVar

__all__ = [
    "Addressee",
    "Campaign",
    "Charge",
    "Demand",
    "EventEntry",
    "FactValue",
    "Forms",
    "Gender",
    "Localized",
    "LogoEntry",
    "MilestoneEntry",
    "NameForms",
    "Options",
    "Person",
    "QuoteEntry",
    "Sender",
    "Signatory",
    "empty",
]

Gender: TypeAlias = Literal["f", "m"]
Localized: TypeAlias = Mapping[str, str]
"""Text per language tag; a language without text is absent, never an empty string."""

K = TypeVar("K")
V = TypeVar("V")


def empty() -> Mapping[K, V]:
    """An empty mapping that cannot be changed."""
    return MappingProxyType({})


def read_only(items: Mapping[K, V]) -> MappingProxyType[K, V]:
    """The same items as a mapping that cannot be changed."""
    return MappingProxyType(dict(items))


# A campaign travels to the processes that render it; a mapping proxy alone cannot be pickled.
copyreg.pickle(MappingProxyType, lambda mapping: (read_only, (dict(mapping),)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """A name's forms in one language, by the names that ``locale.toml`` gives them (``gen``).

    ``confirmed`` says that a person has looked at forms that a program suggested.
    """

    forms: Localized = field(default_factory=empty)
    confirmed: bool = False


NameForms: TypeAlias = Mapping[str, Forms]
"""Forms of a name, per language tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the appeal is about."""

    id: str
    gender: Gender
    name: Localized = field(default_factory=empty)
    name_forms: NameForms = field(default_factory=empty)
    about: Localized = field(default_factory=empty)
    """Function or occupation, as an apposition to the name ("musician")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A charge: the article of the criminal code, and what it is called there."""

    article: str
    name: Localized = field(default_factory=empty)


FactValue: TypeAlias = datetime.date | int | str | Localized | tuple[Charge, ...]
"""A date, a number, a text that is the same in all languages, a text per language, or charges.

Which facts there are, and of which type, is declared by the appeal type's recipe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """An official the appeal is sent to, or who receives a copy.

    ``title`` names an office the phrase bank has a salutation for (``prosecutor-general``,
    ``president``, ``minister``, ``ambassador``); empty means an office without one.
    ``address`` has a line per line. ``country`` is an ISO 3166-1 code (``BY``).
    ``salutation`` is the organisers' own and wins over the phrase bank's.
    """

    title: str = ""
    gender: Gender | None = None
    office: Localized = field(default_factory=empty)
    office_forms: NameForms = field(default_factory=empty)
    name: Localized = field(default_factory=empty)
    name_forms: NameForms = field(default_factory=empty)
    address: Localized = field(default_factory=empty)
    country: str = ""
    email: str = ""
    salutation: Localized = field(default_factory=empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who signs a letter; ``function`` stands under the name."""

    gender: Gender | None = None
    name: Localized = field(default_factory=empty)
    function: Localized = field(default_factory=empty)
    address: Localized = field(default_factory=empty)
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One thing that is asked for: a phrase of the bank by its key, or the organisers' own text.

    An own text continues the lead-in sentence: no capital, no full stop.
    """

    phrase: str = ""
    text: Localized = field(default_factory=empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """An organisation or person that signs.

    ``country`` is an ISO 3166-1 code. ``tier`` is ``initiator`` or ``supporter``.
    ``article`` is the definite article that the name takes in a language, where grammar needs it
    (it "la", fr "l’"). A language without an own name shows the one of ``language``, the name's
    original, and marks it as words of that language.
    """

    name: Localized
    language: str = ""
    acronym: str = ""
    country: str = ""
    tier: Literal["initiator", "supporter"] = "supporter"
    article: Localized = field(default_factory=empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """An action of a solidarity day; ``country`` is an ISO 3166-1 code or empty."""

    text: Localized
    place: Localized = field(default_factory=empty)
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteEntry:
    """Somebody's words, with the speaker and the speaker's function."""

    text: Localized
    speaker: Localized = field(default_factory=empty)
    function: Localized = field(default_factory=empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneEntry:
    """A number of signatures, and the day on which an appeal had so many."""

    count: int
    date: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoEntry:
    """A logo in the letterhead: base64 of a PNG, JPEG or SVG file, and words for it."""

    data: str
    alternative: Localized = field(default_factory=empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Choices about the look and the details of all language versions.

    ``order`` of signatories: ``name`` (by the reader's alphabet), ``country``, ``initiators``
    (tiers apart, each by name) or ``entered``. ``window`` overrides the locale's place for the
    address. ``typography`` corrects quotation marks and spaces in the organisers' text.
    """

    order: Literal["name", "country", "initiators", "entered"] = "initiators"
    countries: bool = True
    """Whether the list of signatories names their countries, where there are several."""
    typography: bool = True
    justified: bool = False
    hyphenated: bool = True
    prompt: bool = False
    """Whether a letter leaves room for the sender's own sentence."""
    signature_columns: Literal[0, 1, 2, 3] = 0
    window: Literal["", "din5008-a", "din5008-b", "right", "flow-left", "flow-right"] = ""
    accent: str = ""
    organisation: Localized = field(default_factory=empty)
    """The organisation line of the letterhead."""
    logos: tuple[LogoEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """Everything the organisers know; the appeal type decides which parts it uses.

    ``slug`` names files and addresses (lower-case ASCII letters, digits, hyphens). ``source`` is
    the language the text was first written in. ``date`` dates every document. ``texts`` holds
    the organisers' paragraphs by the names that the recipe gives them, in Markdown.
    ``phrases`` lists the ticked phrases of the bank in order. ``basis`` remembers, for a
    translated text (``texts.background.de``), the digests of the source paragraphs it was made
    from, separated by spaces. ``former`` keeps those paragraphs that have changed since, by
    digest, so that a translator sees the difference.
    """

    slug: str
    appeal: str
    source: str
    languages: tuple[str, ...]
    date: datetime.date
    title: Localized = field(default_factory=empty)
    place: Localized = field(default_factory=empty)
    reference: str = ""
    country: str = ""
    """ISO 3166-1 code of the country the appeal is about."""
    people: tuple[Person, ...] = ()
    facts: Mapping[str, FactValue] = field(default_factory=empty)
    addressees: tuple[Addressee, ...] = ()
    copies: tuple[Addressee, ...] = ()
    sender: Sender = Sender()
    texts: Mapping[str, Localized] = field(default_factory=empty)
    phrases: tuple[str, ...] = ()
    demands: tuple[Demand, ...] = ()
    quotes: tuple[QuoteEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()
    milestones: tuple[MilestoneEntry, ...] = ()
    enclosures: tuple[Localized, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    note: Localized = field(default_factory=empty)
    """Small print at the end: for instance the date of the facts."""
    options: Options = Options()
    basis: Mapping[str, str] = field(default_factory=empty)
    former: Mapping[str, str] = field(default_factory=empty)
