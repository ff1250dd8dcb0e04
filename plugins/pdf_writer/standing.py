"""Standing type: of a letter like one before, only the blocks that differ are set and painted.

Letters of many people say the same but for the sender and a sentence. Where these take as many
lines as before, everything else stays where it is, and the page is printed again with other lines
in their places. What is not sure to come out as if it were set anew is set anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar

import advocacy as a

from .assembly import Printed
from .layout.boxes import TextBox
from .layout.flow import Gap, Strip
from .layout.furniture import return_line, returned
from .pages import Page

if TYPE_CHECKING:
    from .layout.flow import Piece
    from .layout.sheet import Sheet
    from .pages import Pages

__all__ = ["Mark", "Standing", "own_operators", "standing_of"]

# What a person says of oneself, and to whom: blocks that depend on nothing but the document's
# frame. A heading knows those before it, a mark of a note counts, a list has elements of its own.
_OWN: Final = (a.Sender, a.Address, a.Dateline, a.Salutation, a.Paragraph, a.Signature)
_SENTENCE: Final = "texts.personal/"
"""How the sender's own sentence is named in appeal types."""
_MOST_CHANGED: Final = 8
# As many letters as several languages make in a few numbers of lines each.
_MOST_KEPT: Final = 32
_frame = attrgetter(*[each.name for each in fields(a.Document) if each.name != "blocks"])

T = TypeVar("T")
_Room: TypeAlias = "tuple[Any, ...] | None"
_Needs: TypeAlias = tuple[dict[str, set[str]], dict[str, set[int]]]
SetAlone: TypeAlias = "Callable[[Sheet, Sequence[a.Block]], list[Mark]]"


class Mark(NamedTuple):
    """How much a sheet holds before or after a block; ``loose`` is what no paragraph shares."""

    pieces: int
    fixed: int
    shared: int
    loose: int

    @classmethod
    def of(cls, sheet: Sheet) -> Mark:
        """Return what a sheet holds now."""
        composer = sheet.composer
        loose = len(composer.words) + sum(map(len, composer.texts.values()))
        return cls(len(sheet.flow.pieces), len(sheet.fixed), len(composer.shared), loose)


class _Type(NamedTuple):
    """What a block has become: pieces of the flow, and boxes at places of their own."""

    pieces: list[Piece]
    fixed: list[tuple[TextBox, float]]

    @classmethod
    def between(cls, sheet: Sheet, start: Mark, end: Mark) -> _Type:
        """Return what a sheet gained."""
        return cls(
            sheet.flow.pieces[start.pieces : end.pieces], sheet.fixed[start.fixed : end.fixed]
        )

    @property
    def boxes(self) -> list[TextBox]:
        """The paragraphs in the order of reading."""
        cells = [cell for piece in self.pieces if isinstance(piece, Strip) for cell in piece.cells]
        return [*[box for box, _ in self.fixed], *cells]

    @property
    def room(self) -> _Room:
        """All that decides where this and everything after it stand, where that is simple."""
        rooms: list[Any] = [(_room(box), top) for box, top in self.fixed]
        for piece in self.pieces:
            if isinstance(piece, Gap):
                rooms.append((piece.before, piece.height, piece.least, piece.snap))
            elif isinstance(piece, Strip) and piece.decoration is None:
                cells = [_room(cell) for cell in piece.cells]
                rooms.append((piece.before, piece.rows, piece.snap, *cells))
            else:
                return None
        return tuple(rooms)


def _room(box: TextBox) -> tuple[Any, ...]:
    element = box.element
    return (
        box.x,
        box.leading,
        len(box.lines),
        box.anchor,
        box.bookmark,
        element.tag,
        element.entries,
    )


class _Form:
    """A letter of one page that is kept standing."""

    def __init__(
        self, printed: Printed, sheet: Sheet, marks: Sequence[Mark], own: Sequence[range]
    ) -> None:
        self.printed = printed
        self._own = own
        self.frame = _frame(printed.document)
        self._sheet = sheet
        self._marks = marks
        self._drawn = {id(each.box): each for each in printed.pages.drawn}
        self._rooms: dict[int, tuple[_Room, list[TextBox]]] = {}
        self._others: dict[tuple[int, ...], _Needs] = {}

    def changed(self, document: a.Document) -> tuple[int, ...] | None:
        """Return which blocks of a document are others, if they are few and can be set alone."""
        blocks = self.printed.document.blocks
        if len(blocks) != len(document.blocks):
            return None
        places = [
            at
            for at, (old, new) in enumerate(zip(blocks, document.blocks, strict=True))
            if old is not new and old != new
        ]
        for at in places:
            alone = type(blocks[at]) is type(document.blocks[at]) and isinstance(blocks[at], _OWN)
            if not alone or self._marks[at].loose != self._marks[at + 1].loose:
                return None
        return tuple(places) if len(places) <= _MOST_CHANGED else None

    def empty(self) -> Sheet:
        """Return a sheet of the same kind with nothing on it."""
        return self._sheet.emptied()

    def printed_with(
        self, document: a.Document, places: tuple[int, ...], sheet: Sheet, marks: Sequence[Mark]
    ) -> Printed | None:
        """Print the page with other blocks, which stand on a sheet, if they fit in their places."""
        if marks[0].loose != marks[-1].loose:
            return None
        ops = list(self.printed.pages.pages[0].ops)
        for at, (start, end) in zip(places, pairwise(marks), strict=True):
            new = _Type.between(sheet, start, end)
            room, boxes = self._room_of(at)
            if room is None or new.room != room:
                return None
            if not all(self._redraw(ops, *pair) for pair in zip(boxes, new.boxes, strict=True)):
                return None
        if sheet.return_line:
            self._return(ops, sheet)
        characters, glyphs = self._needs_without(places)
        printed = self.printed
        return Printed(
            document=document,
            root=printed.root,
            pages=printed.pages,
            shape=printed.shape,
            contents=[Page(0, ops).deflated(self._own)],
            characters=_joined(characters, sheet.composer.characters()),
            glyphs=_joined(glyphs, sheet.composer.glyphs()),
            pictures=printed.pictures,
        )

    def _room_of(self, at: int) -> tuple[_Room, list[TextBox]]:
        """Return what room a block takes, and its paragraphs."""
        found = self._rooms.get(at)
        if found is None:
            old = _Type.between(self._sheet, self._marks[at], self._marks[at + 1])
            found = self._rooms[at] = old.room, old.boxes
        return found

    def _redraw(self, ops: list[str], old: TextBox, new: TextBox) -> bool:
        """Paint a box where another one is; tell whether what follows is not touched by it."""
        drawn = self._drawn.get(id(old))
        if drawn is None or not new.paragraph.words.plain:
            return False
        page = Page(0, [], [], [], set(), *drawn.before)
        new.paragraph.draw(page, 0, len(new.lines), new.x, drawn.y)
        ops[drawn.at] = page.ops[0]
        return (page.select, page.colour, page.leading) == drawn.after

    def _return(self, ops: list[str], sheet: Sheet) -> None:
        """Say in the window who the sender is now."""
        start, end, before = self._sheet.returned
        page = Page(0, [], [], [], set(), *before)
        return_line(sheet, page)
        ops[start:end] = page.ops

    def _needs_without(self, places: tuple[int, ...]) -> _Needs:
        """Return the characters and glyphs of everything but some blocks."""
        found = self._others.get(places)
        if found is None:
            composer = self._sheet.composer
            gone = {
                each
                for at in places
                for each in range(self._marks[at].shared, self._marks[at + 1].shared)
            }
            texts = {name: list(each) for name, each in composer.texts.items()}
            blocks = self.printed.document.blocks
            if self._sheet.return_line and any(isinstance(blocks[at], a.Sender) for at in places):
                texts[self._sheet.look("return").face()].remove(returned(self._sheet))
            kept = [each for at, each in enumerate(composer.shared) if at not in gone]
            others = replace(composer, texts=defaultdict(list, texts), shared=kept)
            found = self._others[places] = others.characters(), others.glyphs()
        return found


def own_operators(sheet: Sheet, marks: Sequence[Mark], pages: Pages) -> list[range]:
    """Return the places of the operators on the first page that say who writes, and why."""
    blocks = sheet.document.blocks
    personal = [at for at, block in enumerate(blocks) if _is_personal(block)]
    if not personal:
        return []
    places = {id(each.box): each.at for each in pages.drawn}
    boxes = [box for at in personal for box in _Type.between(sheet, marks[at], marks[at + 1]).boxes]
    start, end, _ = sheet.returned
    own = {*range(start, end), *(places[id(box)] for box in boxes if id(box) in places)}
    starts = [at for at in sorted(own) if at - 1 not in own]
    ends = [at + 1 for at in sorted(own) if at + 1 not in own]
    return list(map(range, starts, ends))


def _is_personal(block: a.Block) -> bool:
    return isinstance(block, a.Sender | a.Signature) or block.key.startswith(_SENTENCE)


def _joined(some: dict[str, set[T]], more: dict[str, set[T]]) -> dict[str, set[T]]:
    nothing: set[T] = set()
    return {
        name: some.get(name, nothing) | more.get(name, nothing)
        for name in some.keys() | more.keys()
    }


class Standing:
    """The letters that are kept standing, the last one first; threads may share them."""

    def __init__(self) -> None:
        self._forms: tuple[_Form, ...] = ()

    def keep(
        self, printed: Printed, sheet: Sheet, marks: Sequence[Mark], own: Sequence[range]
    ) -> None:
        """Keep a letter, if it is one page that leads nowhere, and forget the oldest."""
        pages = printed.pages
        if len(pages.pages) == 1 and not pages.pages[0].links and not sheet.composer.notes:
            self._forms = (_Form(printed, sheet, marks, own), *self._forms[: _MOST_KEPT - 1])

    def print(self, document: a.Document, set_alone: SetAlone) -> Printed | None:
        """Print a document from a letter like it, if there is one.

        ``set_alone`` sets blocks on an empty sheet, and returns what it holds before and after
        each, or nothing where they cannot be set.
        """
        frame = _frame(document)
        tried: dict[tuple[int, ...], tuple[Sheet, list[Mark]]] = {}
        for form in self._forms:
            places = form.changed(document) if form.frame == frame else None
            if places is None:
                continue
            if places not in tried:
                sheet = form.empty()
                marks = set_alone(sheet, [document.blocks[at] for at in places])
                if not marks:
                    return None
                tried[places] = sheet, marks
            printed = form.printed_with(document, places, *tried[places])
            if printed:
                return printed
        return None


@cache
def standing_of(kind: type) -> Standing:
    """Return the letters of one kind of writer: others may set them in another way."""
    return Standing()
