"""The last step: painted pages, structure and fonts become one file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from reportlab.pdfbase import pdfdoc

from .engine import File, deflate, pdf_string
from .faces import face
from .icc import srgb
from .outline import write_outline
from .pages import HEIGHT, WIDTH, Link, number
from .subsets import embed, glyphs_for
from .tagging import Element, write_tree
from .xmp import packet

if TYPE_CHECKING:
    from advocacy import Document

    from .images import Picture
    from .pages import Page, Pages

__all__ = ["assemble", "catalogue", "info", "resources", "write_fonts", "write_pages"]

_PRODUCER: Final = "Advocacy, with ReportLab"
_MAKER: Final = b"(%b)" % _PRODUCER.encode("ascii")


def assemble(
    document: Document,
    root: Element,
    pages: Pages,
    *,
    characters: dict[str, set[str]],
    glyphs: dict[str, set[int]],
    pictures: dict[str, Picture],
) -> bytes:
    """Return the file of one document."""
    file = File(language=document.language)
    shared = file.reserve()
    tree = file.reserve()
    numbers, annotations = write_pages(file, pages, tree, shared)
    owners = [page.owners for page in pages.pages]
    structure = write_tree(file, [root], numbers, owners, annotations)
    file.put(tree, _page_tree(numbers))
    fonts = write_fonts(file, characters, glyphs)
    file.put(shared, resources(file, fonts, pictures))
    outline = write_outline(file, pages.bookmarks, numbers)
    start = catalogue(file, document, structure=structure, tree=tree, outline=outline)
    return file.finish(start, info(document))


def write_pages(
    file: File, pages: Pages, tree: int, resources: int
) -> tuple[list[int], list[Element]]:
    """Write the pages; return their object numbers and the elements of their annotations.

    The keys of the parent tree are first the pages', then the annotations'.
    """
    first = file.reserve(len(pages.pages))
    numbers = list(range(first, first + len(pages.pages)))
    annotations: list[Element] = []
    for page, own in zip(pages.pages, numbers, strict=True):
        links: list[int] = []
        for link in page.links:
            key = len(pages.pages) + len(annotations)
            links.append(_annotation(file, link, pages, numbers, key=key))
            link.element.kids.append((page.index, links[-1], True))
            annotations.append(link.element)
        file.put(own, _page(file, page, tree, resources, links, key=page.index))
    return numbers, annotations


def _page(
    file: File, page: Page, tree: int, resources: int, links: list[int], *, key: int
) -> bytes:
    content = file.add_stream(deflate(page.content()))
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


def write_fonts(
    file: File, characters: dict[str, set[str]], glyphs: dict[str, set[int]]
) -> dict[str, int]:
    """Embed what the texts use of each face; return the fonts' object numbers."""
    fonts: dict[str, int] = {}
    for name in sorted(characters.keys() | glyphs.keys()):
        font = face(name)
        wanted = glyphs_for(font, characters.get(name, set()), glyphs.get(name, ()))
        fonts[name] = embed(file, font, wanted)
    return fonts


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
