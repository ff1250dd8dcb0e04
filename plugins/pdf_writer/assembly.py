"""The last step: painted pages, structure and fonts become one file."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from reportlab.pdfbase import pdfdoc

from .engine import File, Unfilled, deflate, pdf_string
from .icc import srgb
from .outline import write_outline
from .pages import HEIGHT, WIDTH, Link, number
from .subsets import embed, fonts_for
from .tagging import Element, in_order, write_tree
from .xmp import packet

if TYPE_CHECKING:
    from advocacy import Document

    from .images import Picture
    from .pages import Pages

__all__ = [
    "Printed",
    "assemble",
    "catalogue",
    "info",
    "resources",
    "shape_of",
    "write_fonts",
    "write_pages",
]

_PRODUCER: Final = "Advocacy, with ReportLab"
_MAKER: Final = b"(%b)" % _PRODUCER.encode("ascii")


# Letters of many people differ in their pages' content alone, mostly; so many files are kept that
# lack it. Long ones take memory, and nobody makes many of them.
_MOST_KEPT: Final = 64
_MOST_ELEMENTS: Final = 200
_MOST_BYTES: Final = 100_000
_kept: dict[Hashable, tuple[Unfilled, list[int]]] = {}


@dataclass(frozen=True, slots=True)
class Printed:
    """A document whose pages are painted: all that its file is made of.

    ``shape`` is what decides the objects of pages and structure, all but the pages' content; None
    where there are many of them.
    """

    document: Document
    root: Element
    pages: Pages
    shape: Hashable
    contents: list[bytes]
    characters: dict[str, set[str]]
    glyphs: dict[str, set[int]]
    pictures: dict[str, Picture]


def assemble(printed: Printed) -> bytes:
    """Return the file of one document."""
    document, pages, pictures = printed.document, printed.pages, printed.pictures
    fonts = fonts_for(printed.characters, printed.glyphs)
    about = (
        document.language, document.title, document.description, document.identifier,
        document.date, document.direction,
    )  # fmt: skip
    marks = tuple(pages.bookmarks)
    key = (about, printed.shape, tuple(fonts.items()), tuple(pictures.items()), marks)
    found = _kept.get(key) if printed.shape else None
    unfilled, numbers = found or _unfilled(printed, fonts)
    if printed.shape and not found and len(unfilled.head) <= _MOST_BYTES:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = unfilled, numbers
    return unfilled.head + unfilled.rest(zip(numbers, printed.contents, strict=True))


def _unfilled(printed: Printed, fonts: dict[str, frozenset[int]]) -> tuple[Unfilled, list[int]]:
    """Return everything of a file but the pages' content, and the numbers of that."""
    document, pages = printed.document, printed.pages
    file = File(language=document.language)
    shared = file.reserve()
    tree = file.reserve()
    numbers, contents, annotations = write_pages(file, pages, tree, shared)
    owners = [page.owners for page in pages.pages]
    structure = write_tree(file, [printed.root], numbers, owners, annotations)
    file.put(tree, _page_tree(numbers))
    file.put(shared, resources(file, write_fonts(file, fonts), printed.pictures))
    outline = write_outline(file, pages.bookmarks, numbers)
    start = catalogue(file, document, structure=structure, tree=tree, outline=outline)
    return file.unfilled(start, info(document)), contents


def shape_of(root: Element, pages: Pages) -> Hashable:
    """Return what decides the objects of pages and structure, all but the pages' content.

    None is returned for many elements.
    """
    elements = in_order(root)
    if len(elements) > _MOST_ELEMENTS:
        return None
    tree = tuple(
        [
            (each.tag, each.entries, tuple([None if type(k) is Element else k for k in each.kids]))
            for each in elements
        ]
    )
    if not any(page.links for page in pages.pages):
        return len(pages.pages), tree
    places = {id(element): at for at, element in enumerate(elements)}
    links = tuple([
        (page.index, places[id(link.element)], link.box, link.address, link.destination, link.words)
        for page in pages.pages
        for link in page.links
    ])  # fmt: skip
    return len(pages.pages), tree, links, tuple(pages.places.items())


def write_pages(
    file: File, pages: Pages, tree: int, resources: int
) -> tuple[list[int], list[int], list[Element]]:
    """Write the pages; return their numbers, their contents', and the annotations' elements.

    The contents' numbers are reserved only. The keys of the parent tree are first the pages',
    then the annotations'.
    """
    count = len(pages.pages)
    first = file.reserve(2 * count)
    numbers, contents = (
        list(range(first, first + count)),
        list(range(first + count, first + 2 * count)),
    )
    annotations: list[Element] = []
    for page, own, content in zip(pages.pages, numbers, contents, strict=True):
        links: list[int] = []
        for link in page.links:
            key = len(pages.pages) + len(annotations)
            links.append(_annotation(file, link, pages, numbers, key=key))
            link.element.kids.append((page.index, links[-1], True))
            annotations.append(link.element)
        file.put(own, _page(content, tree, resources, links, key=page.index))
    return numbers, contents, annotations


def _page(content: int, tree: int, resources: int, links: list[int], *, key: int) -> bytes:
    annots = b"/Annots[%b]" % b" ".join(b"%d 0 R" % link for link in links) if links else b""
    return (
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b %b]/Resources %d 0 R/Contents %d 0 R"
        b"/StructParents %d/Tabs/S%b>>"
        % (
            tree,
            number(WIDTH).encode("ascii"),
            number(HEIGHT).encode("ascii"),
            resources,
            content,
            key,
            annots,
        )
    )


def _annotation(file: File, link: Link, pages: Pages, numbers: list[int], *, key: int) -> int:
    if link.address:
        action = pdfdoc.PDFString(link.address).format(file)
        leads = b"/A<</S/URI/URI%b>>" % action
    else:
        page, x, y = pages.places[link.destination]
        place = f"{number(x)} {number(y)}".encode("ascii")
        leads = b"/Dest[%d 0 R/XYZ %b null]" % (numbers[page], place)
    return file.add(
        b"<</Type/Annot/Subtype/Link/Rect[%b]/Border[0 0 0]/F 4/StructParent %d/Contents%b%b>>"
        % (
            " ".join(map(number, link.box)).encode("ascii"),
            key,
            pdf_string(link.words),
            leads,
        )
    )


def _page_tree(numbers: list[int]) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    return b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(numbers), kids)


def write_fonts(file: File, fonts: dict[str, frozenset[int]]) -> dict[str, int]:
    """Embed these glyphs of each face; return the fonts' object numbers."""
    return {name: embed(file, name, glyphs) for name, glyphs in fonts.items()}


def resources(file: File, fonts: dict[str, int], pictures: dict[str, Picture]) -> bytes:
    """Return what all pages draw with."""
    faces = b"".join(b"/%b %d 0 R" % (name.encode(), font) for name, font in fonts.items())
    images = b"".join(
        b"/%b %d 0 R" % (name.encode("ascii"), picture.put(file))
        for name, picture in pictures.items()
    )
    objects = b"/XObject<<%b>>" % images if images else b""
    return b"<</Font<<%b>>%b>>" % (faces, objects)


def catalogue(
    file: File, document: Document, *, structure: int, tree: int, outline: int
) -> pdfdoc.PDFDictionary:
    """Return the object from which a reader starts; without an outline its number is 0."""
    direction = b"R2L" if document.direction == "rtl" else b"L2R"
    entries = {
        "Type": b"/Catalog",
        "Pages": b"%d 0 R" % tree,
        "Lang": pdf_string(document.language),
        "ViewerPreferences": b"<</DisplayDocTitle true/Direction/%b>>" % direction,
        "StructTreeRoot": b"%d 0 R" % structure,
        "MarkInfo": b"<</Marked true>>",
        "Metadata": b"%d 0 R" % _metadata(file, document),
        "OutputIntents": b"[%b]" % _output_intent(file),
    }
    if outline:
        entries["Outlines"] = b"%d 0 R" % outline
    return pdfdoc.PDFDictionary(entries)


def _metadata(file: File, document: Document) -> int:
    data = packet(
        title=document.title,
        description=document.description,
        language=document.language,
        identifier=document.identifier,
        producer=_PRODUCER,
        date=document.date,
    )
    # PDF/A-1 forbade to compress it, and validators of PDF/A-2 still ask for that.
    return file.add_stream(data, b"/Type/Metadata/Subtype/XML")


@cache
def _profile() -> bytes:
    return deflate(srgb(), 9)


def _output_intent(file: File) -> bytes:
    profile = file.add_stream(_profile(), b"/N 3/Filter/FlateDecode")
    return (
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>" % profile
    )


def info(document: Document) -> pdfdoc.PDFDictionary:
    """Return the information about the file."""
    day = f"(D:{document.date:%Y%m%d}000000+00'00')".encode("ascii")
    entries = {
        "Title": pdf_string(document.title),
        "Creator": _MAKER,
        "Producer": _MAKER,
        "CreationDate": day,
        "ModDate": day,
    }
    if document.description:
        entries["Subject"] = pdf_string(document.description)
    return pdfdoc.PDFDictionary(entries)
