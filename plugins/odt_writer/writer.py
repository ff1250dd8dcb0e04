"""Draws blocks as paragraphs of named styles, true lists, sections and footnotes."""

from __future__ import annotations

import advocacy
from advocacy import Document, Letterhead, Run, Text, Writer, plain

from . import logo
from .automatic import Look, automatic_styles
from .package import meta, pack
from .styles import style_name, styles
from .xml import characters, element, root

# Left, top, width and height in millimetres: DIN 5008 forms A and B, and the French window.
WINDOWS = {
    "din5008-a": (25, 27, 80, 50),
    "din5008-b": (25, 45, 80, 50),
    "right": (110, 50, 80, 45),
}
# The sender stands beside the window, on the other half of the page.
BESIDE = {"din5008-a": (125, 27, 65, 45), "din5008-b": (125, 45, 65, 45), "right": (25, 20, 80, 30)}


class OdtWriter(Writer):
    """Fills the body; styles, page and metadata are made at the end."""

    def __init__(self) -> None:
        self._body: list[str] = []
        self._looks: dict[Look, str] = {}
        self._pictures: dict[str, bytes] = {}
        self._media_types: dict[str, str] = {}
        self._marks = 0
        self._sections = 0

    def begin(self, document: Document) -> None:
        """Keep the document for the end, and draw the letterhead."""
        self._document = document
        if document.letterhead:
            self._letterhead(document.letterhead)

    def sender(self, block: advocacy.Sender) -> None:
        """Draw the sender's address, out of the way of a window."""
        self._placed("Sender", block.lines, BESIDE)

    def address(self, block: advocacy.Address) -> None:
        """Draw the addressee's address where the window of the envelope is."""
        self._placed("Addressee", block.lines, WINDOWS)

    def addressees(self, block: advocacy.Addressees) -> None:
        """Draw the addressees of a statement."""
        self._labelled(block.label, block.items)

    def copies(self, block: advocacy.Copies) -> None:
        """Draw who receives a copy."""
        self._labelled(block.label, block.items)

    def enclosures(self, block: advocacy.Enclosures) -> None:
        """Draw what is enclosed."""
        self._paragraph("Label", block.label)
        self.listing(advocacy.Listing(items=block.items))

    def dateline(self, block: advocacy.Dateline) -> None:
        """Draw place and date."""
        right = self._document.layout.dateline == "right"
        self._paragraph("DateEnd" if right else "Date line", block.text)

    def reference(self, block: advocacy.Reference) -> None:
        """Draw the reference."""
        self._paragraph("Reference", block.text)

    def kicker(self, block: advocacy.Kicker) -> None:
        """Draw the kind of document."""
        self._paragraph("Kicker", block.text)

    def notice(self, block: advocacy.Notice) -> None:
        """Draw what has to be seen before anything else."""
        self._paragraph("Notice", block.text)

    def subject(self, block: advocacy.Subject) -> None:
        """Draw the subject, which is a letter's first heading."""
        runs = (*block.label, Run(" "), *block.text) if block.label else block.text
        centred = self._document.layout.subject == "centred"
        self._heading("SubjectCentred" if centred else "Subject", 1, runs)

    def heading(self, block: advocacy.Heading) -> None:
        """Draw a heading."""
        self._heading(f"Heading {block.level}", block.level, block.text)

    def salutation(self, block: advocacy.Salutation) -> None:
        """Draw the salutation."""
        self._paragraph("Salutation", block.text)

    def paragraph(self, block: advocacy.Paragraph) -> None:
        """Draw running text."""
        self._paragraph("Text body", block.text)

    def listing(self, block: advocacy.Listing) -> None:
        """Draw a true list; each begins again at one."""
        items = "".join(
            element("text:list-item", self._text_p("List", runs)) for runs in block.items
        )
        if items:
            style = "Numbers" if block.ordered else "Bullets"
            self._body.append(element("text:list", items, text_style_name=style))

    def demands(self, block: advocacy.Demands) -> None:
        """Draw the demands; the sentence that leads to them stays on their page."""
        self._paragraph("Lead", block.lead)
        self.listing(advocacy.Listing(items=block.items, ordered=True))

    def quote(self, block: advocacy.Quote) -> None:
        """Draw a quotation with its speaker."""
        for runs in block.paragraphs:
            self._paragraph("Quotations", runs)
        self._paragraph("Speaker", block.attribution)

    def prompt(self, block: advocacy.Prompt) -> None:
        """Draw the place for the sender's own sentence."""
        self._paragraph("Prompt", block.text)

    def closing(self, block: advocacy.Closing) -> None:
        """Draw the closing words."""
        self._paragraph("Closing", block.text)

    def signature(self, block: advocacy.Signature) -> None:
        """Draw who signs, with room for a hand."""
        self._paragraph("Signature", _joined(block.lines))

    def signatures(self, block: advocacy.Signatures) -> None:
        """Draw the signatories in balanced columns."""
        if block.heading:
            self._heading("Heading 2", 2, block.heading)
        columns = self._document.layout.signature_columns or _columns(block)
        for group in block.groups:
            self._paragraph("Label", group.label)
            names = "".join(
                self._text_p("Signatory", _joined((line.name, line.detail)))
                for line in group.signatories
            )
            self._section(names, columns)

    def note(self, block: advocacy.Note) -> None:
        """Draw small print."""
        self._paragraph("Small print", block.text)

    def notes(self, label: str, notes: tuple[str, ...]) -> None:
        """Leave the notes where they are: at the foot of the page of their mark."""

    def finish(self) -> bytes:
        """Pack the file."""
        body = element("office:body", element("office:text", "".join(self._body)))
        files = {
            "content.xml": root("office:document-content", automatic_styles(self._looks) + body),
            "styles.xml": styles(self._document),
            "meta.xml": meta(self._document),
            **self._pictures,
        }
        return pack(files, self._media_types)

    def _letterhead(self, letterhead: Letterhead) -> None:
        drawings = []
        for number, picture in enumerate(letterhead.logos, 1):
            name = logo.file_name(picture, number)
            self._pictures[name] = picture.data
            self._media_types[name] = picture.media_type
            drawings.append(logo.draw(picture, number))
        # In one line: below it begins the window of the envelope.
        content = " ".join(filter(None, (*drawings, self._inline(letterhead.organisation))))
        if content:
            self._body.append(element("text:p", content, text_style_name="Letterhead"))

    def _paragraph(self, style: str, runs: Text) -> None:
        if runs:
            self._body.append(self._text_p(style, runs))

    def _text_p(self, style: str, runs: Text) -> str:
        return element("text:p", self._inline(runs), text_style_name=style_name(style))

    def _heading(self, style: str, level: int, runs: Text) -> None:
        if runs:
            words = self._inline(runs)
            name = style_name(style)
            self._body.append(
                element("text:h", words, text_style_name=name, text_outline_level=str(level))
            )

    def _labelled(self, label: Text, items: tuple[tuple[Text, ...], ...]) -> None:
        self._paragraph("Label", label)
        for lines in items:
            self._paragraph("Official", _joined(lines))

    def _placed(
        self, style: str, lines: tuple[Text, ...], places: dict[str, tuple[int, int, int, int]]
    ) -> None:
        """Draw lines in the flow, or at their place on the page where the envelope has a window."""
        layout = self._document.layout
        place = places.get(layout.window) if layout.design == "letter" else None
        if not lines:
            return
        if place is None:
            right = layout.window == "flow-right" and style == "Addressee"
            self._paragraph("AddresseeRight" if right else style, _joined(lines))
            return
        left, top, width, height = (f"{measure}mm" for measure in place)
        box = element("draw:text-box", self._text_p(style, _joined(lines)), fo_min_height=height)
        frame = element(
            "draw:frame",
            box,
            draw_style_name="Window",
            draw_name=style,
            text_anchor_type="paragraph",
            svg_x=left,
            svg_y=top,
            svg_width=width,
        )
        self._body.append(element("text:p", frame, text_style_name="Standard"))

    def _section(self, content: str, columns: int) -> None:
        if not content or columns == 1:
            self._body.append(content)
            return
        self._sections += 1
        self._body.append(
            element(
                "text:section",
                content,
                text_style_name=f"Columns{columns}",
                text_name=f"Signatories {self._sections}",
            )
        )

    def _inline(self, runs: Text) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        words = characters(run.text)
        look = Look(run.bold, run.italic, run.lang or "")
        if any(look):
            name = self._looks.setdefault(look, f"Look{len(self._looks) + 1}")
            words = element("text:span", words, text_style_name=name)
        if run.href:
            words = element(
                "text:a",
                words,
                xlink_type="simple",
                xlink_href=run.href,
                text_style_name="Internet_20_link",
            )
        return words + (self._footnote(run.note) if run.note else "")

    def _footnote(self, note: str) -> str:
        self._marks += 1
        number = str(self._marks)
        words = element("text:p", characters(note), text_style_name="Footnote")
        content = element("text:note-citation", number) + element("text:note-body", words)
        return element("text:note", content, text_id=f"ftn{number}", text_note_class="footnote")


def _joined(lines: tuple[Text, ...]) -> Text:
    """Return lines as one text with forced breaks."""
    joined: list[Run] = []
    for line in filter(None, lines):
        joined += [Run("\n"), *line] if joined else line
    return tuple(joined)


def _columns(block: advocacy.Signatures) -> int:
    """Choose by number and width: three only where names are short and many."""
    names = [plain(line.name) for group in block.groups for line in group.signatories]
    if len(names) < 6:
        return 1
    return 3 if len(names) >= 36 and max(map(len, names)) <= 26 else 2
