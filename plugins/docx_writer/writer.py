"""The DOCX writer: a method for each block, which gives its text a named style."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from advocacy import (
    Address,
    Addressees,
    Closing,
    Copies,
    Dateline,
    Demands,
    Document,
    Enclosures,
    Events,
    Heading,
    Kicker,
    Listing,
    Milestones,
    Note,
    Notice,
    Paragraph,
    Prompt,
    Quote,
    Reference,
    Run,
    Salutation,
    Sender,
    Signature,
    Signatures,
    Subject,
    Text,
    Title,
    Writer,
)

from .body import Body
from .geometry import sender_frame, window_of
from .ooxml import add
from .package import package
from .signatures import write_signatures

__all__ = ["DocxWriter"]

_BREAK: Final = Run("\n")


class DocxWriter(Writer):
    """Writes a document that looks as if a careful typist had made it in Word."""

    def __init__(self, *, fonts_embedded: bool = False) -> None:
        self._fonts_embedded = fonts_embedded
        self._body: Body
        self._sender_written = False

    def begin(self, document: Document) -> None:
        """Start an empty body."""
        self._body = Body(document)
        self._sender_written = False

    def finish(self) -> bytes:
        """Put the parts together."""
        return package(self._body, fonts_embedded=self._fonts_embedded)

    def notes(self, label: str, notes: tuple[str, ...]) -> None:
        """Leave the notes out: they are footnotes already, each at its mark."""

    def heading(self, block: Heading) -> None:
        """Write a heading of the second or third level."""
        self._one(f"Heading{min(max(block.level, 1), 3)}", block.text, block.key)

    def title(self, block: Title) -> None:
        """Write the title as the first heading: readers of exported files lose Word's "Title"."""
        self._one("Heading1", block.text, block.key)

    def subject(self, block: Subject) -> None:
        """Write the subject as the first heading, with its label."""
        self._one("Heading1", next(block.texts()), block.key)

    def paragraph(self, block: Paragraph) -> None:
        """Write running text."""
        self._one("BodyText", block.text, block.key)

    def kicker(self, block: Kicker) -> None:
        """Write the kind of document."""
        self._one("Kicker", block.text, block.key)

    def notice(self, block: Notice) -> None:
        """Write what has to be seen before anything else."""
        self._one("Notice", block.text, block.key)

    def dateline(self, block: Dateline) -> None:
        """Write place and date."""
        self._one("Date", block.text, block.key)

    def reference(self, block: Reference) -> None:
        """Write the reference."""
        self._one("Reference", block.text, block.key)

    def salutation(self, block: Salutation) -> None:
        """Write the salutation."""
        self._one("Salutation", block.text, block.key)

    def closing(self, block: Closing) -> None:
        """Write the closing words; their style leaves room for a hand."""
        self._body.keep_last()
        self._one("Closing", block.text, block.key)

    def note(self, block: Note) -> None:
        """Write small print."""
        self._one("SmallPrint", block.text, block.key)

    def prompt(self, block: Prompt) -> None:
        """Write a content control for the sender's own sentence."""
        if block.text:
            self._body.prompt(block.text, key=block.key)

    def sender(self, block: Sender) -> None:
        """Write the sender above the window, or at the top."""
        self._write_sender(_joined(block.lines), block.key)

    def address(self, block: Address) -> None:
        """Write the address into the window; above it nothing of the text may begin."""
        window = window_of(self._body.document.layout)
        if window and not self._sender_written:
            self._write_sender((), "")
        if block.lines:
            frame = window.frame(len(block.lines)) if window else None
            self._body.whole("Address", _joined(block.lines), key=block.key, frame=frame)

    def _write_sender(self, text: Text, key: str) -> None:
        document = self._body.document
        frame = sender_frame(document.layout, document.letterhead)
        if text or frame:
            self._body.whole("Sender", text, key=key, frame=frame)
        self._sender_written = True

    def signature(self, block: Signature) -> None:
        """Write who signs."""
        self._one("Signature", _joined(block.lines), block.key)

    def addressees(self, block: Addressees) -> None:
        """Write the officials a statement is addressed to."""
        items = [*map(_joined, block.items)]
        part = self._one("Label", block.label, block.key)
        part = self._items("Addressee", items[:-1], block.key, part=part)
        self._items("LastAddressee", items[-1:], block.key, part=part)

    def copies(self, block: Copies) -> None:
        """Write who receives a copy."""
        self._list("Copy", block.label, map(_joined, block.items), block.key)

    def enclosures(self, block: Enclosures) -> None:
        """Write what is enclosed."""
        self._list("Enclosure", block.label, block.items, block.key)

    def listing(self, block: Listing) -> None:
        """Write a list with bullets, or with numbers from one."""
        style = "ListNumber" if block.ordered else "ListBullet"
        numbering = self._body.new_list("ListNumber") if block.ordered else 0
        self._items(style, block.items, block.key, numbering=numbering)

    def demands(self, block: Demands) -> None:
        """Write the lead, which stays with its list, and the demands numbered from one."""
        first = self._one("LeadIn", block.lead, block.key)
        numbering = self._body.new_list("Demand")
        self._items("Demand", block.items, block.key, part=first, numbering=numbering)

    def quote(self, block: Quote) -> None:
        """Write a quotation; its last paragraph stays with the speaker."""
        part = self._items("Quote", block.paragraphs, block.key)
        self._one("Attribution", block.attribution, block.key, part=part)

    def events(self, block: Events) -> None:
        """Write each place above what happens there."""
        part = 1
        for event in block.items:
            part = self._one("EventPlace", event.place, block.key, part=part)
            part = self._one("Event", event.text, block.key, part=part)

    def milestones(self, block: Milestones) -> None:
        """Write each count and, at a tabulator, its date."""
        for part, (count, date) in enumerate(block.items, start=1):
            paragraph = self._body.paragraph("Milestone", count, key=block.key, part=part)
            add(add(paragraph, "r"), "tab")
            self._body.write(paragraph, date)

    def signatures(self, block: Signatures) -> None:
        """Write the signatories."""
        write_signatures(self._body, block)

    def _list(self, style: str, label: Text, items: Iterable[Text], key: str) -> None:
        part = self._one("Label", label, key)
        self._items(style, items, key, part=part)

    def _items(
        self, style: str, items: Iterable[Text], key: str, *, part: int = 1, numbering: int = 0
    ) -> int:
        for item in items:
            part = self._one(style, item, key, part=part, numbering=numbering)
        return part

    def _one(self, style: str, text: Text, key: str, *, part: int = 1, numbering: int = 0) -> int:
        """Write one paragraph unless it is empty, and return the number of the next one."""
        if not text:
            return part
        self._body.whole(style, text, key=key, part=part, numbering=numbering)
        return part + 1


def _joined(lines: tuple[Text, ...]) -> Text:
    """Join lines into one text with line breaks."""
    joined: list[Run] = []
    for line in lines:
        joined += [_BREAK, *line] if joined else line
    return tuple(joined)
