"""Reading files back: the text of a file in any format whose kind shows in its first bytes."""

from __future__ import annotations

import ctypes
import importlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

__all__ = ["KNOWN_KINDS", "UnreadableError", "extract_text", "fold", "missing"]


KNOWN_KINDS = frozenset(
    {"docx", "epub", "htm", "html", "md", "markdown", "odt", "pdf", "text", "txt"}
)
"""Extensions of files that are read as what they are; any other is sought through as it stands."""


class UnreadableError(Exception):
    """The text of the file cannot be found; the contract needs a function that can."""


def extract_text(data: bytes, extension: str) -> str:
    """Return the text of a file: plain, Markdown, HTML or XML, a ZIP of XML files, or PDF.

    Raises UnreadableError for any other kind.
    """
    if data.startswith(b"%PDF"):
        return "".join(_pdf_texts(data))
    if data.startswith(b"PK"):
        return "\n".join(_zip_texts(data))
    try:
        characters = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"nothing is known about .{extension} files") from error
    if extension in {"txt", "text"}:
        return characters
    if extension in {"md", "markdown"}:
        markdown: Any = importlib.import_module("markdown_it")
        # Without footnotes as an extension, CommonMark takes a footnote for a link's address.
        shown = re.sub(r"^\[\^(\d+)\]: ", r"\1 ", characters, flags=re.MULTILINE)
        return _html_text(markdown.MarkdownIt("commonmark").render(shown))
    if re.match(r"\s*(<!doctype|<\?xml|<html|<[a-z]+[ >])", characters, re.IGNORECASE):
        return _html_text(characters)
    return characters


def missing(lines: tuple[str, ...], extracted: str) -> str | None:
    """Return the first word that is not in the text in its place, and its line; or None.

    Words are sought one after the other: between them a format may put marks, numbers, line
    breaks. White space and hyphens do not count, since a format may break lines anywhere.
    """
    text = fold(extracted)
    position = 0
    for line in lines:
        for word in map(fold, line.split()):
            found = text.find(word, position)
            if found < 0:
                return f"{word} ({line:.80})"
            position = found + len(word)
    return None


def fold(characters: str) -> str:
    """Return characters without white space, hyphens and invisible signs, in one composition."""
    dropped = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\u200b\u2060\ufeff\x02"))
    composed = unicodedata.normalize("NFKC", characters)
    return "".join(composed.translate(dropped).split())


class _Words(HTMLParser):
    """Collects what a browser would show."""

    HIDDEN = frozenset({"script", "style", "template", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words.append("\n" if tag in {"br", "p", "li", "div", "td", "h1", "h2"} else "")
        self._hidden += tag in self.HIDDEN

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take no notice: an element without content hides nothing."""

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in self.HIDDEN

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def _html_text(characters: str) -> str:
    parser = _Words()
    parser.feed(characters)
    parser.close()
    return "".join(parser.words)


def _zip_texts(data: bytes) -> Iterator[str]:
    """Yield the text of every XML member, notes after the rest."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        main = [n for n in ("word/document.xml", "content.xml") if n in names]
        rest = [n for n in names if n.endswith((".xhtml", ".html"))]
        notes = [n for n in ("word/footnotes.xml", "word/endnotes.xml") if n in names]
        if not main + rest:
            raise UnreadableError("the ZIP file holds no text that is known")
        for name in [*main, *rest, *notes]:
            yield from _xml_texts(archive.read(name))


def _xml_texts(data: bytes) -> Iterator[str]:
    # The file was written a moment ago by the writer under test, on this machine.
    root = ElementTree.fromstring(data)  # noqa: S314
    notes: list[ElementTree.Element] = []
    yield from _element_texts(root, notes)
    for note in notes:
        for part in note:
            yield from _element_texts(part, [])


def _element_texts(element: ElementTree.Element, notes: list[ElementTree.Element]) -> Iterator[str]:
    name = str(element.tag).rpartition("}")[2]
    if name == "note-body":
        notes.append(element)
    if name in {"note-body", "note-citation", "Fallback", "head"}:
        return
    yield {"p": "\n", "h": "\n", "br": "\n", "s": " ", "tab": " "}.get(name, "")
    yield element.text or ""
    for child in element:
        yield from _element_texts(child, notes)
        yield child.tail or ""


def _pdf_texts(data: bytes) -> Iterator[str]:
    """Yield the text of a PDF in the order in which it is drawn, without page furniture."""
    pdfium: Any = importlib.import_module("pypdfium2")
    raw: Any = importlib.import_module("pypdfium2.raw")
    with pdfium.PdfDocument(data) as document:
        for page in document:
            words = page.get_textpage()
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
                marks = [
                    _wide(raw.FPDFPageObjMark_GetName, raw.FPDFPageObj_GetMark(item, index))
                    for index in range(raw.FPDFPageObj_CountMarks(item))
                ]
                if "Artifact" not in marks:
                    yield _text_of(raw, item, words)


def _text_of(raw: Any, item: Any, words: Any) -> str:
    size = raw.FPDFTextObj_GetText(item, words, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFTextObj_GetText(item, words, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _wide(get_name: Any, mark: Any) -> str:
    size = ctypes.c_ulong()
    get_name(mark, None, 0, size)
    buffer = (ctypes.c_ushort * (size.value // 2))()
    get_name(mark, buffer, size.value, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
