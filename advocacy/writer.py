"""The last step: a writer turns a document into the bytes of one format."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from advocacy import document as d

__all__ = ["Format", "Merger", "Writer"]


class Writer(ABC):
    """Draws one document; made anew for each.

    `begin`, `heading`, `paragraph`, `listing` and `finish` are essential: a writer without one of
    them cannot be made. Every other block has a method that expresses it through the essentials,
    so a block that is added to the program later never breaks a writer that exists.
    A writer draws and decides nothing: it sees no clock, no network, no translation.
    """

    def write(self, document: d.Document) -> bytes:
        """Return the file: the same bytes for the same document, whoever asks and when."""
        self.begin(document)
        for block in document.blocks:
            self.block(block)
        self.notes(document.notes_label, document.notes())
        return self.finish()

    def block(self, block: d.Block) -> None:
        """Draw one block by the method of its kind."""
        for kind in type(block).__mro__:
            if kind in _METHODS:
                getattr(self, _METHODS[kind])(block)
                return
        raise TypeError(f"{type(block).__name__} is not a block of this program")

    @abstractmethod
    def begin(self, document: d.Document) -> None:
        """Start the file; everything but the blocks is known here."""

    @abstractmethod
    def heading(self, block: d.Heading) -> None:
        """Draw a heading; the title arrives here with level 1 unless `title` is overridden."""

    @abstractmethod
    def paragraph(self, block: d.Paragraph) -> None:
        """Draw running text."""

    @abstractmethod
    def listing(self, block: d.Listing) -> None:
        """Draw a list with bullets or numbers."""

    @abstractmethod
    def finish(self) -> bytes:
        """Return the whole file."""

    def notes(self, label: str, notes: tuple[str, ...]) -> None:
        """Draw the source notes after the last block, in the order of their marks."""
        if notes:
            _paragraph(self, d.text(label, bold=True))
            self.listing(d.Listing(items=tuple(d.text(note) for note in notes), ordered=True))

    def title(self, block: d.Title) -> None:
        """Draw the title."""
        self.heading(d.Heading(text=block.text, level=1, key=block.key))

    def subject(self, block: d.Subject) -> None:
        """Draw the subject of a letter."""
        runs = (*block.label, d.Run(" "), *block.text) if block.label else block.text
        self.heading(d.Heading(text=runs, level=1, key=block.key))

    def sender(self, block: d.Sender) -> None:
        """Draw the sender's address."""
        _lines(self, block.lines, block.key)

    def address(self, block: d.Address) -> None:
        """Draw the addressee's address."""
        _lines(self, block.lines, block.key)

    def addressees(self, block: d.Addressees) -> None:
        """Draw the addressees of a statement."""
        _labelled(self, block.label, block.items)

    def copies(self, block: d.Copies) -> None:
        """Draw who receives a copy."""
        _labelled(self, block.label, block.items)

    def enclosures(self, block: d.Enclosures) -> None:
        """Draw what is enclosed."""
        _paragraph(self, block.label)
        self.listing(d.Listing(items=block.items))

    def dateline(self, block: d.Dateline) -> None:
        """Draw place and date."""
        _paragraph(self, block.text, block.key)

    def reference(self, block: d.Reference) -> None:
        """Draw the reference."""
        _paragraph(self, block.text, block.key)

    def kicker(self, block: d.Kicker) -> None:
        """Draw the kind of document."""
        _paragraph(self, block.text, block.key)

    def notice(self, block: d.Notice) -> None:
        """Draw what has to be seen before anything else."""
        _paragraph(self, tuple(replace(run, bold=True) for run in block.text), block.key)

    def salutation(self, block: d.Salutation) -> None:
        """Draw the salutation."""
        _paragraph(self, block.text, block.key)

    def demands(self, block: d.Demands) -> None:
        """Draw the demands."""
        _paragraph(self, block.lead)
        self.listing(d.Listing(items=block.items, ordered=True, key=block.key))

    def quote(self, block: d.Quote) -> None:
        """Draw a quotation and its speaker."""
        for runs in block.paragraphs:
            _paragraph(self, runs)
        _paragraph(self, block.attribution)

    def events(self, block: d.Events) -> None:
        """Draw the places and actions."""
        self.listing(d.Listing(items=tuple(_pair(e.place, e.text) for e in block.items)))

    def milestones(self, block: d.Milestones) -> None:
        """Draw the milestones of a petition."""
        self.listing(d.Listing(items=tuple(_pair(*item) for item in block.items)))

    def prompt(self, block: d.Prompt) -> None:
        """Draw the place for the sender's own sentence."""
        _paragraph(self, block.text, block.key)

    def closing(self, block: d.Closing) -> None:
        """Draw the closing words."""
        _paragraph(self, block.text, block.key)

    def signature(self, block: d.Signature) -> None:
        """Draw who signs."""
        _lines(self, block.lines, block.key)

    def signatures(self, block: d.Signatures) -> None:
        """Draw the signatories."""
        if block.heading:
            self.heading(d.Heading(text=block.heading, level=2, key=block.key))
        for group in block.groups:
            _paragraph(self, group.label)
            self.listing(d.Listing(items=tuple(_pair(s.name, s.detail) for s in group.signatories)))

    def note(self, block: d.Note) -> None:
        """Draw small print."""
        _paragraph(self, block.text, block.key)


# Functions, not methods: a writer may name its own private methods as it likes.
def _paragraph(writer: Writer, runs: d.Text, key: str = "") -> None:
    if runs:
        writer.paragraph(d.Paragraph(text=runs, key=key))


def _lines(writer: Writer, lines: d.Lines, key: str = "") -> None:
    joined: list[d.Run] = []
    for line in lines:
        joined += [d.Run("\n"), *line] if joined else line
    _paragraph(writer, tuple(joined), key)


def _labelled(writer: Writer, label: d.Text, items: tuple[d.Lines, ...]) -> None:
    _paragraph(writer, label)
    for lines in items:
        _lines(writer, lines)


def _pair(first: d.Text, second: d.Text) -> d.Text:
    """Two texts in one line; the dash is a sign of every language this program knows."""
    return (*first, d.Run(" — "), *second) if first and second else first or second


_METHODS: Final[Mapping[type, str]] = {
    d.Sender: "sender",
    d.Address: "address",
    d.Addressees: "addressees",
    d.Copies: "copies",
    d.Enclosures: "enclosures",
    d.Dateline: "dateline",
    d.Reference: "reference",
    d.Subject: "subject",
    d.Kicker: "kicker",
    d.Notice: "notice",
    d.Title: "title",
    d.Heading: "heading",
    d.Salutation: "salutation",
    d.Paragraph: "paragraph",
    d.Listing: "listing",
    d.Demands: "demands",
    d.Quote: "quote",
    d.Events: "events",
    d.Milestones: "milestones",
    d.Prompt: "prompt",
    d.Closing: "closing",
    d.Signature: "signature",
    d.Signatures: "signatures",
    d.Note: "note",
}


class Merger(ABC):
    """Joins the letters of many people in one file, part by part.

    A merger that is made anew takes some documents and returns them as a part; parts may be made
    in different processes. Another one joins the parts in their order. As with `Writer`, the same
    documents give the same bytes.
    """

    @abstractmethod
    def add(self, label: str, document: d.Document) -> None:
        """Take one document; ``label`` names it in an outline.

        A document that is refused with an AdvocacyError leaves nothing behind.
        """

    @abstractmethod
    def part(self) -> bytes:
        """Return all documents that were taken, ready to be joined."""

    @abstractmethod
    def join(self, parts: Iterable[bytes], about: d.Document, out: BinaryIO) -> None:
        """Write one file of all parts; ``about`` gives it title, language and date.

        Takes one part at a time, so that memory does not grow with their number.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An output format as a plugin offers it.

    ``name`` is what a person types (lower-case letters, digits, hyphens), ``label`` what the page
    shows, ``writer`` makes a new writer. Import heavy libraries inside ``writer``, not with the
    plugin: the list of formats is asked for often, a file more rarely. ``merger``, where there is
    one, makes a new merger: the format can then hold the letters of many people in one file.
    """

    name: str
    label: str
    extension: str
    media_type: str
    writer: Callable[[], Writer]
    merger: Callable[[], Merger] | None = None
