"""The structure: the tree of elements that tells a screen reader what to read, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from .engine import File

__all__ = ["Element", "in_order", "parent_rows", "write_elements", "write_tree"]


class Element:
    """One structure element; ``kids`` are elements, marked content and annotations in order.

    A paragraph that runs over pages is one element with marked content on each of them. No
    element knows the one above it, so that all go with the document; ``placed`` says that there
    is one.
    """

    __slots__ = ("above", "entries", "kids", "number", "placed", "tag")

    def __init__(self, tag: str, parent: Element | None = None, entries: bytes = b"") -> None:
        self.tag = tag
        self.entries = entries
        self.kids: list[Kid] = []
        self.number = self.above = 0
        self.placed = parent is not None
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
    elements = in_order(root)
    first = file.reserve(len(elements))
    root.above = parent
    for number, element in enumerate(elements, first):
        element.number = number
        for kid in element.kids:
            if type(kid) is Element:
                kid.above = number
    file.put_all(
        range(first, first + len(elements)),
        [_body(element, element.above, pages) for element in elements],
    )


def parent_rows(owners: Sequence[Sequence[Element]], annotations: Sequence[Element]) -> list[bytes]:
    """Return the rows of the parent tree: the elements that own the content of each key."""
    return [
        *(
            f"[{' '.join([f'{each.number} 0 R' for each in page])}]".encode("ascii")
            for page in owners
        ),
        *(b"%d 0 R" % element.number for element in annotations),
    ]


def in_order(root: Element) -> list[Element]:
    """Return the elements in reading order; without recursion, for lists of any length."""
    elements: list[Element] = []
    left = [root]
    while left:
        element = left.pop()
        elements.append(element)
        left += [kid for kid in reversed(element.kids) if type(kid) is Element]
    return elements


def _body(element: Element, parent: int, pages: Sequence[int]) -> bytes:
    tag, entries, kids = element.tag, element.entries, element.kids
    if len(kids) == 1 and not entries:
        # An element of one kid: most of a list of names.
        kid = kids[0]
        if type(kid) is Element:
            return f"<</S/{tag}/P {parent} 0 R/K {kid.number} 0 R>>".encode("ascii")
        if type(kid) is tuple and len(kid) == 2:
            page, mark = kid
            return f"<</S/{tag}/P {parent} 0 R/Pg {pages[page]} 0 R/K {mark}>>".encode("ascii")
    home = next((kid[0] for kid in kids if type(kid) is tuple), None)
    where = "" if home is None else f"/Pg {pages[home]} 0 R"
    inner = " ".join([_kid(kid, home, pages) for kid in kids])
    if len(kids) != 1:
        inner = f"[{inner}]"
    start = f"<</S/{tag}/P {parent} 0 R{where}"
    return b"%b%b/K %b>>" % (start.encode("ascii"), entries, inner.encode("ascii"))


def _kid(kid: Kid, home: int | None, pages: Sequence[int]) -> str:
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    if len(kid) == 3:
        return f"<</Type/OBJR/Obj {kid[1]} 0 R/Pg {pages[kid[0]]} 0 R>>"
    if kid[0] == home:
        return str(kid[1])
    return f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>"


def _parent_tree(owners: Sequence[Sequence[Element]], annotations: Sequence[Element]) -> bytes:
    rows = parent_rows(owners, annotations)
    return b"<</Nums[%b]>>" % b"\n".join([b"%d %b" % pair for pair in enumerate(rows)])
