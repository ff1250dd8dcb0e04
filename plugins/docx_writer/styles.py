"""The named styles of each design: what every kind of block looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from advocacy import Layout

from .geometry import RIGHT_HALF, margins, window_of

__all__ = ["EMPHASIZED", "GREY", "LINK", "Look", "Style", "styles"]

GREY: Final = "595959"
"""Small print and running heads; 7 : 1 on white."""
LINK: Final = "0B5394"
EMPHASIZED: Final = frozenset(
    ("Heading1", "Heading2", "Heading3", "Notice", "Label", "EventPlace", "Caption", "Letterhead")
)
"""The paragraph styles that are bold by themselves."""

# Size in points, and lines: a line of PT Serif is 1.325 times as high as its letters, so that
# these are the sizes and the distances of lines of the PDF.
_TYPE: Final = {"letter": (10.5, 1.0), "statement": (10.5, 1.08), "manifesto": (11.5, 1.08)}
_ACCENTS: Final = {"letter": "", "statement": "#1f3d5c", "manifesto": "#7d1d2b"}
_Align = Literal["left", "right", "center", "both", ""]


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that the styles depend on: documents of one look share all but their text."""

    language: str
    direction: Literal["ltr", "rtl"]
    layout: Layout
    accent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style; sizes and spaces in points, indents in millimetres.

    A name that Word knows ("heading 1", "Quote") appears in the language of the reader's Word;
    the others are this program's own.
    """

    name: str
    id: str
    kind: Literal["paragraph", "character", "table"] = "paragraph"
    based_on: str = ""
    following: str = ""
    size: float = 0
    bold: bool = False
    italic: bool = False
    colour: str = ""
    underlined: bool = False
    raised: bool = False
    align: _Align = ""
    before: float | None = None
    after: float | None = None
    line: float = 0
    """Lines if at most 3, else exactly so many points."""
    left: float = 0
    right: float = 0
    hanging: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    unhyphenated: bool = False
    outline: int | None = None
    rule: tuple[Literal["left", "top", "bottom"], str] | None = None
    """A line at one side, and its colour."""
    stop: float = 0
    """A tabulator stop, in millimetres."""
    numbering: int = 0


def styles(look: Look) -> Iterator[Style]:
    """Yield the styles of a look, each after the one it is based on."""
    yield from _base(look)
    yield from _headings(look)
    yield from _letter(look)
    yield from _text(look)
    yield from _furniture(look)
    yield from _characters()


def _base(look: Look) -> Iterator[Style]:
    size, line = _TYPE[look.layout.design]
    yield Style(name="Normal", id="Normal", size=size, before=0, after=0, line=line)
    yield Style(
        name="Body Text",
        id="BodyText",
        based_on="Normal",
        after=7,
        align="both" if look.layout.justified else "",
    )


def _headings(look: Look) -> Iterator[Style]:
    design, accent = look.layout.design, _accent(look)
    heading = Style(
        name="",
        id="",
        based_on="Normal",
        following="BodyText",
        bold=True,
        keep_next=True,
        keep_lines=True,
        unhyphenated=True,
        line=1,
    )
    first = replace(heading, name="heading 1", id="Heading1", outline=0)
    if design == "letter":
        centred: _Align = "center" if look.layout.subject == "centred" else ""
        yield replace(first, before=10, after=10, align=centred)
    elif design == "manifesto":
        yield replace(first, size=29, colour=accent, before=4, after=14)
    else:
        yield replace(first, size=20, before=2, after=10)
    second = replace(heading, name="heading 2", id="Heading2", outline=1, before=14, after=4)
    yield replace(second, size=_TYPE[design][0] + 2.5, colour=accent)
    yield replace(heading, name="heading 3", id="Heading3", outline=2, before=10, after=3)
    yield Style(name="Kicker", id="Kicker", based_on="Normal", following="Heading1",
                size=10.5, colour=accent or GREY, after=4, keep_next=True)  # fmt: skip
    yield Style(name="Notice", id="Notice", based_on="Normal", following="Heading1",
                bold=True, after=4, keep_next=True)  # fmt: skip


def _accent(look: Look) -> str:
    """Return the colour of headings: the campaign's, or that of the design."""
    return look.accent or _ACCENTS[look.layout.design]


def _letter(look: Look) -> Iterator[Style]:
    """The parts of a letter; an official's lines stand together and are never hyphenated."""
    layout = look.layout
    letter, framed = layout.design == "letter", window_of(layout) is not None
    lines = Style(name="", id="", based_on="Normal", keep_lines=True, unhyphenated=True, line=1)
    small = replace(lines, size=_TYPE[layout.design][0] - 1)
    half = RIGHT_HALF - margins(layout).left if letter else 0
    yield replace(
        small,
        name="Sender",
        id="Sender",
        after=0 if framed else 12,
        left=half if layout.window == "flow-left" else 0,
    )
    yield replace(
        lines,
        name="Address",
        id="Address",
        after=0 if framed else 16,
        # Nine lines of the window's field fill its 40 mm.
        line=12.6 if framed else 1,
        left=half if layout.window == "flow-right" else 0,
    )
    yield replace(lines, name="Reference", id="Reference", size=8.5, colour=GREY, after=4)
    if letter:
        yield replace(lines, name="Date", id="Date", after=14, align=layout.dateline)
    else:
        yield replace(lines, name="Date", id="Date", size=9, colour=GREY, after=12)
    yield replace(lines, name="Salutation", id="Salutation", before=4, after=7, keep_next=True)
    yield replace(lines, name="Closing", id="Closing", before=10, after=38, keep_next=True)
    yield replace(lines, name="Signature", id="Signature", after=14)
    colour = "" if letter else _accent(look)
    yield replace(lines, name="Label", id="Label", size=9, bold=True, colour=colour, before=8,
                  after=2, keep_next=True)  # fmt: skip
    yield replace(small, name="Addressee", id="Addressee", after=8)
    # What follows the officials of a statement is the text, and it begins after more room.
    yield Style(name="Last Addressee", id="LastAddressee", based_on="Addressee",
                following="BodyText", after=18)  # fmt: skip
    yield replace(small, name="Copy", id="Copy", after=4)
    yield replace(small, name="Enclosure", id="Enclosure", after=1)


def _text(look: Look) -> Iterator[Style]:
    align: _Align = "both" if look.layout.justified else ""
    accent = _accent(look) or "A6A6A6"
    body = Style(name="", id="", based_on="BodyText")
    yield replace(body, name="Lead-in", id="LeadIn", following="Demand", keep_next=True, after=4)
    yield replace(body, name="List Bullet", id="ListBullet", after=4, numbering=1)
    yield replace(body, name="List Number", id="ListNumber", after=4, numbering=2)
    yield replace(body, name="Demand", id="Demand", after=5, numbering=3)
    yield replace(
        body,
        name="Quote",
        id="Quote",
        left=8,
        right=8,
        after=4,
        keep_lines=True,
        keep_next=True,
        rule=("left", accent),
    )
    yield Style(
        name="Attribution", id="Attribution", based_on="Quote", following="BodyText",
        size=9, after=10, colour=GREY, align="left",
    )  # fmt: skip
    yield replace(body, name="Event Place", id="EventPlace", following="Event", bold=True,
                  before=6, after=1, keep_next=True, align="left")  # fmt: skip
    yield replace(body, name="Event", id="Event", following="EventPlace", after=4, align=align)
    yield replace(body, name="Milestone", id="Milestone", after=2, left=45, hanging=45, stop=45)
    yield Style(name="caption", id="Caption", based_on="Normal", following="Signatory", size=9.5,
                bold=True, before=10, after=4, keep_next=True, unhyphenated=True)  # fmt: skip
    yield Style(name="Signatory", id="Signatory", based_on="Normal", size=9.5, line=1,
                before=1.5, after=1.5, keep_lines=True, unhyphenated=True)  # fmt: skip
    yield Style(name="Small Print", id="SmallPrint", based_on="Normal", size=8.5, before=12,
                after=4, line=1, colour=GREY)  # fmt: skip
    yield Style(
        name="footnote text", id="FootnoteText", based_on="Normal", size=8.5, after=2, line=1
    )


def _furniture(look: Look) -> Iterator[Style]:
    yield Style(name="header", id="Header", based_on="Normal", size=8, line=1, colour=GREY)
    yield Style(name="footer", id="Footer", based_on="Normal", size=8, line=1, colour=GREY,
                align="right" if look.layout.design == "letter" else "center")  # fmt: skip
    yield Style(name="Return Address", id="ReturnAddress", based_on="Header", size=6.5, line=8)
    yield Style(name="Letterhead", id="Letterhead", based_on="Header", size=9, bold=True,
                before=3, after=8, colour=look.accent or GREY,
                rule=("bottom", look.accent or "A6A6A6"))  # fmt: skip
    yield Style(name="Fold Mark", id="FoldMark", based_on="Header", size=1, line=4,
                rule=("top", "808080"))  # fmt: skip
    yield Style(name="End of List", id="EndOfList", based_on="Normal", size=2, line=2)
    yield Style(name="Signatories", id="Signatories", kind="table", based_on="TableNormal")


def _characters() -> Iterator[Style]:
    yield Style(name="Strong", id="Strong", kind="character", bold=True)
    yield Style(name="Emphasis", id="Emphasis", kind="character", italic=True)
    yield Style(
        name="Intense Emphasis", id="IntenseEmphasis", kind="character", bold=True, italic=True
    )
    yield Style(name="Hyperlink", id="Hyperlink", kind="character", colour=LINK, underlined=True)
    yield Style(name="Placeholder Text", id="PlaceholderText", kind="character", colour=GREY)
    yield Style(name="Signatory Detail", id="SignatoryDetail", kind="character", colour=GREY)
    yield Style(name="footnote reference", id="FootnoteReference", kind="character", raised=True)
