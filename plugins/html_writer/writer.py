"""Draws blocks as HTML elements that say what they are."""

from __future__ import annotations

import base64
import re
from html import escape
from pathlib import Path

import advocacy
from advocacy import Document, Letterhead, Run, Text, Writer, text

# A file that somebody saves and opens years later asks nobody for anything, scripts included.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class HtmlWriter(Writer):
    """Fills ``<main>``; head and foot are known at the beginning."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks = 0
        self._sections = 0

    def begin(self, document: Document) -> None:
        """Open the page."""
        self._document = document
        self._parts.append(_head(document))
        if document.letterhead:
            self._letterhead(document.letterhead)
        self._parts.append("<main>")
        self._element("p", escape(document.draft), "draft")

    def sender(self, block: advocacy.Sender) -> None:
        """Draw the sender's address."""
        self._element("address", self._lines(block.lines), "sender")

    def address(self, block: advocacy.Address) -> None:
        """Draw the addressee's address at the side where the country expects it."""
        right = self._document.layout.window in {"right", "flow-right"}
        self._element("p", self._lines(block.lines), "address end" if right else "address")

    def addressees(self, block: advocacy.Addressees) -> None:
        """Draw the addressees of a statement."""
        self._labelled(block.label, [self._lines(lines) for lines in block.items])

    def copies(self, block: advocacy.Copies) -> None:
        """Draw who receives a copy."""
        self._labelled(block.label, [self._lines(lines) for lines in block.items])

    def enclosures(self, block: advocacy.Enclosures) -> None:
        """Draw what is enclosed."""
        self._labelled(block.label, self._all(block.items))

    def dateline(self, block: advocacy.Dateline) -> None:
        """Draw place and date."""
        end = self._document.layout.dateline == "right"
        self._element("p", self._inline(block.text), "end" if end else "")

    def kicker(self, block: advocacy.Kicker) -> None:
        """Draw the kind of document."""
        self._element("p", self._inline(block.text), "kicker")

    def subject(self, block: advocacy.Subject) -> None:
        """Draw the subject, which is a letter's first heading."""
        centred = " centred" if self._document.layout.subject == "centred" else ""
        runs = (*block.label, Run(" "), *block.text) if block.label else block.text
        self._element("h1", self._inline(runs), f"subject{centred}")

    def heading(self, block: advocacy.Heading) -> None:
        """Draw a heading."""
        self._element(f"h{block.level}", self._inline(block.text))

    def paragraph(self, block: advocacy.Paragraph) -> None:
        """Draw running text."""
        self._element("p", self._inline(block.text))

    def listing(self, block: advocacy.Listing) -> None:
        """Draw a list."""
        self._list("ol" if block.ordered else "ul", self._all(block.items))

    def quote(self, block: advocacy.Quote) -> None:
        """Draw a quotation with its speaker."""
        words = "".join(f"<p>{self._inline(runs)}</p>" for runs in block.paragraphs)
        speaker = self._inline(block.attribution)
        caption = f"<figcaption>{speaker}</figcaption>" if speaker else ""
        self._parts.append(f"<figure><blockquote>{words}</blockquote>{caption}</figure>")

    def milestones(self, block: advocacy.Milestones) -> None:
        """Draw the milestones as a table: each count heads its row."""
        rows = "".join(
            f'<tr><th scope="row">{self._inline(count)}</th><td>{self._inline(date)}</td></tr>'
            for count, date in block.items
        )
        self._element("table", rows, "milestones")

    def prompt(self, block: advocacy.Prompt) -> None:
        """Draw the place for the sender's own sentence."""
        self._element("p", self._inline(block.text), "prompt")

    def closing(self, block: advocacy.Closing) -> None:
        """Draw the closing words."""
        self._element("p", self._inline(block.text), "closing")

    def signature(self, block: advocacy.Signature) -> None:
        """Draw who signs, with room for a hand."""
        self._element("p", self._lines(block.lines), "signature")

    def signatures(self, block: advocacy.Signatures) -> None:
        """Draw the signatories as a section of their own, in columns where there is room."""
        label = self._open_section("h2", block.heading)
        for group in block.groups:
            self._element("h3" if label else "h2", self._inline(group.label))
            names = [self._signatory(line) for line in group.signatories]
            self._list("ul", names, "signatories")
        self._parts.append("</section>" if label else "")

    def note(self, block: advocacy.Note) -> None:
        """Draw small print."""
        self._element("p", self._inline(block.text), "note")

    def notes(self, label: str, notes: tuple[str, ...]) -> None:
        """Draw the sources; each leads back to its mark."""
        if not notes:
            return
        opened = self._open_section("h2", text(label), "sources")
        items = [
            f'<li id="note-{number}">{escape(note)} <a href="#mark-{number}">↑ {number}</a></li>'
            for number, note in enumerate(notes, 1)
        ]
        self._parts.append(f"<ol>{''.join(items)}</ol>{'</section>' if opened else ''}")

    def finish(self) -> bytes:
        """Close the page."""
        return "\n".join((*filter(None, self._parts), "</main>\n</body>\n</html>\n")).encode()

    def _letterhead(self, letterhead: Letterhead) -> None:
        self._parts.append('<header class="letterhead">')
        for logo in letterhead.logos:
            data = base64.b64encode(logo.data).decode()
            source = f"data:{logo.media_type};base64,{data}"
            self._parts.append(f'<img src="{source}" alt="{escape(logo.alternative)}">')
        self._element("p", self._inline(letterhead.organisation))
        self._parts.append("</header>")

    def _open_section(self, tag: str, heading: Text, name: str = "") -> bool:
        """Open a section that its heading names; without a heading there is none."""
        words = self._inline(heading)
        if not words:
            return False
        self._sections += 1
        label = f"section-{self._sections}"
        named = f' class="{name}"' if name else ""
        self._parts.append(f'<section{named} aria-labelledby="{label}">')
        self._parts.append(f'<{tag} id="{label}">{words}</{tag}>')
        return True

    def _element(self, tag: str, content: str, name: str = "") -> None:
        if content:
            named = f' class="{name}"' if name else ""
            self._parts.append(f"<{tag}{named}>{content}</{tag}>")

    def _labelled(self, label: Text, items: list[str]) -> None:
        self._element("p", self._inline(label), "label")
        self._list("ul", items)

    def _list(self, tag: str, items: list[str], name: str = "") -> None:
        self._element(tag, "".join(f"<li>{item}</li>" for item in items), name)

    def _signatory(self, line: advocacy.SignatoryLine) -> str:
        detail = self._inline(line.detail)
        shown = f' <span class="detail">{detail}</span>' if detail else ""
        return f"{self._inline(line.name)}{shown}"

    def _all(self, texts: tuple[Text, ...]) -> list[str]:
        return [self._inline(runs) for runs in texts]

    def _lines(self, lines: tuple[Text, ...]) -> str:
        return "<br>\n".join(self._all(lines))

    def _inline(self, runs: Text) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        words = escape(run.text).replace("\n", "<br>\n")
        for wanted, tag in ((run.italic, "em"), (run.bold, "strong")):
            words = f"<{tag}>{words}</{tag}>" if wanted and words else words
        if run.href:
            words = f'<a href="{escape(run.href)}">{words}</a>'
        if run.lang:
            words = f'<span lang="{escape(run.lang)}">{words}</span>'
        return words + (self._mark() if run.note else "")

    def _mark(self) -> str:
        self._marks += 1
        number = self._marks
        return f'<sup id="mark-{number}"><a href="#note-{number}">{number}</a></sup>'


def _head(document: Document) -> str:
    title = document.title.strip() or document.identifier
    description = f'<meta name="description" content="{escape(document.description)}">'
    layout = document.layout
    looks = [layout.design, "justified" * layout.justified, "hyphenated" * layout.hyphenated]
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="{escape(document.language)}" dir="{document.direction}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        description if document.description else "",
        f"<title>{escape(title)}</title>",
        f"<style>\n{STYLE}{_accent(document.letterhead)}</style>",
        "</head>",
        f'<body class="{" ".join(filter(None, looks))}">',
    )
    return "\n".join(filter(None, lines))


def _accent(letterhead: Letterhead | None) -> str:
    colour = letterhead.accent if letterhead else ""
    return f".letterhead {{ border-color: {colour}; }}\n" if COLOUR.fullmatch(colour) else ""
