"""What the reader will read: a frozen tree of blocks, the only thing a writer ever sees."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = [
    "Address",
    "Addressees",
    "Block",
    "Closing",
    "Copies",
    "Dateline",
    "Demands",
    "Document",
    "Enclosures",
    "Event",
    "Events",
    "Heading",
    "Kicker",
    "Layout",
    "Letterhead",
    "Listing",
    "Logo",
    "Milestones",
    "Note",
    "Notice",
    "Paragraph",
    "Prompt",
    "Quote",
    "Reference",
    "Remark",
    "Run",
    "Salutation",
    "Sender",
    "SignatoryLine",
    "Signature",
    "SignatureGroup",
    "Signatures",
    "Subject",
    "Text",
    "Title",
    "plain",
    "text",
]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look.

    ``href`` is an absolute ``https:``, ``http:`` or ``mailto:`` address. ``lang`` is a BCP 47 tag,
    set only where the language differs from the document's. ``note`` is the text of a source
    note whose mark follows the run. ``text`` holds no control characters; a line feed is a
    forced line break.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None
    lang: str | None = None
    note: str | None = None


Text: TypeAlias = tuple[Run, ...]
Lines: TypeAlias = tuple[Text, ...]


def text(characters: str, *, bold: bool = False, italic: bool = False) -> Text:
    """Plain characters as a text of one run; an empty string gives an empty text."""
    return (Run(characters, bold=bold, italic=italic),) if characters else ()


def plain(runs: Text) -> str:
    """Return the characters of a text without their look."""
    return "".join([run.text for run in runs])


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Base of all blocks.

    ``key`` names the place in the campaign the block came from (``texts.background/2``), so that
    an edited file can be read back; it is unique in a document where it is not empty.
    """

    key: str = ""

    def texts(self) -> Iterator[Text]:
        """Yield the texts of the block in reading order; an empty one is nothing to read."""
        raise NotImplementedError(type(self).__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OneText(Block):
    """Base of the blocks that are one text."""

    text: Text

    def texts(self) -> Iterator[Text]:
        """Yield the one text."""
        yield self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class _SomeLines(Block):
    """Base of the blocks that are a few lines."""

    lines: Lines

    def texts(self) -> Iterator[Text]:
        """Yield the lines."""
        yield from self.lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _LabelledLines(Block):
    """Base of the blocks that list people or offices of a few lines each under a label."""

    label: Text = ()
    items: tuple[Lines, ...]

    def texts(self) -> Iterator[Text]:
        """Yield the label, then the lines of each."""
        yield self.label
        for lines in self.items:
            yield from lines


# A block that adds no field inherits what its base was given, and is as frozen and as comparable:
# to have it made again for each would be a sixth of what importing this module takes.


class Sender(_SomeLines):
    """The sender's name and address, a line each, as the country's letters show it."""

    __slots__ = ()


class Address(_SomeLines):
    """The address of a letter, for the window of the envelope (see `Layout.window`)."""

    __slots__ = ()


class Addressees(_LabelledLines):
    """The officials a statement is addressed to; each is a few lines (office, name …)."""

    __slots__ = ()


class Copies(_LabelledLines):
    """Who receives a copy; each is a few lines."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosures(Block):
    """What lies in the envelope beside the letter."""

    label: Text
    items: Lines

    def texts(self) -> Iterator[Text]:
        """Yield the label and the items."""
        yield self.label
        yield from self.items


class Dateline(_OneText):
    """Place and date in one line."""

    __slots__ = ()


class Reference(_OneText):
    """Your and our reference."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Block):
    """What a letter is about; it is the letter's first-level heading. The label may be empty."""

    label: Text = ()
    text: Text

    def texts(self) -> Iterator[Text]:
        """Yield label and text, which stand in one line."""
        yield (*self.label, Run(" "), *self.text) if self.label else self.text


class Kicker(_OneText):
    """The kind of document, above its title ("Joint statement")."""

    __slots__ = ()


class Notice(_OneText):
    """What has to be seen before anything else ("Embargoed until …")."""

    __slots__ = ()


class Title(_OneText):
    """The title; a document has a `Title` or a `Subject`, not both."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(_OneText):
    """A heading below the title; ``level`` is 2 or 3."""

    level: int = 2


class Salutation(_OneText):
    """The words that open a letter."""

    __slots__ = ()


class Paragraph(_OneText):
    """Running text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Block):
    """A list in running text, with bullets or numbers."""

    items: Lines
    ordered: bool = False

    def texts(self) -> Iterator[Text]:
        """Yield the items."""
        yield from self.items


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands(Block):
    """What is asked for, numbered from one; ``lead`` is the sentence that runs into the list."""

    lead: Text = ()
    items: Lines

    def texts(self) -> Iterator[Text]:
        """Yield the lead, then the demands."""
        yield self.lead
        yield from self.items


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Block):
    """Somebody's words, set off; ``attribution`` is the speaker and the function."""

    paragraphs: Lines
    attribution: Text = ()

    def texts(self) -> Iterator[Text]:
        """Yield the words, then the speaker."""
        yield from self.paragraphs
        yield self.attribution


@dataclass(frozen=True, slots=True)
class Event:
    """One action: where it takes place, and what happens there."""

    place: Text
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Events(Block):
    """Places and actions of a solidarity day."""

    items: tuple[Event, ...]

    def texts(self) -> Iterator[Text]:
        """Yield place and action of each."""
        for event in self.items:
            yield event.place
            yield event.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones(Block):
    """How a petition grew: pairs of a count and the date on which it was reached, in words."""

    items: tuple[tuple[Text, Text], ...]

    def texts(self) -> Iterator[Text]:
        """Yield count and date of each."""
        for count, date in self.items:
            yield count
            yield date


class Prompt(_OneText):
    """A place for the sender's own sentence; ``text`` asks for it."""

    __slots__ = ()


class Closing(_OneText):
    """The words that end a letter."""

    __slots__ = ()


class Signature(_SomeLines):
    """Who signs a letter: room for a hand, then name and function, a line each."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SignatoryLine:
    """One signatory as it is printed; ``detail`` is for instance the country, or empty."""

    name: Text
    detail: Text = ()


@dataclass(frozen=True, slots=True)
class SignatureGroup:
    """Signatories of one tier; the label ("Initiators") is empty when there is only one."""

    signatories: tuple[SignatoryLine, ...]
    label: Text = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures(Block):
    """The list of signatories under its heading, in the order they are printed.

    ``name_label`` and ``detail_label`` head the columns where a writer makes a table;
    ``summary`` describes that table to a screen reader.
    """

    heading: Text
    groups: tuple[SignatureGroup, ...]
    name_label: str = ""
    detail_label: str = ""
    summary: str = ""

    def texts(self) -> Iterator[Text]:
        """Yield the heading, then each group with its label."""
        yield self.heading
        for group in self.groups:
            yield group.label
            for signatory in group.signatories:
                yield signatory.name
                yield signatory.detail


class Note(_OneText):
    """Small print: the date of the facts, who the organisation is, whom to contact."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the pages are arranged; decided by the locale's conventions and the campaign.

    ``window`` places a letter's address: ``din5008-a`` and ``din5008-b`` (DIN 5008: field of
    85 by 45 mm, 27 or 45 mm from the top, 20 mm from the left edge), ``right`` (window of the
    French DL envelope on the right), ``flow-left`` and ``flow-right`` (no window: the address
    stands in the flow of the text at that side).
    ``subject`` is ``bold`` at the left margin or ``centred``.
    """

    design: Literal["letter", "statement", "manifesto"] = "statement"
    paper: Literal["A4"] = "A4"
    window: Literal["din5008-a", "din5008-b", "right", "flow-left", "flow-right"] = "flow-left"
    fold_marks: bool = False
    dateline: Literal["left", "right"] = "right"
    subject: Literal["bold", "centred"] = "bold"
    justified: bool = False
    hyphenated: bool = True
    signature_columns: Literal[0, 1, 2, 3] = 0
    """0 lets the writer choose by number and width."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture for the letterhead: PNG, JPEG or SVG bytes, checked, with words for it."""

    data: bytes
    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of the first page; ``accent`` is ``#rrggbb``, checked for contrast."""

    logos: tuple[Logo, ...] = ()
    organisation: Text = ()
    accent: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody who works on the text should know about a place; it is no part of the text.

    ``key`` is that of a block, and ``part`` counts the texts of the block from one. A writer of
    an editable format shows it beside the place; all others leave it out.
    """

    key: str
    text: str
    part: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole text in one language, with everything decided.

    ``language`` is a BCP 47 tag with region (``de-DE``). ``identifier`` is the campaign's slug.
    ``date`` is the campaign's date: the only date a file may carry. ``page_label`` has the
    places ``{page}`` and ``{pages}``. ``hyphenation`` names a pyphen dictionary, or is empty.
    ``draft`` is the word to print across a version that is not ready, or empty. ``remarks`` are
    for those who work on the text, and empty unless they were asked for.
    """

    language: str
    title: str
    blocks: tuple[Block, ...]
    date: datetime.date
    identifier: str
    direction: Literal["ltr", "rtl"] = "ltr"
    description: str = ""
    page_label: str = "{page} / {pages}"
    running_title: str = ""
    notes_label: str = ""
    hyphenation: str = ""
    draft: str = ""
    layout: Layout = Layout()
    letterhead: Letterhead | None = None
    remarks: tuple[Remark, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Every text in reading order, without list numbers: what any format must contain."""
        texts = (plain(text) for block in self.blocks for text in block.texts())
        return (*filter(None, texts), *self.notes())

    def notes(self) -> tuple[str, ...]:
        """The source notes, in the order of their marks, which count from one."""
        runs = (run for block in self.blocks for text in block.texts() for run in text)
        return tuple(run.note for run in runs if run.note)
