"""Looking into a package: its parts as trees, and every reference that leads nowhere."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
}
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Parts(dict[str, etree._Element]):
    """Trees of the XML parts by their names; ``files`` holds all bytes."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        super().__init__(
            (name, etree.fromstring(data))
            for name, data in files.items()
            if name.endswith((".xml", ".rels"))
        )

    def find(self, path: str, part: str = "word/document.xml") -> list[etree._Element]:
        """Find elements of a part by a path with prefixes."""
        return list(self[part].xpath(path, namespaces=SPACES))

    def values(self, path: str, part: str = "word/document.xml") -> list[str]:  # type: ignore[override]
        """Return what ``xpath`` finds: attributes or text."""
        return [str(value) for value in self[part].xpath(path, namespaces=SPACES)]

    def paragraphs(self) -> list[tuple[str, str]]:
        """Return the style and the text of each paragraph of the body, in order."""
        found = []
        for paragraph in self["word/document.xml"].iter(f"{{{SPACES['w']}}}p"):
            style = paragraph.xpath("string(w:pPr/w:pStyle/@w:val)", namespaces=SPACES)
            text = "".join(
                "\n" if element.tag.endswith("}br") else element.text or ""
                for element in paragraph.xpath(".//w:t | .//w:br", namespaces=SPACES)
            )
            found.append((str(style), text))
        return found


def parts(data: bytes) -> Parts:
    """Open a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return Parts({name: archive.read(name) for name in archive.namelist()})


def dangling(package: Parts) -> list[str]:
    """Name every style, number, note and relationship that is used and does not exist."""
    return sorted({*_styles(package), *_numbers(package), *_notes(package), *_targets(package)})


def _styles(package: Parts) -> Iterator[str]:
    known = set(package.values("//w:style/@w:styleId", "word/styles.xml"))
    names = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
    for part in package:
        if part.startswith("word/") and part.endswith(".xml"):
            for name in names:
                for used in package.values(f"//w:{name}/@w:val", part):
                    if used not in known:
                        yield f"{part}: style {used}"


def _numbers(package: Parts) -> Iterator[str]:
    known = set(package.values("//w:num/@w:numId", "word/numbering.xml"))
    abstract = set(package.values("//w:abstractNum/@w:abstractNumId", "word/numbering.xml"))
    for part in ("word/document.xml", "word/styles.xml"):
        for used in package.values("//w:numPr/w:numId/@w:val", part):
            if used not in known:
                yield f"{part}: numbering {used}"
    for used in package.values("//w:num/w:abstractNumId/@w:val", "word/numbering.xml"):
        if used not in abstract:
            yield f"word/numbering.xml: definition {used}"


def _notes(package: Parts) -> Iterator[str]:
    known = set(package.values("//w:footnote/@w:id", "word/footnotes.xml"))
    used = package.values("//w:footnoteReference/@w:id")
    used += package.values("//w:footnotePr/w:footnote/@w:id", "word/settings.xml")
    for note in used:
        if note not in known:
            yield f"footnote {note}"


def _targets(package: Parts) -> Iterator[str]:
    """Relationships without a part, uses without a relationship, parts without a type."""
    for name, tree in package.items():
        folder, file = posixpath.split(name)
        if name.endswith(".rels"):
            base = posixpath.dirname(folder)
            for element in tree.iter(RELATIONSHIPS):
                target = posixpath.normpath(posixpath.join(base, element.get("Target", "")))
                if element.get("TargetMode") != "External" and target not in package.files:
                    yield f"{name}: target {target}"
            continue
        rels = package.get(f"{folder}/_rels/{file}.rels")
        known = set() if rels is None else {item.get("Id") for item in rels.iter(RELATIONSHIPS)}
        for used in tree.xpath("//@r:id | //@r:embed", namespaces=SPACES):
            if used not in known:
                yield f"{name}: relationship {used}"
    yield from _untyped(package)


def _untyped(package: Parts) -> Iterator[str]:
    types = package["[Content_Types].xml"]
    known = {element.get("PartName", "").lstrip("/") for element in types}
    endings = {element.get("Extension") for element in types}
    for name in package.files:
        if name not in known and name.rpartition(".")[2] not in endings:
            yield f"{name}: no content type"
    for name in known - {""} - package.files.keys():
        yield f"[Content_Types].xml: part {name}"
