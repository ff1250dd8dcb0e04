"""Documents drawn by lot: any blocks, in any order, with awkward but printable text."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from advocacy import (
    Address,
    Addressees,
    Closing,
    Copies,
    Dateline,
    Demands,
    Document,
    Enclosures,
    Event,
    Events,
    Heading,
    Kicker,
    Layout,
    Listing,
    Milestones,
    Note,
    Paragraph,
    Prompt,
    Quote,
    Reference,
    Run,
    Salutation,
    Sender,
    SignatoryLine,
    Signature,
    SignatureGroup,
    Signatures,
    Subject,
    Title,
)

ALPHABET = "abcdefgij АБВгдежйўё äßéàœ 012.,;:!?()<>&\\/«»„“’—–-№\u00a0\u202f\u00ad\u2009ʼ₴ε"
MARKED = ("о\u0301", "q\u0306", "e\u0301", "ε\u0301")
words = (
    st.lists(st.sampled_from((*ALPHABET, *MARKED)), min_size=1, max_size=60)
    .map("".join)
    .filter(lambda value: value.replace("\u00ad", "").strip())
)
long_words = st.sampled_from(
    (
        "https://example.org/" + "a-very-long-path/" * 12,
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3,
        "слово " * 90,
    )
)
runs = st.builds(
    Run,
    text=words | long_words,
    bold=st.booleans(),
    italic=st.booleans(),
    href=st.none() | st.just("https://example.org/ü?a=1&b=(2)"),
    lang=st.none() | st.just("be-BY"),
    note=st.none() | st.just("A source, 2021."),
)
plain_runs = st.builds(Run, text=words, bold=st.booleans())
texts = st.lists(runs, min_size=1, max_size=3).map(tuple)
short = st.lists(plain_runs, min_size=1, max_size=2).map(tuple)
name = st.builds(Run, text=words.map(lambda value: value[:30].strip() or "-")).map(
    lambda run: (run,)
)
lines = st.lists(short, min_size=1, max_size=4).map(tuple)
items = st.lists(texts, min_size=1, max_size=5).map(tuple)
people = st.lists(st.builds(SignatoryLine, name=short, detail=st.just(()) | short), max_size=45)
groups = st.builds(SignatureGroup, signatories=people.map(tuple), label=st.just(()) | short)

blocks = st.one_of(
    st.builds(Paragraph, text=texts),
    st.builds(Heading, text=short, level=st.sampled_from((2, 3))),
    st.builds(Listing, items=items, ordered=st.booleans()),
    st.builds(Demands, lead=st.just(()) | texts, items=items),
    st.builds(Quote, paragraphs=items, attribution=st.just(()) | short),
    st.builds(
        Events,
        items=st.lists(
            st.builds(Event, place=st.just(()) | short, text=texts), min_size=1, max_size=4
        ).map(tuple),
    ),
    st.builds(
        Milestones, items=st.lists(st.tuples(short, short), min_size=1, max_size=3).map(tuple)
    ),
    st.builds(Signatures, heading=short, groups=st.lists(groups, max_size=2).map(tuple)),
    *(st.builds(kind, text=short) for kind in (Dateline, Reference, Kicker, Salutation)),
    *(st.builds(kind, text=texts) for kind in (Prompt, Closing, Note)),
    *(st.builds(kind, lines=lines) for kind in (Sender, Signature)),
    # More of it than the window of an envelope shows would be refused.
    st.builds(Address, lines=st.lists(name, min_size=1, max_size=4).map(tuple)),
    st.builds(Addressees, label=st.just(()) | short, items=st.lists(lines, max_size=5).map(tuple)),
    st.builds(Copies, label=short, items=st.lists(lines, max_size=3).map(tuple)),
    st.builds(Enclosures, label=short, items=lines),
)
layouts = st.builds(
    Layout,
    design=st.sampled_from(("letter", "statement", "manifesto")),
    window=st.sampled_from(("din5008-a", "din5008-b", "right", "flow-left", "flow-right")),
    fold_marks=st.booleans(),
    dateline=st.sampled_from(("left", "right")),
    subject=st.sampled_from(("bold", "centred")),
    justified=st.booleans(),
    hyphenated=st.booleans(),
    signature_columns=st.sampled_from((0, 1, 2, 3)),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document."""
    head = draw(st.sampled_from((Title, Subject, None)))
    body = tuple(draw(st.lists(blocks, max_size=6)))
    return Document(
        language=draw(st.sampled_from(("ru-RU", "de-DE", "en-GB"))),
        title="Drawn by lot",
        blocks=((head(text=draw(short)),) if head else ()) + body,
        date=datetime.date(2021, 7, 14),
        identifier="drawn",
        running_title="Drawn by lot",
        notes_label="Sources",
        hyphenation=draw(st.sampled_from(("ru_RU", "de_DE", ""))),
        draft=draw(st.sampled_from(("", "DRAFT"))),
        layout=draw(layouts),
    )
