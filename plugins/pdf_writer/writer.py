"""The writer: takes the blocks of one document and returns its file."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import advocacy as a
from advocacy import Problem, RefusedError, Writer, message

from .assembly import Printed, assemble, shape_of
from .collector import undisturbed
from .engine import check_version
from .layout import letter, lists, prose, signatories
from .layout.finishing import painted
from .layout.sheet import Sheet
from .setting import MissingCharactersError
from .standing import Mark, own_operators, standing_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .pages import Pages
    from .tagging import Element

__all__ = ["PdfWriter"]

_MOST_NAMED = 20


class PdfWriter(Writer):
    """Writes PDF 1.7 that is PDF/UA-1 and PDF/A-2a."""

    def write(self, document: a.Document) -> bytes:
        """Return the file."""
        check_version()
        with undisturbed():
            printed = standing_of(type(self)).print(document, self._set_alone)
            return self.file(printed) if printed else super().write(document)

    def begin(self, document: a.Document) -> None:
        """Choose the design."""
        self._problems: list[Problem] = []
        self.sheet = Sheet(document)
        self._marks = [Mark.of(self.sheet)]

    def block(self, block: a.Block) -> None:
        """Set one block; characters that no font has are gathered, so that all are named."""
        try:
            super().block(block)
        except MissingCharactersError as error:
            self._gather(error, block.key)
        self._marks.append(Mark.of(self.sheet))

    def finish(self) -> bytes:
        """Break the text into pages and return the file."""
        pages, sheet = self.painted(), self.sheet
        self.entitle(sheet.root)
        first, *others = pages.pages
        own = own_operators(sheet, self._marks, pages)
        printed = Printed(
            document=sheet.document,
            root=sheet.root,
            pages=pages,
            shape=shape_of(sheet.root, pages),
            contents=[first.deflated(own), *(page.deflated() for page in others)],
            characters=sheet.composer.characters(),
            glyphs=sheet.composer.glyphs(),
            pictures=sheet.head.pictures() if sheet.head else {},
        )
        standing_of(type(self)).keep(printed, sheet, self._marks, own)
        return self.file(printed)

    def entitle(self, root: Element) -> None:
        """Say what the whole is in its file: a document."""

    def file(self, printed: Printed) -> bytes:
        """Return the file of painted pages."""
        return assemble(printed)

    def _set_alone(self, sheet: Sheet, blocks: Sequence[a.Block]) -> list[Mark]:
        """Set some blocks on an empty sheet; nothing is returned where that fails."""
        self.sheet, marks = sheet, [Mark.of(sheet)]
        try:
            for block in blocks:
                super().block(block)
                marks.append(Mark.of(sheet))
        except (MissingCharactersError, RefusedError):
            return []
        return marks

    def painted(self) -> Pages:
        """Break the text into pages; raise RefusedError for characters that no font has."""
        pages = None
        try:
            pages = painted(self.sheet)
        except MissingCharactersError as error:
            self._gather(error, "")
        if self._problems or pages is None:
            raise RefusedError(
                message(
                    "pdf.characters.refused",
                    "Some characters cannot be printed; write them in another way.",
                ),
                self._problems,
            )
        return pages

    def notes(self, label: str, notes: tuple[str, ...]) -> None:
        """Set the source notes."""
        try:
            lists.notes(self.sheet, label, notes)
        except MissingCharactersError as error:
            self._gather(error, "")

    def sender(self, block: a.Sender) -> None:
        """Set the sender."""
        letter.sender(self.sheet, block)

    def address(self, block: a.Address) -> None:
        """Set the address of a letter."""
        letter.address(self.sheet, block)

    def addressees(self, block: a.Addressees) -> None:
        """Set the addressees of a statement."""
        letter.addressees(self.sheet, block)

    def copies(self, block: a.Copies) -> None:
        """Set who receives a copy."""
        letter.copies(self.sheet, block)

    def enclosures(self, block: a.Enclosures) -> None:
        """Set what is enclosed."""
        letter.enclosures(self.sheet, block)

    def dateline(self, block: a.Dateline) -> None:
        """Set place and date."""
        letter.dateline(self.sheet, block)

    def reference(self, block: a.Reference) -> None:
        """Set the reference."""
        letter.reference(self.sheet, block)

    def subject(self, block: a.Subject) -> None:
        """Set what a letter is about."""
        letter.subject(self.sheet, block)

    def kicker(self, block: a.Kicker) -> None:
        """Set the kind of document."""
        prose.kicker(self.sheet, block)

    def title(self, block: a.Title) -> None:
        """Set the title."""
        prose.title(self.sheet, block)

    def heading(self, block: a.Heading) -> None:
        """Set a heading."""
        prose.heading(self.sheet, block)

    def salutation(self, block: a.Salutation) -> None:
        """Set the salutation."""
        letter.salutation(self.sheet, block)

    def paragraph(self, block: a.Paragraph) -> None:
        """Set running text."""
        prose.paragraph(self.sheet, block)

    def listing(self, block: a.Listing) -> None:
        """Set a list."""
        lists.listing(self.sheet, block)

    def demands(self, block: a.Demands) -> None:
        """Set the demands."""
        lists.demands(self.sheet, block)

    def quote(self, block: a.Quote) -> None:
        """Set a quotation."""
        prose.quote(self.sheet, block)

    def events(self, block: a.Events) -> None:
        """Set places and actions."""
        lists.events(self.sheet, block)

    def milestones(self, block: a.Milestones) -> None:
        """Set the milestones of a petition."""
        lists.milestones(self.sheet, block)

    def prompt(self, block: a.Prompt) -> None:
        """Set the place for the sender's own sentence."""
        prose.prompt(self.sheet, block)

    def closing(self, block: a.Closing) -> None:
        """Set the closing words."""
        letter.closing(self.sheet, block)

    def signature(self, block: a.Signature) -> None:
        """Set who signs a letter."""
        letter.signature(self.sheet, block)

    def signatures(self, block: a.Signatures) -> None:
        """Set the signatories."""
        signatories.signatures(self.sheet, block)

    def note(self, block: a.Note) -> None:
        """Set small print."""
        prose.note(self.sheet, block)

    def _gather(self, error: MissingCharactersError, where: str) -> None:
        """Turn characters that cannot be shown into a problem at a block's key."""
        names = ", ".join(map(_name, sorted(error.characters)[:_MOST_NAMED]))
        self._problems.append(
            Problem(
                where,
                message(
                    "pdf.characters.missing",
                    "No font of this program has {characters}.",
                    characters=names,
                ),
            )
        )


def _name(character: str) -> str:
    name = unicodedata.name(character, "without a name")
    return f"U+{ord(character):04X} {name}"
