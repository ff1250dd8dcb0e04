"""The way back: what an organisation changed in our DOCX becomes proposals for the campaign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.campaigns.docx_package import open_docx
from advocacy.campaigns.docx_text import EditedParagraph, read_paragraphs
from advocacy.campaigns.markdown_text import to_markdown
from advocacy.document import (
    Address,
    Addressees,
    Block,
    Copies,
    Document,
    Milestones,
    Run,
    Sender,
    Signature,
    Signatures,
    Text,
    plain,
)
from advocacy.errors import RefusedError, message
from advocacy.marks import MARK, mark

__all__ = ["Comment", "Edits", "Proposal", "read_edits"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A changed paragraph: the ``part``-th (from one) of the block with this key.

    ``old`` and ``new`` are Markdown. An empty ``new`` means that the paragraph was taken out or
    merged into another; empty lines in it mean that it was divided.
    """

    key: str
    part: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin; ``key`` is empty where its paragraph is not one of ours."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Edits:
    """Everything in which an edited file differs from the document it was made from.

    ``unknown`` are paragraphs that somebody added, in Markdown; ``missing`` are lines that have
    no place of their own in the campaign's texts (signatories, for instance) and are gone.
    """

    proposals: tuple[Proposal, ...] = ()
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    key: str
    part: int
    text: Text


def read_edits(data: bytes, document: Document, *, accept: bool = True) -> Edits:
    """Compare an edited DOCX with the document as the campaign makes it today.

    Tracked changes are accepted, or rejected with ``accept=False``: then only untracked changes
    are found. Raises RefusedError for a file that is no DOCX of this document, is damaged, too
    large, or holds macros or a document type declaration.
    """
    paragraphs = list(read_paragraphs(open_docx(data), accept=accept))
    places = _places(document)
    _check_marks(paragraphs, places)
    found: dict[str, list[Text]] = {}
    labels = _labels(document)
    known = Counter((*_loose_lines(document), *labels))
    unknown: list[str] = []
    comments: list[Comment] = []
    own = {remark.text for remark in document.remarks}
    for paragraph in paragraphs:
        place = places.get(paragraph.mark)
        comments += [
            Comment(place.key if place else "", text)
            for text in paragraph.comments
            if text not in own
        ]
        if place:
            found.setdefault(paragraph.mark, []).append(paragraph.text)
        elif not _recognized(paragraph, known):
            unknown.append(_markdown(paragraph.text))
    proposals = _proposals(places, found)
    kept = tuple(_without_lost_marks(proposals, unknown))
    return Edits(
        proposals=kept,
        unknown=tuple(unknown),
        missing=tuple(line for line in known.elements() if line not in labels),
        comments=tuple(comments),
    )


def _check_marks(paragraphs: list[EditedParagraph], places: dict[str, _Place]) -> None:
    names = {paragraph.mark for paragraph in paragraphs if paragraph.mark.startswith(MARK)}
    if not names:
        raise RefusedError(
            message(
                "docx.foreign",
                "This DOCX was not made by this program, or it lost its marks on the way.",
            )
        )
    if not names & places.keys():
        raise RefusedError(
            message(
                "docx.other",
                "This DOCX was made from another campaign or in another language.",
            )
        )


def _proposals(places: dict[str, _Place], found: dict[str, list[Text]]) -> Iterator[Proposal]:
    for name, place in places.items():
        old = _markdown(place.text)
        new = "\n\n".join(filter(None, map(_markdown, found.get(name, ()))))
        if new != old:
            yield Proposal(place.key, place.part, old, new)


def _without_lost_marks(proposals: Iterator[Proposal], unknown: list[str]) -> Iterator[Proposal]:
    """Leave out what only lost its mark and stands there unchanged: LibreOffice forgets some."""
    for proposal in proposals:
        if not proposal.new and proposal.old in unknown:
            unknown.remove(proposal.old)
        else:
            yield proposal


def _markdown(text: Text) -> str:
    return to_markdown(_plainer(text)).strip()


def _plainer(text: Text) -> Text:
    """Join neighbours that look alike and forget languages: programs divide runs as they like."""
    runs: list[Run] = []
    for run in text:
        if not run.text and not run.note:
            continue
        last = runs[-1] if runs else None
        alike = last and (last.bold, last.italic, last.href) == (run.bold, run.italic, run.href)
        if last and alike and not last.note:
            runs[-1] = Run(last.text + run.text, run.bold, run.italic, run.href, None, run.note)
        elif last and not run.text and not last.note:
            runs[-1] = Run(last.text, last.bold, last.italic, last.href, None, run.note)
        else:
            runs.append(Run(run.text, run.bold, run.italic, run.href, None, run.note))
    return tuple(runs)


def _places(document: Document) -> dict[str, _Place]:
    """Return the places of a document by the names that their marks have in the file."""
    return {
        mark(document, block.key, part): _Place(block.key, part, text)
        for block in document.blocks
        if block.key
        for part, text in enumerate(filter(None, _paragraphs(block)), start=1)
    }


def _paragraphs(block: Block) -> Iterator[Text]:
    """Yield the texts of a block as the DOCX writer makes paragraphs of them."""
    match block:
        case Sender() | Address() | Signature():
            yield _joined(block.lines, "\n")
        case Addressees() | Copies():
            yield block.label
            for lines in block.items:
                yield _joined(lines, "\n")
        case Milestones():
            for pair in block.items:
                yield _joined(pair, "\t")
        case Signatures():
            yield block.heading
        case _:
            yield from block.texts()


def _joined(lines: tuple[Text, ...], between: str) -> Text:
    runs: list[Run] = []
    for line in lines:
        runs += [Run(between), *line] if runs else line
    return tuple(runs)


def _loose_lines(document: Document) -> Iterator[str]:
    """Yield the lines that have no mark: those of blocks without a key, and the signatories."""
    for block in document.blocks:
        texts = [line for text in block.texts() for line in plain(text).split("\n")]
        if isinstance(block, Signatures) and block.key and block.heading:
            texts = texts[1:]
        elif block.key and not isinstance(block, Signatures):
            continue
        yield from filter(None, map(str.strip, texts))


def _labels(document: Document) -> tuple[str, ...]:
    """Return the heads of columns, once for each table: a list without a table has none."""
    return tuple(
        label
        for block in document.blocks
        if isinstance(block, Signatures)
        for label in (block.name_label, block.detail_label)
        for _ in block.groups
        if label
    )


def _recognized(paragraph: EditedParagraph, known: Counter[str]) -> bool:
    """Whether a paragraph without a place is as it was; its lines then count as found."""
    lines = [line.strip() for line in plain(paragraph.text).replace("\t", "\n").split("\n")]
    wanted = Counter(filter(None, lines))
    if any(known[line] < count for line, count in wanted.items()):
        return False
    known.subtract(wanted)
    return True
