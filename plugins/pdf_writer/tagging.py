"""The structure: the tree of elements that tells a screen reader what to read, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from .engine import File

__all__ = ["Element", "parent_rows", "write_elements", "write_tree"]


class Element:
    """One structure element; ``kids`` are elements, marked content and annotations in order.

    A paragraph that runs over pages is one element with marked content on each of them.
    """

    __slots__ = ("entries", "kids", "number", "parent", "tag")

    def __init__(self, tag: str, parent: Element | None = None, entries: bytes = b"") -> None:
        self.tag = tag
        self.entries = entries
        self.kids: list[Kid] = []
        self.number = 0
        self.parent = parent
        if parent is not None:
            parent.kids.append(self)


# Marked content is (page, its number there); an annotation is (page, object number, True).
Kid: TypeAlias = Element | tuple[int, int] | tuple[int, int, bool]


def write_tree(
    file: File,
    roots: Sequence[Element],
    pages: Sequence[int],
    owners: Sequence[Sequence[Element]],
    annotations: Sequence[Element],
) -> int:
    """Write the tree and return the object number of its root.

    ``pages`` are object numbers, ``owners`` the elements of each page's marked content in its
    order, ``annotations`` the elements of the annotations, whose keys follow those of the pages.
    """
    root = file.reserve()
    for element in roots:
        write_elements(file, element, root, pages)
    parents = file.add(_parent_tree(owners, annotations))
    kids = b" ".join(b"%d 0 R" % element.number for element in roots)
    count = len(owners) + len(annotations)
    file.put(
        root,
        b"<</Type/StructTreeRoot/K[%b]/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        % (kids, parents, count),
    )
    return root


def write_elements(file: File, root: Element, parent: int, pages: Sequence[int]) -> None:
    """Write an element and everything below it; ``parent`` is an object number."""
    _number(root, file)
    _write(root, parent, file, pages)


def parent_rows(owners: Sequence[Sequence[Element]], annotations: Sequence[Element]) -> list[bytes]:
    """Return the rows of the parent tree: the elements that own the content of each key."""
    return [
        *(b"[%b]" % b" ".join([b"%d 0 R" % element.number for element in page]) for page in owners),
        *(b"%d 0 R" % element.number for element in annotations),
    ]


def _number(root: Element, file: File) -> None:
    """Number the elements in reading order; without recursion, for lists of any length."""
    elements = [root]
    for element in elements:
        elements += [kid for kid in element.kids if type(kid) is Element]
    first = file.reserve(len(elements))
    for number, element in enumerate(elements, first):
        element.number = number


def _write(root: Element, parent: int, file: File, pages: Sequence[int]) -> None:
    stack = [(root, parent)]
    while stack:
        element, above = stack.pop()
        file.put(element.number, _body(element, above, pages))
        number = element.number
        stack += [(kid, number) for kid in reversed(element.kids) if type(kid) is Element]


def _body(element: Element, parent: int, pages: Sequence[int]) -> bytes:
    if len(element.kids) == 1 and not element.entries:
        return _simple(element, element.kids[0], parent, pages)
    home = next((kid[0] for kid in element.kids if type(kid) is tuple), None)
    where = b"" if home is None else b"/Pg %d 0 R" % pages[home]
    kids = b" ".join([_kid(kid, home, pages) for kid in element.kids])
    if len(element.kids) != 1:
        kids = b"[%b]" % kids
    return b"<</S/%b/P %d 0 R%b%b/K %b>>" % (
        _TAGS[element.tag],
        parent,
        where,
        element.entries,
        kids,
    )


def _simple(element: Element, kid: Kid, parent: int, pages: Sequence[int]) -> bytes:
    """Write an element of one kid: most of a list of names."""
    tag = _TAGS[element.tag]
    if isinstance(kid, Element):
        return b"<</S/%b/P %d 0 R/K %d 0 R>>" % (tag, parent, kid.number)
    if len(kid) == 2:
        return b"<</S/%b/P %d 0 R/Pg %d 0 R/K %d>>" % (tag, parent, pages[kid[0]], kid[1])
    return b"<</S/%b/P %d 0 R/K %b>>" % (tag, parent, _kid(kid, None, pages))


class _Tags(dict[str, bytes]):
    """Names of elements as bytes."""

    def __missing__(self, tag: str) -> bytes:
        self[tag] = name = tag.encode("ascii")
        return name


_TAGS: Final = _Tags()


def _kid(kid: Kid, home: int | None, pages: Sequence[int]) -> bytes:
    if isinstance(kid, Element):
        return b"%d 0 R" % kid.number
    if len(kid) == 3:
        return b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (kid[1], pages[kid[0]])
    if kid[0] == home:
        return b"%d" % kid[1]
    return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[kid[0]], kid[1])


def _parent_tree(owners: Sequence[Sequence[Element]], annotations: Sequence[Element]) -> bytes:
    rows = parent_rows(owners, annotations)
    return b"<</Nums[%b]>>" % b"\n".join(b"%d %b" % pair for pair in enumerate(rows))
