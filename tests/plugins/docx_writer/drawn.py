"""Documents as hypothesis draws them: any blocks in any order, with any look of runs."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from advocacy import document as d

CHARACTERS = st.sampled_from([*"ab Z.,ßéЖїў«»„“’–—№\u00a0\u202f\u2011\u02bc<&>\"'\n"])
WORDS = st.text(CHARACTERS, min_size=1, max_size=12)
LINE = WORDS.map(lambda words: words.replace("\n", " "))
RUNS = st.builds(
    d.Run,
    text=WORDS,
    bold=st.booleans(),
    italic=st.booleans(),
    href=st.sampled_from([None, "https://example.org/?a=1&b=2", "mailto:a@example.org"]),
    lang=st.sampled_from([None, "en-GB", "be-BY"]),
    note=st.one_of(st.none(), LINE),
)
TEXT = st.lists(RUNS, min_size=1, max_size=3).map(tuple)
MAYBE = st.one_of(st.just(()), TEXT)
LINES = st.lists(TEXT, max_size=3).map(tuple)
ITEMS = st.lists(LINES, max_size=3).map(tuple)
GROUPS = st.lists(
    st.builds(
        d.SignatureGroup,
        signatories=st.lists(st.builds(d.SignatoryLine, TEXT, MAYBE), max_size=8).map(tuple),
        label=MAYBE,
    ),
    max_size=2,
).map(tuple)
BLOCK = st.one_of(
    st.builds(d.Sender, lines=LINES),
    st.builds(d.Address, lines=LINES),
    st.builds(d.Addressees, label=MAYBE, items=ITEMS),
    st.builds(d.Copies, label=TEXT, items=ITEMS),
    st.builds(d.Enclosures, label=TEXT, items=LINES),
    st.builds(d.Subject, label=MAYBE, text=TEXT),
    st.builds(d.Heading, text=TEXT, level=st.sampled_from([2, 3])),
    st.sampled_from(
        [d.Dateline, d.Reference, d.Kicker, d.Title, d.Salutation, d.Paragraph, d.Prompt]
    ).flatmap(lambda kind: st.builds(kind, text=TEXT)),
    st.sampled_from([d.Closing, d.Note]).flatmap(lambda kind: st.builds(kind, text=TEXT)),
    st.builds(d.Listing, items=LINES, ordered=st.booleans()),
    st.builds(d.Demands, lead=MAYBE, items=LINES),
    st.builds(d.Quote, paragraphs=LINES, attribution=MAYBE),
    st.builds(d.Events, items=st.lists(st.builds(d.Event, MAYBE, TEXT), max_size=3).map(tuple)),
    st.builds(d.Milestones, items=st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)),
    st.builds(d.Signature, lines=LINES),
    st.builds(
        d.Signatures,
        heading=MAYBE,
        groups=GROUPS,
        name_label=st.one_of(st.just(""), LINE),
        detail_label=st.one_of(st.just(""), LINE),
        summary=st.one_of(st.just(""), LINE),
    ),
)
LAYOUTS = st.builds(
    d.Layout,
    design=st.sampled_from(["letter", "statement", "manifesto"]),
    window=st.sampled_from(["din5008-a", "din5008-b", "right", "flow-left", "flow-right"]),
    fold_marks=st.booleans(),
    dateline=st.sampled_from(["left", "right"]),
    subject=st.sampled_from(["bold", "centred"]),
    justified=st.booleans(),
    hyphenated=st.booleans(),
    signature_columns=st.sampled_from([0, 1, 2, 3]),
)
DOCUMENTS = st.builds(
    d.Document,
    language=st.sampled_from(["de-DE", "ru-RU", "ar-EG"]),
    title=LINE,
    blocks=st.lists(BLOCK, max_size=9).map(tuple),
    date=st.just(datetime.date(2021, 7, 15)),
    identifier=st.just("drawn"),
    direction=st.sampled_from(["ltr", "rtl"]),
    description=st.one_of(st.just(""), LINE),
    page_label=st.sampled_from(["{page} / {pages}", "{page}", "", "Seite {page}"]),
    running_title=st.one_of(st.just(""), LINE),
    draft=st.sampled_from(["", "ENTWURF", 'A "B" <C>']),
    layout=LAYOUTS,
    letterhead=st.one_of(
        st.none(),
        st.builds(
            d.Letterhead, organisation=MAYBE, accent=st.sampled_from(["", "#1f4e79", "#7A1F3D"])
        ),
    ),
)
